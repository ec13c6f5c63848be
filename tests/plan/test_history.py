"""The plan's past: which commit a word means, what the files held then, and what is written to Git."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from aaa_cli.plan import history
from aaa_cli.plan.history import Version
from aaa_cli.plan.models import FILES
from aaa_cli.words.problem import NOT_POSSIBLE, WRONG_QUESTION, Problem
from tests.repository import EMAIL, NAME, Repository

ACTIVITIES, BUDGET, PARTNERS = FILES


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "werk")


@pytest.fixture
def data(repository: Repository) -> Path:
    """Return the plan's folder: three files of one line, not committed yet."""
    for name in FILES:
        repository.write(f"data/{name}", f"{name} 1\n")
    return repository.folder / "data"


def refused(do: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as caught:
        do()
    return caught.value


def committed(folder: Path, message: str) -> Version:
    version = history.commit(folder, message)
    assert version
    return version


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


def test_a_missing_program(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    problem = refused(lambda: history.version(data, "HEAD"))
    assert (problem.what, problem.exit_code) == ("Git is niet geïnstalleerd", NOT_POSSIBLE)
    assert history.revision(data) is None


def test_a_folder_of_somebody_else(repository: Repository, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit("first")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    problem = refused(lambda: history.version(data, "HEAD"))
    assert problem.exit_code == NOT_POSSIBLE
    assert f"git config --global --add safe.directory {repository.folder}" in problem.remedy


def test_a_hook_of_another_repository_does_not_mislead(
    repository: Repository, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rev = repository.commit("first")
    other = Repository(tmp_path / "ander")
    other.commit("other")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert history.version(data, "HEAD").rev == rev
    assert history.revision(data) == rev[:7]


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
    history.unmerged(data)
    history.revision(data)
    assert state() == before


# what is written


def test_a_commit_holds_the_three_files_and_nothing_else(repository: Repository, data: Path) -> None:
    repository.write("ander.txt", "1")
    repository.write("data/README", "los")
    repository.git("add", "ander.txt")
    repository.git("config", "commit.cleanup", "strip")
    repository.git("config", "commit.verbose", "true")
    first = committed(data, "# een\n\n  twee: 'x' \"y\"\n# drie é\n")
    assert repository.git("log", "-1", "--format=%B") == "# een\n\n  twee: 'x' \"y\"\n# drie é"
    assert repository.git("show", "--name-only", "--format=%an %ae").split("\n") == [
        f"{NAME} {EMAIL}",
        "",
        *(f"data/{name}" for name in FILES),
    ]
    assert repository.git("status", "--porcelain").split("\n") == ["A  ander.txt", "?? data/README"]
    repository.write("data/budget.yaml", "2\n")
    repository.git("add", "data/budget.yaml")
    repository.write("data/budget.yaml", "3\n")
    second = committed(data, "more")
    assert history.files(data, second.rev)[BUDGET] == b"3\n"
    assert repository.git("rev-parse", "HEAD~1") == first.rev
    assert repository.git("status", "--porcelain").split("\n") == ["A  ander.txt", "?? data/README"]
    assert history.commit(data, "again") is None


def test_a_hook_that_refuses_is_quoted_and_nothing_is_left_behind(repository: Repository, data: Path) -> None:
    hook = repository.write(".git/hooks/pre-commit", "#!/bin/sh\nseq 50\nprintf 'te \\033[31mrood\\n' >&2\nexit 1\n")
    hook.chmod(0o755)
    problem = refused(lambda: history.commit(data, "no"))
    assert problem.exit_code == NOT_POSSIBLE
    lines = problem.remedy.splitlines()
    assert (lines[0], len(lines)) == ("Git zegt:", 13)
    assert "    te \\u001b[31mrood" in lines
    assert repository.git("status", "--porcelain") == "?? data/"


def test_a_commit_that_can_not_be_leaves_the_index_alone(repository: Repository, data: Path) -> None:
    repository.write(".gitignore", "data/budget.yaml\n")
    problem = refused(lambda: history.commit(data, "no"))
    assert (problem.exit_code, problem.what) == (NOT_POSSIBLE, "Git slaat dit over: budget.yaml")
    assert repository.git("status", "--porcelain") == "?? .gitignore\n?? data/"
    (repository.folder / ".gitignore").unlink()
    (data / BUDGET).chmod(0)
    if os.access(data / BUDGET, os.R_OK):  # nothing is closed to the administrator
        (data / BUDGET).unlink()
        os.mkfifo(data / BUDGET)
    assert refused(lambda: history.commit(data, "no")).exit_code == NOT_POSSIBLE
    assert repository.git("status", "--porcelain") == "?? data/"


def test_no_commit_during_a_cherry_pick(repository: Repository, conflict: Path) -> None:
    repository.git("merge", "--abort")
    with pytest.raises(AssertionError):
        repository.git("cherry-pick", "side")
    repository.write("data/activities.yaml", "both\n")
    repository.git("add", "--all")
    problem = refused(lambda: history.commit(conflict, "no"))
    assert (problem.exit_code, "git cherry-pick --continue" in problem.remedy) == (NOT_POSSIBLE, True)


def test_a_revert_is_finished_by_a_commit(repository: Repository, data: Path) -> None:
    first = repository.commit("first")
    repository.write("data/budget.yaml", "2\n")
    repository.commit("second")
    repository.git("revert", "--no-commit", "HEAD")
    assert history.files(data, committed(data, "back").rev) == history.files(data, first)
    assert not (repository.folder / ".git" / "REVERT_HEAD").exists()


def test_who_has_no_name_is_told_how_to_give_it(
    repository: Repository, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EMAIL", "root@localhost")  # what Git would make an address of
    for lacking in ("user.email", "user.name"):
        repository.git("config", "--unset", lacking)
        problem = refused(lambda: history.commit(data, "no"))
        assert problem.exit_code == NOT_POSSIBLE
        assert "git config --global user.name" in problem.remedy
        assert "git config --global user.email" in problem.remedy


@pytest.fixture
def conflict(repository: Repository, data: Path) -> Path:
    """Return the plan's folder in the middle of a merge: both sides changed activities, one added nothing else."""
    repository.commit("base")
    repository.git("switch", "--quiet", "--create", "side")
    repository.write("data/activities.yaml", "theirs\n")
    repository.write("ander.txt", "theirs")
    repository.commit("theirs")
    repository.git("switch", "--quiet", "main")
    repository.write("data/activities.yaml", "ours\n")
    repository.commit("ours")
    with pytest.raises(AssertionError):
        repository.git("merge", "--quiet", "side")
    return data


def test_the_sides_of_a_conflict_and_the_commit_that_ends_it(repository: Repository, conflict: Path) -> None:
    sides = (b"activities.yaml 1\n", b"ours\n", b"theirs\n")
    assert history.unmerged(conflict) == {ACTIVITIES: sides}
    problem = refused(lambda: history.commit(conflict, "too early"))
    assert (problem.exit_code, "'data/activities.yaml'" in problem.what) == (NOT_POSSIBLE, True)
    repository.write("data/activities.yaml", "both\n")
    history.stage(conflict, ACTIVITIES)
    assert history.unmerged(conflict) == {}
    done = committed(conflict, "merged")
    assert repository.git("rev-list", "--parents", "-1", "HEAD").count(" ") == 2
    assert history.files(conflict, done.rev)[ACTIVITIES] == b"both\n"
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("show", "HEAD:ander.txt") == "theirs"


def test_a_file_that_one_side_removed_has_no_side(repository: Repository, data: Path) -> None:
    repository.commit("base")
    repository.git("switch", "--quiet", "--create", "side")
    (data / BUDGET).unlink()
    repository.commit("theirs")
    repository.git("switch", "--quiet", "main")
    repository.write("data/budget.yaml", "ours\n")
    repository.commit("ours")
    with pytest.raises(AssertionError):
        repository.git("merge", "--quiet", "side")
    assert history.unmerged(data) == {BUDGET: (b"budget.yaml 1\n", b"ours\n", None)}


def test_no_commit_during_a_rebase(repository: Repository, conflict: Path) -> None:
    repository.git("merge", "--abort")
    with pytest.raises(AssertionError):
        repository.git("rebase", "--quiet", "side")
    problem = refused(lambda: history.commit(conflict, "no"))
    assert (problem.exit_code, "git rebase --continue" in problem.remedy) == (NOT_POSSIBLE, True)
    assert history.unmerged(conflict)[ACTIVITIES][1:] == (b"theirs\n", b"ours\n"), "Git's own order in a rebase"


def test_unstaging_before_the_first_commit(repository: Repository, data: Path) -> None:
    repository.git("add", "--all")
    history.unstage(data)
    assert repository.git("status", "--porcelain") == "?? data/"


def test_unstaging_leaves_what_is_not_the_plans(repository: Repository, data: Path) -> None:
    repository.write("ander.txt", "1")
    repository.commit("first")
    repository.write("data/budget.yaml", "2\n")
    repository.write("ander.txt", "2")
    repository.git("add", "--all")
    history.unstage(data)
    assert repository.git("status", "--porcelain").split("\n") == ["M  ander.txt", " M data/budget.yaml"]
    assert (data / BUDGET).read_text() == "2\n"


def test_sending_goes_where_the_branch_comes_from(repository: Repository, data: Path, tmp_path: Path) -> None:
    rev = repository.commit("first")
    assert refused(lambda: history.push(data)).remedy.endswith("git remote add origin ADRES")
    repository.git("clone", "--quiet", "--bare", str(repository.folder), str(tmp_path / "bron.git"))
    repository.git("clone", "--quiet", str(tmp_path / "bron.git"), str(tmp_path / "kopie"))
    repository.git("remote", "add", "origin", str(tmp_path / "bron.git"))
    assert "git push --set-upstream origin HEAD" in refused(lambda: history.push(data)).remedy
    repository.git("push", "--quiet", "--set-upstream", "origin", "HEAD")
    other = Repository(tmp_path / "kopie")
    other.write("data/budget.yaml", "other\n")
    sent = committed(other.folder / "data", "other")
    history.push(other.folder / "data")
    assert other.git("--git-dir", str(tmp_path / "bron.git"), "rev-parse", "main") == sent.rev != rev
    repository.write("data/budget.yaml", "2\n")
    history.commit(data, "too late")
    problem = refused(lambda: history.push(data))
    assert (problem.exit_code, "git pull" in problem.remedy) == (NOT_POSSIBLE, True)


def test_sending_names_what_is_lacking(repository: Repository, data: Path, tmp_path: Path) -> None:
    repository.commit("first")
    repository.git("remote", "add", "gemeente", str(tmp_path / "bron.git"))
    assert refused(lambda: history.push(data)).remedy.endswith("git push --set-upstream gemeente HEAD")
    repository.git("checkout", "--quiet", "--detach")
    assert refused(lambda: history.push(data)).remedy.endswith("git switch --create NAAM")


def test_what_a_hook_says_to_who_sends_is_told(repository: Repository, data: Path, tmp_path: Path) -> None:
    repository.commit("first")
    repository.git("clone", "--quiet", "--bare", str(repository.folder), str(tmp_path / "bron.git"))
    repository.git("remote", "add", "origin", str(tmp_path / "bron.git"))
    repository.git("push", "--quiet", "--set-upstream", "origin", "HEAD")
    repository.commit("second")
    repository.write(".git/hooks/pre-push", "#!/bin/sh\necho 'niet op vrijdag'\nexit 1\n").chmod(0o755)
    assert "    niet op vrijdag" in refused(lambda: history.push(data)).remedy


def test_a_bare_repository_is_no_place_to_work(repository: Repository, data: Path, tmp_path: Path) -> None:
    rev = repository.commit("first")
    bare = tmp_path / "bron.git"
    repository.git("clone", "--quiet", "--bare", str(repository.folder), str(bare))
    for do in (
        lambda: history.latest(bare),
        lambda: history.files(bare, rev),
        lambda: history.commit(bare, "no"),
    ):
        problem = refused(do)
        assert (problem.exit_code, "git clone" in problem.remedy) == (NOT_POSSIBLE, True)
    assert history.revision(bare) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("git@x: Permission denied (publickey).", "geen toegang"),
        ("ssh: Could not resolve hostname x", "geen verbinding"),
        ("iets anders", "Git zegt:\n    iets anders\n"),
    ],
)
def test_sending_that_fails(said: str, told: str, repository: Repository, data: Path) -> None:
    repository.commit("first")
    repository.git("remote", "add", "origin", "ssh://x.invalid/y.git")
    repository.git("config", "branch.main.remote", "origin")
    repository.git("config", "branch.main.merge", "refs/heads/main")
    repository.git("config", "core.sshCommand", f"echo '{said}' >&2; false")
    problem = refused(lambda: history.push(data))
    assert (problem.exit_code, told in problem.remedy) == (NOT_POSSIBLE, True)
    assert "alleen op deze computer" in problem.what


# what can't be read


def test_a_damaged_repository_is_no_plan_that_did_not_exist(repository: Repository, data: Path) -> None:
    (data / PARTNERS).unlink()
    rev = repository.commit("first")
    assert history.contents(data, [(rev, PARTNERS)]) == {}, "this one was not there"
    repository.write("data/budget.yaml", "2\n")
    repository.commit("second")
    blob, tree = (repository.git("rev-parse", f"{rev}:data{name}") for name in (f"/{BUDGET}", ""))
    for lost, spoil in ((blob, b""), (blob, None), (tree, None), (rev, None)):
        file = repository.folder / ".git" / "objects" / lost[:2] / lost[2:]
        file.unlink(missing_ok=True)
        if spoil is not None:
            file.write_bytes(spoil)
        problem = refused(lambda: history.contents(data, [(rev, PARTNERS), (rev, BUDGET)]))
        assert (problem.exit_code, "beschadigd" in problem.what) == (NOT_POSSIBLE, True)
    assert history.latest(data), "the last one is whole"
    head = repository.git("rev-parse", "HEAD")
    (repository.folder / ".git" / "objects" / head[:2] / head[2:]).unlink()
    for ask in (lambda: history.latest(data), lambda: history.version(data, "HEAD")):
        assert "beschadigd" in refused(ask).what


def test_a_partial_clone_that_can_not_fetch_shows_nothing_of_the_plan(
    repository: Repository, data: Path, tmp_path: Path
) -> None:
    first = repository.commit("first")
    repository.write("data/budget.yaml", "2\n")
    repository.commit("second")
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.git("clone", "--quiet", "--filter=blob:none", f"file://{repository.folder}", str(tmp_path / "kopie"))
    repository.folder.rename(tmp_path / "weg")
    wanted = [(first, ACTIVITIES), (first, BUDGET)]
    problem = refused(lambda: history.contents(tmp_path / "kopie" / "data", wanted))
    assert (problem.exit_code, "beschadigd of niet volledig" in problem.what) == (NOT_POSSIBLE, True)
    assert "activities.yaml 1" not in problem.remedy
    assert "Git zegt:" in problem.remedy
