"""What happened to the parts of an activity, from real repositories; and the short way to it is no other way."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aaa_cli.plan.past import Event, _Reader, past
from aaa_cli.plan.source import read
from tests.plan.layouts import IDS, activities
from tests.repository import Repository

FILE = "activities.yaml"
PLAN = """\
plan: {title: Plan, year: 2025}
themes: [{id: wonen, title: Wonen}]
activities:
  - id: bouw
    theme: wonen
    title: Bouw
    parts:
      - id: plan
        title: Plan
        period: Q2
        status: planned

      - id: gevel
        title: Gevel
        period: Q3
        status: planned

  - id: tuin
    theme: wonen
    title: Tuin
    parts:
      - id: gras
        title: Gras
        status: planned
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with PLAN, committed by Ada on 1 March."""
    repository = Repository(tmp_path)
    (tmp_path / FILE).write_text(PLAN, encoding="utf-8")
    repository.commit("Bijgewerkt", date="2025-03-01T12:00:00+02:00", author="Ada")
    return repository


def edit(repository: Repository, old: str, new: str) -> None:
    file = repository.folder / FILE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(repository: Repository, activity: str = "bouw") -> list[tuple[str, str, str | None, object, object]]:
    """Return of each event its author (`-` while it is not committed), part, field, and what came for what."""
    return [_told(event) for event in past(repository.folder, activity, {FILE: read(repository.folder / FILE)})]


def _told(event: Event) -> tuple[str, str, str | None, object, object]:
    change = event.change
    return (event.commit.author if event.commit else "-", change.item.id, change.field, change.old, change.new)


BEGUN = [
    ("Ada", "bouw/plan", None, None, {"title": "Plan", "period": "Q2", "status": "planned"}),
    ("Ada", "bouw/gevel", None, None, {"title": "Gevel", "period": "Q3", "status": "planned"}),
]


def test_newest_first_and_what_is_not_committed_before_that(repository: Repository) -> None:
    assert told(repository) == BEGUN
    edit(repository, "status: planned", "status: in_progress")
    edit(repository, "title: Gras", "title: Gazon")
    repository.commit("Bijgewerkt", author="Bea")
    edit(repository, "period: Q2", "period: Q4")
    now = [("-", "bouw/plan", "period", "Q2", "Q4")]
    saved = [("Bea", "bouw/plan", "status", "planned", "in_progress"), *BEGUN]
    assert told(repository) == now + saved
    repository.commit("Bijgewerkt", author="Cas")
    edit(repository, "      - id: gevel", "      - id: muur")
    events = told(repository)
    assert [event[:3] for event in events[:2]] == [("-", "bouw/gevel", None), ("-", "bouw/muur", None)]
    assert events[2:] == [("Cas", *now[0][1:]), *saved]
    assert [event[0] for event in told(repository, "tuin")] == ["Bea", "Ada"]


def test_layout_comments_and_place_are_no_event(repository: Repository) -> None:
    edit(
        repository,
        "        period: Q2\n        status: planned\n",
        "        status: 'planned'\n\n        period: Q2 # !\n",
    )
    assert told(repository) == BEGUN
    text = (repository.folder / FILE).read_text(encoding="utf-8")
    head, bouw, tuin = text.partition("  - id: bouw")[0], *text.partition("activities:\n")[2].split("  - id: tuin")
    (repository.folder / FILE).write_text(f"{head}  - id: tuin{tuin}{bouw}", encoding="utf-8")
    repository.commit("Bijgewerkt", author="Bea")
    assert told(repository) == BEGUN


def fork(repository: Repository, *edits: tuple[str, str]) -> None:
    """Have Bea make Q4 of Q2 in `zij`, and Cas the edits in `main`."""
    repository.git("switch", "--quiet", "--create", "zij")
    edit(repository, "period: Q2", "period: Q4")
    repository.commit("Bijgewerkt", author="Bea", date="2025-03-02T12:00:00+02:00")
    repository.git("switch", "--quiet", "main")
    for old, new in edits:
        edit(repository, old, new)
    repository.commit("Bijgewerkt", author="Cas", date="2025-03-03T12:00:00+02:00")


def test_a_merge_made_only_what_none_of_its_sides_had(repository: Repository) -> None:
    fork(repository, ("period: Q3", "period: Q1"))
    repository.git("merge", "--quiet", "--no-edit", "zij", author="Dan", date="2025-03-04T12:00:00+02:00")
    events = told(repository)
    assert sorted(event[0] for event in events) == ["Ada", "Ada", "Bea", "Cas"]
    edit(repository, "period: Q4", "period: Q3")
    repository.git(
        "commit", "--quiet", "--all", "--amend", "--no-edit", author="Dan", date="2025-03-04T12:00:00+02:00"
    )
    assert told(repository) == [("Dan", "bouw/plan", "period", "Q2", "Q3"), *events]


def merge(repository: Repository, *edits: tuple[str, str], theirs: str = "zij") -> None:
    """Merge as Dan on 4 March, with the file as it is on this side before the edits."""
    repository.git("merge", "--quiet", "--no-commit", "--strategy=ours", theirs)
    for old, new in edits:
        edit(repository, old, new)
    repository.git("commit", "--quiet", "--all", "--message=Samen", author="Dan", date="2025-03-04T12:00:00+02:00")


@pytest.fixture
def forked(repository: Repository) -> Repository:
    """Return a repository where Bea made Q4 of Q2 in `zij`, and Cas Q1 of it and Q2 of Q3 in `main`."""
    fork(repository, ("period: Q2", "period: Q1"), ("period: Q3", "period: Q2"))
    return repository


CHOSEN = [
    ("Cas", "bouw/plan", "period", "Q2", "Q1"),
    ("Cas", "bouw/gevel", "period", "Q3", "Q2"),
    ("Bea", "bouw/plan", "period", "Q2", "Q4"),
    *BEGUN,
]


@pytest.mark.parametrize(
    ("edits", "made"),
    [
        ((), [("Dan", "bouw/plan", "period", "Q4", "Q1")]),
        ((("period: Q1", "period: Q4"),), [("Dan", "bouw/plan", "period", "Q1", "Q4")]),
        ((("title: Gras", "title: Gazon"),), [("Dan", "bouw/plan", "period", "Q4", "Q1")]),
        ((("period: Q1", "period: Q3"),), [("Dan", "bouw/plan", "period", "Q1", "Q3")]),
    ],
)
def test_what_a_merge_chose_is_an_event(edits: tuple[tuple[str, str], ...], made: object, forked: Repository) -> None:
    merge(forked, *edits)
    assert told(forked) == [*made, *CHOSEN]  # type: ignore[misc]


def test_a_merge_that_drops_what_one_side_alone_changed_is_an_event(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "zij")
    edit(repository, "period: Q2", "period: Q4")
    repository.commit("Bijgewerkt", author="Bea", date="2025-03-02T12:00:00+02:00")
    repository.git("switch", "--quiet", "main")
    edit(repository, "period: Q3", "period: Q1")
    repository.commit("Bijgewerkt", author="Cas", date="2025-03-03T12:00:00+02:00")
    merge(repository)
    assert told(repository)[0] == ("Dan", "bouw/plan", "period", "Q4", "Q2")


def test_a_later_merge_says_nothing_of_what_an_earlier_one_chose(forked: Repository) -> None:
    merge(forked)
    forked.git("switch", "--quiet", "zij")
    edit(forked, "title: Gras", "title: Gazon")
    forked.commit("Bijgewerkt", author="Eva", date="2025-03-05T12:00:00+02:00")
    forked.git("switch", "--quiet", "main")
    edit(forked, "status: planned", "status: done")
    forked.commit("Bijgewerkt", author="Fay", date="2025-03-05T13:00:00+02:00")
    forked.git("merge", "--quiet", "--no-edit", "zij", author="Gus", date="2025-03-06T12:00:00+02:00")
    assert [event[0] for event in told(forked)] == ["Fay", "Dan", "Cas", "Cas", "Bea", "Ada", "Ada"]


def test_two_notes_alike_are_two_events(repository: Repository) -> None:
    note = "{date: 2025-03-01, text: Gebeld}"
    edit(repository, "period: Q2", f"log: [{note}, {note}]\n        period: Q2")
    repository.commit("Bijgewerkt", author="Bea")
    assert [event[:3] for event in told(repository)][:-2] == [("Bea", "bouw/plan", "log")] * 2


def test_a_version_that_can_not_be_read_counts_as_the_one_before(repository: Repository) -> None:
    edit(repository, "period: Q2", "period: [Q2")
    repository.commit("Bijgewerkt", author="Bea")
    assert told(repository) == BEGUN
    edit(repository, "period: [Q2", "period: Q4")
    repository.commit("Bijgewerkt", author="Cas")
    assert told(repository) == [("Cas", "bouw/plan", "period", "Q2", "Q4"), *BEGUN]


def test_an_agreed_action_that_is_done(repository: Repository) -> None:
    edit(repository, "period: Q2", "log: [{date: 2025-03-01, text: Bellen, who: via}]\n        period: Q2")
    repository.commit("Bijgewerkt", author="Bea")
    edit(repository, "who: via", "who: via, done: 2025-03-09")
    (event, *_older) = told(repository)
    assert event[:3] == ("-", "bouw/plan", "log")


def test_without_git_or_commits_there_is_no_past(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(PLAN, encoding="utf-8")
    now = {FILE: read(tmp_path / FILE)}
    assert past(tmp_path, "bouw", now) == []
    repository = Repository(tmp_path)
    assert past(tmp_path, "bouw", now) == []
    repository.commit("Bijgewerkt")
    assert len(past(tmp_path, "bouw", now)) == 2


def same(texts: list[str], activity: str) -> None:
    """Check that a text read after others gives what it gives alone."""
    reader = _Reader(activity)
    for text in texts:
        source = read(Path(FILE), text.encode())
        alone = _Reader(activity).parts(source)
        if alone is not None and not source.findings:  # what has a fault may be taken for what it holds
            found = reader.read(text.encode())
            assert {id_: item.fields for id_, item in (found or {}).items()} == {
                id_: item.fields for id_, item in alone.items()
            }


@pytest.mark.parametrize(
    "more",
    [
        "",
        "\n",
        "# slot\n",
        "        remark: Meer\n",
        "    \n        remark: Meer\n",
        "# kop\n        remark: Meer\n",
        "          verder\n",
        "      - {id: extra, title: Extra, status: done}\n",
        "decisions: []\n",
    ],
)
@pytest.mark.parametrize("activity", ["bouw", "tuin"])
def test_what_stands_behind_an_activity_may_belong_to_it(more: str, activity: str) -> None:
    middle = PLAN.replace("\n  - id: tuin", f"{more}\n  - id: tuin")
    texts = [
        PLAN,
        middle,
        PLAN.replace("\n\n  - id: tuin", f"\n{more}  - id: tuin"),
        PLAN + more,
        PLAN.rstrip() + more,
    ]
    same(texts, activity)
    same(texts[::-1], activity)


@given(activities(), st.sampled_from(IDS), st.data())
def test_most_versions_need_no_parsing(drawn: tuple[object, bytes], activity: str, data: st.DataObject) -> None:
    text = drawn[1].decode("utf-8-sig")
    lines = text.splitlines(keepends=True)
    place = data.draw(st.integers(0, len(lines)))
    extra = data.draw(st.sampled_from([*lines, "\n", "# kop\n", "        remark: Meer\n", "    programme: x\n"]))
    fewer = "".join(lines[:place] + lines[place + 1 :])
    more = "".join([*lines[:place], extra, *lines[place:]])
    same(data.draw(st.permutations([text, fewer, more])), activity)


def test_a_text_that_stayed_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = _Reader("bouw")
    first = reader.parts(read(Path(FILE), PLAN.encode()))
    elsewhere = PLAN.replace("title: Gras", "title: Gazon").replace("title: Wonen", "title: Huizen")
    assert reader.read(elsewhere.encode()) is first
    assert reader.read(PLAN.replace("Q3", "Q4").encode()) is not first


def test_a_shallow_clone_does_not_say_that_all_was_added(repository: Repository, tmp_path: Path) -> None:
    edit(repository, "period: Q2", "period: Q4")
    repository.commit("Later", author="Bea")
    repository.git("clone", "--quiet", "--depth=1", tmp_path.as_uri(), str(tmp_path / "kopie"))
    copy = Repository(tmp_path / "kopie")
    assert told(copy) == []
    edit(copy, "period: Q4", "period: Q1")
    assert told(copy) == [("-", "bouw/plan", "period", "Q4", "Q1")]


def test_a_clone_that_lacks_an_old_version_has_no_past(repository: Repository) -> None:
    blob = repository.git("rev-parse", f"HEAD:{FILE}")
    edit(repository, "period: Q2", "period: Q4")
    repository.commit("Later", author="Bea")
    assert len(told(repository)) == 3
    (repository.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert told(repository) == []
