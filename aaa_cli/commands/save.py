"""`aaa save`."""

import sys
from typing import Annotated

from typer import Argument, Option

from aaa_cli import rules, words
from aaa_cli.commands.options import UnreadablePlan, Where
from aaa_cli.commands.unsaved import Unsaved, unsaved
from aaa_cli.outputs import delivery
from aaa_cli.plan import history, store
from aaa_cli.words import N_, _, ngettext

HELP = N_(
    "Bewaart het plan zoals het nu is, met een lijst van wat er is gewijzigd. Zo kan iedereen later zien wie wat "
    "wanneer veranderde. Alleen de drie bestanden van het plan worden bewaard (als commit in Git)."
)
EXAMPLES = (
    ("aaa save", N_("bewaar wat er is gewijzigd")),
    (N_('aaa save "Na het overleg van 20 mei"'), N_("met een eigen omschrijving erboven")),
    ("aaa save --push", N_("bewaar, en verstuur naar de anderen")),
)
_MOST = 200  # lines of a message


def run(
    where: Where,
    text: Annotated[
        str | None, Argument(metavar=N_("TEKST"), help=N_("Waar de wijzigingen over gaan, tussen aanhalingstekens."))
    ] = None,
    push: Annotated[
        bool, Option("--push", help=N_("Verstuur daarna wat is bewaard naar de anderen (git push)."))
    ] = False,
) -> int:
    """Answer `aaa save`."""
    folder, today = where.changing(), where.day()
    history.latest(folder)  # without Git nothing is done, not even a lock
    with store.locked(folder):
        found = unsaved(folder)
        fresh = rules.added(found.then, found.now, today) if found.then else rules.errors(found.now)
        if errors := [one for one in fresh if one.severity == "error"]:
            raise UnreadablePlan(errors, _("Er is niets bewaard."))
        faults = rules.errors(found.now) if push else []
        if found.changed or history.is_merging(folder):
            saved = history.commit(folder, message(found, text))
            told = [*found.lines(), _("Bewaard als versie {rev}.").format(rev=saved.digits)]
        else:
            told = [_("Er is niets te bewaren: alles is al bewaard.")]
    delivery.say(sys.stdout, "".join(f"{line}\n" for line in told))
    if push:
        sys.stdout.flush()
        if faults:
            raise UnreadablePlan(faults, _("Niet verstuurd: verbeter dit eerst."))
        history.push(folder)
        sys.stdout.write(_("Verstuurd.") + "\n")
    return 0


def message(found: Unsaved, text: str | None) -> str:
    """Return what Git keeps of a change: what it is about, and a line for each value; in Dutch, as the plan is."""
    with words.speaking(words.DUTCH):
        lines = found.lines()
        count = ngettext("{count} wijziging", "{count} wijzigingen", len(lines)).format(count=len(lines))
        changed = (
            _("Plan gewijzigd: {count}").format(count=count) if found.version else _("Eerste versie van het plan")
        )
        left = len(lines) - _MOST
        more = [_("en nog {count}").format(count=left)] if left > 0 else []
        return "\n".join([text or changed, "", *lines[:_MOST], *more])
