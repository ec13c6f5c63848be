"""Diagnostics as SARIF 2.1.0, with the help of each rule."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from aaa_cli import rules
from aaa_cli.outputs.diagnostics.fingerprint import fingerprints
from aaa_cli.outputs.jsonfile import dumps
from aaa_cli.plan.finding import Diagnostic
from aaa_cli.rules.pages import Page
from aaa_cli.words import figures, language

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"


def write(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return them as one run in UTF-8."""
    pages = list(rules.documented())
    places = {page.code: place for place, page in enumerate(pages)}
    run = {
        "tool": {"driver": {"name": "aaa", "version": version("aaa-cli"), "rules": [_rule(page) for page in pages]}},
        "language": language(),
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [
            _result(found, places[found.code], fingerprint)
            for found, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
        ],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}).encode()


def _rule(page: Page) -> dict[str, Any]:
    summary, *paragraphs = page.told
    told = "\n\n".join([summary, *paragraphs])
    return {
        "id": page.code,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": told},
        "help": {"text": figures.visible(page.plain()), "markdown": figures.visible(page.markdown())},
        "defaultConfiguration": {"level": page.severity},
    }


def _result(found: Diagnostic, rule: int, fingerprint: str) -> dict[str, Any]:
    region = {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.end_line,
        "endColumn": found.end_column,
    }
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": found.severity,
        "message": {"text": f"{found.message}. {found.hint}".replace("](", "\\](")},  # no link of the data's own
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(found.file), "region": region}}],
        "partialFingerprints": {"aaa/v1": fingerprint},
    }


def _artifact(file: str) -> dict[str, str]:
    """Return where a file is: in the repository, or on this machine where it is outside one."""
    if PurePath(file).is_absolute():
        return {"uri": PurePath(file).as_uri()}
    return {"uri": quote(file), "uriBaseId": ROOT}
