"""`aaa resolve` and `aaa merge-driver`, in real merges and rebases of the real plan."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aaa_cli import rules
from aaa_cli.cli import main
from aaa_cli.commands import place
from aaa_cli.plan import edit
from aaa_cli.plan.items import items
from aaa_cli.plan.load import load
from aaa_cli.plan.merge import sides
from aaa_cli.plan.source import Source, read
from tests.conftest import Run
from tests.plan.layouts import TEXTS
from tests.plan.test_merge import holds
from tests.repository import Repository
from tests.tools import Terminal

A, B, P = "activities.yaml", "budget.yaml", "partners.yaml"
HEAD_OF_PART = "        description: De aanvraag voor de Green Leaf Award schrijven en in april indienen.\n"
PERIOD = f"{HEAD_OF_PART}        period: Begin Q2\n"
STATUS = f"{PERIOD}        status: planned\n"


class Two:
    """Two people who each change the plan from where it was: one on main, the other on `voorstel`."""

    def __init__(self, repository: Repository, plan: Path) -> None:
        self.repository, self.plan = repository, plan

    def change(self, file: str, old: str, new: str) -> None:
        path = self.plan / file
        text = path.read_bytes().decode()
        assert text.count(old) == 1, old
        path.write_bytes(text.replace(old, new).encode())

    def apart(self, ours: tuple[str, str, str], theirs: tuple[str, str, str]) -> None:
        self.repository.git("checkout", "--quiet", "-b", "voorstel")
        self.change(*theirs)
        self.repository.commit("Van de ander")
        self.repository.git("checkout", "--quiet", "main")
        self.change(*ours)
        self.repository.commit("Van hier")

    def git(self, *words: str) -> int:
        """Run Git where it may find a conflict, and return how it ended."""
        command = ["git", "-C", str(self.repository.folder), "-c", "core.editor=true", *words]
        return subprocess.run(command, capture_output=True, check=False).returncode

    @property
    def staged(self) -> bool:
        return not self.repository.git("ls-files", "--unmerged")

    def text(self, file: str = A) -> str:
        return (self.plan / file).read_bytes().decode()


@pytest.fixture
def two(plan: Path, repository: Repository) -> Two:
    return Two(repository, plan)


@pytest.fixture
def driven(two: Two) -> Two:
    """Have Git call the merge driver by itself, as the documentation says."""
    lines = [line.strip() for line in DOCS.read_text(encoding="utf-8").splitlines()]
    line = next(line for line in lines if "merge.aaa.driver" in line)
    assert 'merge.aaa.driver "aaa merge-driver %O %A %B %P"' in line
    two.repository.write(".gitattributes", next(line for line in lines if line.endswith("merge=aaa")) + "\n")
    program = f'"{sys.executable}" -m aaa_cli merge-driver %O %A %B %P'
    two.repository.git("config", "merge.aaa.driver", program)
    two.repository.commit("Instelling")
    return two


DOCS = Path(__file__).parents[2] / "docs" / "samen-werken.md"
LOG = "        log:\n          - {{date: {day}, text: {text}}}\n"
STATUS_DONE = STATUS.replace("planned", "done")
DIFFERENT_FIELDS = (A, STATUS, STATUS_DONE), (A, PERIOD, PERIOD.replace("Begin Q2", "Q3"))
SAME_FIELD = (A, STATUS, STATUS_DONE), (A, STATUS, STATUS.replace("planned", "paused"))


def test_nothing_to_resolve(two: Two, aaa: Run) -> None:
    assert aaa("resolve") == (0, "Er is niets op te lossen: er botst niets in het plan.\n", "")


def test_neighbouring_parts_merge_by_git_itself(two: Two) -> None:
    """The last line of one part and the first of the next have a blank line between them."""
    last = "source: Jaarplan 2025, tabel Groenste Stad, rij 2\n"
    first = "        title: Promotiecampagne\n"
    two.apart((A, last, last.replace("rij 2", "rij 22")), (A, first, "        title: Campagne\n"))
    ended = two.git("merge", "voorstel")
    assert (ended, "rij 22" in two.text(), "title: Campagne\n" in two.text()) == (0, True, True)


@pytest.mark.parametrize("way", ["merge", "rebase", "cherry-pick"])
def test_two_fields_of_one_part(two: Two, aaa: Run, way: str) -> None:
    two.apart(*DIFFERENT_FIELDS)
    assert two.git(way, "voorstel") == 1
    answer = aaa("resolve")
    go = "aaa save" if way == "merge" else f"git {way} --continue"
    said = f"data/activities.yaml: samengevoegd\nAlles is samengevoegd. Ga verder met: {go}\n"
    assert answer == (0, said, "")
    assert two.staged
    assert STATUS.replace("planned", "done").replace("Begin Q2", "Q3") in two.text()
    if way == "merge":
        assert aaa("save").code == 0
    else:
        assert two.git(way, "--continue") == 0
    assert two.repository.git("status", "--porcelain") == ""


def test_a_value_that_both_changed_keeps_markers_around_it(two: Two, aaa: Run) -> None:
    two.apart(*SAME_FIELD)
    assert two.git("merge", "voorstel") == 1
    answer = aaa("resolve")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.splitlines()[0] == (
        "data/activities.yaml: Onderdeel 'Aanvraag opstellen en indienen' (green-leaf/aanvraag): status staat nog "
        "open: gereed of gepauzeerd"
    )
    markers = "<<<<<<< HEAD\n        status: done\n=======\n        status: paused\n>>>>>>> voorstel\n"
    assert f"{PERIOD}{markers}" in two.text()
    assert not two.staged
    assert "'status: done' of 'status: paused'" in aaa("validate").out
    two.change(A, markers, "        status: paused\n")
    assert aaa("resolve").code == 0
    assert two.staged


def test_both_add_to_the_same_log(two: Two, aaa: Run) -> None:
    ours, theirs = (
        LOG.format(day=day, text=text) for day, text in (("2025-04-15", "Laat."), ("2025-04-10", "Vroeg."))
    )
    two.apart((A, STATUS, STATUS + ours), (A, STATUS, STATUS + theirs))
    assert two.git("merge", "voorstel") == 1
    assert aaa("resolve").code == 0
    assert STATUS + theirs + ours.removeprefix("        log:\n") in two.text()


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_hand_edit_among_the_markers_stays(two: Two, aaa: Run, style: str) -> None:
    two.repository.git("config", "merge.conflictStyle", style)
    two.apart(*SAME_FIELD)
    two.git("merge", "voorstel")
    two.change(A, "        title: Promotiecampagne\n", "        title: Campagne\n")
    assert aaa("resolve").code == 1
    assert "title: Campagne\n" in two.text()
    assert not (two.plan / f"{A}.orig").exists()


def test_a_hand_edit_that_cant_be_read_is_kept_beside_it(two: Two, aaa: Run) -> None:
    two.apart(*SAME_FIELD)
    two.git("merge", "voorstel")
    two.change(A, "        title: Promotiecampagne\n", "        title: Campagne: 'x\n")
    held = two.text()
    answer = aaa("resolve")
    assert (answer.code, two.text(f"{A}.orig")) == (1, held)
    assert "activities.yaml.orig" in answer.err
    assert "title: Promotiecampagne\n" in two.text()


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_what_git_made_itself_is_no_hand_edit(two: Two, aaa: Run, style: str) -> None:
    """What Git put in the file can't be read where both wrote lines of one text; the versions in its index can."""
    two.repository.git("config", "merge.conflictStyle", style)
    two.apart(
        (A, STATUS, STATUS_DONE + '        remark: "Eerst\n          bellen"\n'),
        (A, STATUS, STATUS + '        remark: "Eerst\n          mailen"\n'),
    )
    two.git("merge", "voorstel")
    assert aaa("resolve").code == 1
    assert not list(two.plan.glob("*.orig*"))
    assert "status: done\n" in two.text()


def test_line_breaks_of_windows_stay(two: Two, aaa: Run) -> None:
    two.apart(*SAME_FIELD)
    two.repository.git("config", "core.autocrlf", "true")
    two.git("merge", "voorstel")
    assert "\r\n" in two.text()
    assert aaa("resolve").code == 1
    assert two.text().count("\n") == two.text().count("\r\n")
    assert not list(two.plan.glob("*.orig*"))


def test_one_side_removed_the_file(two: Two, aaa: Run) -> None:
    two.repository.git("checkout", "--quiet", "-b", "voorstel")
    (two.plan / B).unlink()
    two.repository.commit("Weg")
    two.repository.git("checkout", "--quiet", "main")
    two.change(B, "    total: 530000\n", "    total: 530001\n")
    two.repository.commit("Anders")
    two.git("merge", "voorstel")
    answer = aaa("resolve")
    assert answer.code == 3
    assert "git rm data/budget.yaml" in answer.err


def test_solved_by_hand_with_a_slip(two: Two, aaa: Run) -> None:
    two.apart(*SAME_FIELD)
    two.git("merge", "voorstel")
    text = two.text()
    slip = (
        text[: text.index("<<<<<<<")] + "        status: klaar: ja\n" + text[text.index(">>>>>>> voorstel\n") + 17 :]
    )
    (two.plan / A).write_bytes(slip.encode())
    answer = aaa("resolve")
    assert (answer.code, two.staged, two.text()) == (1, False, slip)
    assert "yaml-syntax" in answer.err


def test_a_change_since_it_was_read_is_not_overwritten(two: Two, aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    two.apart(*SAME_FIELD)
    two.git("merge", "voorstel")

    def meanwhile(folder: Path) -> str:
        (folder / A).write_bytes(b"plan: {}\n")
        return "data/"

    monkeypatch.setattr(place, "shown", meanwhile)
    answer = aaa("resolve")
    assert (answer.code, two.text()) == (3, "plan: {}\n")


def test_an_error_that_neither_side_had_is_not_staged(two: Two, aaa: Run) -> None:
    two.repository.git("checkout", "--quiet", "-b", "voorstel")
    two.change(
        P, two.text(P)[(start := two.text(P).index("  - id: actium")) : two.text(P).index("  - id:", start + 5)], ""
    )
    two.change(A, "        partners: [actium]\n", "")
    two.change(A, PERIOD, PERIOD.replace("Begin Q2", "Q3"))
    two.repository.commit("Zonder Actium")
    two.repository.git("checkout", "--quiet", "main")
    two.change(A, STATUS, STATUS_DONE.replace("        status", "        partners: [actium]\n        status"))
    two.repository.commit("Met Actium")
    assert two.git("merge", "voorstel") == 1
    answer = aaa("resolve")
    assert answer.code == 1
    assert "unknown-partner" in answer.err
    assert not two.staged
    two.change(A, "        period: Q3\n        partners: [actium]\n", "        period: Q3\n")
    assert aaa("resolve").code == 0
    assert two.staged


def test_a_partner_that_one_removed_and_the_other_needs_is_told_by_validate(driven: Two, aaa: Run) -> None:
    """Git sees two files, each changed by one person."""
    text = driven.text(P)
    start = text.index("  - id: via\n")
    driven.apart(
        (A, STATUS, STATUS.replace("        status", "        partners: [via]\n        status")),
        (P, text[start : text.index("  - id:", start + 5)], ""),
    )
    assert driven.git("merge", "voorstel") == 0
    answer = aaa("validate")
    assert (answer.code, "unknown-partner" in answer.out) == (1, True)


@pytest.mark.parametrize("way", ["merge", "rebase"])
def test_the_driver_merges_two_fields_without_a_conflict(driven: Two, way: str) -> None:
    driven.apart(*DIFFERENT_FIELDS)
    assert driven.git(way, "voorstel") == 0
    assert STATUS.replace("planned", "done").replace("Begin Q2", "Q3") in driven.text()


def test_the_driver_leaves_what_both_changed(driven: Two, aaa: Run) -> None:
    driven.apart(*SAME_FIELD)
    assert driven.git("merge", "voorstel") == 1
    markers = "<<<<<<< de een\n        status: done\n=======\n        status: paused\n>>>>>>> de ander\n"
    assert f"{PERIOD}{markers}" in driven.text()
    assert aaa("resolve").code == 1
    assert f"{PERIOD}{markers}" in driven.text()
    driven.change(A, markers, "        status: paused\n")
    assert aaa("resolve").code == 0
    assert driven.staged


@pytest.mark.parametrize("way", ["merge", "rebase", "cherry-pick"])
def test_a_driver_that_cant_be_started_leaves_one_side_and_loses_none(driven: Two, aaa: Run, way: str) -> None:
    """Git takes that for a conflict, with the file as it was on one side: that is nobody's choice."""
    driven.repository.git("config", "merge.aaa.driver", "no-such-program %O %A %B %P")
    driven.apart((A, STATUS, STATUS_DONE), (A, STATUS, STATUS.replace("planned", "paused").replace("Begin Q2", "Q3")))
    assert driven.git(way, "voorstel") == 1
    assert "<<<<<<<" not in driven.text()
    answer = aaa("resolve")
    assert (answer.code, driven.staged) == (1, False)
    assert re.search(
        f"{PERIOD.replace('Begin Q2', 'Q3')}<<<<<<< .*\n=======\n.*>>>>>>> .*\n", driven.text(), re.DOTALL
    )
    driven.change(A, re.search("<<<<<<< .*>>>>>>> .*?\n", driven.text(), re.DOTALL)[0], "        status: done\n")  # type: ignore[index]
    assert aaa("resolve").code == 0
    assert driven.staged


def test_what_is_merged_by_hand_without_anything_of_one_side_is_asked_back(driven: Two, aaa: Run) -> None:
    """A driver that can't be started leaves one side; a change made in it since doesn't make it a choice."""
    driven.repository.git("config", "merge.aaa.driver", "no-such-program %O %A %B %P")
    driven.apart((A, STATUS, STATUS_DONE), (A, PERIOD, PERIOD.replace("Begin Q2", "Q3")))
    assert driven.git("merge", "voorstel") == 1
    assert aaa("update", "green-leaf/promotiecampagne", "--period", "Q4").code == 0
    answer = aaa("resolve")
    assert (answer.code, driven.staged) == (1, False)
    assert "In data/activities.yaml staat niets van wat een van de twee wijzigde" in answer.err
    driven.repository.git("config", "merge.aaa.driver", f'"{sys.executable}" -m aaa_cli merge-driver %O %A %B %P')
    driven.repository.git("checkout", "-m", "--", "data/activities.yaml")
    assert aaa("resolve").code == 0
    assert STATUS_DONE.replace("Begin Q2", "Q3") in driven.text()


def test_a_marker_too_many_taken_out_tears_nothing(two: Two, aaa: Run) -> None:
    """Between a `<<<<<<<` and the `>>>>>>>` of another conflict stands what both sides have."""
    first, last = "        title: Green City Accord ondertekenen\n", "        title: Promotiecampagne\n"
    two.apart((A, first, first.replace("Green", "Groen")), (A, first, first.replace("Green", "Grün")))
    two.repository.git("checkout", "--quiet", "voorstel")
    two.change(A, last, "        title: Reclame\n")
    two.repository.commit("Nog een")
    two.repository.git("checkout", "--quiet", "main")
    two.change(A, last, "        title: Campagne\n")
    two.repository.commit("Nog een")
    two.git("merge", "voorstel")
    text = two.text()
    _start, first_end = text.index("======="), text.index(">>>>>>> voorstel\n") + len(">>>>>>> voorstel\n")
    second = text.index("<<<<<<< HEAD", first_end)
    torn = text[:first_end].replace("=======\n", "", 1).replace(">>>>>>> voorstel\n", "", 1)
    torn += text[first_end:second] + text[second:].replace("<<<<<<< HEAD\n", "", 1)
    (two.plan / A).write_bytes(torn.encode())
    answer = aaa("resolve")
    assert answer.code == 1
    assert two.text(f"{A}.orig") == torn
    assert "      - id: aanvraag\n" in two.text()


def test_markers_that_were_staged_lead_out_again(two: Two, aaa: Run) -> None:
    two.apart(*DIFFERENT_FIELDS)
    two.git("merge", "voorstel")
    two.repository.git("add", ".")
    answer = aaa("resolve")
    assert answer.code == 1
    command = re.search("'git (checkout -m -- .*?)'", answer.err)
    assert command
    two.repository.git(*command[1].split())
    assert aaa("resolve").code == 0


def test_a_plan_that_is_wrong_after_a_merge_without_a_conflict_is_told(two: Two, aaa: Run) -> None:
    two.change(A, STATUS, STATUS.replace("planned", "bijna"))
    answer = aaa("resolve")
    assert (answer.code, "bad-value" in answer.err) == (1, True)


TOTAL, COVERED = "    total: 530000\n", "      gemeente: 330000\n      partners: 200000\n"


def test_the_driver_says_no_to_a_file_that_is_not_sound(driven: Two, aaa: Run) -> None:
    """Each side has its sums right, together they are not."""
    stated = "stated:\n  total: 680000\n  coverage:\n    gemeente: 450000\n    partners: 230000\n"
    driven.change(B, stated, "")
    driven.repository.commit("Zonder totalen")
    driven.apart(
        (
            B,
            TOTAL + "    coverage:\n" + COVERED,
            TOTAL.replace("530", "531") + "    coverage:\n" + COVERED.replace("330", "331"),
        ),
        (
            B,
            TOTAL + "    coverage:\n" + COVERED,
            TOTAL.replace("530", "531") + "    coverage:\n" + COVERED.replace("200", "201"),
        ),
    )
    assert driven.git("merge", "voorstel") == 1
    assert not driven.staged
    answer = aaa("resolve")
    assert (answer.code, "row-sum" in answer.err) == (1, True)


def test_the_driver_with_a_side_that_cant_be_read_does_as_git_does(driven: Two, aaa: Run) -> None:
    driven.apart((A, STATUS, STATUS_DONE), (A, PERIOD, PERIOD.replace("Begin Q2", "Q3: [")))
    assert driven.git("merge", "voorstel") == 1
    assert "<<<<<<< de een\n" in driven.text()
    assert "Q3: [\n" in driven.text()
    assert "status: done\n" in driven.text()
    held = driven.text()
    answer = aaa("resolve")
    assert (answer.code, driven.text()) == (1, held)
    assert "Een van de versies van 'activities.yaml' is niet te lezen" in answer.err


def test_the_driver_on_a_file_of_another_name(tmp_path: Path, aaa: Run) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, content in zip(files, (b"a\n", b"b\n", b"c\n"), strict=True):
        file.write_bytes(content)
    assert aaa("merge-driver", *map(str, files), "README.md").code == 1
    files[0].write_bytes(b"\0")
    assert aaa("merge-driver", *map(str, files), "README.md").code == 1
    assert b"<<<<<<< de een" in files[1].read_bytes()
    files[0].write_bytes(b"a\nx\nx\nx\nx\nb\n")
    files[1].write_bytes(b"a1\nx\nx\nx\nx\nb\n")
    files[2].write_bytes(b"a\nx\nx\nx\nx\nb1\n")
    assert aaa("merge-driver", *map(str, files), "README.md") == (0, "", "")
    assert files[1].read_bytes() == b"a1\nx\nx\nx\nx\nb1\n"


@pytest.mark.parametrize("way", ["merge", "rebase"])
def test_a_person_chooses(two: Two, way: str) -> None:
    two.apart(*SAME_FIELD)
    two.git(way, "voorstel")
    with _terminal(two, "resolve") as terminal:
        seen = terminal.type("", until=r"Kies 1 of 2.*: ")
        assert "Onderdeel 'Aanvraag opstellen en indienen' (green-leaf/aanvraag): status\n" in seen
        assert "het was" in seen
        assert "gepland" in seen
        terminal.type("3\n", until=r"Kies 1 of 2.*: ")
        other = r"van Ada \(1 mei 2025\)" if way == "merge" else "van de ander"
        assert re.search(rf"1  van jou +gereed\n  2  {other} +gepauzeerd\n", seen)
        terminal.type("2\n", until="Ga verder met: (aaa save|git rebase --continue)")
    assert STATUS.replace("planned", "paused") in two.text()
    assert two.staged


def test_what_comes_out_of_a_stash_is_ones_own(two: Two) -> None:
    two.repository.git("checkout", "--quiet", "-b", "voorstel")
    two.change(A, STATUS, STATUS.replace("planned", "paused"))
    two.repository.commit("Van de ander")
    two.repository.git("checkout", "--quiet", "main")
    two.change(A, STATUS, STATUS_DONE)
    two.repository.git("stash")
    two.repository.git("merge", "--quiet", "voorstel")
    assert two.git("stash", "pop") == 1
    with _terminal(two, "resolve") as terminal:
        seen = terminal.type("", until=r"Kies 1 of 2.*: ")
        assert re.search(r"1  van jou +gereed\n  2  van de ander +gepauzeerd\n", seen)
        terminal.type("1\n", until="Alles is samengevoegd")
    assert STATUS_DONE in two.text()


def test_what_a_person_leaves_stays_open_and_the_answers_stay(two: Two, aaa: Run) -> None:
    title = (
        "        title: Aanvraag opstellen en indienen\n        title_en: Preparing and submitting the application\n"
    )
    two.apart(
        (A, title + STATUS, title.replace("Aanvraag", "Voorstel") + STATUS_DONE),
        (A, title + STATUS, title.replace("Aanvraag", "Plan") + STATUS.replace("planned", "paused")),
    )
    two.git("merge", "voorstel")
    with _terminal(two, "resolve") as terminal:
        terminal.type("", until=r"Kies 1 of 2.*: ")
        terminal.type("1\n", until=r"Kies 1 of 2.*: ")
        terminal.type("\n", until="in het bestand zelf")
    assert title.replace("Aanvraag", "Voorstel") + PERIOD + "<<<<<<< HEAD\n        status: done\n" in two.text()
    answer = aaa("resolve")
    assert (answer.code, answer.err.count("staat nog open")) == (1, 1)
    assert title.replace("Aanvraag", "Voorstel") in two.text()


def test_a_part_that_one_removed_and_the_other_changed(two: Two, aaa: Run) -> None:
    block = two.text()[two.text().index("      - id: promotiecampagne\n") : two.text().index("      - id: jury-en-")]
    two.apart((A, block, ""), (A, block, block.replace("period: Q2", "period: Q3")))
    assert two.git("merge", "voorstel") == 1
    answer = aaa("resolve")
    assert answer.code == 1
    assert "(green-leaf/promotiecampagne) staat nog open: weghalen of houden, met: periode Q2 → Q3" in answer.err
    with _terminal(two, "resolve") as terminal:
        terminal.type("", until=r"Kies 1 of 2.*: ")
        terminal.type("2\n", until="Ga verder met: aaa save")
    assert block.replace("period: Q2", "period: Q3") in two.text()


def _terminal(two: Two, *words: str) -> Terminal:
    command = (sys.executable, "-m", "aaa_cli", *words)
    return Terminal(*command, cwd=two.repository.folder, env={**os.environ, "TERM": "xterm"})


WAYS = {
    "status": st.sampled_from(["planned", "in_progress", "done", "paused"]),
    "period": st.sampled_from(["Q1", "Q2-Q4", "april", "heel 2025"]),
    "trekker": st.lists(st.sampled_from(["gemeente", "actium", "dc-terra"]), min_size=1, unique=True),
    "partners": st.lists(st.sampled_from(["gemeente", "actium", "dc-terra"]), min_size=1, unique=True),
    "remark": TEXTS.filter(str.strip),
    "light.time": st.sampled_from(["green", "amber"]),
    "title": TEXTS.filter(str.strip),
}
NEAR = ["green-leaf/aanvraag", "green-leaf/promotiecampagne", "warmtenet/lariks"]  # so that edits often meet


def _edited(data: st.DataObject, source: Source) -> Source:
    """Return activities.yaml with one valid edit."""
    part = items({A: source})[data.draw(st.sampled_from(NEAR))]
    if data.draw(st.integers(0, 3)) == 0:
        days = st.sampled_from(["2025-04-14", "2025-04-15", "2025-04-16"])
        return edit.append(source, (*part.path, "log"), {"date": data.draw(days), "text": data.draw(WAYS["remark"])})
    name = data.draw(st.sampled_from(list(WAYS)))
    return edit.put(source, (*part.path, *name.split(".")), data.draw(WAYS[name]))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_pairs_of_edits_in_real_merges(two: Two, data: st.DataObject) -> None:
    git, way = two.repository.git, data.draw(st.sampled_from(["merge", "rebase"]))
    for stop in ("merge", "rebase"):
        two.git(stop, "--abort")
    first = git("rev-list", "--max-parents=0", "HEAD")
    git("checkout", "--quiet", "--force", "-B", "main", first)
    base = read(two.plan / A)
    versions = []
    for branch in ("voorstel", "main"):
        git("checkout", "--quiet", "-B", branch, first)
        version = base
        for _time in range(data.draw(st.integers(1, 3))):
            version = _edited(data, version)
        (two.plan / A).write_bytes(version.content)
        two.repository.commit(branch)
        versions.append(version)
    theirs, ours = versions if way == "merge" else reversed(versions)
    clashed = two.git(way, "voorstel")
    code = main(["resolve", "--data", str(two.plan), "--today", "2025-05-20"])
    content = (two.plan / A).read_bytes()
    if code == 0:
        assert two.staged
        holds(base, ours, read(Path(A), content))
        holds(base, theirs, read(Path(A), content))
        assert rules.errors(load(two.plan)) == []
    else:
        assert (clashed, code) == (1, 1)
        for side, held in zip((ours, theirs), sides(content) or (), strict=True):
            holds(base, side, read(Path(A), held))
