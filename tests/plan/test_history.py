"""The plan's past: which commit a word means, and what the files held then."""

import os
from datetime import date
from pathlib import Path

import pytest

from aaa_cli.plan import history, unfinished
from aaa_cli.plan.models import FILES
from aaa_cli.words.problem import NOT_POSSIBLE, WRONG_QUESTION
from tests.plan.conftest import committed, refused
from tests.repository import NAME, Repository

ACTIVITIES, BUDGET, PARTNERS = FILES


# which commit


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("2025-03-29", 0),
        ("2025-03-30", 1),  # the day on which summer time begins: its last second is 21:59:59 UTC
        ("2025-03-31", 2),
        ("2025-10-26", 3),  # the day on which it ends: its last second is 22:59:59 UTC
        ("2025-10-27", 4),
        ("2999-12-31", 4),
    ],
)
def test_a_day_is_the_last_commit_of_it_in_the_netherlands(
    word: str, meant: int, repository: Repository, data: Path
) -> None:
    moments = ("2025-03-29T22:59:59", "2025-03-30T21:59:59", "2025-03-30T22:00:00")
    moments += ("2025-10-26T22:59:59", "2025-10-26T23:00:00")
    revs = [repository.commit(moment, f"{moment}+00:00") for moment in moments]
    days = ("2025-03-29", "2025-03-30", "2025-03-31", "2025-10-26", "2025-10-27")
    assert history.version(data, word) == (revs[meant], date.fromisoformat(days[meant]))


def test_a_day_follows_the_first_parents_of_head(repository: Repository, data: Path) -> None:
    first = repository.commit("first", "2025-05-01T12:00:00+02:00")
    repository.git("switch", "--quiet", "--create", "side")
    side = repository.commit("side", "2025-05-02T12:00:00+02:00")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message=merge", "side", date="2025-05-04T12:00:00+02:00")
    assert history.version(data, "2025-05-03").rev == first, "nobody's main branch held it on that day"
    assert history.version(data, "2025-05-04").rev == repository.git("rev-parse", "HEAD")
    assert history.version(data, "side").rev == side


def test_a_revision_may_be_a_tag_a_branch_or_a_way_back(repository: Repository, data: Path) -> None:
    first = repository.commit("first")
    repository.git("tag", "--annotate", "--message=t", "vastgesteld")
    second = repository.commit("second")
    repository.git("branch", "2025-04-01-versie")
    repository.git("branch", "2025-04-01")
    words = {
        ":/first": first,
        "HEAD^{/first}": first,
        "vastgesteld": first,
        "HEAD~1": first,
        first[:9]: first,
        "main": second,
        "2025-04-01-versie": second,
    }
    assert {word: history.version(data, word).rev for word in words} == words
    assert refused(lambda: history.version(data, "2025-04-01")).exit_code == WRONG_QUESTION, "a day, never a branch"
    repository.git("checkout", "--quiet", "--detach", "vastgesteld")
    assert history.version(data, "HEAD").rev == history.version(data, "2025-06-01").rev == first


@pytest.mark.parametrize(
    "word",
    [
        *("", " ", "..", "HEAD..main", "^HEAD", "-x", "--output=x", "--help", "--", "nee", "HEAD\nHEAD", "HEAD\0"),
        *(
            "HEAD:data",
            "HEAD:data/budget.yaml",
            "HEAD^{tree}",
            ":/nergens",
            "@{",
            ":/",
            "$(touch x)",
            "\u202e",
            "\N{PILE OF POO}",
            "HEAD~99",
            "0" * 40,
            "a" * 10_000,
        ),
    ],
)
def test_a_word_that_is_no_revision_is_harmless(word: str, repository: Repository, data: Path) -> None:
    repository.commit("first")
    before = sorted(repository.folder.iterdir())
    problem = refused(lambda: history.version(data, word))
    assert (problem.exit_code, problem.what.endswith("bestaat niet")) == (WRONG_QUESTION, True)
    assert problem.what.isprintable()
    assert len(problem.what) < 200
    assert sorted(repository.folder.iterdir()) == before


def test_a_day_that_is_none_or_before_the_first(repository: Repository, data: Path) -> None:
    repository.commit("first", "2025-05-01T12:00:00+02:00")
    impossible = refused(lambda: history.version(data, "2025-02-30"))
    assert (impossible.exit_code, "2025-04-15" in impossible.remedy) == (WRONG_QUESTION, True)
    assert "Bedoelde je '2025-04-15'?" in refused(lambda: history.version(data, "15-04-2025")).remedy
    for day in ("2025-04-30", "1969-07-21"):
        early = refused(lambda day=day: history.version(data, day))
        assert (early.exit_code, early.remedy) == (WRONG_QUESTION, "De eerste is van 1 mei 2025.")


def test_a_shallow_clone_says_how_to_get_the_rest(repository: Repository, data: Path, tmp_path: Path) -> None:
    repository.commit("first", "2025-05-01T12:00:00+02:00")
    last = repository.commit("second", "2025-05-03T12:00:00+02:00")
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(tmp_path / "kopie"))
    shallow = tmp_path / "kopie" / "data"
    assert history.is_shallow(shallow)
    assert not history.is_shallow(data)
    assert history.version(shallow, "HEAD").rev == history.version(shallow, "2025-05-03").rev == last
    for word in ("HEAD~1", "2025-05-02"):
        problem = refused(lambda word=word: history.version(shallow, word))
        assert (problem.exit_code, "git fetch --unshallow" in problem.remedy) == (NOT_POSSIBLE, True)
    Repository(tmp_path / "kopie").git("fetch", "--quiet", "--unshallow")
    assert history.version(shallow, "2025-05-02") == history.version(data, "HEAD~1")


def test_a_folder_without_git_or_without_a_commit(data: Path, tmp_path: Path) -> None:
    for word in ("HEAD", "2025-05-01"):
        assert refused(lambda word=word: history.version(data, word)).what.startswith(
            "Van dit plan is nog geen versie"
        )
        outside = refused(lambda word=word: history.version(tmp_path, word))
        assert (outside.exit_code, "wordt niet met Git bijgehouden" in outside.what) == (NOT_POSSIBLE, True)
    assert history.revision(data) is history.revision(tmp_path) is None


# what the files held


@pytest.mark.parametrize("place", ["werk", "werk/data", "-x/het plan", "met spatie/-C"])
def test_files_are_what_they_were(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    repository = Repository(Path(place.partition("/")[0]))
    folder = Path(place)
    folder.mkdir(exist_ok=True)
    (folder / ACTIVITIES).write_bytes(b"een\r\n\xff\0")
    first = repository.commit("first")
    (folder / ACTIVITIES).write_bytes(b"twee\n")
    (folder / BUDGET).write_bytes(b"")
    second = repository.commit("second")
    (folder / ACTIVITIES).write_bytes(b"drie\n")
    assert history.files(folder, first) == {ACTIVITIES: b"een\r\n\xff\0"}
    assert history.files(folder, second) == {ACTIVITIES: b"twee\n", BUDGET: b""}
    wanted = [(second, ACTIVITIES), (first, BUDGET), (first, ACTIVITIES)]
    found = history.contents(folder, wanted)
    assert found == {(second, ACTIVITIES): b"twee\n", (first, ACTIVITIES): b"een\r\n\xff\0"}
    assert history.contents(folder, []) == {}


def test_a_version_without_a_plan(repository: Repository, data: Path) -> None:
    repository.commit("first")
    (repository.folder / "later").mkdir()
    problem = refused(lambda: history.files(repository.folder / "later", history.version(data, "HEAD").rev))
    assert problem.exit_code == WRONG_QUESTION


def test_a_folder_in_the_place_of_a_file_is_no_file(repository: Repository, data: Path) -> None:
    (data / BUDGET).unlink()
    repository.write(f"data/{BUDGET}/x", "x")
    assert set(history.files(data, repository.commit("first"))) == {ACTIVITIES, PARTNERS}


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_lead_to_what_they_led_to(repository: Repository, data: Path, tmp_path: Path) -> None:
    (data / ACTIVITIES).rename(repository.folder / "echt.yaml")
    (data / ACTIVITIES).symlink_to("../echt.yaml")
    (data / BUDGET).unlink()
    (data / BUDGET).symlink_to("nergens.yaml")
    (data / PARTNERS).unlink()
    (data / PARTNERS).symlink_to(tmp_path / "buiten.yaml")
    (tmp_path / "buiten.yaml").write_text("buiten")
    first = repository.commit("first")
    repository.write("echt.yaml", "nieuw\n")
    (tmp_path / "link").symlink_to(data)
    for folder in (data, tmp_path / "link"):
        assert history.files(folder, first) == {ACTIVITIES: b"activities.yaml 1\n"}
        assert history.version(folder, "HEAD").rev == first
    assert history.revision(data) == f"{first[:7]}+", "a change behind the link is a change"
    second = committed(data, "behind the link").rev
    assert history.files(data, second) == {ACTIVITIES: b"nieuw\n"}
    assert [each.rev for each in history.commits(data, ACTIVITIES)] == [second, first]


def test_line_endings_as_git_checks_them_out_here(repository: Repository, data: Path) -> None:
    rev = repository.commit("first")
    repository.git("config", "core.autocrlf", "true")
    assert history.files(data, rev)[BUDGET] == b"budget.yaml 1\n"
    assert history.working(data, rev) == {name: f"{name} 1\r\n".encode() for name in FILES}
    (data / BUDGET).unlink()
    repository.git("checkout", "--", "data")
    assert (data / BUDGET).read_bytes() == b"budget.yaml 1\r\n"
    assert history.revision(data) == rev[:7]


def test_the_commits_of_one_file(repository: Repository, data: Path) -> None:
    first = repository.commit("first | \t één", "2025-05-01T12:00:00+02:00")
    repository.git("switch", "--quiet", "--create", "side")
    repository.write("data/activities.yaml", "side\n")
    side = repository.commit("side", "2025-05-02T23:30:00+00:00")
    repository.git("switch", "--quiet", "main")
    repository.write("data/budget.yaml", "2\n")
    repository.commit("no change of it", "2025-05-03T12:00:00+02:00")
    repository.git("merge", "--quiet", "--no-ff", "--message=merge", "side", date="2025-05-04T12:00:00+02:00")
    repository.git("config", "log.showSignature", "true")
    found = history.commits(data, ACTIVITIES)
    assert found == [
        (side, (first,), date(2025, 5, 3), NAME, "side"),
        (first, (), date(2025, 5, 1), NAME, "first | \t één"),
    ]
    assert history.commits(data, ACTIVITIES, first) == found[1:]
    assert history.commits(data, "nooit.yaml") == []


def test_branches_and_tags(repository: Repository, data: Path) -> None:
    repository.commit("first")
    repository.git("tag", "v1")
    assert history.names(data) == [("main", "2025-05-01"), ("v1", "2025-05-01")]


def test_reading_changes_nothing(repository: Repository, data: Path) -> None:
    rev = repository.commit("first")
    repository.write("data/activities.yaml", "anders\n")
    repository.write("data/nieuw", "los\n")
    repository.git("add", "data/nieuw")
    repository.git("config", "core.fsmonitor", "touch gelopen; false")

    def state() -> list[tuple[str, bytes, int]]:
        found = sorted(each for each in repository.folder.rglob("*") if each.is_file())
        return [(str(each), each.read_bytes(), each.stat().st_mtime_ns) for each in found]

    for name in FILES:
        os.utime(data / name, ns=(0, 0))  # so that an index would want to be refreshed
    before = state()
    history.version(data, "HEAD")
    history.version(data, "2025-06-01")
    history.files(data, rev)
    history.working(data, rev)
    history.commits(data, ACTIVITIES)
    history.names(data)
    unfinished.unmerged(data)
    history.revision(data)
    assert state() == before
