"""`aaa save`."""

import sys
from collections.abc import Mapping
from typing import Annotated

from typer import Argument, Option

from aaa_cli import rules, words
from aaa_cli.commands.options import UnreadablePlan, Where
from aaa_cli.commands.unsaved import Unsaved, unsaved
from aaa_cli.outputs import delivery
from aaa_cli.plan import history, saving, store, unfinished
from aaa_cli.plan.history import Version
from aaa_cli.plan.load import load
from aaa_cli.plan.models import FILES
from aaa_cli.words import N_, _, ngettext
from aaa_cli.words.problem import NOT_POSSIBLE, Problem

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
        then = found.then
        if errors := rules.new_errors([then], found.now, today) if then else rules.errors(found.now):
            raise UnreadablePlan(errors, _("Er is niets bewaard."))
        faults = rules.errors(found.now) if push else []
        saved = None
        if found.changed or unfinished.is_merging(folder):
            saved = saving.commit(folder, message(found, text))
        if not saved and _differ(found.saved, found.now.held):
            what = _("Git heeft de wijziging van het plan niet gezien, en dus niet bewaard")
            raise Problem(
                what, _("Vraag aan wie Git bij jullie beheert waarom het plan wordt overgeslagen."), NOT_POSSIBLE
            )
    told = [_("Er is niets te bewaren: alles is al bewaard.")]
    if saved:
        told = [*_kept(found, saved), _("Bewaard als versie {rev}.").format(rev=saved.digits)]
    delivery.say(sys.stdout, "".join(f"{line}\n" for line in told))
    if push:
        sys.stdout.flush()
        if faults:
            raise UnreadablePlan(faults, _("Niet verstuurd: verbeter dit eerst."))
        saving.push(folder)
        sys.stdout.write(_("Verstuurd.") + "\n")
    return 0


def _kept(found: Unsaved, saved: Version) -> list[str]:
    """Return a sentence for each change that was saved, also where a hook of Git changed the plan meanwhile."""
    files = history.working(found.now.folder, saved.rev)
    if not _differ(files, found.now.held):
        return found.lines()
    now = load(found.now.folder, found.now.shown, files, absent=FILES.keys() - files.keys())
    changed = [name for name in FILES if files.get(name) != found.saved.get(name)]
    really = found._replace(now=now, changed=changed).lines()
    return [
        _("Let op: bij het bewaren is het plan nog gewijzigd, door een controle van Git. Dit is er bewaard:"),
        *really,
    ]


def _differ(some: Mapping[str, bytes], others: Mapping[str, bytes]) -> bool:
    """Tell whether files differ in more than their line endings, which are Git's own business."""
    one, other = ({name: text.replace(b"\r\n", b"\n") for name, text in each.items()} for each in (some, others))
    return one != other


def message(found: Unsaved, text: str | None) -> str:
    """Return what Git keeps of a change: what it is about, and a line for each value; in Dutch, as the plan is."""
    with words.speaking(words.DUTCH):
        lines = found.lines()
        count = ngettext("{count} wijziging", "{count} wijzigingen", len(lines)).format(count=len(lines))
        if not found.version:
            subject = _("Eerste versie van het plan")
        elif lines:
            subject = _("Plan gewijzigd: {count}").format(count=count)
        else:
            subject = _("Samengevoegd; aan het plan is niets gewijzigd")
        left = len(lines) - _MOST
        more = [_("en nog {count}").format(count=left)] if left > 0 else []
        return "\n".join([(text or "").strip() or subject, "", *lines[:_MOST], *more])
