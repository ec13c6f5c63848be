"""The front door: help, parse errors, languages, exit codes, and where output goes."""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aaa_cli import cli, words
from aaa_cli.cli import COMMANDS, main
from tests.conftest import ROOT, Run
from tests.repository import Repository

# Typer's and Click's own words, which nobody may ever see
ENGLISH = (
    "Usage",
    "Options",
    "Error",
    "Try ",
    "Missing",
    "No such",
    "default:",
    "Show this",
    "required",
    "Commands",
    "Arguments",
)


@pytest.mark.parametrize("argv", [(), ("--help",), *((name, "--help") for name in COMMANDS)])
@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_help_is_dutch_and_has_examples(
    argv: tuple[str, ...], columns: str, aaa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    answer = aaa(*argv)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Gebruik: aaa")
    assert "Voorbeelden" in answer.out
    assert not [word for word in ENGLISH if word in answer.out]
    assert not [line for line in answer.out.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("argv", [("-h",), ("help",), ("help", "status"), ("status", "-h")])
def test_help_as_people_ask_for_it(argv: tuple[str, ...], aaa: Run) -> None:
    wanted = [word for word in argv if word == "status"]
    assert aaa(*argv) == aaa(*wanted, "--help")


@pytest.mark.parametrize("argv", [(), *((name, "--help") for name in COMMANDS)])
def test_help_in_english(argv: tuple[str, ...], aaa: Run) -> None:
    answer = aaa(*argv, "--lang", "en")
    assert answer.out.startswith("Usage: aaa")
    assert not [
        word for word in ("Gebruik", "Voorbeelden", "Waar en", "Uitvoer", "KWARTAAL", "BESTAND") if word in answer.out
    ]


def test_each_example_in_help_works(aaa: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shlex
    from importlib import import_module

    monkeypatch.setenv("AAA_DATA", str(plan))
    monkeypatch.chdir(plan.parent)
    repository = Repository(plan.parent)
    repository.commit(day="2025-03-01")
    repository.git("init", "--quiet", "--bare", "anderen")
    repository.git("remote", "add", "origin", "anderen")
    repository.git("push", "--quiet", "--set-upstream", "origin", "main")
    for name in ("oud.yaml", "hier.yaml", "ander.yaml"):  # that Git would give its driver
        shutil.copy(plan / "activities.yaml", name)
    modules = [import_module(f"aaa_cli.commands.{name.replace('-', '_')}") for name in COMMANDS]
    for examples in (cli.EXAMPLES, *(module.EXAMPLES for module in modules)):
        for command, _gives in examples:
            program, *argv = shlex.split(command)
            answer = aaa(*argv)
            if argv == ["update", "green-leaf/aanvraag"]:  # it asks, and here is nobody to answer
                assert answer.code == 2
            else:
                assert (program, answer.code, answer.err) == ("aaa", 0, ""), command


def test_the_command_line_chooses_the_language_before_the_environment(
    aaa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AAA_LANG", "en")
    assert "Budget" in aaa("budget").out
    assert "Begroting" in aaa("budget", "--lang", "nl").out
    assert "Begroting" in aaa("budget", "--lang=nl").out
    monkeypatch.setenv("AAA_LANG", "xx")
    assert aaa("budget").code == 2


def test_keys_and_codes_stay_english_and_titles_follow_the_language(aaa: Run) -> None:
    dutch, english = (aaa("status", "-q", "Q2", "-f", "json", "--lang", lang).json() for lang in words.LANGUAGES)
    assert dutch.keys() == english.keys()
    assert [item["code"] for item in dutch["attention"]] == [item["code"] for item in english["attention"]]
    assert (dutch["themes"][0]["title"], english["themes"][0]["title"]) == ("Veiligheid", "Safety")


@pytest.mark.parametrize(
    ("argv", "what", "remedy"),
    [
        (["stauts"], "De opdracht 'stauts' bestaat niet.", "Bedoelde je 'status'?"),
        (["zzz"], "De opdracht 'zzz' bestaat niet.", "status, list"),
        (["status", "--qarter", "Q2"], "aaa status kent de optie '--qarter' niet.", "Bedoelde je '--quarter'?"),
        (["status", "-Z"], "aaa status kent de optie '-Z' niet.", "aaa status --help"),
        (["--zzz"], "aaa kent de optie '--zzz' niet.", "aaa --help"),
        (["status", "--quarter"], "Achter '--quarter' ontbreekt een waarde.", "aaa status --help"),
        (["list", "--overdue=1"], "Achter '--overdue' hoort geen waarde.", "aaa list --help"),
        (["status", "Q2"], "'Q2' hoort niet in deze opdracht.", "Bedoelde je --quarter Q2?"),
        (["show"], "Er ontbreekt nog: ID.", "aaa show --help"),
        (["show", "a", "b"], "'b' hoort niet in deze opdracht.", "aaa show --help"),
        (["status", "extra"], "'extra' hoort niet in deze opdracht.", "aaa status --help"),
        (["status", "--kwartaal", "Q2"], "aaa status kent de optie '--kwartaal' niet.", "Bedoelde je '--quarter'?"),
        (["show"], "Er ontbreekt nog: ID.", "Bijvoorbeeld: aaa show green-leaf"),
        (["budget", "--quarter", "Q1"], "aaa budget kent de optie '--quarter' niet.", "aaa budget --help"),
        (["validate", "--theme", "x"], "aaa validate kent de optie '--theme' niet.", "aaa validate --help"),
        (
            ["show", "verkenning"],
            "Het id 'verkenning' past bij meer dan één activiteit of onderdeel.",
            "thorbecke-bos/verkenning",
        ),
        (["show", "gren-leaf"], "Het id 'gren-leaf' bestaat niet.", "Bedoelde je 'green-leaf'?"),
    ],
)
def test_a_wrong_question_is_told_in_two_lines(argv: list[str], what: str, remedy: str, aaa: Run) -> None:
    answer = aaa(*argv)
    assert answer.code == 2
    assert answer.out == ""
    first, second = answer.err.splitlines()
    assert first == what
    assert remedy in second
    assert not [word for word in ENGLISH if word in answer.err]


def test_there_is_no_plan_anywhere(aaa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    answer = aaa("status")
    assert answer.code == 2
    first, second = answer.err.splitlines()
    assert "activities.yaml, budget.yaml, partners.yaml" in first
    assert "--data" in second


def test_the_plan_is_found_from_a_folder_below_it_and_by_name(
    aaa: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = plan.parent / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert aaa("budget").code == 0
    monkeypatch.chdir("/")
    assert aaa("budget").code == 2
    assert aaa("budget", "--data", str(plan)).code == 0
    hint = aaa("budget", "--data", str(plan.parent))
    assert hint.code == 2
    assert f"Bedoelde je --data {plan}?" in hint.err
    monkeypatch.setenv("AAA_DATA", str(plan))
    assert aaa("budget").code == 0


def test_a_plan_with_an_error_stops_every_command(aaa: Run, edit, plan: Path) -> None:
    edit("activities.yaml", "status: done", "status: klaar")
    for argv in (["status"], ["list"], ["show", "techhub"], ["budget"], ["partners"], ["ambitions"]):
        answer = aaa(*argv, "--data", str(plan))
        assert answer.code == 1
        assert answer.out == ""
        assert "error bad-value: 'klaar' is geen geldige waarde voor 'status'" in answer.err
        assert answer.err.splitlines()[-1] == "1 fout."


def test_a_wrong_sum_stops_none(aaa: Run, edit, plan: Path) -> None:
    edit("budget.yaml", "      gemeente: 330000", "      gemeente: 320000")
    for argv in (
        ["status"],
        ["list", "-f", "csv"],
        ["show", "techhub"],
        ["partners"],
        ["ambitions"],
        ["budget", "-f", "md"],
    ):
        answer = aaa(*argv, "--data", str(plan))
        assert answer.code == 1
        assert answer.out
        assert "error row-sum" in answer.err
    answer = aaa("budget", "--data", str(plan))
    assert "klopt niet" in answer.out
    assert "De begroting telt niet op." in answer.out
    fields = aaa("budget", "-f", "json", "--data", str(plan)).json()
    assert fields["ok"] is False
    assert [check["code"] for check in fields["checks"] if not check["ok"]] == ["row-sum", "column-sum"]


def test_an_existing_file_is_kept_unless_forced(aaa: Run, tmp_path: Path) -> None:
    file = tmp_path / "stand.md"
    assert aaa("status", "-o", str(file)).code == 0
    before = file.read_bytes()
    assert before.startswith(b"# Stand van zaken")
    answer = aaa("list", "-o", str(file))
    assert answer.code == 3
    assert "bestaat al" in answer.err
    assert "--force" in answer.err
    assert file.read_bytes() == before
    assert aaa("list", "-o", str(file), "--force").code == 0
    assert file.read_bytes() != before
    assert [item.name for item in tmp_path.iterdir()] == ["stand.md"]


@pytest.mark.parametrize(
    ("place", "reason"), [("nergens/x.md", "de map of het bestand bestaat niet"), ("", "is een map")]
)
def test_a_file_that_cannot_be_written(place: str, reason: str, aaa: Run, tmp_path: Path) -> None:
    answer = aaa("status", "-o", str(tmp_path / place))
    assert answer.code == 3
    assert reason in answer.err
    assert len(answer.err.splitlines()) == 2


full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


@pytest.mark.parametrize("argv", [("validate", "-f", "json"), ("status", "-f", "json"), ("list", "-f", "csv")])
def test_a_plan_is_never_overwritten_by_an_answer(argv: tuple[str, ...], aaa: Run, plan: Path) -> None:
    before = (plan / "budget.yaml").read_bytes()
    (plan / "koppeling").symlink_to(plan / "budget.yaml")
    for name in ("budget.yaml", "koppeling"):
        answer = aaa(*argv, "--data", str(plan), "-o", str(plan / name), "--force")
        assert answer.code == 3
        assert "is een bestand van een plan" in answer.err
    assert (plan / "budget.yaml").read_bytes() == before


def test_who_is_still_to_be_determined_can_be_asked_and_shown(aaa: Run, tmp_path: Path) -> None:
    plan = shutil.copytree(ROOT / "tests" / "problems" / "good", tmp_path / "data")
    text = (plan / "activities.yaml").read_text(encoding="utf-8")
    text = text.replace("asked_of: stuurgroep", "asked_of: ntb").replace("who: school", "who: ntb")
    (plan / "activities.yaml").write_text(text, encoding="utf-8")
    for argv in (("show", "park"), ("show", "park/aanleg"), ("status",), ("partners",), ("list",)):
        assert aaa(*argv, "--data", str(plan)).code == 0, argv


@full
def test_a_full_disk(aaa: Run) -> None:
    answer = aaa("list", "-f", "csv", "-o", "/dev/full")
    assert answer.code == 3
    assert "de schijf is vol" in answer.err


def process(*argv: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "aaa_cli", *argv], cwd=ROOT, check=False, stderr=subprocess.PIPE, **more
    )


@full
def test_standard_output_on_a_full_disk() -> None:
    with Path("/dev/full").open("wb") as stdout:
        for argv in (["list"], ["list", "-f", "csv"], ["budget", "-f", "json"], ["validate"], ["--help"]):
            done = process(*argv, stdout=stdout)
            assert done.returncode == 3, argv
            assert b"de schijf is vol" in done.stderr
            assert len(done.stderr.splitlines()) == 2


def test_a_closed_pipe_is_silent() -> None:
    command = f"{sys.executable} -m aaa_cli list -f json | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_output_is_no_bug(closed: str) -> None:
    for argv, code in (("budget", 0), ("nope", 2), ("status -f json", 0), ("validate -f github", 0)):
        command = f"{sys.executable} -m aaa_cli {argv} {closed}"
        assert subprocess.run(["bash", "-c", command], cwd=ROOT, check=False, capture_output=True).returncode == code


def test_a_screen_that_knows_only_ascii() -> None:
    done = process("status", "-q", "Q1", stdout=subprocess.PIPE, env={"PYTHONIOENCODING": "ascii", "PATH": ""})
    assert done.returncode == 0
    assert b"(v) gereed" in done.stdout
    assert done.stdout.isascii()


def test_data_formats_are_utf8_whatever_the_screen_is() -> None:
    done = process("list", "-f", "json", stdout=subprocess.PIPE, env={"PYTHONIOENCODING": "ascii", "PATH": ""})
    assert "–" in done.stdout.decode("utf-8")
    assert json.loads(done.stdout)["plan"]["revision"] is None  # no Git on this PATH


def test_a_bug_says_what_to_report(aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("boem")

    monkeypatch.setattr("aaa_cli.commands.options.load", broken)
    answer = aaa("status", "-q", "Q\x1b2")
    assert (answer.code, answer.out) == (70, "")
    assert "fout in het programma zelf" in answer.err
    assert "aaa 0.1.0, Python 3." in answer.err
    assert "    aaa status -q Q\\u001b2\n" in answer.err
    assert "boem" in answer.err
    assert "Traceback" not in answer.err


def test_ctrl_c(aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("aaa_cli.commands.options.load", interrupted)
    assert aaa("status").code == 130


def test_the_version(aaa: Run) -> None:
    assert aaa("--version").out == "aaa 0.1.0\n"


def test_output_may_be_no_console_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert main(["budget", "--data", str(ROOT / "data")]) == 0
