"""`aaa update`, `log`, `add` and `remove`: what they change, what they refuse, and that nothing else moves."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aaa_cli.plan.load import load
from tests.conftest import DATA, Answer, Run
from tests.tools import Terminal

Change = Callable[..., Answer]
A, B = "activities.yaml", "budget.yaml"


@pytest.fixture
def change(aaa: Run, plan: Path) -> Change:
    """Run a command on a copy of the real plan."""
    return lambda *argv: aaa(*argv, "--data", str(plan))


def difference(plan: Path, name: str = "activities.yaml") -> tuple[list[str], list[str]]:
    """Return the lines that went and came."""
    old = (DATA / name).read_text(encoding="utf-8").split("\n")
    new = (plan / name).read_text(encoding="utf-8").split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def unchanged(plan: Path) -> bool:
    return all(file.read_bytes() == (plan / file.name).read_bytes() for file in DATA.glob("*.yaml"))


def test_a_status(change: Change, plan: Path) -> None:
    answer = change("update", "green-leaf/aanvraag", "--status", "loopt")
    assert answer == (0, "green-leaf/aanvraag: status gepland → loopt\n", "")
    (was, now), old = difference(plan), (DATA / "activities.yaml").read_bytes()
    assert (was, now) == ([], ["        status: in_progress"])  # planned stands elsewhere as well
    assert len((plan / "activities.yaml").read_bytes()) == len(old) + len("in_progress") - len("planned")


def test_many_fields_and_parts_at_once(change: Change, plan: Path) -> None:
    answer = change(
        *("update", "warmtenet", "biotech/plan", "--period", "Q4", "--trekker", "Actium", "--trekker", "gemeente"),
        *("--add-partner", "via", "--light", "tijd=oranje", "--light", "geld=groen", "--cause", "Wacht op: geld"),
        *("--consequence", "Later", "--measure", "Overleg", "--note", "Besproken"),
    )
    assert answer.code == 0
    sound = load(plan).plan
    assert sound is not None
    parts = {f"{activity.id}/{part.id}": part for activity, part in sound.parts()}
    for id_ in ("warmtenet/lariks", "biotech/plan"):
        part = parts[id_]
        assert (part.period and part.period.text, part.trekker) == ("Q4", ("actium", "gemeente"))
        assert "via" in part.partners
        assert part.light is not None
        assert (part.light.time, part.light.money, part.light.cause) == ("amber", "green", "Wacht op: geld")
        assert [(str(entry.date), entry.text) for entry in part.log] == [("2025-05-20", "Besproken")]


def test_the_json_is_that_of_diff(change: Change) -> None:
    answer = change("update", "warmtenet", "--period", "Q4", "-f", "json").json()
    assert answer["changes"] == [
        {
            "file": "activities.yaml",
            "id": "warmtenet/lariks",
            "kind": "changed",
            "field": "period",
            "old": "Q2/3",
            "new": "Q4",
        }
    ]


def test_a_dry_run_and_no_change(change: Change, plan: Path) -> None:
    shown = change("update", "warmtenet", "--period", "Q4", "--dry-run").out
    assert "\n-        period: Q2/3\n+        period: Q4\n" in shown
    assert shown.endswith("(--dry-run).\n")
    assert change("update", "warmtenet", "--period", "Q2/3").out == "Er verandert niets: zo stond het er al.\n"
    assert unchanged(plan)


def test_emptied(change: Change, plan: Path) -> None:
    assert change("update", "warmtenet", "--period", "geen", "--partner", "geen", "--description", "").code == 0
    sound = load(plan).plan
    assert sound is not None
    part = next(part for activity, part in sound.parts() if activity.id == "warmtenet")
    assert (part.period, part.partners, part.description) == (None, (), None)


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (("update", "green-leaf", "--status", "loopt"), 2, "heeft 4 onderdelen"),
        (("update", "green-leaf/aanvraag", "--theme", "algemeen"), 2, "hoort bij de hele activiteit"),
        (("update", "green-leaf/aanvraag", "--asked-of", "x"), 2, "hoort geen --asked-of"),
        (("update", "zork", "--status", "loopt"), 2, "bestaat niet"),
        (("update", "warmtenet", "--status", "zork"), 2, "bestaat niet"),
        (("update", "warmtenet", "--trekker", "Aktium"), 2, "Bedoelde je 'actium'?"),
        (("update", "warmtenet", "--remove-partner", "via"), 2, "is geen partner"),
        (("update", "warmtenet", "--light", "oranje"), 2, "tijd=oranje"),
        (("update", "warmtenet", "--period", "Q5"), 1, "error bad-period"),
        (("update", "warmtenet", "--title", ""), 1, "error missing-key"),
        (("update", "line:communicatie", "--total", "80000"), 1, "error row-sum"),
        (("update", "line:communicatie", "--total", "tachtig"), 1, "error wrong-type"),
        (("update", "warmtenet"), 2, "Zeg erbij wat er moet veranderen"),
        (("update", "warmtenet", "--period", "Q4", "--at", "HEAD"), 2, "alleen bekijken"),
        (("log", "warmtenet"), 2, "Geef een tekst"),
        (("log", "warmtenet", " "), 2, "Geef een tekst"),
        (("log", "warmtenet", "--remove", "1"), 2, "geen nummer '1'"),
        (("log", "partner:actium", "x"), 2, "Alleen een onderdeel heeft een logboek"),
        (("log", "warmtenet", "- foo"), 2, "Zet dan vóór de tekst twee streepjes"),
        (("update", "warmtenet", "--note", " "), 2, "De notitie is leeg"),
        (("update", "warmtenet", "--note", "Eerste", "versie"), 2, "tussen aanhalingstekens"),
        (("update", "warmtenet", "status", "gereed"), 2, "Bedoelde je --status?"),
        (("update", "warmtenet", "-status", "gereed"), 2, "Bedoelde je '--status'?"),
        (("update", "decision:x", "--asked-of", "college"), 2, "bestaat niet"),
        (("add", "activity", "--theme", "geen", "--title", "x"), 1, "error missing-key"),
        (("add", "besluit"), 2, "Bedoelde je 'decision'?"),
        (("add", "partner", "--name", "x", "--kind", "zorg", "--to", "thorbecke-academie"), 2, "bestaat niet"),
        (("add", "partner", "--name", "actium", "--kind", "zorg"), 2, "is er al, met het id 'actium'"),
        (("add", "decision", "--text", "x", "--due", "1-6-2025", "--asked-of", "college"), 2, "regiegroep"),
        (
            (
                "add",
                "booking",
                "--line",
                "",
                "--payer",
                "gemeente",
                "--amount",
                "1",
                "--kind",
                "spent",
                "--date",
                "x",
            ),
            2,
            "De post",
        ),
        (("log", "warmtenet", "--done", "1"), 2, "geen open afspraak"),
        (("log", "warmtenet", "x", "--due", "2025-02-30"), 1, "error bad-date"),
        (("add", "partner", "--name", "X"), 2, "--kind"),
        (
            ("add", "risk", "--text", "x", "--chance", "9", "--impact", "1", "--measure", "m", "--owner", "via"),
            1,
            "bad-value",
        ),
        (("add", "part", "zork", "--title", "x"), 2, "bestaat niet"),
        (("add", "zork"), 2, "bestaat niet"),
        (("add", "partner", "--name", "x", "--kind", "civic", "--id", "via"), 1, "duplicate-id"),
        (("remove", "partner:actium"), 1, "kan nog niet weg, want dit hoort er nog bij: onderdeel"),
        (("remove", "communicatie"), 2, "activity:communicatie, theme:communicatie"),
        (("remove", "warmtenet/lariks"), 1, "enige onderdeel"),
        (("remove", "stated"), 2, "kan niet weg"),
    ],
)
def test_refused(argv: tuple[str, ...], code: int, told: str, change: Change, plan: Path) -> None:
    answer = change(*argv)
    assert (answer.code, told in answer.err) == (code, True), answer.err
    assert unchanged(plan)


def test_dates_and_amounts_as_people_write_them(change: Change, plan: Path) -> None:
    booking = ("add", "booking", "--line", "communicatie", "--payer", "Gemeente", "--kind", "toegezegd")
    assert change(*booking, "--amount", "€ 1.250,50", "--date", "1 juni 2025", "--text", "x").code == 0
    assert "date: 2025-06-01\n        payer: gemeente\n        amount: 1250.50\n        kind: committed\n" in (
        plan / "budget.yaml"
    ).read_text(encoding="utf-8")
    assert change("log", "warmtenet", "Bellen", "--date", "3-5-2025", "--due", "1/6/2025", "--who", "via").code == 0
    assert "{date: 2025-05-03, text: Bellen, who: via, due: 2025-06-01}" in (plan / "activities.yaml").read_text(
        encoding="utf-8"
    )


def test_what_says_the_same_is_not_written_anew(change: Change, plan: Path) -> None:
    same = "Er verandert niets: zo stond het er al.\n"
    assert change("update", "line:communicatie", "--total", "75.000,00", "--coverage", "gemeente=045000").out == same
    assert change("update", "green-leaf/aanvraag", "--add-partner", "geen").out == same
    assert change("update", "green-leaf/aanvraag", "--light", "geen", "--dry-run").out == same
    assert unchanged(plan)


def test_all_values_by_name_are_emptied(change: Change, plan: Path) -> None:
    light = ("--light", "tijd=oranje", "--cause", "Ziek", "--consequence", "Later", "--measure", "Bellen")
    change("update", "warmtenet", *light)
    assert change("update", "warmtenet", "--light", "geen").code == 0
    assert unchanged(plan)


def test_a_total_of_several_lines_is_told_and_refuses_nothing(change: Change, plan: Path) -> None:
    """Two values in two places can't change at once; `aaa save` wants both."""
    answer = change("update", "post:communicatie", "--total", "80000", "--coverage", "gemeente=50000")
    assert (answer.code, answer.err.count("column-sum")) == (0, 2)
    answer = change("update", "stated", "--total", "685000", "--coverage", "gemeente=455000")
    assert (answer.code, answer.err) == (0, "")


def test_a_partner_that_is_gone_can_be_taken_off(change: Change, edit: Callable[[str, str, str], Path]) -> None:
    plan = edit("activities.yaml", "        partners: [actium]\n", "        partners: [actium, weg]\n")
    assert change("update", "warmtenet", "--remove-partner", "weg").code == 0
    assert unchanged(plan)


def test_a_partner_without_brackets_is_not_lost(change: Change, edit: Callable[[str, str, str], Path]) -> None:
    plan = edit("activities.yaml", "        partners: [actium]\n", "        partners: actium\n")
    assert change("update", "warmtenet", "--add-partner", "via").code == 0
    assert "        partners: [actium, via]\n" in (plan / "activities.yaml").read_text(encoding="utf-8")


def test_what_refers_to_a_thing_is_told(change: Change) -> None:
    change(
        "add",
        "decision",
        "--text",
        "Geld",
        "--asked-of",
        "actium",
        "--due",
        "1-6-2025",
        "--about",
        "warmtenet/lariks",
    )
    change("log", "biotech/plan", "Bellen", "--who", "actium", "--due", "1-6-2025")
    told = change("remove", "partner:actium").err
    for where in ("warmtenet/lariks (partners)", "besluit geld (gevraagd aan)", "onderdeel biotech/plan (logboek)"):
        assert where in told
    assert "aaa update warmtenet/lariks --remove-partner actium" in told
    assert "besluit geld (gaat over)" in change("remove", "activity:warmtenet").err
    assert "activiteit warmtenet (thema)" in change("remove", "theme:groenste-stad").err
    assert "post communicatie (dekking gemeente)" in change("remove", "payer:gemeente").err


def test_the_head_of_the_plan(change: Change, plan: Path) -> None:
    assert change("update", "plan", "--year", "2026", "--goal", "Verder").code == 0
    assert (load(plan).sound.head.year, load(plan).sound.head.goal) == (2026, "Verder")


def test_an_entry_leaves_the_log(change: Change, plan: Path) -> None:
    change("log", "warmtenet", "Verkeerd")
    assert change("log", "warmtenet", "--remove", "1").out.startswith("warmtenet/lariks: notitie weggehaald")
    assert unchanged(plan)


def test_an_old_fault_stops_nobody_and_can_be_mended(change: Change, edit: Callable[[str, str, str], Path]) -> None:
    plan = edit("activities.yaml", "status: planned", "status: on")
    assert change("update", "warmtenet", "--status", "loopt").code == 0
    first = "veiligheidscampus/fysieke-campus"
    assert change("update", first, "--period", "Q5").code == 1
    assert change("update", first, "--status", "loopt").out.startswith(f"{first}: status")
    assert load(plan).plan is not None


@pytest.mark.parametrize("own", ["plan", "stated"])
def test_an_activity_may_be_called_as_what_a_plan_has_one_of(own: str, change: Change, plan: Path) -> None:
    added = ("activity", "--theme", "algemeen", "--title", own, "--period", "Q3", "--trekker", "gemeente")
    assert f"{own}: activiteit toegevoegd" in change("add", *added).out
    assert change("update", own, "--activity-title", "Anders").out.startswith(f"{own}: titel")
    assert change("update", own, "--status", "loopt").code == 0
    choices = change("remove", own).err
    assert f"activity:{own}, {own}:{own}" in choices
    assert change("remove", f"{own}:{own}").code == 2
    assert change("remove", f"activity:{own}").code == 0
    assert unchanged(plan)


def test_the_plan_itself_goes_before_a_part_called_so(change: Change) -> None:
    assert "biotech/plan" in change("show", "biotech").out
    assert change("update", "plan", "--title", "Meer").out.startswith("plan: titel")


@pytest.mark.parametrize(
    ("file", "old", "new", "argv", "code"),
    [
        (A, "period: Q2/Q3", "period: Q5", ("veiligheidscampus/fysieke-campus", "--period", "Q99"), 1),
        (A, "status: planned", "status: on1", ("warmtenet", "--status", "on2"), 2),
        (B, "total: 75000", "total: veel1", ("line:communicatie", "--total", "veel2"), 1),
        (B, "total: 75000", "total: 75001", ("line:communicatie", "--total", "75002"), 0),  # as wrong as it was
        (
            A,
            "- id: defensiemodule",
            "- id: urban-air-mobility",
            ("veiligheidscampus/fysieke-campus", "--note", "x"),
            0,
        ),
    ],
)
def test_a_wrong_value_in_the_place_of_another_is_a_new_fault(
    file: str,
    old: str,
    new: str,
    argv: tuple[str, ...],
    code: int,
    change: Change,
    edit: Callable[[str, str, str], Path],
) -> None:
    plan = edit(file, old, new)
    before = (plan / file).read_bytes()
    answer = change("update", *argv)
    assert answer.code == code, answer.err
    assert ((plan / file).read_bytes() == before) == (code != 0)


def test_a_file_that_cannot_be_read_is_told(change: Change, plan: Path) -> None:
    (plan / "activities.yaml").write_text("a: [", encoding="utf-8")
    answer = change("update", "warmtenet", "--status", "loopt")
    assert answer.code == 1
    assert "error yaml-syntax" in answer.err
    assert "Er is niets gewijzigd." in answer.err


def test_an_agreed_action(change: Change, plan: Path) -> None:
    change("log", "warmtenet", "Gesproken")
    change("log", "warmtenet", "Cijfers: leveren", "--who", "Actium", "--due", "2025-06-01")
    assert '- {date: 2025-05-20, text: "Cijfers: leveren", who: actium, due: 2025-06-01}' in (
        plan / "activities.yaml"
    ).read_text(encoding="utf-8")
    assert " 2  20 mei 2025  Cijfers: leveren" in change("show", "warmtenet").out
    assert change("log", "warmtenet", "--done", "2").code == 0
    assert "due: 2025-06-01, done: 2025-05-20}" in (plan / "activities.yaml").read_text(encoding="utf-8")
    assert change("log", "warmtenet", "--done", "2").code == 2


def test_things_come_and_go_without_a_trace(change: Change, plan: Path) -> None:
    added = {
        ("part", "green-leaf", "--title", "Éénmalige actie", "--period", "Q3"): "green-leaf/eenmalige-actie",
        ("activity", "--theme", "Veiligheid", "--title", "Open dag", "--trekker", "gemeente"): "activity:open-dag",
        ("partner", "--name", "Stichting Voorbeeld", "--kind", "civic"): "partner:stichting-voorbeeld",
        ("decision", "--text", "Geld", "--asked-of", "regiegroep", "--due", "2025-06-18"): "decision:geld",
        ("risk", "--text", "Uitval", "--chance", "2", "--impact", "3", "--measure", "m", "--owner", "via"): "risk:uitval",
        (
            *("booking", "--line", "communicatie", "--payer", "gemeente", "--amount", "1200"),
            *("--kind", "besteed", "--date", "2025-05-20", "--text", "Drukwerk"),
        ): "booking:communicatie/drukwerk",
    }  # fmt: skip
    for argv, id_ in added.items():
        assert change("add", *argv).code == 0
        assert not unchanged(plan)
        assert change("remove", id_).code == 0, id_
        assert unchanged(plan), id_


def test_the_same_title_twice_is_taken_for_a_slip(change: Change) -> None:
    change("add", "part", "green-leaf", "--title", "Actie")
    answer = change("add", "part", "green-leaf", "--title", "actie")
    assert (answer.code, "met het id 'green-leaf/actie'" in answer.err) == (2, True)
    assert "green-leaf/actie-2:" in change("add", "part", "green-leaf", "--title", "Actie!").out
    assert change("add", "part", "green-leaf", "--title", "Actie", "--id", "eigen").code == 0
    booking = ("add", "booking", "--line", "communicatie", "--payer", "gemeente", "--amount", "5", "--kind", "spent")
    assert [change(*booking, "--date", "2025-05-20").code for _time in range(2)] == [0, 0]


def test_a_partner_that_is_used_at_once(change: Change, plan: Path) -> None:
    answer = change("add", "partner", "--name", "Stichting Voorbeeld", "--kind", "civic", "--to", "warmtenet")
    assert answer.code == 0
    assert "partners: [actium, stichting-voorbeeld]" in (plan / "activities.yaml").read_text(encoding="utf-8")


def test_hostile_text_survives(change: Change, plan: Path) -> None:
    for text in ("a\nb: c", "'\"\\", "- x: [#", "\N{GRINNING FACE}\u202e\u05d0", "x" * 10_000, "no", "<<<<<<< HEAD"):
        assert change("update", "warmtenet", "--title", text, "--note", text).code == 0
        sound = load(plan).plan
        assert sound is not None
        part = next(part for activity, part in sound.parts() if activity.id == "warmtenet")
        assert (part.title, part.log[-1].text) == (text, text)


def test_question_by_question(plan: Path, tmp_path: Path) -> None:
    import sys

    environment = os.environ | {"AAA_DATA": str(plan), "AAA_TODAY": "2025-05-20", "TERM": "dumb"}
    with Terminal(
        sys.executable, "-m", "aaa_cli", "update", "warmtenet", cwd=DATA.parent, env=environment
    ) as terminal:
        assert "gepland, loopt, gereed" in terminal.type("", r"Status.*\]: ")
        assert "bestaat niet" in terminal.type("zork\n", r"niet(.|\n)*Status.*\]: ")
        terminal.type("loopt\n", r"Periode \[Q2/3\]: ")
        assert "is niet te lezen" in terminal.type("Q9\n", r"lezen(.|\n)*Periode \[Q2/3\]: ")
        terminal.type("Q4\n", r"Trekker \[\]: ")
        terminal.type("gemeente, actium\n", r"Partners \[actium\]: ")
        terminal.type("-\n", r"tijd.*\]: ")
        terminal.type("oranje\n", r"geld.*\]: ")
        terminal.type("\n", r"kwaliteit.*\]: ")
        terminal.type("\n", r"oorzaak.*\]: ")
        terminal.type("Ziek\n", r"gevolg.*\]: ")
        terminal.type("\n", r"maatregel.*\]: ")
        terminal.type("\n", r"Opmerking.*\]: ")
        terminal.type("\n", r"logboek: ")
        terminal.type("Zo gaat het\n", r"notitie toegevoegd.*Zo gaat het")
    text = (plan / "activities.yaml").read_text(encoding="utf-8")
    assert "trekker: [gemeente, actium]" in text
    assert "cause: Ziek" in text


def _interview(plan: Path, *words: str) -> Terminal:
    import sys

    environment = os.environ | {"AAA_DATA": str(plan), "AAA_TODAY": "2025-05-20", "TERM": "dumb"}
    return Terminal(sys.executable, "-m", "aaa_cli", "update", *words, cwd=DATA.parent, env=environment)


def test_the_questions_are_those_of_the_thing(change: Change, plan: Path) -> None:
    change("add", "decision", "--text", "Geld", "--asked-of", "regiegroep", "--due", "2025-06-18")
    with _interview(plan, "decision:geld") as terminal:
        assert "Geld (geld)" in terminal.type("", r"Tekst \[Geld\]: ")
        assert "kan niet leeg zijn" in terminal.type("-\n", r"leeg(.|\n)*Tekst.*\]: ")
        terminal.type("\n", r"Gevraagd aan \[regiegroep\]: ")
        terminal.type("\n", r"Uiterlijk \[2025-06-18\]: ")
        terminal.type("1-7-2025\n", r"\]: ")
        terminal.type("\n", r"Uitkomst \[\]: ")
        terminal.type("\n", r"Gaat over \[\]: ")
        terminal.type("warmtenet\n", r"gaat over ingevuld")
    text = (plan / "activities.yaml").read_text(encoding="utf-8")
    assert "due: 2025-07-01" in text
    assert "about: warmtenet" in text


def test_who_stops_halfway_changes_nothing(plan: Path) -> None:
    for end in ("\x04", "\x03"):
        with _interview(plan, "warmtenet") as terminal:
            terminal.type("", r"Status.*\]: ")
            terminal.type("loopt\n", r"Periode.*\]: ")
            terminal.type(end, "Gestopt. Er is niets gewijzigd.")
        assert unchanged(plan)


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(change: Change, plan: Path) -> None:
    with _interview(plan, "warmtenet") as terminal:
        terminal.type("", r"Status.*\]: ")
        terminal.type("loopt\n", r"Periode.*\]: ")
        assert change("update", "warmtenet", "--status", "gereed").code == 0
        for question in ("Trekker", "Partners", "tijd", "geld", "kwaliteit", "Opmerking", "logboek"):
            terminal.type("\n", rf"{question}.*: ")
        terminal.type("\n", "is intussen gewijzigd")
    assert "status: done" in (plan / "activities.yaml").read_text(encoding="utf-8")
