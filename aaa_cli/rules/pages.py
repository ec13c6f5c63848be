"""The documentation of a rule: a sentence, some paragraphs, an example that breaks it and one that doesn't."""

import re
from inspect import cleandoc
from textwrap import indent
from typing import NamedTuple

from aaa_cli.words import _

_WRONG, _RIGHT = r"Fout in (.+):", "Goed:"


class Page(NamedTuple):
    """The documentation of a code, in Dutch as it is written; `where` the `wrong` example stands."""

    code: str
    severity: str
    summary: str
    paragraphs: tuple[str, ...]
    where: str
    wrong: str
    right: str

    @property
    def told(self) -> tuple[str, ...]:
        """The summary and the paragraphs in the chosen language."""
        return (_(self.summary), *(_(paragraph) for paragraph in self.paragraphs))

    @property
    def examples(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The wrong example and the right one, each behind its heading in the chosen language."""
        return (_("Fout in {where}:").format(where=_(self.where)), self.wrong), (_("Goed:"), self.right)

    def plain(self) -> str:
        """Return the page as plain text."""
        return "\n\n".join([*self.told, *(f"{head}\n\n{indent(text, '    ')}" for head, text in self.examples)])

    def markdown(self) -> str:
        """Return the page as Markdown, without a heading."""
        kind = "yaml" if self.where.endswith(".yaml") else "text"
        return "\n\n".join([*self.told, *(f"{head}\n\n```{kind}\n{text}\n```" for head, text in self.examples)])


def read(code: str, severity: str, documentation: str) -> Page:
    """Read a page from the text of a docstring. Raises ValueError where an example is missing."""
    text, where, examples = re.split(rf"^{_WRONG}$", cleandoc(documentation), maxsplit=1, flags=re.MULTILINE)
    wrong, right = examples.split(f"\n{_RIGHT}\n")
    summary, *paragraphs = (" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
    return Page(code, severity, summary, tuple(paragraphs), where, _outdented(wrong), _outdented(right))


def _outdented(example: str) -> str:
    return re.sub(r"^ {4}", "", example.strip("\n"), flags=re.MULTILINE)
