"""`aaa resolve`."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path

from aaa_cli import rules
from aaa_cli.commands import place
from aaa_cli.commands.options import UnreadablePlan, Where
from aaa_cli.outputs import delivery
from aaa_cli.plan import history, merge, store, unfinished, unmerged
from aaa_cli.plan.items import items
from aaa_cli.plan.load import Loaded, load
from aaa_cli.plan.merge import Conflict, Merged, Side
from aaa_cli.plan.models import FILES
from aaa_cli.plan.threeway import Steps
from aaa_cli.plan.unfinished import Versions
from aaa_cli.plan.unmerged import File
from aaa_cli.reports import changes, conflicts
from aaa_cli.reports.changes import Known
from aaa_cli.words import N_, _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, WRONG_PLAN, Problem

HELP = N_(
    "Voegt samen wat jij en een ander tegelijk in het plan hebben gewijzigd, waar Git dat niet zelf kon. Wat maar "
    "een van beiden wijzigde wordt overgenomen; over een waarde die allebei wijzigden krijg je een vraag."
)
EXAMPLES = (("aaa resolve", N_("voeg samen wat Git open liet, en kies waar het botst")),)
_STASHED = "Stashed changes"  # what Git calls one's own side after a stash


def run(where: Where) -> int:
    """Answer `aaa resolve`: 0 where all is merged, 1 where something is open or the plan gets an error."""
    folder, today = where.changing(), where.day()
    versions = unfinished.unmerged(folder)
    if not versions:
        return _nothing_open(folder)
    found = unmerged.opened(folder, versions)
    files = {name: file for name, file in found.items() if file}
    sides = _sides(folder, versions)
    words = changes.known(*(items(side.sources) for side in sides))
    merged = {name: _merged(folder, name, file, words) for name, file in files.items()}
    with store.locked(folder):
        _keep(folder, files, merged)
        after = load(folder, place.shown(folder))
        errors = [one for one in rules.new_errors(sides, after, today) if one.code != "merge-conflict"]
        whole = [name for name, one in merged.items() if not one.conflicts and not files[name].left_out]
        closed = [] if errors else whole
        for name in closed:
            unfinished.stage(folder, name)
    _tell(after.shown, merged, closed, words)
    if errors:
        raise UnreadablePlan(errors, _("Nog niet klaar: verbeter dit, en geef opnieuw 'aaa resolve'."))
    for name, file in found.items():
        if file is None or file.left_out:
            raise _one_side(folder, name, file)
    if len(closed) < len(merged):
        _say(_("Geef 'aaa resolve' op een scherm om te kiezen, of kies in het bestand zelf welke regels blijven."))
        return WRONG_PLAN
    what = unfinished.under_way(folder)
    go = f"git {what} --continue" if what else "aaa save"
    sys.stdout.write(_("Alles is samengevoegd. Ga verder met: {command}").format(command=go) + "\n")
    return 0


def _nothing_open(folder: Path) -> int:
    """Tell that there is nothing to merge. Raises UnreadablePlan and Problem (exit 1) where the plan isn't right."""
    errors = rules.errors(load(folder, place.shown(folder)))
    if marked := next((one.file for one in errors if one.code == "merge-conflict"), None):
        raise Problem(
            _("In {file} staan nog beide versies, maar voor Git is het al samengevoegd").format(file=marked),
            _("Kies zelf welke regels blijven, of maak dat ongedaan met '{command}' en geef 'aaa resolve'.").format(
                command=f"git checkout -m -- {marked}"
            ),
            WRONG_PLAN,
        )
    if errors:
        raise UnreadablePlan(errors, _("Er botst niets in het plan, maar dit klopt niet."))
    sys.stdout.write(_("Er is niets op te lossen: er botst niets in het plan.") + "\n")
    return 0


def _one_side(folder: Path, name: str, file: File | None) -> Problem:
    """Return what there is to choose where nothing of one side is left in a file, or one side removed it."""
    path = f"{place.shown(folder)}{name}"
    keep = f"git add {path}"
    if file is None:
        what = _("{file} is door de een weggehaald en door de ander gewijzigd").format(file=path)
        remedy = _("Houd het bestand met '{keep}', of haal het weg met '{drop}'. Geef daarna opnieuw: aaa resolve")
        return Problem(what, remedy.format(keep=keep, drop=f"git rm {path}"), NOT_POSSIBLE)
    what = _("In {file} staat niets van wat een van de twee wijzigde").format(file=path)
    remedy = _("Is dat de bedoeling? Geef dan '{keep}'. Anders begin je opnieuw met '{again}' en 'aaa resolve'.")
    return Problem(what, remedy.format(keep=keep, again=f"git checkout -m -- {path}"), WRONG_PLAN)


def _sides(folder: Path, versions: Mapping[str, Versions]) -> list[Loaded]:
    """Return the whole plan as each side has it, as far as Git tells."""
    incoming = unfinished.incoming(folder)
    found = []
    for number, rev in ((1, "HEAD"), (2, incoming.rev if incoming else None)):
        held = history.contents(folder, [(rev, name) for name in FILES] if rev else [])
        given = {name: content for (_rev, name), content in held.items()}
        given |= {name: content for name, of in versions.items() if (content := of[number]) is not None}
        found.append(load(folder, place.shown(folder), given))
    return found


def _merged(folder: Path, name: str, file: File, words: Known) -> Merged:
    """Merge a file, with what a person chooses."""
    if file.versions is None:
        return Merged(file.held or b"", (), ())
    labels = (
        figures.one_line(file.labels[0]) or _(conflicts.ONE),
        figures.one_line(file.labels[1]) or _(conflicts.OTHER),
    )
    found = merge.merge(name, *file.versions, labels=labels)
    if not (found.conflicts and delivery.can_ask()):
        return found
    return merge.merge(name, *file.versions, _asked(folder, file, found.conflicts, words), labels)


def _asked(folder: Path, file: File, open_: Sequence[Conflict], words: Known) -> dict[Steps, Side]:
    """Ask of each conflict which side it goes by; one without an answer stays open."""
    order: tuple[Side, Side] = ("ours", "theirs")
    other = _("van de ander")
    if unfinished.under_way(folder) == "rebase" or file.labels[1] == _STASHED:  # what comes in is one's own
        order = ("theirs", "ours")
    elif incoming := unfinished.incoming(folder):
        name = figures.one_line(history.author(folder, incoming.rev))
        other = _("van {name} ({day})").format(name=name, day=figures.day(incoming.date))
    names = _("van jou"), other, _("het was")
    width = max(map(len, names))
    picks: dict[Steps, Side] = {}
    for conflict in open_:
        told = conflicts.sides(conflict, words)
        _say(f"\n{conflicts.subject(conflict, words)}")
        rows = [("1", getattr(told, order[0])), ("2", getattr(told, order[1])), (" ", told.was)]
        for (sign, value), side in zip(rows, names, strict=True):
            if value:
                _say(f"  {sign}  {side:<{width}}  {value}")
        answer = None
        while answer not in ("", "1", "2"):
            answer = delivery.ask(_("Kies 1 of 2 (Enter laat het open): ")).strip()
        if answer:
            picks[conflict.path] = order[int(answer) - 1]
    return picks


def _say(text: str) -> None:
    delivery.say(sys.stderr, f"{text}\n")


def _keep(folder: Path, files: Mapping[str, File], merged: Mapping[str, Merged]) -> None:
    """Write what was merged, and a copy of what was done by hand and can't be merged."""
    for name, file in files.items():
        if file.spoiled and file.held is not None:
            copies = (f"{name}.orig{number or ''}" for number in count())
            copy = next(copy for copy in copies if not (folder / copy).exists())
            delivery.write(folder / copy, file.held)
            text = _("Wat er in {file} stond is bewaard in {copy}: het was niet verder samen te voegen.")
            _say(text.format(file=name, copy=copy))
    fresh = {name: found.content for name, found in merged.items() if files[name].versions is not None}
    held = {name: file.held for name, file in files.items()}
    store.keep(folder, fresh, {name: content for name, content in held.items() if content is not None})


def _tell(shown: str, merged: Mapping[str, Merged], closed: Iterable[str], words: Known) -> None:
    """Tell what became of each file, and of each value that is open."""
    for name in closed:
        sys.stdout.write(_("{file}: samengevoegd").format(file=f"{shown}{name}") + "\n")
    sys.stdout.flush()
    for name, found in merged.items():
        for line in conflicts.lost(name, found):
            _say(line)
        for conflict in found.conflicts:
            told = conflicts.sides(conflict, words)
            text = _("{file}: {what} staat nog open: {ours} of {theirs}")
            what = conflicts.subject(conflict, words)
            _say(text.format(file=f"{shown}{name}", what=what, ours=told.ours, theirs=told.theirs))
