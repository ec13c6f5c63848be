"""`aaa plan` beside the tables of the source document: its rows, Communicatie and the Kostenraming, cell by cell."""

import re

import pytest

from tests.conftest import VELDWIJK, Run
from tests.source_rows import BIOTECH_PLAN, PARTS_OF_THE_BIOTECH_PLAN, ROWS

THEMES = ["Veiligheid", "Groenste Stad", "Biotech en zorg", "Algemeen"]


def tables(markdown: str) -> dict[str, list[list[str]]]:
    """Return the rows of the table below each heading, the header among them."""
    found: dict[str, list[list[str]]] = {}
    for section in markdown.split("\n## ")[1:]:
        heading, *lines = section.replace("\n### ", "\n").split("\n")
        rows = [re.split(r"(?<!\\) ?\| ?", line)[1:-1] for line in lines if line.startswith("|")]
        found[heading] = [[cell.replace("\\", "") for cell in row] for row in rows if "---" not in row]
    return found


@pytest.fixture
def printed(aaa: Run) -> dict[str, list[list[str]]]:
    return tables(aaa("plan", "-f", "md").out)


def test_the_tables_are_those_of_the_document_in_its_order(printed: dict[str, list[list[str]]]) -> None:
    assert list(printed) == [*THEMES, "Communicatie", "Kostenraming 2025"]
    for theme in THEMES:
        assert printed[theme][0] == ["Activiteit", "Omschrijving", "Periode", "Partners"]
    assert sum(len(printed[theme]) - 1 for theme in THEMES) == len(ROWS) == 26


@pytest.mark.parametrize("number", range(26), ids=lambda number: ROWS[number].parts[0])
def test_a_row_has_the_cells_of_the_document(number: int, printed: dict[str, list[list[str]]], aaa: Run) -> None:
    row = ROWS[number]
    above = [other for other in ROWS[:number] if other.theme == row.theme]
    activity, description, period, partners = printed[row.theme][1 + len(above)]
    told = [aaa("show", code, "-f", "json").json()["parts"][0] for code in row.parts]
    if row.first_cell in PARTS_OF_THE_BIOTECH_PLAN:  # a part that the document has in the first column
        assert description.startswith(f"{row.first_cell}. ")
    elif row.first_cell:
        assert activity == row.first_cell
    elif row.parts != (BIOTECH_PLAN,):  # an empty cell: the row belongs to the one above it
        assert activity == printed[row.theme][len(above)][0]
    assert period == (row.period or "")
    for part, line in zip(told, description.split("<br>"), strict=True):
        assert line.startswith(f"{part['title']}. ")
        assert ("Trekker: " in line) == bool(part["trekker"])
    names = partners.replace("&amp;", "&").split(", ") if partners else []
    short = [_short(name, aaa) for name in row.cell]
    assert names[: len(short)] == short, "the names of the cell come first, in its order"
    assert set(names[len(short) :]) <= {_short(name, aaa) for name in row.text}


def _short(name: str, aaa: Run) -> str:
    """Return how lists call a partner that the document calls `name`."""
    if name in ("ntb", "Europa-strategie"):
        return name
    (partner,) = aaa("partners", name, "-f", "json").json()["partners"]
    return str(partner["short"] or partner["name"])


def test_communication_is_its_vision_its_ambition_and_its_approach(printed: dict[str, list[list[str]]]) -> None:
    rows = {label: value.split("<br>") for label, value in printed["Communicatie"][1:]}
    assert {label: len(lines) for label, lines in rows.items()} == {"Visie": 1, "Ambitie": 3, "Aanpak": 4}
    approach = [
        "Publiciteit en zichtbaarheid",
        "Heldere positionering",
        "Interne betrokkenheid",
        "Kanalen van partners",
    ]
    assert [line.removeprefix("– ").split(". ")[0] for line in rows["Aanpak"]] == approach


def test_the_cost_estimate_has_the_eleven_amounts_and_the_empty_cell(printed: dict[str, list[list[str]]]) -> None:
    header, *rows = ([cell.strip("*").replace("\xa0", " ") for cell in row] for row in printed["Kostenraming 2025"])
    assert header == ["Groep", "Post", "Totaal", "Dekking Gemeente", "Dekking Partners"]
    assert [[row[0], *row[2:]] for row in rows] == [
        ["Capaciteit", "€ 530.000", "€ 330.000", "€ 200.000"],
        ["Middelen", "€ 75.000", "€ 45.000", "€ 30.000"],
        ["Middelen", "€ 75.000", "€ 75.000", ""],
        ["", "€ 680.000", "€ 450.000", "€ 230.000"],
    ]
    assert rows[-1][1] == "Totaal"


def test_a_filter_leaves_parts_out_and_the_cost_estimate_too(aaa: Run) -> None:
    answer = aaa("plan", "--theme", "algemeen", "--trekker", "gemeente", "-f", "md").out
    assert list(tables(answer)) == ["Algemeen"]
    assert "- Aantal: 2 van 31 onderdelen" in answer
    assert "Geen onderdeel past bij dit filter." in aaa("plan", "--text", "bestaat niet").out


def test_json_is_that_of_the_list(aaa: Run) -> None:
    asked = ("--theme", "veiligheid", "-f", "json")
    assert aaa("plan", *asked).json() == aaa("list", *asked).json()


def test_a_theme_with_a_vision_keeps_the_periods_and_trekkers_of_its_parts(aaa: Run) -> None:
    out = aaa("plan", "--data", str(VELDWIJK), "--theme", "communicatie").out
    assert "Nieuwsbrief per kwartaal. Trekker: Gemeente." in out
    assert "doorlopend" in out
