"""The pages of diagnostics on a screen."""

from collections.abc import Sequence
from typing import TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from aaa_cli.outputs.diagnostics.text import STYLE
from aaa_cli.outputs.screen import console, put
from aaa_cli.rules.pages import Page
from aaa_cli.words import N_, _, figures

SEVERITY = {"error": N_("fout"), "warning": N_("waarschuwing")}


def show(page: Page, stream: TextIO) -> None:
    """Print one page."""
    summary, *paragraphs = page.told
    blocks: list[RenderableType] = [
        Text.assemble((page.code, "bold"), " (", (_(SEVERITY[page.severity]), STYLE[page.severity]), ")"),
        Text(summary),
    ]
    for paragraph in paragraphs:
        blocks += [Text(), Text(paragraph)]
    for heading, example in page.examples:
        blocks += [Text(), Text(heading, "bold"), Padding(Text(figures.visible(example)), (0, 0, 0, 4))]
    put(console(stream), Group(*blocks))


def overview(pages: Sequence[Page], stream: TextIO) -> None:
    """Print the code of each page with its first sentence, errors first."""
    blocks: list[RenderableType] = []
    for severity, heading in (("error", N_("Fouten")), ("warning", N_("Waarschuwingen"))):
        blocks += [Text(), Text(_(heading), "bold cyan")] if blocks else [Text(_(heading), "bold cyan")]
        for page in pages:
            if page.severity == severity:
                blocks += [Text(f"  {page.code}"), Padding(Text(page.told[0]), (0, 0, 0, 6))]
    blocks += [Text(), Text(_("Uitleg over één melding: {command}").format(command="aaa explain CODE"))]
    put(console(stream), Group(*blocks))
