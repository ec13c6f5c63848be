"""The progress report: what each section has, where it comes from, and what it says when there is nothing."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import VELDWIJK, Run
from tests.repository import Repository

CODES = [
    "decisions",
    "summary",
    "deviations",
    "done",
    "next",
    "money",
    "risks",
    "changes",
    "results",
    "parts",
    "legend",
]
ON_DAY = ("--data", str(VELDWIJK), "--today", "2026-05-20")
Edit = Callable[[str, str, str], Path]


def sections(aaa: Run, *argv: str) -> dict[str, dict[str, Any]]:
    """Return the sections of a report in JSON by their codes."""
    answer = aaa("report", *argv, "-f", "json")
    assert answer.code == 0, answer.err
    return {section["code"]: section for section in answer.json()["sections"]}


@pytest.fixture
def veldwijk(aaa: Run) -> dict[str, dict[str, Any]]:
    return sections(aaa, *ON_DAY)


def test_the_sections_are_those_of_the_contract_in_its_order(aaa: Run) -> None:
    for argv in (ON_DAY, ("--quarter", "Q2"), ("--theme", "communicatie")):
        assert list(sections(aaa, *argv)) == CODES
    answer = aaa("report", *ON_DAY, "-f", "json").json()
    assert list(answer) == ["schema_version", "plan", "today", "filter", "count", "of", "sections"]
    assert all(list(section)[:3] == ["code", "title", "rows"] for section in answer["sections"])


def test_decisions_are_those_that_are_still_to_be_taken(veldwijk: dict[str, dict[str, Any]]) -> None:
    assert veldwijk["decisions"]["rows"] == [
        {
            "due": "2026-06-18",
            "text": "De gemeente schiet het provinciale deel van de regeling voor.",
            "asked_of": "stuurgroep",
            "about": "wonen-boven-winkels/regeling",
            "overdue": False,
            "id": "voorfinanciering",
        }
    ]


def test_the_summary_counts_lights_and_what_is_done_per_theme(veldwijk: dict[str, dict[str, Any]]) -> None:
    housing, *_others = veldwijk["summary"]["rows"]
    assert housing == {
        "theme": "wonen",
        "lights": {"red": 0, "amber": 1, "green": 1, "grey": 2, "done": 1},
        "done": 1,
        "parts": 5,
        "overdue": 0,
        "trend": None,
    }
    assert [row["theme"] for row in veldwijk["summary"]["rows"]] == ["wonen", "leren", "communicatie"]


def test_deviations_have_cause_consequence_measure_and_lead_the_worst_first(
    veldwijk: dict[str, dict[str, Any]],
) -> None:
    red, amber = veldwijk["deviations"]["rows"]
    assert (red["id"], red["light"], amber["light"]) == ("vakschool/verbouwing", "red", "amber")
    assert (amber["cause"], amber["trekker"]) == ("De provincie beslist later over haar bijdrage.", ["gemeente"])
    assert amber["light_reason"] == "beoordeeld: tijd oranje, geld groen, kwaliteit groen"


def test_a_computed_light_says_from_what_and_owes_no_cause(aaa: Run, edit: Edit) -> None:
    folder = edit(
        "activities.yaml",
        "period: Q3\n        trekker: [via]\n        partners: [thorbecke-academie",
        "period: Q1\n        trekker: [via]\n        partners: [thorbecke-academie",
    )
    folder = edit(
        "activities.yaml", "dc-terra, via]\n        status: planned", "dc-terra, via]\n        status: in_progress"
    )
    (row,) = sections(aaa, "--data", str(folder), "--text", "crimetour")["deviations"]["rows"]
    assert (row["light"], row["cause"], row["measure"]) == ("red", None, None)
    assert row["light_reason"] == "te laat: liep tot en met 31 maart 2025 (berekend)"
    assert "niet ingevuld" in aaa("report", "--data", str(folder)).out


def test_a_light_that_a_person_set_stands_and_is_contradicted_by_dates_or_money(aaa: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for file in VELDWIJK.iterdir():
        text = file.read_text(encoding="utf-8")
        text = text.replace(
            "light: {time: red, money: amber, quality: green", "light: {time: green, money: green, quality: green"
        )
        (folder / file.name).write_text(text, encoding="utf-8")
    late = sections(aaa, "--data", str(folder), "--today", "2026-12-15")["deviations"]["rows"]
    (row,) = [row for row in late if row["id"] == "vakschool/verbouwing"]
    assert row["light"] == "green"
    assert row["light_reason"].endswith("; let op: staat op groen, maar is te laat")
    budget = folder / "budget.yaml"
    text = budget.read_text(encoding="utf-8")
    covered = "coverage: {gemeente: 120000, partners: 200000}\n"
    assert "amount: 180000" in text
    assert covered in text
    text = text.replace("amount: 180000", "amount: 330000").replace(covered, f"{covered}    about: vakschool\n")
    budget.write_text(text, encoding="utf-8")
    answer = aaa("report", "--data", str(folder), "--today", "2026-05-20")
    told = sections(aaa, "--data", str(folder), "--today", "2026-05-20")["deviations"]["rows"]
    assert "geld staat op groen, maar de post is overschreden" in told[-1]["light_reason"]
    assert "Let op: bij 1 onderdeel spreken de datums of het geld het ingevulde stoplicht tegen." in answer.out
    assert "Op 'Verbouwing vakschool' is € 330.000 geboekt, € 10.000 meer dan" in answer.out.replace("\xa0", " ")


def test_what_was_done_in_the_quarter_and_what_comes_in_the_next(
    aaa: Run, veldwijk: dict[str, dict[str, Any]]
) -> None:
    assert [(row["kind"], row["date"]) for row in veldwijk["done"]["rows"]] == [
        ("action", "2026-04-29"),
    ]
    next_day = sections(aaa, "--data", str(VELDWIJK), "--today", "2026-05-21")
    assert [row["kind"] for row in next_day["done"]["rows"]] == ["action", "decision"]
    assert [row["id"] for row in veldwijk["next"]["rows"]] == [
        "wonen-boven-winkels/regeling",
        "vakschool/verbouwing",
        "communicatie/nieuwsbrief",
    ]
    first = sections(aaa, *ON_DAY, "--quarter", "Q1")
    assert [row["id"] for row in first["done"]["rows"]] == ["wonen-boven-winkels/verkenning", "vakschool/convenant"]
    assert first["done"]["title"] == "Afgerond in Q1 2026"
    assert "voorfinanciering" in [row["id"] for row in first["next"]["rows"]]
    undated = sections(aaa, *ON_DAY, "--quarter", "Q1", "--undated")
    assert "communicatie/bouwborden" in [row["id"] for row in undated["next"]["rows"]]
    assert sections(aaa, *ON_DAY, "--quarter", "Q4")["next"]["rows"][-1]["id"] == "vakschool/open-dag"


def test_money_is_told_per_line_and_per_payer(veldwijk: dict[str, dict[str, Any]]) -> None:
    rows = {(row["kind"], row["id"]): row for row in veldwijk["money"]["rows"]}
    assert rows["payer", "gemeente"] == {
        "kind": "payer",
        "id": "gemeente",
        "title": "Gemeente",
        "total": Decimal(400000),
        "committed": Decimal(90000),
        "spent": Decimal("18500.50"),
        "remaining": Decimal("291499.50"),
        "percentage": 27,
    }
    for kind in ("line", "payer"):
        for key in ("total", "committed", "spent", "remaining"):
            parts = [row[key] for (each, _id), row in rows.items() if each == kind]
            assert sum(parts) == veldwijk["money"]["totals"][key]


def test_risks_are_ordered_by_chance_times_impact(veldwijk: dict[str, dict[str, Any]]) -> None:
    assert [(row["chance"], row["impact"], row["score"], row["owner"]) for row in veldwijk["risks"]["rows"]] == [
        (4, 3, 12, "gemeente"),
        (2, 4, 8, "woonstede"),
    ]


def test_results_name_the_ambitions_that_they_serve(veldwijk: dict[str, dict[str, Any]]) -> None:
    (row,) = veldwijk["results"]["rows"]
    assert (row["id"], row["theme"], row["ambitions"], row["date"]) == ("markt", "leren", ["levendig"], "2025-09-06")


def test_the_legend_tells_each_light(veldwijk: dict[str, dict[str, Any]]) -> None:
    assert [row["light"] for row in veldwijk["legend"]["rows"]] == ["red", "amber", "green", "grey", "done"]


def test_an_empty_section_says_so(aaa: Run) -> None:
    out = aaa("report", "--quarter", "Q4").out
    for title in ("Gevraagde besluiten", "Afgerond in Q4 2025", "Risico's en beheersmaatregelen"):
        assert f"\n{title}\ngeen\n" in out
    assert "Er is geen eerdere versie om mee te vergelijken.\n" in out


def test_agreed_actions_past_their_date_stand_in_status_and_in_the_summary(aaa: Run) -> None:
    late = ("--data", str(VELDWIJK / ".." / ".." / "problems" / "late-action"))
    wanted = [{"part": "park/aanleg", "date": "2025-04-10", "who": "school", "due": "2025-05-01"}]
    for told in (aaa("status", *late, "-f", "json").json(), sections(aaa, *late)["summary"]):
        assert [{key: action[key] for key in wanted[0]} for action in told["late_actions"]] == wanted
    for command in ("status", "report"):
        assert "\nAfspraken die te laat zijn\n" in aaa(command, *late).out
    assert "Afspraken die te laat" not in aaa("status").out


def test_the_page_in_front_tells_three_of_a_kind_and_how_many_more(aaa: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for file in VELDWIJK.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    plan = folder / "activities.yaml"
    more = "".join(
        f"  - {{id: besluit-{number}, text: 'Besluit {number} {'lang ' * 60}', asked_of: stuurgroep, due: 2026-06-{number:02}}}\n"
        for number in range(1, 6)
    )
    text = plan.read_text(encoding="utf-8").replace(
        "decisions:                                               # (optional)\n", f"decisions:\n{more}"
    )
    plan.write_text(text, encoding="utf-8")
    brief = aaa("report", "--data", str(folder), "--today", "2026-05-20", "-f", "md").out.split("\n## ")[1]
    (line,) = [line for line in brief.split("\n") if line.startswith("| Gevraagde besluiten")]
    told = line.split("<br>")
    assert len(told) == 4
    assert told[-1] == "en 3 meer |"
    assert all(len(each) < 200 for each in told)


def test_quarters_are_told_from_the_first_to_the_last(aaa: Run) -> None:
    for asked in (("-q", "Q1", "-q", "Q4"), ("-q", "Q4", "-q", "Q1"), ("-q", "Q4", "-q", "Q2", "-q", "Q1")):
        found = sections(aaa, *ON_DAY, *asked)
        assert found["done"]["title"] == "Afgerond in Q1 2026 t/m Q4 2026"
        assert found["next"]["title"] == "Gepland voor Q1 2027"
    assert sections(aaa, *ON_DAY, "-q", "Q1", "-q", "Q1")["done"]["title"] == "Afgerond in Q1 2026"


@pytest.mark.parametrize("command", ["report", "status", "list", "plan", "partners"])
def test_the_last_quarter_of_time_has_none_after_it(command: str, aaa: Run) -> None:
    assert aaa(command, *ON_DAY, "-q", "Q4 9999").code == 0


def test_both_contradictions_of_a_light_are_told(aaa: Run, tmp_path: Path) -> None:
    folder = shutil.copytree(VELDWIJK, tmp_path / "data")
    for file, old, new in (
        ("activities.yaml", "light: {time: red, money: amber, quality: green", "light: {time: green, money: green"),
        ("budget.yaml", "total: 320000\n", "total: 320000\n    about: vakschool\n"),
        ("budget.yaml", "amount: 180000", "amount: 330000"),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    rows = sections(aaa, "--data", str(folder), "--today", "2026-12-15")["deviations"]["rows"]
    (told,) = [row["light_reason"] for row in rows if row["id"] == "vakschool/verbouwing"]
    assert "overschreden; staat op groen, maar is te laat" in told


def test_a_filter_says_that_the_money_is_that_of_the_whole_plan(aaa: Run) -> None:
    assert aaa("report", *ON_DAY, "--theme", "leren").out.count("Dit is het geld van het hele plan.") == 2
    assert "het geld van het hele plan" not in aaa("report", *ON_DAY, "--quarter", "Q1").out


def test_payers_add_up_to_what_they_cover(aaa: Run, tmp_path: Path) -> None:
    folder = shutil.copytree(VELDWIJK, tmp_path / "data")
    text = (folder / "budget.yaml").read_text(encoding="utf-8")
    (folder / "budget.yaml").write_text(text.replace("gemeente: 250000", "gemeente: 230000"), encoding="utf-8")
    answer = aaa("report", "--data", str(folder), "--today", "2026-05-20", "-f", "md")
    assert answer.code == 1, "its sums are wrong, and it is told"
    total = answer.out.split("### Per financier")[1].split("**Totaal**")[1]
    assert total.startswith(" | **€\xa0780.000**")


@pytest.mark.parametrize(
    "asked",
    [
        ("--theme", "leren"),
        ("--trekker", "vakcollege"),
        ("--partner", "provincie"),
        ("--ambition", "woningen"),
        ("--status", "done"),
        ("--light", "red"),
        ("--text", "asbest"),
        ("--text", "regeling"),
        ("--overdue",),
    ],
)
def test_each_filter_has_an_effect(asked: tuple[str, ...], aaa: Run) -> None:
    assert sections(aaa, *ON_DAY, *asked) != sections(aaa, *ON_DAY)


class TestSince:
    """The changes and the trend, beside an earlier version."""

    @pytest.fixture
    def repository(self, plan: Path, aaa: Run, monkeypatch: pytest.MonkeyPatch) -> Repository:
        """Return a repository with the plan on 1 March and, with two changes, on 1 May 2025."""
        monkeypatch.chdir(plan.parent)
        repository = Repository(plan.parent)
        repository.commit("Vastgesteld", date="2025-03-01T12:00:00+01:00")
        text = (plan / "activities.yaml").read_text(encoding="utf-8")
        log = "        log:\n          - {date: 2025-04-15, text: Ingediend.}\n"
        old = "        period: Begin Q2\n        status: planned\n"
        assert old in text
        text = text.replace(old, f"        period: Begin Q2\n        status: done\n{log}")
        old = "        period: Eind Q1\n        trekker: [gemeente]\n        partners: [provincie-drenthe, vro]\n        status: planned\n"
        assert old in text
        text = text.replace(old, old.replace("planned", "in_progress"))
        (plan / "activities.yaml").write_text(text, encoding="utf-8")
        repository.commit("Voortgang", date="2025-05-01T12:00:00+02:00")
        return repository

    def test_the_report_before_is_the_plan_on_the_eve_of_the_quarter(self, aaa: Run, repository: Repository) -> None:
        found = sections(aaa, "--quarter", "Q2")
        changes = {(row["id"], row["field"]): row["new"] for row in found["changes"]["rows"]}
        assert changes["green-leaf/aanvraag", "status"] == "done"
        assert changes["ruimtelijke-doorvertaling/perspectieven", "status"] == "in_progress"
        trends = {row["theme"]: row["trend"] for row in found["summary"]["rows"]}
        assert trends["groenste-stad"] == {"better": 1, "worse": 0}
        assert trends["algemeen"] == {"better": 0, "worse": 1}
        assert trends["veiligheid"] == {"better": 0, "worse": 0}
        out = aaa("report", "--quarter", "Q2").out
        assert "Vergeleken met het plan van 1 maart 2025." in out
        assert "↗ 1 beter" in out
        assert "↘ 1 slechter" in out

    def test_since_chooses_the_version(self, aaa: Run, repository: Repository) -> None:
        assert sections(aaa, "--since", "2025-05-02")["changes"]["rows"] == []
        assert len(sections(aaa, "--since", "HEAD~1")["changes"]["rows"]) == 3
        assert sections(aaa, "--quarter", "Q1")["summary"]["rows"][0]["trend"] is None, "Git has nothing so old"

    def test_a_version_that_there_is_not_is_told_when_it_was_asked_for(
        self, aaa: Run, repository: Repository
    ) -> None:
        assert aaa("report", "--since", "2024-01-01").code == 2
        assert aaa("report", "--since", "onzin").code == 2

    def test_with_a_filter_only_its_parts_are_told(self, aaa: Run, repository: Repository) -> None:
        rows = sections(aaa, "--since", "HEAD~1", "--theme", "algemeen")["changes"]["rows"]
        assert {row["id"] for row in rows} == {"ruimtelijke-doorvertaling/perspectieven"}

    def test_what_is_still_to_come_has_no_report_before_it(self, aaa: Run, repository: Repository) -> None:
        for asked in (("--quarter", "Q4"), ("--at", "HEAD~1", "--quarter", "Q3")):
            found = sections(aaa, *asked)
            assert found["summary"]["rows"][0]["trend"] is None
            assert found["changes"]["rows"] == []

    def test_a_version_that_cannot_be_read_is_not_compared_with(self, aaa: Run, repository: Repository) -> None:
        plan = repository.folder / "data" / "activities.yaml"
        good = plan.read_bytes()
        plan.write_bytes(b"plan: [\n" + good)
        repository.commit("Stuk", date="2025-05-02T12:00:00+02:00")
        plan.write_bytes(good)
        repository.commit("Heel", date="2025-08-03T12:00:00+02:00")
        answer = aaa("report", "--since", "HEAD~1")
        assert (answer.code, answer.out) == (1, "")
        assert "yaml-syntax" in answer.err
        found = sections(aaa, "--quarter", "Q3", "--today", "2025-09-01")
        assert found["summary"]["rows"][0]["trend"] is None
        assert (
            "Er is geen eerdere versie om mee te vergelijken."
            in aaa("report", "-q", "Q3", "--today", "2025-09-01").out
        )

    def test_the_lights_of_another_year_are_not_compared(self, aaa: Run, repository: Repository) -> None:
        plan = repository.folder / "data" / "activities.yaml"
        plan.write_bytes(plan.read_bytes().replace(b"year: 2025", b"year: 2026"))
        assert sections(aaa, "--quarter", "Q2", "--today", "2026-05-20")["changes"]["rows"] == []
        asked = sections(aaa, "--quarter", "Q2", "--today", "2026-05-20", "--since", "HEAD")
        assert asked["summary"]["rows"][0]["trend"] is None
        assert asked["changes"]["rows"]
