"""The program's answers beside the Jaarplan 2025: every row of its tables, its budget, ambitions and results."""

from decimal import Decimal

import pytest

from tests.conftest import Run
from tests.source_rows import BIOTECH_PLAN, PARTS_OF_THE_BIOTECH_PLAN, ROWS, Row

PARTS = {code: row for row in ROWS for code in row.parts}


@pytest.fixture
def printed(aaa: Run) -> dict[str, dict]:
    """Return what the program prints of each part, with the names behind its ids."""
    themes = {
        theme["id"]: theme["title"] for theme in aaa("status", "--today", "2030-01-01", "-f", "json").json()["themes"]
    }
    names = {item["id"]: {item["name"], item["short"]} for item in aaa("partners", "-f", "json").json()["partners"]}
    parts = {part["id"]: part for part in aaa("list", "-f", "json").json()["parts"]}
    return {code: part | {"names": names, "theme_title": themes[part["theme"]]} for code, part in parts.items()}


def test_the_plan_has_each_row_and_communication_besides(printed: dict[str, dict]) -> None:
    assert len(ROWS) == 26
    assert len(printed) == 31
    assert len({part["activity"] for part in printed.values()}) == 18
    assert sum(part["period"] is not None for part in printed.values()) == 26
    assert sum(bool(part["trekker"]) for part in printed.values()) == 9
    others = [part for code, part in printed.items() if code not in PARTS]
    assert [part["theme_title"] for part in others] == ["Communicatie"] * 4
    assert all(part["period"] is None for part in others)


@pytest.mark.parametrize("code", PARTS)
def test_a_row_is_what_the_program_prints(code: str, printed: dict[str, dict]) -> None:
    row, part = PARTS[code], printed[code]
    assert part["theme_title"] == row.theme
    assert (part["period"] and part["period"]["text"]) == row.period
    if row.first_cell in PARTS_OF_THE_BIOTECH_PLAN:
        assert part["title"] == row.first_cell
    elif row.first_cell:
        assert part["activity_title"] == row.first_cell
    else:
        above = ROWS[ROWS.index(row) - 1]
        assert code == BIOTECH_PLAN or part["activity"] == printed[above.parts[0]]["activity"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.parts[0])
def test_a_rows_trekkers_and_partners_are_its_own(row: Row, aaa: Run, printed: dict[str, dict]) -> None:
    def found(name: str) -> str:
        """Look a name up as a person would."""
        return name if name == "ntb" else aaa("partners", name, "-f", "json").json()["partners"][0]["id"]

    parts = [printed[code] for code in row.parts]
    assert {code for part in parts for code in part["trekker"]} == {found(name) for name in row.trekkers}
    cell = [found(name) for name in row.cell if name != "Europa-strategie"]
    assert all(part["programme"] == "europa-strategie" for part in parts if "Europa-strategie" in row.cell)
    for part in parts:
        assert part["partners"][: len(cell)] == cell, "the cell's partners come first, in the cell's order"
        assert set(part["partners"]) <= set(cell) | {found(name) for name in row.text}


@pytest.mark.parametrize(("quarter", "parts"), [("Q1", 8), ("Q2", 16), ("Q3", 16), ("Q4", 9)])
def test_parts_in_a_quarter(quarter: str, parts: int, aaa: Run) -> None:
    assert aaa("list", "-q", quarter, "-f", "json").json()["count"] == parts


def test_only_the_green_city_accord_is_done(printed: dict[str, dict]) -> None:
    assert {part["id"]: part["status"] for part in printed.values() if part["status"] != "planned"} == {
        "green-leaf/green-city-accord": "done"
    }


def test_the_budget_is_the_kostenraming(aaa: Run) -> None:
    budget = aaa("budget", "-f", "json").json()
    rows = [(line["total"], *line["coverage"].values()) for line in budget["lines"]]
    assert rows == [
        (Decimal(530000), Decimal(330000), Decimal(200000)),
        (Decimal(75000), Decimal(45000), Decimal(30000)),
        (Decimal(75000), Decimal(75000)),
    ]
    assert budget["stated"] == {"total": 680000, "coverage": {"gemeente": 450000, "partners": 230000}}
    assert budget["ok"]
    assert budget["totals"]["remaining"] == 680000


def test_ambitions_pillars_and_results(aaa: Run) -> None:
    answer = aaa("ambitions", "-f", "json").json()
    assert [(item["target"], item["unit"]) for item in answer["ambitions"]] == [
        (10000, "woningen"),
        (5000, "banen"),
        (None, None),
    ]
    assert len(answer["pillars"]) == 3
    assert len(answer["results"]) == 8
    assert len(answer["unlinked"]) == 17
    assert {tuple(item["activities"]) for item in answer["ambitions"]} == {("ruimtelijke-doorvertaling",)}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("green-leaf/green-city-accord", "23 december 2024"),
        ("ruimtelijke-doorvertaling/perspectieven", "voor de zomer"),
        ("biotech/plan", "Q4"),
        ("biotech/lobbydiner", "gemeente Groningen"),
        ("opening-academisch-jaar/flyer-en-crimetour", "dit onderdeel"),
        ("veiligheidscampus/fysieke-campus", "o.a."),
        ("urban-air-mobility/interreg-aanvraag", "cel"),
    ],
)
def test_where_the_source_contradicts_itself_a_remark_says_so(code: str, told: str, aaa: Run) -> None:
    assert told in aaa("show", code, "-f", "json").json()["parts"][0]["remark"]
