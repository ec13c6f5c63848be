"""The formats of diagnostics: a line here, and a file whose `write(diagnostics)` returns the bytes of a file."""

from aaa_cli.outputs import Format

TEXT = "text"

DIAGNOSTIC_FORMATS = {
    TEXT: Format("diagnostics.text", (".txt",)),
    "json": Format("diagnostics.jsonlist", (".json",)),
    "github": Format("diagnostics.github", ()),
    "gitlab": Format("diagnostics.gitlab", ()),
    "sarif": Format("diagnostics.sarif", (".sarif",)),
    "junit": Format("diagnostics.junit", (".xml",)),
}
