"""`aaa validate`: which diagnostics count, how they are told on a terminal, and one file from standard input."""

import io
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aaa_cli.outputs.diagnostics import text
from aaa_cli.plan.finding import Diagnostic
from tests.conftest import DATA, ROOT, Run

Edit = Callable[[str, str, str], Path]
PROBLEMS = ROOT / "tests" / "problems"


def codes(answer_json: object) -> list[str]:
    return [found["code"] for found in answer_json["diagnostics"]]  # type: ignore[index]


def test_strict_refuses_warnings(aaa: Run) -> None:
    assert aaa("validate").code == 0
    assert aaa("validate", "--strict").code == 1
    assert aaa("validate", "--strict", "--data", str(PROBLEMS / "good")).code == 0


def test_select_and_ignore_by_code_repeated_or_with_commas(aaa: Run) -> None:
    def told(*argv: str) -> set[str]:
        return set(codes(aaa("validate", "-f", "json", *argv).json()))

    assert told() == {"no-trekker", "no-period", "to-be-determined"}
    assert told("--select", "no-period") == {"no-period"}
    assert told("--select", "no-period, NO-TREKKER") == {"no-period", "no-trekker"}
    assert told("--select", "no-period", "--select", "no-trekker") == {"no-period", "no-trekker"}
    assert told("--ignore", "no-period,no-trekker") == {"to-be-determined"}
    assert told("--select", "no-period", "--ignore", "no-period") == set()
    answer = aaa("validate", "--ignore", "no-period,no-trekker,to-be-determined", "--strict")
    assert answer.code == 0
    assert answer.out == "Geen fouten. Niet gecontroleerd op: no-period, no-trekker, to-be-determined.\n"
    assert aaa("validate", "--select", "row-sum").out == "Geen fouten. Alleen gecontroleerd op: row-sum.\n"


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_does_not_exist(option: str, aaa: Run) -> None:
    answer = aaa("validate", option, "no-treker")
    assert answer.code == 2
    assert answer.err.splitlines() == [
        "De code 'no-treker' bestaat niet.",
        "Bedoelde je 'no-trekker'? Een overzicht geeft: aaa explain",
    ]


IGNORED = "      - id: aanvraag"


def silenced(edit: Edit, comment: str) -> Path:
    return edit("activities.yaml", f"{IGNORED}\n", f"{IGNORED}  {comment}\n")


@pytest.mark.parametrize(
    "comment",
    [
        "# aaa: negeer no-trekker de regiegroep kiest in juni",
        "# aaa: ignore no-trekker de regiegroep kiest in juni",
        "#aaa: Negeer No-Trekker, wacht op de regiegroep",
        "# aaa:negeer no-trekker: wacht op de regiegroep",
    ],
)
def test_a_comment_silences_one_warning_on_its_line(comment: str, aaa: Run, edit: Edit) -> None:
    folder = silenced(edit, comment)
    answer = aaa("validate", "-f", "json", "--data", str(folder)).json()
    assert codes(answer).count("no-trekker") == 20
    assert "unused-ignore" not in codes(answer)


@pytest.mark.parametrize(
    ("comment", "left", "said"),
    [
        ("# aaa: negeer no-trekker", 20, "ontbreekt de reden"),
        ("# aaa: negeer no-trekker -", 20, "ontbreekt de reden"),
        ("# aaa: negeer", 21, "ontbreekt of bestaat niet"),
        ("# aaa: negeer no-period wordt nog bepaald", 21, "geen waarschuwing 'no-period'"),
        ("# aaa: negeer no-treker wordt nog bepaald", 21, "ontbreekt of bestaat niet"),
        ("# aaa: negeer no-trekker2 x", 21, "ontbreekt of bestaat niet"),
        ("# aaa: negeer bad-value mag hier", 21, "'bad-value' is een fout"),
        ("# aaa negeer no-trekker wordt nog bepaald", 21, "ontbreekt of bestaat niet"),
        ("# AAA: negeren no-trekker wordt nog bepaald", 21, "ontbreekt of bestaat niet"),
    ],
)
def test_a_comment_of_no_use_is_told(comment: str, left: int, said: str, aaa: Run, edit: Edit) -> None:
    folder = silenced(edit, comment)
    answer = aaa("validate", "-f", "json", "--data", str(folder)).json()
    assert codes(answer).count("no-trekker") == left
    (found,) = [item for item in answer["diagnostics"] if item["code"] == "unused-ignore"]
    line = (folder / "activities.yaml").read_text(encoding="utf-8").splitlines()[found["line"] - 1]
    assert line[found["column"] - 1 : found["end_column"] - 1] == comment
    assert said in found["message"]


def test_a_comment_behind_a_text_of_more_lines_counts(aaa: Run, edit: Edit) -> None:
    long = "x" * 130
    folder = edit(
        "activities.yaml",
        "title: Promotiecampagne\n",
        f'title: "{long[:60]}\n          {long[60:]}"  # aaa: negeer long-text zo heet het nu eenmaal\n',
    )
    answer = aaa("validate", "-f", "json", "--data", str(folder)).json()
    assert {"long-text", "unused-ignore"}.isdisjoint(codes(answer))


def test_a_comment_that_tells_of_the_comment_is_none(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "plan:\n", "# Zet achter de regel: # aaa: negeer CODE reden\nplan:\n")
    assert "unused-ignore" not in codes(aaa("validate", "-f", "json", "--data", str(folder)).json())


def test_a_comment_silences_no_error(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "status: done", "status: klaar  # aaa: negeer bad-value mag hier wel")
    answer = aaa("validate", "-f", "json", "--data", str(folder))
    assert answer.code == 1
    assert "bad-value" in codes(answer.json())


@pytest.mark.parametrize(
    "written",
    [
        "'{comment}'",
        '"Een {comment}"',
        "|\n          Een\n          {comment}",
        ">-\n          Een {comment}\n\n          {comment}",
        "'Een\n          {comment}'",
    ],
)
def test_what_looks_like_a_comment_in_a_text_is_none(written: str, aaa: Run, edit: Edit) -> None:
    description = "Een campagne rond de Green Leaf Award bedenken en uitvoeren."
    folder = edit("activities.yaml", description, written.format(comment="# aaa: negeer no-trekker #x"))
    answer = aaa("validate", "-f", "json", "--data", str(folder)).json()
    assert answer["errors"] == 0
    assert {"unused-ignore", "lost-text"}.isdisjoint(codes(answer))
    assert codes(answer).count("no-trekker") == 21


def test_a_comment_behind_the_head_of_a_text_is_one(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "summary: >-\n", "summary: >-  # aaa: negeer long-text x\n")
    answer = aaa("validate", "-f", "json", "--data", str(folder)).json()
    assert codes(answer).count("unused-ignore") == 1


@pytest.mark.parametrize(
    ("written", "lost"),
    [
        ("Wijk #3", "#3"),
        ("Wijk\t#3 en #4", "#3 en #4"),
        ("'Wijk #3'", None),
        ("Wijk#3", None),
        ("Wijk # drie", None),
        ("Wijk ## drie", None),
        ("Wijk  # aaa: negeer no-trekker x", None),
    ],
)
def test_text_that_is_lost_behind_a_hash(written: str, lost: str | None, aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "title: Promotiecampagne\n", f"title: {written}\n")
    answer = aaa("validate", "-f", "json", "--data", str(folder)).json()
    found = [item["message"] for item in answer["diagnostics"] if item["code"] == "lost-text"]
    assert found == ([f"'{lost}' telt niet mee als tekst: alles achter een # is uitleg"] if lost else [])


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(diagnostics: list[Diagnostic], monkeypatch: pytest.MonkeyPatch, *, grouped: bool) -> str:
    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    text.show(diagnostics, screen, grouped=grouped)
    return re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())


def diagnostic(number: int, code: str = "no-trekker", severity: str = "warning") -> Diagnostic:
    return Diagnostic(code, severity, "data/a.yaml", number, 3, number, 5, f"m{number}", "Vul in.", "a: bcd")  # type: ignore[arg-type]


def test_a_terminal_shows_warnings_of_one_kind_together(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [diagnostic(number) for number in range(1, 6)]
    found.insert(2, diagnostic(9, "bad-value", "error"))
    lines = [line.rstrip() for line in on_terminal(found, monkeypatch, grouped=True).splitlines()]
    assert lines == [
        "data/a.yaml:9:3: error bad-value: m9",
        "    a: bcd",
        "      ^^",
        "    Vul in.",
        "",
        "5 waarschuwingen no-trekker:",
        "    data/a.yaml:1:3: m1",
        "    data/a.yaml:2:3: m2",
        "    data/a.yaml:3:3: m3",
        "    en nog 2 (toon alles met --verbose)",
        "    Vul in.",
        "",
        "1 fout. 5 waarschuwingen. De eerste fout: data/a.yaml:9:3.",
    ]
    each = on_terminal(found, monkeypatch, grouped=False)
    assert each.count("warning no-trekker") == 5
    assert each.count("^^") == 6


@pytest.mark.parametrize(("count", "more"), [(2, None), (3, None), (4, "en nog 1 (")])
def test_a_small_group_is_shown_whole(count: int, more: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = on_terminal([diagnostic(number) for number in range(count)], monkeypatch, grouped=True)
    assert ("en nog" in shown) == bool(more)
    assert (more or "") in shown
    assert shown.count("m") >= min(count, 3)


def test_each_of_a_group_has_its_own_remedy_where_they_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [diagnostic(number)._replace(hint=f"Doe {number}.") for number in range(2)]
    assert [line.strip() for line in on_terminal(found, monkeypatch, grouped=True).splitlines()[1:5]] == [
        "data/a.yaml:0:3: m0",
        "Doe 0.",
        "data/a.yaml:1:3: m1",
        "Doe 1.",
    ]


@pytest.mark.parametrize(
    ("line", "column", "end", "shown"),
    [
        ("a: bcd", 4, 7, ["a: bcd", "   ^^^"]),
        ("a: bcd", 9, 10, ["a: bcd", "      ^"]),
        ("a: " + "x" * 60, 4, 64, ["a: " + "x" * 32 + "…", "   " + "^" * 33]),
        ("x" * 50 + "fout" + "y" * 50, 51, 55, ["…" + "x" * 18 + "fout" + "y" * 12 + "…", " " * 19 + "^^^^"]),
        ("a: 🌳🌳 b", 7, 8, ["a: 🌳🌳 b", "        ^"]),
        ("a: \x1b[31m", 4, 9, ["a: \\u001b[31m", "   ^^^^^^^^^^"]),
    ],
)
def test_the_line_and_its_caret_fit_the_screen(
    line: str, column: int, end: int, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aaa_cli.outputs.screen.get_terminal_size", lambda fallback: os.terminal_size((40, 20)))
    found = diagnostic(1, "bad-value", "error")._replace(source_line=line, column=column, end_column=end)
    lines = on_terminal([found], monkeypatch, grouped=False).splitlines()
    at = next(number for number, text in enumerate(lines) if "^" in text)
    assert [text.removeprefix("    ").rstrip() for text in lines[at - 1 : at + 1]] == shown


def test_a_pipe_gets_them_in_file_order_one_by_one(aaa: Run) -> None:
    lines = aaa("validate").out.splitlines()
    assert len(lines) == 2 * 27 + 1
    places = [int(line.split(":")[1]) for line in lines[:-1:2]]
    assert places == sorted(places)
    assert aaa("validate", "--verbose").out.splitlines() == lines


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))


def test_a_file_on_standard_input_takes_the_place_of_the_one_on_disk(
    aaa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = (DATA / "activities.yaml").read_bytes()
    stdin(monkeypatch, good)
    assert aaa("validate", "-", "--as", "activities.yaml").code == 0
    stdin(monkeypatch, good.replace(b"[actium]", b"[actum]"))
    answer = aaa("validate", "-", "--as", "activities.yaml")
    assert answer.code == 1
    assert "data/activities.yaml:" in answer.out
    assert "error unknown-partner: partner 'actum'" in answer.out
    stdin(monkeypatch, b"\xff")
    assert "error not-utf8" in aaa("validate", "-", "--as", "budget.yaml").out


def test_a_plan_that_cannot_be_read_never_passes(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "status: done", "status: klaar")
    answer = aaa("validate", "--select", "no-trekker", "--data", str(folder))
    assert answer.code == 1
    assert answer.out.splitlines()[-1].endswith(
        "Alleen gecontroleerd op: no-trekker. Let op: 1 fout is niet getoond."
    )
    assert aaa("validate", "--ignore", "bad-value", "--data", str(folder)).code == 1
    folder = edit("activities.yaml", "status: klaar", "status: done")
    edit("budget.yaml", "    gemeente: 450000", "    gemeente: 460000")
    assert aaa("validate", "--data", str(folder)).code == 1
    assert aaa("validate", "--ignore", "column-sum,row-sum", "--data", str(folder)).code == 0


def test_what_was_not_looked_at_is_told(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "title: Warmtenet\n", "title: Warmtenet: aanleg\n")
    answer = aaa("validate", "--data", str(folder))
    assert answer.out.splitlines()[-1] == "1 fout. Nog niet verder gecontroleerd: activities.yaml."


def test_strict_says_why_it_refuses(aaa: Run) -> None:
    assert aaa("validate", "--strict").out.endswith("met --strict houdt ook een waarschuwing het plan tegen.\n")


def test_a_file_that_cannot_be_written_hides_nothing(aaa: Run, tmp_path: Path) -> None:
    answer = aaa("validate", "-o", str(tmp_path / "nergens" / "x.json"))
    assert answer.code == 3
    assert "27 waarschuwingen" in answer.out


def test_no_standard_input_at_all(aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "error empty-file" in aaa("validate", "-", "--as", "data/budget.yaml").out


def test_a_comment_in_a_file_with_old_line_breaks(aaa: Run, edit: Edit) -> None:
    folder = silenced(edit, "# aaa: negeer no-trekker wacht op de regiegroep")
    file = folder / "activities.yaml"
    for line_break in (b"\r\n", b"\r"):
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", line_break))
        answer = aaa("validate", "-f", "json", "--data", str(folder)).json()
        assert codes(answer).count("no-trekker") == 20
        assert "unused-ignore" not in codes(answer)


def test_a_second_id_hides_no_part_and_moves_no_warning(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "- id: promotiecampagne\n", "- id: aanvraag\n")
    answer = aaa("validate", "-f", "json", "--data", str(folder)).json()
    assert codes(answer).count("no-trekker") == 20  # the part with the fault has none
    lines = (folder / "activities.yaml").read_text(encoding="utf-8").splitlines()
    (twice,) = [item["line"] for item in answer["diagnostics"] if item["code"] == "duplicate-id"]
    assert [number for number, line in enumerate(lines, 1) if line.endswith("- id: aanvraag")][1] == twice


def test_a_file_on_standard_input_need_not_be_on_disk(aaa: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (plan / "budget.yaml").unlink()
    stdin(monkeypatch, (DATA / "budget.yaml").read_bytes())
    assert aaa("validate", "-", "--as", "budget.yaml", "--data", str(plan)).code == 0
    stdin(monkeypatch, b"")
    assert "error empty-file" in aaa("validate", "-", "--as", "budget.yaml", "--data", str(plan)).out


@pytest.mark.parametrize(
    ("argv", "what", "remedy"),
    [
        (["-"], "Bij het losse streepje (-) ontbreekt --as", "aaa validate - --as activities.yaml"),
        (["--as", "budget.yaml"], "Bij --as ontbreekt het losse streepje (-)", "aaa validate - --as activities.yaml"),
        (["-", "--as", "begroting.yaml"], "Een plan heeft geen bestand 'begroting.yaml'", "budget.yaml"),
        (
            ["data/budget.yaml"],
            "'data/budget.yaml' hoort niet in deze opdracht",
            "Typ alleen: aaa validate.",
        ),
        (["--select", ","], "Achter '--select' ontbreekt een waarde", "aaa explain"),
        (["--ignore", ""], "Achter '--ignore' ontbreekt een waarde", "aaa explain"),
    ],
)
def test_a_wrong_question_about_standard_input(argv: list[str], what: str, remedy: str, aaa: Run) -> None:
    answer = aaa("validate", *argv)
    assert answer.code == 2
    first, second = answer.err.splitlines()
    assert first == f"{what}."
    assert remedy in second


def test_more_than_a_plan_can_be_on_standard_input(aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"#" * (17 * 1024 * 1024))
    assert "error too-large" in aaa("validate", "-", "--as", "budget.yaml").out


def test_a_folder_with_an_odd_name(aaa: Run, tmp_path: Path) -> None:
    folder = shutil.copytree(PROBLEMS / "unknown-partner", tmp_path / "een\nmap \x1b[31m")
    for form in ("text", "json", "github", "gitlab", "sarif", "junit"):
        answer = aaa("validate", "--data", str(folder), "-f", form)
        assert answer.code == 1
        assert "\x1b" not in answer.out
