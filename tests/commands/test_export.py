"""`aaa export`: the whole pack in one folder, and what it does with a folder that is there."""

import os
import re
import shutil
from pathlib import Path

import docx
import pytest

from aaa_cli.outputs import folder
from tests.conftest import VELDWIJK, Run

DAY = ("--today", "2026-05-20", "--data", str(VELDWIJK))


def names(target: Path) -> set[str]:
    return {file.relative_to(target).as_posix() for file in target.rglob("*") if file.is_file()}


def test_the_pack_has_everything_and_an_index_that_leads_to_all_of_it(aaa: Run, tmp_path: Path) -> None:
    target = tmp_path / "overleg"
    answer = aaa("export", str(target), *DAY)
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    there = names(target)
    assert {
        "index.html",
        "voortgangsrapportage.docx",
        "voortgangsrapportage.pdf",
        "voortgangsrapportage.xlsx",
        "jaarplan.docx",
        "jaarplan.pdf",
        "onderdelen.xlsx",
        "onderdelen.csv",
        "onderdelen.pdf",
        "onderdelen.ics",
        "begroting.xlsx",
        "begroting.pdf",
        "partners/overleg-gemeente.pdf",
        "partners/overleg-gemeente.docx",
        "partners/overleg-gemeente.ics",
    } <= there
    assert "partners/overleg-roc-middenland.pdf" not in there, "it has nothing to do"
    index = (target / "index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'<a href="([^"#]+)"', index)) == there - {"index.html", folder.MARKER}
    assert list(tmp_path.iterdir()) == [target], "nothing is left beside it"


def test_another_language_has_its_own_names(aaa: Run, tmp_path: Path) -> None:
    assert aaa("export", str(tmp_path / "pack"), *DAY, "--lang", "en").code == 0
    assert {"progress-report.docx", "annual-plan.pdf", "parts.xlsx", "budget.pdf"} <= names(tmp_path / "pack")


def test_filters_hold_for_the_documents(aaa: Run, tmp_path: Path) -> None:
    assert aaa("export", str(tmp_path / "pack"), *DAY, "--theme", "leren", "--quarter", "Q1").code == 0
    rows = (tmp_path / "pack" / "onderdelen.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(";")[3] for row in rows[1:]] == ["vakschool/convenant"]
    assert "partners/overleg-woonstede.pdf" not in names(tmp_path / "pack")


def test_a_quarter_leaves_the_year_plan_whole(aaa: Run, tmp_path: Path) -> None:
    assert aaa("export", str(tmp_path / "pack"), *DAY, "--quarter", "Q1").code == 0
    text = "".join(paragraph.text for paragraph in docx.Document(tmp_path / "pack" / "jaarplan.docx").paragraphs)
    assert "Kostenraming 2026" in text
    assert "10 van 10 onderdelen" in text


def test_one_partners_pack_has_its_list_only(aaa: Run, tmp_path: Path) -> None:
    assert aaa("export", str(tmp_path / "pack"), *DAY, "--partner", "provincie").code == 0
    lists = {name for name in names(tmp_path / "pack") if name.startswith("partners/")}
    assert lists == {f"partners/overleg-provincie.{form}" for form in ("docx", "pdf", "ics")}


def test_a_plan_whose_sums_are_wrong_gives_a_pack_and_says_so(aaa: Run, tmp_path: Path) -> None:
    data = shutil.copytree(VELDWIJK, tmp_path / "data")
    text = (data / "budget.yaml").read_text(encoding="utf-8")
    (data / "budget.yaml").write_text(text.replace("gemeente: 250000", "gemeente: 230000"), encoding="utf-8")
    answer = aaa("export", str(tmp_path / "pack"), "--data", str(data), "--theme", "leren")
    assert answer.code == 1
    assert "row-sum" in answer.err
    assert "index.html" in names(tmp_path / "pack")


def test_again_gives_the_same_bytes_and_replaces_the_folder(aaa: Run, tmp_path: Path) -> None:
    target = tmp_path / "pack"
    assert aaa("export", str(target), *DAY).code == 0
    first = {name: (target / name).read_bytes() for name in names(target)}
    assert aaa("export", str(target), *DAY).code == 0
    assert {name: (target / name).read_bytes() for name in names(target)} == first
    assert aaa("export", str(target), *DAY, "--theme", "leren").code == 0
    assert names(target) < first.keys()
    assert list(tmp_path.iterdir()) == [target]


def test_an_empty_folder_is_filled_and_one_in_an_absent_folder_is_made(aaa: Run, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    for target in (tmp_path / "leeg", tmp_path / "nog" / "niet"):
        assert aaa("export", str(target), *DAY, "--theme", "leren").code == 0
        assert (target / "index.html").exists()


@pytest.mark.parametrize("what", ["a file in it", "a folder in it", "a file in its place", "a broken marker"])
def test_any_other_folder_is_left_as_it_was(what: str, aaa: Run, tmp_path: Path) -> None:
    target = tmp_path / "mijn"
    if what == "a file in its place":
        target.write_text("van mij")
    else:
        target.mkdir()
        (target / ("x" if what == "a folder in it" else folder.MARKER)).mkdir() if "folder" in what else None
        (target / "brief.txt" if "folder" not in what else target / "x" / "brief.txt").write_text("van mij")
        if what == "a broken marker":
            (target / folder.MARKER).write_text('{"files": [1]}')
    before = sorted(tmp_path.rglob("*"))
    answer = aaa("export", str(target), *DAY)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_what_somebody_put_into_an_export_or_changed_in_it_is_not_replaced(aaa: Run, tmp_path: Path) -> None:
    target = tmp_path / "pack"
    asked = ("export", str(target), *DAY, "--theme", "leren")
    assert aaa(*asked).code == 0
    (target / "notulen.txt").write_text("van mij")
    answer = aaa(*asked, "--force")
    assert answer.code == 2
    assert "notulen.txt" in answer.err
    (target / "notulen.txt").unlink()
    report = target / "voortgangsrapportage.docx"
    report.write_bytes(report.read_bytes() + b"aangevuld")
    answer = aaa(*asked)
    assert answer.code == 2
    assert "voortgangsrapportage.docx" in answer.err
    assert report.read_bytes().endswith(b"aangevuld")
    assert aaa(*asked, "--force").code == 0
    assert not report.read_bytes().endswith(b"aangevuld")
    (target / "begroting.pdf").unlink()
    assert aaa(*asked).code == 0, "what is gone is made anew"


def test_the_old_folder_stays_where_the_new_one_cannot_take_its_place(
    aaa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "pack"
    asked = ("export", str(target), *DAY, "--theme", "leren")
    assert aaa(*asked).code == 0
    before = {name: (target / name).read_bytes() for name in names(target)}
    rename = Path.rename
    for failing in ("aaa-nieuw", "aaa-oud"):

        def refuse(self: Path, to: Path, failing: str = failing) -> Path:
            if self.name.endswith(failing) if failing == "aaa-nieuw" else Path(to).name.endswith(failing):
                raise OSError(28, "No space left on device")
            return rename(self, to)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", refuse)
            answer = aaa(*asked, "--lang", "en")
        assert answer.code == 3
        assert {name: (target / name).read_bytes() for name in names(target)} == before
        assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(aaa: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    answer = aaa("export", str(tmp_path / "pack"), *DAY)
    tmp_path.chmod(0o700)
    assert answer.code == 3


def test_a_link_to_a_folder_stays_one(aaa: Run, tmp_path: Path) -> None:
    (tmp_path / "echt").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "echt")
    assert aaa("export", str(tmp_path / "link"), *DAY, "--theme", "leren").code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "echt" / "index.html").exists()


def test_what_is_wrong_with_the_question_comes_before_anything_is_written(aaa: Run, tmp_path: Path) -> None:
    for wrong in (("--theme", "bestaat-niet"), ("--dialect", "x"), ("--template", "geen.docx")):
        assert aaa("export", str(tmp_path / "pack"), *DAY, *wrong).code == 2, wrong
        assert not (tmp_path / "pack").exists()
    shutil.copytree(VELDWIJK, tmp_path / "data")
    (tmp_path / "data" / "budget.yaml").unlink()
    assert aaa("export", str(tmp_path / "pack"), "--data", str(tmp_path / "data")).code == 1
    assert not (tmp_path / "pack").exists()


def test_what_somebody_saves_there_while_it_is_made_is_kept(
    aaa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "pack"
    asked = ("export", str(target), *DAY, "--theme", "leren")
    assert aaa(*asked).code == 0
    write = folder._write

    def meanwhile(fresh: Path, files: dict[str, bytes]) -> None:
        write(fresh, files)
        (target / "notulen.txt").write_text("van mij")

    monkeypatch.setattr(folder, "_write", meanwhile)
    answer = aaa(*asked)
    assert answer.code == 3
    assert f"In '{target}' staat iets dat niet door 'aaa export' is gemaakt: 'notulen.txt'." in answer.err
    assert (target / "notulen.txt").read_text() == "van mij"
    assert (target / "index.html").exists()
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_export_left_is_finished_by_the_next_one(aaa: Run, tmp_path: Path) -> None:
    target, old, fresh = (tmp_path / name for name in ("pack", ".pack.aaa-oud", ".pack.aaa-nieuw"))
    asked = ("export", str(target), *DAY, "--theme", "leren")
    assert aaa(*asked).code == 0
    shutil.copytree(target, fresh)
    (fresh / "index.html").unlink()
    target.rename(old)
    report = old / "voortgangsrapportage.docx"
    report.write_bytes(report.read_bytes() + b"aangevuld")
    answer = aaa(*asked)
    assert answer.code == 3, "the old folder took its place again, with what was changed in it"
    assert (target / "voortgangsrapportage.docx").read_bytes().endswith(b"aangevuld")
    assert list(tmp_path.iterdir()) == [target]
    assert aaa(*asked, "--force").code == 0


@pytest.mark.parametrize("what", ["a folder", "a link to a folder", "a hidden folder"])
def test_a_folder_that_somebody_made_in_an_export_stays(what: str, aaa: Run, tmp_path: Path) -> None:
    target = tmp_path / "pack"
    asked = ("export", str(target), *DAY, "--theme", "leren")
    assert aaa(*asked).code == 0
    mine = target / ("partners/mijn" if what == "a folder" else ".git" if "hidden" in what else "link")
    mine.symlink_to(tmp_path) if "link" in what else mine.mkdir()
    assert aaa(*asked, "--force").code == 2
    assert mine.exists()


@pytest.mark.parametrize(
    "marker", ["[" * 100_000, '{"files": {"../../x": "0"}}', '{"files": 3}', "a fifo", "a folder"]
)
def test_a_marker_that_is_none_makes_no_export(marker: str, aaa: Run, tmp_path: Path) -> None:
    target = tmp_path / "pack"
    target.mkdir()
    (target / "brief.txt").write_text("van mij")
    if marker == "a fifo":
        os.mkfifo(target / folder.MARKER)
    elif marker == "a folder":
        (target / folder.MARKER).mkdir()
    else:
        (target / folder.MARKER).write_text(marker)
    assert aaa("export", str(target), *DAY).code == 2
    assert (target / "brief.txt").exists()


def test_a_link_that_leads_to_itself_is_told(aaa: Run, tmp_path: Path) -> None:
    for name in ("loop", "loop.pdf"):
        (tmp_path / name).symlink_to(tmp_path / name)
    assert aaa("export", str(tmp_path / "loop"), *DAY).code in (2, 3)
    answer = aaa("list", "-o", str(tmp_path / "loop.pdf"), *DAY)
    assert (answer.code, "verwijzing wijst naar zichzelf" in answer.err) == (3, True)


def test_an_export_without_a_name_is_refused(aaa: Run) -> None:
    assert aaa("export", "", *DAY).code == 2
