"""Diagnostics as JUnit XML: a test suite a file, a test case a diagnostic; a warning is a skipped test."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from xml.etree import ElementTree as Xml

from aaa_cli.plan.finding import Diagnostic, count_errors
from aaa_cli.words import _

_OUTCOME = {"error": "failure", "warning": "skipped"}


def write(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return them in UTF-8; a plan with nothing to tell is one test that passes."""
    root = Xml.Element("testsuites", name="aaa validate")
    for file, found in groupby(diagnostics, key=attrgetter("file")):
        _suite(root, file, list(found))
    if not diagnostics:
        suite = Xml.SubElement(root, "testsuite", name="aaa", tests="1", failures="0", errors="0", skipped="0")
        Xml.SubElement(suite, "testcase", name=_("Geen fouten."), classname="aaa")
    Xml.indent(root)
    content: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return content.replace(b"##[", b"##&#91;") + b"\n"  # in the log of a forge it would be a command


def _suite(root: Xml.Element, file: str, diagnostics: Sequence[Diagnostic]) -> None:
    errors = count_errors(diagnostics)
    counts = {"tests": len(diagnostics), "failures": errors, "errors": 0, "skipped": len(diagnostics) - errors}
    suite = Xml.SubElement(root, "testsuite", {"name": file, **{key: str(count) for key, count in counts.items()}})
    for found in diagnostics:
        place = f"{file}:{found.line}:{found.column}"
        case = Xml.SubElement(suite, "testcase", classname=found.code, name=f"{place}: {found.message}", file=file)
        case.set("line", str(found.line))
        outcome = Xml.SubElement(case, _OUTCOME[found.severity], type=found.code, message=found.message)
        outcome.text = f"{place}\n{found.message}\n{found.hint}"
