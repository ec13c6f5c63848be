"""What a person sees in the editor: the real language server, on the real plan, with the schemas of this project."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import DATA, ROOT
from tests.editor import Editor, Mark
from tests.tools import needed

ACTIVITIES, BUDGET = "data/activities.yaml", "data/budget.yaml"
STATUSES = {
    "planned": "gepland",
    "in_progress": "loopt",
    "done": "gereed",
    "paused": "gepauzeerd",
    "cancelled": "vervallen",
}


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Return an editor in a folder with a copy of the plan and of the schemas."""
    server = needed("yaml-language-server")
    workspace = tmp_path_factory.mktemp("workspace")
    for folder in (DATA, ROOT / "schema"):
        shutil.copytree(folder, workspace / folder.name)
    with Editor(server, workspace) as opened:
        yield opened


def written(file: str, *change: str) -> str:
    """Return a file of the plan; with an old and a new text the last old one in it is replaced."""
    text = (ROOT / file).read_text(encoding="utf-8")
    if change:
        old, new = change
        assert old in text
        text = new.join(text.rsplit(old, 1))
    return text


@pytest.mark.parametrize("file", sorted(DATA.glob("*.yaml")), ids=lambda file: file.name)
def test_nothing_is_marked_in_the_plan(file: Path, editor: Editor) -> None:
    name = f"data/{file.name}"
    assert editor.open(name, written(name)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "marked", "said"),
    [
        (ACTIVITIES, "status: planned", "status: klaar", "klaar", "Schrijf één van deze: planned (gepland), in_progress"),
        (ACTIVITIES, "period: Q2", "periode: Q2", "periode", "Hier kan staan: id, title, title_en, description, period,"),
        (ACTIVITIES, "        status: planned\n", "", "i", "Verplicht: id, title, status."),
        (ACTIVITIES, "period: Q2\n", "period: Q5\n", "Q5", "Schrijf bijvoorbeeld Q2, Q2-Q4, Begin Q2"),
        (ACTIVITIES, "period: Q2\n", "period: voor de zomer\n", "voor de zomer", "Schrijf bijvoorbeeld Q2"),
        (ACTIVITIES, "        title: ", "        title: [a] # ", "[a]", "Schrijf één tekst"),
        (ACTIVITIES, "partners: [", "partners: gemeente # [", "gemeente", "Zet de waarden tussen vierkante haken"),
        (ACTIVITIES, "trekker: [", "trekker: [Gemeente Assen, ", "Gemeente Assen", "Gebruik een id uit partners.yaml"),
        (ACTIVITIES, "      - id: ", "      - id: Een Twee # ", "Een Twee", "Gebruik kleine letters"),
        (ACTIVITIES, "    parts:\n", "    parts: []\n  - id: a\n    title: A\n    theme: biotech-en-zorg\n    parts:\n", "[]", "Zet de waarden"),
        (ACTIVITIES, "  year: 2025", "  year: 25", "25", "Schrijf vier cijfers, zoals 2025."),
        (BUDGET, "total: 75000", "total: € 330.000", "€ 330.000", "Schrijf alleen cijfers, zoals 330000 of 1200.50."),
        (BUDGET, "total: 75000", "total: 330,000", "330,000", "Schrijf alleen cijfers, zoals 330000"),
        (BUDGET, "total: 75000", "total: -5", "-5", "Schrijf alleen cijfers, zoals 330000"),
        (BUDGET, "gemeente: 75000", "Gemeente Assen: 75000", "Gemeente Assen", "Gebruik een id onder 'payers'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_marked_and_explained(
    file: str, old: str, new: str, marked: str, said: str, editor: Editor
) -> None:
    (mark,) = editor.open(file, written(file, old, new))
    assert mark == Mark(marked, mark.message)
    assert said in mark.message


@pytest.mark.parametrize("title", ["2025", "true", "10.000 woningen"])
def test_a_title_may_look_like_something_else(title: str, editor: Editor) -> None:
    assert editor.open(ACTIVITIES, written(ACTIVITIES, "        title: ", f"        title: {title} # ")) == []


def test_the_statuses_are_offered(editor: Editor) -> None:
    editor.open(ACTIVITIES, written(ACTIVITIES, "        status: planned", "        status: "))
    assert editor.complete(ACTIVITIES, behind="        status: ") == STATUSES


def test_the_keys_that_are_not_there_yet_are_offered_with_what_they_mean(editor: Editor) -> None:
    editor.open(ACTIVITIES, written(ACTIVITIES, "        status: planned", "        status: planned\n        "))
    offered = editor.complete(ACTIVITIES, behind="status: planned\n        ")
    assert {"period", "trekker", "partners"} <= set(offered)
    assert not {"id", "title", "status"} & set(offered)
    assert offered["period"].startswith("Wanneer het loopt, zoals Q2")


def test_nothing_is_offered_for_a_title(editor: Editor) -> None:
    """A `true` on offer would be taken by who types a t and Enter."""
    editor.open(ACTIVITIES, written(ACTIVITIES, "        title: ", "        title: \n        remark: "))
    assert editor.complete(ACTIVITIES, behind="        title: ") == {}


def test_a_key_explains_itself(editor: Editor) -> None:
    editor.open(ACTIVITIES, written(ACTIVITIES))
    shown = editor.hover(ACTIVITIES, on="        status")
    assert shown.startswith("#### Onderdeel\n\nHoe ver het is.")
    assert "`paused`: gepauzeerd" in shown
