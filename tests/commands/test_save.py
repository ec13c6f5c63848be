"""`aaa save` and `aaa undo`: what Git keeps, and the way back."""

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import DATA, Run
from tests.repository import Repository
from tests.tools import Terminal

NAMES = ("activities.yaml", "budget.yaml", "partners.yaml")


def test_saved_with_what_changed_in_dutch(repository: Repository, aaa: Run) -> None:
    repository.write("ander.txt", "x")
    repository.git("add", "ander.txt")
    aaa("update", "warmtenet", "--period", "Q4")
    answer = aaa("save", "# Na het overleg", "--lang", "en")
    assert (answer.code, answer.err) == (0, "")
    assert "Saved as version" in answer.out
    subject, _blank, *lines = repository.git("log", "-1", "--format=%B").split("\n")
    assert subject == "# Na het overleg"
    assert lines == [
        "warmtenet/lariks: periode Q2/3 → Q4 (loopt een kwartaal later af, begint 2 kwartalen later)"
    ] or (len(lines) == 1 and lines[0].startswith("warmtenet/lariks: periode Q2/3 → Q4"))
    assert repository.git("show", "--name-only", "--format=") == "data/activities.yaml"
    assert repository.git("diff", "--cached", "--name-only") == "ander.txt"


def test_nothing_to_save_and_only_layout(repository: Repository, plan: Path, aaa: Run) -> None:
    assert aaa("save").out == "Er is niets te bewaren: alles is al bewaard.\n"
    (plan / "budget.yaml").write_bytes((plan / "budget.yaml").read_bytes() + b"# slot\n")
    assert "budget.yaml: alleen opmaak of uitleg is gewijzigd" in aaa("save").out


def test_the_first_time(plan: Path, aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan.parent)
    assert (aaa("save").code, aaa("undo").code) == (3, 3)
    repository = Repository(plan.parent)
    assert "nog nooit bewaard" in aaa("undo").err
    assert "voor het eerst bewaard, met 31 onderdelen" in aaa("save").out
    assert repository.git("status", "--porcelain") == ""


def test_a_new_error_is_not_saved_an_old_one_is_no_bar(repository: Repository, plan: Path, aaa: Run) -> None:
    file = plan / "activities.yaml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("period: Q2/3", "period: Q9", 1), encoding="utf-8")
    answer = aaa("save")
    assert answer.code == 1
    assert "bad-period" in answer.err
    assert "Er is niets bewaard." in answer.err
    repository.commit("Met een fout")
    (plan / "budget.yaml").write_bytes((plan / "budget.yaml").read_bytes() + b"# slot\n")
    assert aaa("save").code == 0


def test_sent(repository: Repository, aaa: Run) -> None:
    answer = aaa("save", "--push")
    assert (answer.code, "Er is nog geen plek om naar te versturen" in answer.err) == (3, True)
    repository.git("init", "--quiet", "--bare", "anderen")
    repository.git("remote", "add", "origin", "anderen")
    repository.git("push", "--quiet", "--set-upstream", "origin", "main")
    aaa("update", "warmtenet", "--period", "Q4")
    assert aaa("save", "--push").out.endswith("Verstuurd.\n")
    assert repository.git("rev-parse", "origin/main") == repository.git("rev-parse", "main")


@pytest.mark.parametrize("old", [b"\xef\xbb\xbf# a\r\nplan: x\r\n", b"plan: x"])
def test_taken_back_byte_for_byte(old: bytes, repository: Repository, plan: Path, aaa: Run) -> None:
    (plan / "activities.yaml").write_bytes(old)
    repository.commit("Vreemd")
    (plan / "activities.yaml").write_bytes(b"a: [")
    (plan / "budget.yaml").unlink()
    repository.git("add", "--all")
    assert aaa("undo").code == 2
    answer = aaa("undo", "--yes")
    assert (answer.code, answer.err) == (0, "")
    assert "activities.yaml: is nu niet te lezen" in answer.out
    assert (plan / "activities.yaml").read_bytes() == old
    assert (plan / "budget.yaml").read_bytes() == (DATA / "budget.yaml").read_bytes()
    assert repository.git("status", "--porcelain") == ""
    assert aaa("undo", "--yes").out.startswith("Er is niets terug te halen")


@pytest.mark.parametrize(("key", "undone"), [("j", True), ("n", False)])
def test_only_after_a_yes(key: str, undone: bool, repository: Repository, plan: Path, aaa: Run) -> None:
    aaa("update", "warmtenet", "--period", "Q4")
    environment = os.environ | {"AAA_TODAY": "2025-05-20"}
    command = (sys.executable, "-m", "aaa_cli", "undo")
    with Terminal(*command, cwd=repository.folder, env=environment) as terminal:
        assert "warmtenet/lariks: periode Q2/3 → Q4" in terminal.type("", r"\[j/N\] ")
        terminal.type(f"{key}\n", "Teruggedraaid" if undone else "niets teruggedraaid")
    assert ((plan / "activities.yaml").read_bytes() == (DATA / "activities.yaml").read_bytes()) is undone


def test_not_in_the_middle_of_a_merge(repository: Repository, plan: Path, aaa: Run) -> None:
    repository.git("switch", "--quiet", "--create", "zij")
    aaa("update", "warmtenet", "--period", "Q4")
    repository.commit("Zij")
    repository.git("switch", "--quiet", "main")
    aaa("update", "warmtenet", "--period", "Q1")
    repository.commit("Wij")
    with pytest.raises(AssertionError):
        repository.git("merge", "zij")
    for command in (("undo", "--yes"), ("save",)):
        answer = aaa(*command)
        assert answer.code in (1, 3)
        assert "merge-conflict" in answer.err or "samengevoegd" in answer.err


def test_a_saved_version_that_can_not_be_read(repository: Repository, plan: Path, aaa: Run) -> None:
    file = plan / "activities.yaml"
    good = file.read_bytes()
    file.write_bytes(good + b"  - [\n")
    repository.commit("Stuk")
    file.write_bytes(good)
    aaa("add", "partner", "--name", "Buurtraad", "--kind", "civic")
    answer = aaa("undo", "--yes")
    assert (answer.code, answer.out) == (3, "")
    assert "De bewaarde versie van activities.yaml is niet te lezen" in answer.err
    assert file.read_bytes() == good
    assert aaa("save").out.splitlines()[:-1] == [
        "buurtraad: partner toegevoegd: 'Buurtraad'",
        "activities.yaml: was in de bewaarde versie niet te lezen",
    ]
    assert "Plan gewijzigd: 2 wijzigingen" in repository.git("log", "-1", "--format=%B")


def test_what_was_not_saved_stays(repository: Repository, plan: Path, aaa: Run) -> None:
    repository.git("rm", "--quiet", "--cached", "data/budget.yaml")
    repository.git("commit", "--quiet", "--message=Zonder")
    stays = "budget.yaml: is de laatste keer niet bewaard, en blijft zoals het nu is"
    answer = aaa("undo", "--yes")
    assert (answer.code, answer.out.splitlines()) == (0, [stays])
    aaa("update", "warmtenet", "--period", "Q4")
    repository.git("add", "data/budget.yaml")
    answer = aaa("undo", "--yes")
    first, *rest = answer.out.splitlines()
    assert (answer.code, first.startswith("warmtenet/lariks: periode Q2/3 → Q4")) == (0, True)
    assert rest[0] == stays
    assert rest[1] == "Teruggedraaid naar hoe het op 1 mei 2025 is bewaard: activities.yaml."
    assert repository.git("status", "--porcelain") == "A  data/budget.yaml"
    assert (plan / "activities.yaml").read_bytes() == (DATA / "activities.yaml").read_bytes()


def test_git_that_is_busy_hinders_only_what_needs_it(repository: Repository, plan: Path, aaa: Run) -> None:
    file = plan / "activities.yaml"
    aaa("update", "warmtenet", "--period", "Q4")
    changed = file.read_bytes()
    repository.git("add", "--all")
    lock = repository.write(".git/index.lock", "")
    for command, refusal in ((("undo", "--yes"), "Er is niets teruggedraaid"), (("save",), "niet bewaard")):
        answer = aaa(*command)
        assert (answer.code, refusal in answer.err) == (3, True)
        assert "Een ander programma is met Git bezig" in answer.err
        assert file.read_bytes() == changed
    lock.unlink()
    repository.git("reset", "--quiet")
    repository.write(".git/index.lock", "")
    assert aaa("undo", "--yes").code == 0
    assert file.read_bytes() == (DATA / "activities.yaml").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize(
    ("link", "refusal"),
    [
        ("budget.yaml", "budget.yaml verwijst naar een bestand dat er niet is"),
        ("nergens", "budget.yaml verwijst naar een bestand dat er niet is"),
        ("../../buiten.yaml", "Git bewaart budget.yaml hier niet"),
    ],
)
def test_a_link_that_git_can_not_follow(
    link: str, refusal: str, repository: Repository, plan: Path, aaa: Run
) -> None:
    file = plan / "budget.yaml"
    (repository.folder.parent / "buiten.yaml").write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(link)
    repository.commit("Een link")
    aaa("update", "warmtenet", "--period", "Q4")
    changed = (plan / "activities.yaml").read_bytes()
    for command in (("save",), ("undo", "--yes")):
        answer = aaa(*command)
        assert (answer.code, answer.out, refusal in answer.err) == (3, "", True)
    assert (plan / "activities.yaml").read_bytes() == changed


def test_what_is_taken_back_can_be_found_until_the_next_time(repository: Repository, plan: Path, aaa: Run) -> None:
    aside = repository.folder / ".git" / "aaa-undo"
    (plan / "partners.yaml").unlink()
    for file in ("activities.yaml", "budget.yaml"):
        repository.git("reset", "--quiet")
        (plan / file).write_bytes((plan / file).read_bytes() + b"# slot\n")
        changed = (plan / file).read_bytes()
        answer = aaa("undo", "--yes")
        assert f"'{aside.resolve()}'" in answer.out.splitlines()[-1]
        assert {each.name: each.read_bytes() for each in aside.iterdir()} == {file: changed}
    assert repository.git("status", "--porcelain") == ""
    for file in aside.iterdir():
        file.unlink()
    aside.rmdir()
    aside.write_text("in the way")
    (plan / "budget.yaml").write_bytes(b"payers: []\n")
    answer = aaa("undo", "--yes")
    assert (answer.code, answer.out.splitlines()[-1]) == (
        0,
        "Teruggedraaid: het plan is weer zoals het op 1 mei 2025 is bewaard.",
    )
    assert "aaa update" in aaa("undo").out


def test_a_text_of_blanks_is_none(repository: Repository, aaa: Run) -> None:
    aaa("update", "warmtenet", "--period", "Q4")
    aaa("save", "  \n")
    assert repository.git("log", "-1", "--format=%s") == "Plan gewijzigd: 1 wijziging"


def test_a_merge_that_leaves_the_plan_as_it_was(repository: Repository, aaa: Run) -> None:
    repository.git("switch", "--quiet", "--create", "zij")
    repository.write("ander.txt", "x")
    repository.commit("Zij")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-commit", "--no-ff", "zij")
    assert aaa("save").code == 0
    assert repository.git("log", "-1", "--format=%B") == "Samengevoegd; aan het plan is niets gewijzigd"
    assert repository.git("rev-list", "--parents", "-1", "HEAD").count(" ") == 2


def test_other_line_endings_are_nothing_to_save(repository: Repository, aaa: Run) -> None:
    repository.git("config", "core.autocrlf", "true")
    answer = aaa("save")
    assert (answer.code, answer.out) == (0, "Er is niets te bewaren: alles is al bewaard.\n")
    aaa("update", "warmtenet", "--period", "Q4")
    assert "Let op" not in aaa("save").out


def test_what_a_hook_made_of_the_plan_is_what_is_told(repository: Repository, aaa: Run) -> None:
    script = "#!/bin/sh\nsed -i.oud s/in_progress/done/ data/activities.yaml\nrm data/*.oud\ngit add data/activities.yaml\n"
    repository.write(".git/hooks/pre-commit", script).chmod(0o755)
    aaa("update", "green-leaf/aanvraag", "--status", "loopt")
    lines = aaa("save").out.splitlines()
    assert lines[0].startswith("Let op: bij het bewaren is het plan nog gewijzigd")
    assert "green-leaf/aanvraag: status gepland → gereed" in lines
    assert not [line for line in lines if "→ loopt" in line]


def test_what_git_skips_is_not_called_saved(repository: Repository, aaa: Run) -> None:
    repository.git("update-index", "--skip-worktree", "data/activities.yaml")
    aaa("update", "green-leaf/aanvraag", "--status", "loopt")
    answer = aaa("save")
    assert (answer.code, answer.out, "niet gezien" in answer.err) == (3, "", True)
