"""Every message of the program is in the English catalogue, and what is installed holds it."""

import subprocess
import sys
import zipfile
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from tests.conftest import ROOT
from tests.words.catalogue import PO, compiled, messages, read


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read()


def test_no_message_lacks_a_translation_and_none_is_left_over(catalogue: Catalog) -> None:
    translated = {
        (message.id if isinstance(message.id, tuple) else (message.id,))
        for message in catalogue
        if message.id and message.string and all(message.string) and not message.fuzzy
    }
    assert translated == set(messages())
    assert not catalogue.obsolete


def test_a_translation_has_the_fields_of_its_message(catalogue: Catalog) -> None:
    def fields(text: str) -> set[str]:
        try:
            return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
        except ValueError:  # a lone brace: shown as it is
            return set()

    for message in catalogue:
        if isinstance(message.id, tuple):
            pairs = zip(message.id, message.string, strict=True)
        else:
            pairs = iter([(message.id, message.string)]) if message.id else iter(())
        for dutch, english in pairs:
            assert fields(dutch) == fields(english), dutch


def test_the_compiled_catalogue_is_fresh(catalogue: Catalog) -> None:
    assert compiled(catalogue) == PO.with_suffix(".mo").read_bytes(), "see CONTRIBUTING.md: Words"


def test_the_wheel_holds_the_catalogue_and_all_else_that_the_program_reads(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    files = [file.relative_to(ROOT).as_posix() for file in (ROOT / "aaa_cli").rglob("*.*") if file.suffix != ".pyc"]
    assert {"aaa_cli/words/locale/en/LC_MESSAGES/aaa.mo", *files} <= {*names}
    assert not [name for name in names if name.startswith(("tests/", "data/"))]
