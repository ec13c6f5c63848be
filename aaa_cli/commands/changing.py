"""What commands that change the plan share: read it under a lock, edit a draft, check that, write it whole.

A change that would add an error to the plan is refused with the diagnostics of `aaa validate`; one that leaves an old
error as it is, or mends it, is not.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from typing import Annotated, NamedTuple

from typer import Option

from aaa_cli import rules
from aaa_cli.commands import place
from aaa_cli.commands.options import OUTPUT, UnreadablePlan, Where, chosen, format_option
from aaa_cli.outputs import FORMATS, SCREEN, delivery
from aaa_cli.plan import store
from aaa_cli.plan.draft import Draft
from aaa_cli.plan.finding import Diagnostic
from aaa_cli.plan.items import items
from aaa_cli.plan.load import Loaded, load
from aaa_cli.reports import changes as told
from aaa_cli.reports import difference
from aaa_cli.words import N_, _, figures

CHANGE_FORMATS = {name: FORMATS[name] for name in (SCREEN, "json")}
Edit = Callable[[Draft, date], None]


class Changing(NamedTuple):
    """How a change is told, and whether it is made at all."""

    format: Annotated[
        str | None,
        format_option(CHANGE_FORMATS, N_("De vorm van het antwoord: table (scherm) of json (programma's).")),
    ] = None
    dry_run: Annotated[
        bool,
        Option("--dry-run", help=N_("Toon alleen wat er zou veranderen; schrijf niets."), rich_help_panel=OUTPUT),
    ] = False

    def make(self, where: Where, edit: Edit) -> int:
        """Let `edit` change a draft of the plan, write it, and tell what changed.

        Raises UnreadablePlan where the plan would get an error that it hasn't, and Problem.
        """
        form, today, folder = chosen(self.format, None, CHANGE_FORMATS, SCREEN), where.day(), where.changing()
        with nullcontext() if self.dry_run else store.locked(folder):
            loaded = load(folder, place.shown(folder))
            draft = Draft(loaded)
            edit(draft, today)
            fresh = draft.reloaded()
            warnings = _checked(loaded, fresh, today)
            told = self._told(form, loaded, fresh, today)  # before anything is written
            if not self.dry_run:
                store.keep(folder, draft.fresh, loaded.held)
        delivery.say(sys.stdout, told)
        if warnings:
            from aaa_cli.outputs.diagnostics import text

            sys.stdout.flush()
            text.show(warnings, sys.stderr, verdict="")
        return 0

    def _told(self, form: str, before: Loaded, after: Loaded, today: date) -> str:
        """Return what changes, and on a dry run which lines of the files."""
        side = difference.Side(None, today)
        answer = difference.difference(side, items(before.sources), side, items(after.sources))
        if form != SCREEN:
            from aaa_cli.outputs import jsonfile

            return jsonfile.dumps(difference.fields(answer))
        lines = told.lines(answer.changes, answer.words)
        if not lines:
            lines = [_("Er verandert niets: zo stond het er al.")]
        elif self.dry_run:
            lines += [*_as_diff(before, after), _("Dit is nog niet gewijzigd (--dry-run).")]
        return "".join(f"{line}\n" for line in lines)


def _as_diff(before: Loaded, after: Loaded) -> Iterator[str]:
    """Yield the lines of the files that would go and come, as Git shows them."""
    from difflib import unified_diff

    for name, old in before.sources.items():
        place = f"{before.shown}{name}"
        changed = unified_diff(old.lines, after.sources[name].lines, f"a/{place}", f"b/{place}", lineterm="")
        yield from map(figures.one_line, changed)


def _checked(before: Loaded, after: Loaded, today: date) -> list[Diagnostic]:
    """Return what a change adds, to be told. Raises UnreadablePlan for an error that one change can mend."""
    fresh = rules.added(before, after, today)
    if errors := [found for found in fresh if found.severity == "error" and found.code not in _OF_SEVERAL]:
        raise UnreadablePlan(errors, _("Er is niets gewijzigd."))
    return fresh


# A total of several items, each of which is changed by a command of its own; `aaa save` wants it right
_OF_SEVERAL = ("column-sum",)


def readable(draft: Draft, *names: str) -> None:
    """Raises UnreadablePlan where one of the files can't be read, so that nothing in it can be changed."""
    if any(draft.sources[name].root is None for name in names):
        found = rules.errors(draft.loaded)
        raise UnreadablePlan(
            [one for one in found if one.file.rpartition("/")[2] in names], _("Er is niets gewijzigd.")
        )
