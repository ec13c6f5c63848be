"""The Tab key: what is filled in, in each shell; and that it is never a nuisance."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from aaa_cli import cli
from aaa_cli.cli import COMMANDS, main
from aaa_cli.commands import complete
from aaa_cli.commands.fields import paths
from aaa_cli.outputs import FORMATS
from aaa_cli.outputs.diagnostics import DIAGNOSTIC_FORMATS
from aaa_cli.plan.items import field_of, homes
from aaa_cli.plan.models import inner_class, inner_model, reference
from tests.conftest import DATA, ROOT, VELDWIJK, Run
from tests.tools import Terminal, needed

SHELLS = ("bash", "zsh", "fish")
DOCS = (ROOT / "docs" / "aanvullen.md").read_text(encoding="utf-8")

# name something else than a choice: a file or folder, which the shell completes, a date or free text
WITHOUT_COMPLETER = {"data", "output", "today", "file", "folder", "base", "ours", "theirs"} | {
    *("note", "day", "done", "remove", "year", "directory", "template")
}

# a field that takes any text, a number, a day or a period
FREE_FIELDS = {
    name
    for home in homes().values()
    for name, path in paths(home.model).items()
    if (field := field_of(home.model, path)) and not reference(field) and not inner_class(field.annotation, StrEnum)
    if not inner_model(field.annotation)
} | {"coverage", "activity_title", "activity_title_en"}

Tab = Callable[..., list[str]]


@pytest.fixture
def tab(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tab:
    """Return the words that a shell gets for a line."""
    monkeypatch.chdir(ROOT)

    def ask(line: str, shell: str = "fish") -> list[str]:
        monkeypatch.setenv("_AAA_COMPLETE", f"complete_{shell}")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        words = line.split(" ")
        monkeypatch.setenv("COMP_WORDS", "\n".join(words))
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        capfd.readouterr()
        code = main([])
        out, err = capfd.readouterr()
        assert (code, err) == (0, "")
        if shell == "zsh":
            assert not out.strip() or out.startswith("_arguments ") or out == "_files\n"
            return re.findall(r'"([^"]*)"(?::"[^"]*")?', out)
        return [row.partition("\t")[0] for row in out.splitlines() if row]

    return ask


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("aaa ", list(COMMANDS)),
        ("aaa ST", ["status"]),
        ("aaa --v", ["--version"]),
        ("aaa --completion ", list(SHELLS)),
        ("aaa budget --", ["--format", "--output", "--force", "--template", "--dialect", "--data", "--today", "--lang", "--at", "--help"]),
        ("aaa budget ", ["--format", "--output", "--force", "--template", "--dialect", "--data", "--today", "--lang", "--at", "--help"]),
        ("aaa budget -f json --f", ["--force"]),
        ("aaa show green-leaf/", [f"green-leaf/{part}" for part in ("green-city-accord", "aanvraag", "promotiecampagne", "jury-en-uitreiking")]),
        ("aaa show BIO", ["biotech", *(f"biotech/{part}" for part in ("plan", "biolabs", "verbindingsofficier", "lobbydiner"))]),
        ("aaa partners gem", ["gemeente", "gemeente-groningen"]),
        ("aaa list --quarter ", ["Q1", "Q2", "Q3", "Q4", "nu", "volgend"]),
        ("aaa list -q q", ["Q1", "Q2", "Q3", "Q4"]),
        ("aaa list --trekker ge", ["gemeente", "gemeente-groningen", "geen"]),
        ("aaa list -t gemeente --partner GEM", ["gemeente", "gemeente-groningen"]),
        ("aaa list --theme g", ["groenste-stad"]),
        ("aaa list --ambition ge", ["geen"]),
        ("aaa status --status ", ["gepland", "loopt", "gereed", "gepauzeerd", "vervallen"]),
        ("aaa status --light g", ["groen", "gereed"]),
        ("aaa list --format ", list(FORMATS)),
        ("aaa validate --format ", list(DIAGNOSTIC_FORMATS)),
        ("aaa validate --ignore no-", ["no-trekker", "no-period"]),
        ("aaa validate --as b", ["budget.yaml"]),
        ("aaa explain unused-p", ["unused-partner", "unused-programme", "unused-payer"]),
        ("aaa list --lang ", ["nl", "en"]),
        ("aaa list --lang en --quarter ", ["Q1", "Q2", "Q3", "Q4", "now", "next"]),
        ("aaa list --lang en --trekker no", ["nom", "none"]),
        ("aaa list --lang zz --quarter n", ["nu"]),
        ("aaa list --text ", []),
        ("aaa list --data ", []),
        ("aaa list -o ", []),
        ("aaa nope ", []),
        ("aaa show zzz", []),
    ],
)  # fmt: skip
def test_what_is_filled_in(line: str, words: list[str], tab: Tab) -> None:
    assert tab(line) == words


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "words"), [("aaa ST", ["status"]), ("aaa partners GE", ["gemeente", "gemeente-groningen"])]
)
def test_each_shell_gets_it_in_its_own_way(line: str, words: list[str], shell: str, tab: Tab) -> None:
    assert tab(line, shell) == words


@pytest.mark.parametrize(("line", "words"), [("aaa list --status=LO", ["--status=loopt"]), ("aaa list --zzz=l", [])])
def test_a_value_behind_an_equals_sign(line: str, words: list[str], tab: Tab) -> None:
    assert tab(line) == words


def test_bash_cuts_at_an_equals_sign(tab: Tab) -> None:
    assert tab("aaa list --status = LO", "bash") == ["loopt"]
    assert tab("aaa list --status =", "bash") == ["gepland", "loopt", "gereed", "gepauzeerd", "vervallen"]


def test_a_word_with_spaces_stays_one_word(tab: Tab) -> None:
    assert tab("aaa list --light no", "bash") == [r"nog\ niet\ te\ beoordelen"]
    assert tab("aaa list --light 'no", "bash") == ["nog niet te beoordelen"]
    assert tab("aaa list --light no", "zsh") == ["nog niet te beoordelen"]
    assert tab("aaa list --light no", "fish") == ["nog niet te beoordelen"]


def test_words_are_explained_in_the_language(aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_AAA_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")

    def told(line: str) -> list[str]:
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        return aaa().out.splitlines()

    assert told("aaa list --theme v") == ["veiligheid\tVeiligheid"]
    assert told("aaa list --lang en --theme v") == ["veiligheid\tSafety"]
    assert told("aaa list --h") == ["--help\tToon deze uitleg."]
    monkeypatch.setenv("AAA_LANG", "en")
    assert told("aaa list --ov") == ["--overdue\tOnly what is overdue."]
    assert told("aaa st") == ["status\tShows where things stand"]
    monkeypatch.setenv("AAA_LANG", "zz")
    assert told("aaa list --theme v") == ["veiligheid\tVeiligheid"]


def test_the_plan_is_the_one_that_the_command_would_read(
    tab: Tab, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tab(f"aaa list --data {VELDWIJK} --theme ")
    assert theirs != tab("aaa list --theme ")
    monkeypatch.setenv("AAA_DATA", str(VELDWIJK))
    assert tab("aaa list --theme ") == theirs
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "veiligheid" in tab("aaa list --data ~/data --theme ")
    monkeypatch.delenv("AAA_DATA")
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(plan)
    assert tab("aaa list --theme ") == []


def _broken(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda plan: (plan / name).write_bytes(content)


def _pipe(plan: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    (plan / "activities.yaml").unlink()
    os.mkfifo(plan / "activities.yaml")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    "spoil",
    [
        *(_broken(name, b"a: [b: c") for name in ("activities.yaml", "budget.yaml", "partners.yaml")),
        _broken("partners.yaml", b""),
        _broken("partners.yaml", "partners: [{id: caf\u00e9}]".encode("latin-1")),
        lambda plan: (plan / "partners.yaml").unlink(),
        lambda plan: shutil.rmtree(plan),
        _pipe,
    ],
)
def test_a_plan_that_cannot_be_read_has_no_words(
    spoil: Callable[[Path], object], shell: str, tab: Tab, plan: Path
) -> None:
    spoil(plan)
    assert tab(f"aaa show --data {plan} gr", shell) == []
    assert tab(f"aaa list --data {plan} --trekker ", shell) == []
    assert tab(f"aaa list --data {plan} --quarter n", shell) == ["nu"]


def test_a_fault_in_one_part_is_told_elsewhere(tab: Tab, edit: Callable[[str, str, str], Path]) -> None:
    plan = edit("activities.yaml", "status: done", "status: klaar")
    assert tab(f"aaa show --data {plan} gr") == []
    plan = edit("activities.yaml", "status: klaar", "status: done")
    plan = edit("budget.yaml", "      gemeente: 330000", "      gemeente: 320000")
    assert "green-leaf" in tab(f"aaa show --data {plan} gr")  # a wrong sum stops no command


@pytest.mark.parametrize(
    "instruction", ["nonsense", "complete_csh", "source_fish2", "complete_bash", "zzz_bash", "complete_"]
)
def test_a_shell_that_asks_wrongly_hears_nothing(instruction: str, aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_AAA_COMPLETE", instruction)
    answer = aaa()
    assert (answer.out, answer.err) == ("", "")
    assert answer.code in (0, 1)


def test_fish_asks_first_whether_there_is_anything(aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_AAA_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    for line, code in (("aaa show gr", 0), ("aaa list -o ", 1)):
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        assert aaa() == (code, "", "")


def test_each_choice_has_a_completer() -> None:
    params = [*cli._app().params, *(param for name in COMMANDS for param in cli._load(name).params)]
    takes_value = {param for param in params if not getattr(param, "is_flag", False)}
    without = {str(param.name) for param in takes_value if param._custom_shell_complete is None}
    assert without - FREE_FIELDS == WITHOUT_COMPLETER


def test_the_script_is_printed(aaa: Run) -> None:
    for shell in SHELLS:
        answer = aaa("--completion", shell.upper())
        assert (answer.code, answer.err) == (0, "")
        assert f"{complete.VARIABLE}=complete_{shell}" in answer.out
        assert "complete" in answer.out
    answer = aaa("--completion", "powershell")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "Voor 'powershell' is er geen aanvulling.\nMogelijk zijn: bash, zsh, fish.\n"


def test_a_needed_program_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"bash \.ci/tools"):
        needed("no-such-program")
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match=r"bash \.ci/tools"):
        needed("no-such-program")


# The real shells, each set up with the lines of docs/aanvullen.md

HOSTILE = (
    " $(touch gehackt) `touch gehackt` \\$(touch gehackt) \\`touch gehackt` '; touch gehackt; ' \"; touch gehackt; \" "
    "'\"$(touch gehackt)\"' ((a:b)) [/b] [red] %F{red} !! \x1b]0;gehackt\x07 \x1b[31mrood\n$(touch gehackt)\t| touch gehackt *"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home folder with a plan, two partners of which have a name that means harm."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(DATA, home / "data")
    partners = home / "data" / "partners.yaml"
    boef = "".join(f"\n  - {{id: {x}, name: {json.dumps(x + HOSTILE)}, kind: group}}" for x in ("boef", "boefje"))
    before, key, after = partners.read_text(encoding="utf-8").partition("\npartners:")
    partners.write_text(before + key + boef + after, encoding="utf-8")
    (home / ".inputrc").write_text("set show-all-if-ambiguous on\nset page-completions off\n")
    for shell, file in (("bash", ".bashrc"), ("zsh", ".zshrc")):
        (home / file).write_text(f"PS1='> '\n{_documented(shell)}")
    return home


def _documented(shell: str) -> str:
    return re.findall(rf"```{shell}\n(.*?)```", DOCS, re.DOTALL)[0]


def _environment(home: Path) -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(home), "ZDOTDIR": str(home), "TERM": "xterm", "LC_ALL": "C.UTF-8"}


def _unharmed(home: Path) -> bool:
    return not list(home.rglob("gehackt*"))


LINE = "\x15aaa "  # Ctrl-U wipes what was typed
BELL = "\x07"  # there is nothing to fill in


@pytest.fixture(scope="module")
def bash(home: Path) -> Iterator[Terminal]:
    command = (needed("bash"), "--noprofile", "--rcfile", str(home / ".bashrc"), "-i")
    with Terminal(*command, cwd=home, env=_environment(home)) as terminal:
        terminal.type("", "> ")
        yield terminal


@pytest.fixture(scope="module")
def zsh(home: Path) -> Iterator[Terminal]:
    with Terminal(needed("zsh"), "-d", "-i", cwd=home, env=_environment(home)) as terminal:
        terminal.type("setopt no_prompt_sp no_list_ambiguous; echo kla''ar\n", "klaar\n")
        yield terminal


def test_tab_in_bash(bash: Terminal) -> None:
    shown = bash.type(LINE + "show gr\t", r"> aaa show green-leaf$")
    assert {"green-leaf", "green-leaf/aanvraag"} <= set(shown.split())
    bash.type(LINE + "list --quar\t", "--quarter $")
    bash.type("vol --status=LO\t", "loopt $")
    bash.type("--light No\t", r"nog\\ niet\\ te\\ beoordelen $")
    bash.type('--light "No\t', 'nog niet te beoordelen" $')
    bash.type("--data da\t", "data/$")


def test_tab_in_zsh(zsh: Terminal) -> None:
    shown = zsh.type(LINE + "show gr\t", "Promotiecampagne")
    assert re.search("green-leaf +-- Green Leaf Award", shown)
    assert re.search("green-leaf/aanvraag +-- Aanvraag opstellen", shown)
    zsh.type(LINE + "list --quar\t", "--quarter $")
    zsh.type("VOL\t", "volgend $")
    zsh.type("--status=LO\t", "loopt $")
    zsh.type("--light No\t", r"nog\\ niet\\ te\\ beoordelen $")
    zsh.type("--data da\t", "data/$")


def test_tab_in_fish(home: Path) -> None:
    fish = needed("fish")
    quietly = {"cwd": home, "env": _environment(home), "check": True, "capture_output": True, "text": True}
    subprocess.run([fish, "-c", _documented("fish")], **quietly)
    lines = ["aaa show gr", "aaa list --light No", "aaa partners BOE", "aaa list --data da"]
    done = subprocess.run([fish, "-c", "for line in $argv; complete -C $line; echo; end", *lines], **quietly)
    shown, light, boef, folder = done.stdout.split("\n\n")[:4]
    assert "green-leaf/aanvraag\tAanvraag opstellen en indienen" in shown.splitlines()
    assert light.strip() == "nog niet te beoordelen"
    assert [row.partition("\t")[0] for row in boef.splitlines()] == ["boef", "boefje"]
    assert "\x1b" not in boef
    assert folder.strip() == "data/"
    assert (done.stderr, _unharmed(home)) == ("", True)


def test_no_shell_runs_what_stands_in_the_plan(bash: Terminal, zsh: Terminal, home: Path) -> None:
    bash.type(LINE + "partners boe\t", r"boefje\s+> aaa partners boef$")
    shown = zsh.type(LINE + "partners boe\t", r"boefje +-- boefje .*(?s:.*)aaa partners boef")
    assert re.search(r"boef +-- boef \(touch gehackt\) touch gehackt", shown)
    assert _unharmed(home)


def test_no_shell_runs_what_is_being_typed(bash: Terminal, zsh: Terminal, home: Path) -> None:
    for shell in (bash, zsh):
        shell.type(LINE + "show '--status$(touch gehackt)=gr\t", BELL)
    assert _unharmed(home)


def test_a_broken_plan_disturbs_no_shell(bash: Terminal, zsh: Terminal, home: Path) -> None:
    (home / "kapot").mkdir()
    (home / "kapot" / "activities.yaml").write_bytes(b"plan: [\xff")
    for shell in (bash, zsh):
        shown = shell.type(LINE + "show --data kapot gr\t", BELL)
        assert shown.endswith("aaa show --data kapot gr\x07")
