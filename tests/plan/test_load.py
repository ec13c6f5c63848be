"""Reading a plan: one fault, one diagnostic, at its place, in words that tell what and how."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from aaa_cli import rules
from aaa_cli.plan.finding import Diagnostic
from aaa_cli.plan.load import load
from tests.conftest import DATA, VELDWIJK

DAY = date(2025, 5, 20)
SUMS = {"row-sum", "column-sum"}
Edit = Callable[[str, str, str], Path]
A, B, P = "activities.yaml", "budget.yaml", "partners.yaml"


def errors(folder: Path) -> list[Diagnostic]:
    return [found for found in rules.check(load(folder), DAY) if found.severity == "error"]


# a fault: the code; the file; what is replaced by what; the text that is marked; and a word of the hint
FAULTS = [
    ("unknown-partner", A, "[actium]", "[actum]", "actum", "'actium'"),
    ("unknown-partner", A, "[actium]", "[Actium]", "Actium", "'actium'"),
    ("unknown-partner", A, "trekker: [gemeente]\n        partners", "trekker: [Gemeente Assen]\n        partners", "Gemeente Assen", "'gemeente'"),
    ("unknown-theme", A, "theme: algemeen", "theme: algemen", "algemen", "'algemeen'"),
    ("unknown-ambition", A, "[woningen, banen", "[woning, banen", "woning", "'woningen'"),
    ("unknown-pillar", A, "    ambitions: [woningen, banen, studentenstad]",
     "    pillars: [spil]", "spil", "pillars"),
    ("unknown-programme", A, "programme: europa-strategie", "programme: europa", "europa", "programmes"),
    ("unknown-payer", B, "      gemeente: 330000", "      gemente: 330000", "gemente", "'gemeente'"),
    ("unknown-partner", P, "part_of: nhl-stenden", "part_of: nhl", "nhl", "partners.yaml"),
    ("unknown-key", A, "        period: Q1-4", "        periode: Q1-4", "periode", "'period'"),
    ("unknown-key", P, "    short: Gemeente\n", "    shrot: Gemeente\n", "shrot", "'short'"),
    ("missing-key", A, "    theme: veiligheid\n", "", "id", "theme"),
    ("missing-key", A, "title: Defensiemodule pilot", "title:", "title", "title"),
    ("bad-value", A, "status: done", "status: gereed", "gereed", "'done'"),
    ("bad-value", A, "status: done", "status: on", "on", "planned (gepland)"),
    ("bad-value", P, "kind: network", "kind: netwerk", "netwerk", "'network'"),
    ("bad-date", A, "{date: 2024-12-23,", "{date: 2024-02-30,", "2024-02-30", "2025-04-15"),
    ("bad-date", A, "{date: 2024-12-23,", "{date: 23-12-2024,", "23-12-2024", "2025-04-15"),
    ("bad-period", A, "period: Begin Q2", "period: Q5", "Q5", "Eind Q1"),
    ("bad-period", A, "period: Begin Q2", "period: voor de zomer", "voor de zomer", "Q2-Q4"),
    ("bad-period", A, "period: Begin Q2", "period: Q3-1", "Q3-1", "Q2"),
    ("bad-id", A, "- id: warmtenet", "- id: Warmtenet", "Warmtenet", "kleine letters"),
    ("duplicate-id", A, "- id: promotiecampagne\n", "- id: aanvraag\n", "aanvraag", "ander id"),
    ("duplicate-id", P, "- id: regiegroep", "- id: projectteam", "projectteam", "ander id"),
    ("duplicate-key", A, "        period: Begin Q2", "        period: Begin Q2\n        period: Q3", "period", "weg"),
    ("wrong-type", A, "[actium]", "actium", "actium", "[actium]"),
    ("wrong-type", A, "year: 2025", "year: vijfentwintig", "vijfentwintig", "cijfers"),
    ("wrong-type", A, "title: Warmtenet\n", "title: [Warmtenet]\n", "[Warmtenet]", "één tekst"),
    ("wrong-type", B, "total: 530000", "total: veel", "veel", "1200.50"),
    ("ambiguous-amount", B, "total: 530000", "total: 530.000", "530.000", "530000"),
    ("ambiguous-amount", B, "total: 530000", "total: € 530.000", "€ 530.000", "530000"),
    ("negative-amount", B, "total: 530000", "total: -530000", "-530000", "0 of meer"),
    ("over-precise-amount", B, "total: 530000", "total: 1530.0001", "1530.0001", "centen"),
    ("row-sum", B, "total: 530000", "total: 540000", "540000", "Verbeter"),
    ("column-sum", B, "    gemeente: 450000", "    gemeente: 460000", "460000", "stated"),
    ("unsupported-yaml", A, "[actium]", "&x [actium]", "&", "aanhalingstekens"),
    ("unsupported-yaml", A, "title: Warmtenet\n", "title: !!str Warmtenet\n", "!!str Warmtenet", "(!)"),
    ("unsupported-yaml", A, "title: Warmtenet\n", "title: *x\n", "*x", "(*)"),
    ("unsupported-yaml", A, "    title: Warmtenet\n", "    <<: {}\n    title: Warmtenet\n", "<<", "(<<)"),
    ("unsupported-yaml", B, "payers:", "x: 1\n---\npayers:", "---", "---"),
    ("merge-conflict", A, "        period: Begin Q2\n",
     "<<<<<<< HEAD\n        period: Q2\n=======\n        period: Q3\n>>>>>>> anders\n", "<<<<<<< HEAD", "weg"),
    ("yaml-syntax", A, "title: Warmtenet\n", "title: Warmtenet: aanleg\n", ":", "aanhalingstekens"),
    ("yaml-syntax", A, "        period: Begin Q2", "\t\tperiod: Begin Q2", "\t", "spaties"),
    ("yaml-syntax", A, "[actium]", "[actium", None, "]"),
    ("yaml-syntax", A, "title: Warmtenet\n", "title: 'Warmtenet\n", None, None),
    ("yaml-syntax", A, "title: Warmtenet\n", "title: @Warmtenet\n", "@", "aanhalingstekens"),
    ("yaml-syntax", A, "[actium]", "- actium", "-", "volgende regel"),
    ("unsupported-character", A, "title: Warmtenet\n", "title: Warm\x00tenet\n", "\x00", "onzichtbare"),
    ("unsupported-character", A, "title: Warmtenet\n", "title: Warm\x1btenet\n", "\x1b", "onzichtbare"),
    ("missing-key", A, "        status: done\n", "        status:\n", "status", "status"),
    ("wrong-type", A, "year: 2025", "year: 20255", "20255", "vier cijfers"),
    ("wrong-type", A, "year: 2025", "year: 0000", "0000", "vier cijfers"),
    ("bad-period", A, "period: Begin Q2", "period: Q2/2025", "Q2/2025", "Q2-Q4"),
    ("unsupported-character", A, "title: Warmtenet\n", "title: Warm\u2028tenet\n", "\u2028", "onzichtbare"),
    ("merge-conflict", A, "        period: Begin Q2\n", "=======\n        period: Q3\n>>>>>>> anders\n", "=======", "weg"),
    ("yaml-syntax", A, "title: Promotiecampagne\n", 'title: "Promotiecampagne\n', '"', "Sluit"),
    ("yaml-syntax", A, "title: Promotiecampagne\n", "title: 'Promotiecampagne\n", "'", "Sluit"),
    ("yaml-syntax", A, "        period: Q2/Q3\n", "        period:Q2/Q3\n", "period", "spatie na de dubbele punt"),
    ("yaml-syntax", A, "partners: [actium]", "partners: [actium", "[", "]"),
    ("wrong-type", A, "[actium]\n", "[actium]\n        log: Gebeld\n", "Gebeld", "- {date:"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "file", "old", "new", "marked", "hint"), FAULTS)
def test_a_fault_is_told_at_its_place(
    code: str, file: str, old: str, new: str, marked: str | None, hint: str | None, edit: Edit
) -> None:
    folder = edit(file, old, new)
    # one wrong amount is a wrong row and a wrong column
    (found,) = [item for item in errors(folder) if code not in SUMS or item.code == code]
    assert found.code == code
    assert Path(found.file).name == file
    if marked is not None:
        line = (folder / file).read_text(encoding="utf-8").split("\n")[found.line - 1]
        assert line[found.column - 1 : found.column - 1 + len(marked)] == marked
        if found.code not in {"yaml-syntax", "unsupported-yaml"}:
            assert (found.end_line, found.end_column) == (found.line, found.column + len(marked))
    assert hint is None or hint in found.hint
    assert "{" not in found.message + found.hint.replace("of de groep met {", "").replace("- {date:", "")


def test_references_from_decisions_risks_and_logs(tmp_path: Path) -> None:
    for file in VELDWIJK.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert errors(tmp_path) == []
    text = (tmp_path / A).read_text(encoding="utf-8")
    text = text.replace("asked_of: stuurgroep", "asked_of: stuurgoep", 1).replace(
        "owner: woonstede", "owner: woonstad", 1
    )
    text = text.replace("who: provincie", "who: provincy", 1).replace(
        "about: vakschool/verbouwing", "about: vakschool/x", 1
    )
    (tmp_path / A).write_text(text, encoding="utf-8")
    assert sorted(found.code for found in errors(tmp_path)) == ["unknown-activity", *["unknown-body"] * 3]


def test_all_faults_of_all_files_in_one_run(edit: Edit) -> None:
    edit(A, "period: Begin Q2", "period: Q9")
    edit(A, "status: done", "status: klaar")
    edit(A, "[actium]", "[actum]")
    edit(B, "total: 530000", "total: 530.000")
    folder = edit(P, "- id: gemeente\n", "- id: gemeente\n   bad\n")
    assert [(Path(found.file).name, found.code) for found in errors(folder)] == [
        (A, "bad-value"),
        (A, "bad-period"),
        (B, "ambiguous-amount"),
        (P, "yaml-syntax"),
    ]  # with partners.yaml unreadable nobody can be called an unknown partner


def test_the_budget_is_checked_though_the_activities_cannot_be_read(edit: Edit) -> None:
    edit(A, "status: done", "status: klaar")
    folder = edit(B, "      gemeente: 330000", "      gemeente: 320000")
    assert {found.code for found in errors(folder)} == {"bad-value", "row-sum", "column-sum"}


def write(folder: Path, content: bytes, file: str = A) -> list[Diagnostic]:
    (folder / file).write_bytes(content)
    return [found for found in errors(folder) if Path(found.file).name == file]


@pytest.mark.parametrize("content", [b"", b" \n\n", b"# niets\n", b"---\n", b"\xef\xbb\xbf"])
def test_an_empty_file(content: bytes, plan: Path) -> None:
    assert [found.code for found in write(plan, content)] == ["empty-file"]


@pytest.mark.parametrize("content", [b"- a\n", b"tekst\n", b"[]\n"])
def test_a_file_with_something_else(content: bytes, plan: Path) -> None:
    assert [found.code for found in write(plan, content)] == ["wrong-type"]


def test_not_utf8(plan: Path) -> None:
    (found,) = write(plan, "plan:\n  title: één\n".encode("latin-1"))
    assert (found.code, found.line, found.column) == ("not-utf8", 2, 10)
    (found,) = write(plan, "plan:\n  title: één\n".encode("utf-16"))
    assert found.code == "not-utf8"


def test_a_missing_file_a_folder_and_a_pipe(plan: Path) -> None:
    (plan / P).unlink()
    assert [found.code for found in errors(plan)] == ["missing-file"]
    (plan / P).mkdir()
    assert [found.code for found in errors(plan)] == ["not-a-file"]
    (plan / P).rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(plan / P)
        assert [found.code for found in errors(plan)] == ["not-a-file"]


def test_deep_nesting_and_large_files(plan: Path) -> None:
    assert [found.code for found in write(plan, b"[" * 5000 + b"]" * 5000)] == ["too-deep"]
    assert [found.code for found in write(plan, b"a: " + b"x" * (17 * 1024 * 1024))] == ["too-large"]
    assert [found.code for found in write(plan, b"plan: " + b"x" * (10 * 1024 * 1024))] == ["too-long"]


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.rstrip(b"\n"),
    ],
    ids=["BOM", "CRLF", "no last newline"],
)
def test_good_input_of_all_editors(change: Callable[[bytes], bytes], plan: Path) -> None:
    before = load(plan).plan
    for name in (A, B, P):
        (plan / name).write_bytes(change((plan / name).read_bytes()))
    assert load(plan).plan == before
    text = (plan / A).read_bytes().replace(b"status: done", b"status: klaar")
    (found,) = write(plan, text)
    lines = (DATA / A).read_text(encoding="utf-8").split("\n")
    assert lines[found.line - 1][found.column - 1 :] == "done"


def test_scalars_are_the_text_that_was_written(edit: Edit) -> None:
    folder = edit(A, "title: Warmtenet\n", "title: no\n")
    edit(A, "description: Verkennen of gedeelde laboratoria haalbaar zijn.", "description: 012")
    edit(A, "title: Zorgcampus\n", "title: 1:30\n")
    loaded = load(folder).plan
    assert loaded is not None
    titles = {activity.id: activity.title for activity in loaded.activities}
    assert titles["warmtenet"] == "no"
    assert titles["zorgcampus"] == "1:30"
    assert any(part.description == "012" for _activity, part in loaded.parts())


def test_the_real_plan_has_only_true_warnings() -> None:
    found = rules.check(load(DATA), DAY)
    counts = {code: sum(item.code == code for item in found) for code in {item.code for item in found}}
    assert counts == {"no-trekker": 21, "no-period": 5, "to-be-determined": 1}
    assert {item.severity for item in found} == {"warning"}


def test_the_made_up_plan_with_every_key_loads() -> None:
    assert errors(VELDWIJK) == []


def test_the_parser_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch, edit: Edit) -> None:
    """Where there is no wheel of the C parser, as on a new Python, the plan is read all the same."""
    folder = edit(A, "[actium]", "[actum]")
    edit(B, "total: 530000", "total: 530.000")
    fast, found = load(DATA).plan, errors(folder)
    monkeypatch.setattr("ruamel.yaml.main.CParser", None)
    assert load(DATA).plan == fast
    assert errors(folder) == found


def test_one_missing_list_is_one_fault(edit: Edit) -> None:
    assert {found.code for found in errors(edit(P, "\npartners:\n", "\npartnrs:\n"))} == {"unknown-key"}
    assert {found.code for found in errors(edit(B, "payers:", "betalers:"))} == {"unknown-key", "missing-key"}


def test_an_activity_has_a_part(edit: Edit) -> None:
    text = "\nactivities:\n\n  - id: leeg\n    theme: algemeen\n    title: Leeg\n    parts: []\n"
    (found,) = errors(edit(A, "\nactivities:\n", text))
    assert (found.code, "'parts'" in found.message) == ("missing-key", True)


def test_a_chance_runs_from_1_to_5(edit: Edit) -> None:
    risk = "\nrisks:\n  - {id: a, text: A, chance: 9, impact: 0, measure: M, owner: gemeente}\n\nactivities:\n"
    assert [found.code for found in errors(edit(A, "\nactivities:\n", risk))] == ["bad-value", "bad-value"]


def test_a_conflict_is_at_its_line_with_any_line_break(edit: Edit) -> None:
    folder = edit(
        A, "        period: Begin Q2\n", "<<<<<<< HEAD\n        period: Q2\n=======\n        period: Q3\n>>>>>>> x\n"
    )
    (here,) = errors(folder)
    (folder / A).write_bytes((folder / A).read_bytes().replace(b"\n", b"\r\n"))
    assert [(found.line, found.column) for found in errors(folder)] == [(here.line, here.column)]


def test_an_anchor_hides_no_other_fault(edit: Edit) -> None:
    edit(A, "title: Warmtenet\n", "title: &x Warmtenet\n")
    assert [found.code for found in errors(edit(A, "status: done", "status: klaar"))] == [
        "bad-value",
        "unsupported-yaml",
    ]


def test_nothing_takes_long_on_long_text(edit: Edit) -> None:
    """Would take minutes if a pattern went back and forth over it."""
    folder = edit(B, "total: 530000", f"total: 1{' ' * 90_000}x")
    assert [found.code for found in errors(folder)] == ["wrong-type"]


@pytest.mark.parametrize("name", ["ntb", "none", "geen"])
def test_words_that_mean_something_else_are_no_partner(name: str, edit: Edit) -> None:
    folder = edit(P, "- id: studenten", f"- id: {name}")
    assert "bad-id" in {found.code for found in errors(folder)}


def test_a_wrong_booking_hides_no_wrong_sum(edit: Edit) -> None:
    booking = (
        "    bookings:\n      - {id: a, date: 2025-02-30, payer: gemeente, amount: 1, kind: spent}\n    total: 540000"
    )
    assert sorted(found.code for found in errors(edit(B, "    total: 530000", booking))) == [
        "bad-date",
        "column-sum",
        "row-sum",
    ]


@pytest.mark.parametrize("title", ['""', "'  '", "|"])
def test_a_title_says_something(title: str, edit: Edit) -> None:
    (found,) = errors(edit(A, "title: Warmtenet\n", f"title: {title}\n"))
    assert found.code == "missing-key"


def test_an_error_hides_no_warning_of_another_part(edit: Edit) -> None:
    def warnings(folder: Path) -> list[str]:
        return [found.code for found in rules.check(load(folder), DAY) if found.severity == "warning"]

    assert len(warnings(DATA)) == 27
    assert len(warnings(edit(P, "kind: network", "kind: netwerk"))) == 27
    assert len(warnings(edit(A, "period: Begin Q2", "period: Q9"))) == 26
    folder = edit(A, "theme: algemeen", "theme: algemen")  # two parts, one of them without a trekker
    assert len(warnings(folder)) == 25
    assert len(errors(folder)) == 3
    assert len(warnings(edit(A, "  year: 2025", "  year: x"))) == 0


def test_an_activity_that_loses_its_last_part(edit: Edit) -> None:
    found = rules.check(load(edit(A, "period: Q1-4", "period: Q9")), DAY)
    assert [item.code for item in found if item.severity == "error"] == ["bad-period"]
    assert len(found) == 27


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<<<<<<< HEAD\na: 1\n=======\na: 2\nb: 3\n>>>>>>> x\n", ": 'a: 1' of 'a: 2, b: 3'"),
        ("<<<<<<< HEAD\r\na: 1\r\n||||||| 1a2b\r\na: 0\r\n=======\r\n>>>>>>> x", ": 'a: 1' of niets"),
        (
            f"<<<<<<< HEAD\n{'lang ' * 20}een\n=======\n{'lang ' * 20}twee\n>>>>>>> x\n",
            f": '…{'lang ' * 6}een' of '…{'lang ' * 6}twee'",
        ),
        ("<<<<<<< HEAD\na: 1\n=======\na: 2\n", ""),
        ("<<<<<<< HEAD\na: 1\n>>>>>>> x\n", ""),
    ],
)
def test_a_conflict_names_both_values(text: str, told: str, tmp_path: Path) -> None:
    loaded = load(tmp_path, given={"budget.yaml": text.encode()})
    found = next(one for one in rules.errors(loaded) if one.code == "merge-conflict")
    assert found.message == f"twee versies van het plan botsen hier en Git kon niet kiezen{told}"
