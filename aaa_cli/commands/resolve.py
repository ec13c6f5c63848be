"""`aaa resolve`."""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from aaa_cli import rules
from aaa_cli.commands import place
from aaa_cli.commands.options import UnreadablePlan, Where
from aaa_cli.outputs import delivery
from aaa_cli.plan import history, merge, source, store
from aaa_cli.plan.changes import Change
from aaa_cli.plan.finding import Diagnostic
from aaa_cli.plan.items import items, typed
from aaa_cli.plan.load import Loaded, load
from aaa_cli.plan.merge import Conflict, Merged, Side
from aaa_cli.plan.threeway import Steps
from aaa_cli.reports import changes as told
from aaa_cli.reports.changes import Known
from aaa_cli.words import N_, _, figures, labels
from aaa_cli.words.problem import NOT_POSSIBLE, WRONG_PLAN, Problem

HELP = N_(
    "Voegt samen wat jij en een ander tegelijk in het plan hebben gewijzigd, waar Git dat niet zelf kon. Wat maar "
    "een van beiden wijzigde wordt overgenomen; over een waarde die allebei wijzigden krijg je een vraag."
)
EXAMPLES = (("aaa resolve", N_("voeg samen wat Git open liet, en kies waar het botst")),)
ONE, OTHER = N_("de een"), N_("de ander")  # the sides of a conflict, where Git tells no names
_MOST = 200  # characters of a value
Versions = tuple[bytes | None, bytes | None, bytes | None]


class File(NamedTuple):
    """A file that Git left open: what it holds now, its versions to merge, and what the two sides are called.

    `versions` is None where somebody merged it by hand; `spoiled` tells that what it holds can't be merged further.
    """

    held: bytes | None
    versions: tuple[bytes | None, bytes, bytes] | None
    labels: tuple[str, str]
    spoiled: bool


def run(where: Where) -> int:
    """Answer `aaa resolve`: 0 where all is merged, 1 where something is open or the plan gets an error."""
    folder, today = where.changing(), where.day()
    unmerged = history.unmerged(folder)
    if not unmerged:
        if errors := rules.errors(load(folder, place.shown(folder))):
            raise UnreadablePlan(errors, _("Er botst niets in het plan, maar dit klopt niet."))
        sys.stdout.write(_("Er is niets op te lossen: er botst niets in het plan.") + "\n")
        return 0
    left = history.left(folder)
    files = {name: _file(folder, name, versions, left.get(name)) for name, versions in unmerged.items()}
    sides = _sides(folder, unmerged)
    words = told.known(*(items(side.sources) for side in sides))
    rebasing = history.is_rebasing(folder)
    merged = {name: _merged(name, file, words, mine=rebasing) for name, file in files.items()}
    with store.locked(folder):
        _keep(folder, files, merged)
        after = load(folder, place.shown(folder))
        errors = [one for one in new_errors(sides, after, today) if one.code != "merge-conflict"]
        closed = [] if errors else [name for name, found in merged.items() if not found.conflicts]
        for name in closed:
            history.stage(folder, name)
    _tell(after.shown, merged, closed, words)
    if errors:
        raise UnreadablePlan(errors, _("Nog niet klaar: verbeter dit, en geef opnieuw 'aaa resolve'."))
    if len(closed) < len(merged):
        _say(_("Geef 'aaa resolve' op een scherm om te kiezen, of kies in het bestand zelf welke regels blijven."))
        return WRONG_PLAN
    go = "git rebase --continue" if rebasing else "aaa save"
    sys.stdout.write(_("Alles is samengevoegd. Ga verder met: {command}").format(command=go) + "\n")
    return 0


def new_errors(before: Iterable[Loaded], after: Loaded, today: date) -> list[Diagnostic]:
    """Return the errors of a merged plan that neither of its sides has."""
    first, *rest = ([one for one in rules.added(side, after, today) if one.severity == "error"] for side in before)
    return [error for error in first if all(error in each for each in rest)]


def tell_lost(name: str, merged: Merged) -> None:
    """Tell which comments found no place in a merged file."""
    for comment in merged.lost:
        text = _("{file}: deze uitleg is bij het samenvoegen weggevallen: {comment}")
        delivery.say(sys.stderr, text.format(file=name, comment=figures.quoted(comment, most=200)) + "\n")


def _file(folder: Path, name: str, versions: Versions, left: bytes | None) -> File:
    """Return what there is to merge of a file that holds what Git `left` in it, or what somebody made of that.

    What is as Git left it is merged anew, also where it has no markers: a driver that can't be started leaves one
    whole side. Raises Problem (exit 3) where a side has removed the file.
    """
    base, ours, theirs = versions
    if ours is None or theirs is None:
        raise Problem(
            _("{file} is door de een weggehaald en door de ander gewijzigd").format(file=name),
            _("Houd het bestand met '{keep}', of haal het weg met '{drop}'. Geef daarna opnieuw: aaa resolve").format(
                keep=f"git add {place.shown(folder)}{name}", drop=f"git rm {place.shown(folder)}{name}"
            ),
            NOT_POSSIBLE,
        )
    file = folder / name
    held = file.read_bytes() if file.is_file() else None
    text = (held or b"").decode(errors="replace")
    found = [marker[0] for marker in re.finditer(source.CONFLICT, text)]
    one, other = (
        next((marker[8:] for marker in found if marker.startswith(sign * 7 + " ")), _(unnamed))
        for sign, unnamed in (("<", ONE), (">", OTHER))
    )
    by_git = held in (None, left) or (left is None and held in (ours, theirs))
    if held is not None and not by_git:
        if not found:
            return File(held, None, (one, other), spoiled=False)
        if (cut := merge.sides(held)) and all(source.read(file, side).root is not None for side in cut):
            return File(held, (base, *cut), (one, other), spoiled=False)  # with what was done by hand in the meantime
    if held and b"\r\n" in held:  # as Git puts it here on Windows
        ours = ours.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return File(held, (base, ours, theirs), (one, other), spoiled=not by_git)


def _sides(folder: Path, unmerged: Mapping[str, Versions]) -> list[Loaded]:
    """Return the whole plan as each side has it, as far as Git tells."""
    incoming = history.incoming(folder)
    found = []
    for number, rev in ((1, "HEAD"), (2, incoming.rev if incoming else None)):
        given = history.files(folder, rev) if rev else {}
        given |= {name: content for name, versions in unmerged.items() if (content := versions[number]) is not None}
        found.append(load(folder, place.shown(folder), given))
    return found


def _merged(name: str, file: File, words: Known, *, mine: bool) -> Merged:
    """Merge a file, with what a person chooses; `mine` tells that the second side is one's own, as in a rebase."""
    if file.versions is None:
        return Merged(file.held or b"", (), ())
    found = merge.merge(name, *file.versions, labels=file.labels)
    if not (found.conflicts and sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return found
    picks = _asked(found.conflicts, file.labels, words, mine=mine)
    return merge.merge(name, *file.versions, picks, file.labels)


def _asked(conflicts: Sequence[Conflict], names: tuple[str, str], words: Known, *, mine: bool) -> dict[Steps, Side]:
    """Ask of each conflict which side it goes by; one without an answer stays open."""
    own, others = _("hier"), _("van de ander")
    if not mine and names[1] != _(OTHER):
        others += f" ({figures.one_line(names[1])})"
    sides: dict[str, Side] = {"1": "ours", "2": "theirs"}
    picks: dict[Steps, Side] = {}
    for conflict in conflicts:
        was, ours, theirs = _values(conflict, words)
        _say(f"\n{_subject(conflict, words)}")
        first, second = (others, own) if mine else (own, others)
        width = max(len(first), len(second), len(_("het was")))
        for sign, side, value in (("1", first, ours), ("2", second, theirs), (" ", _("het was"), was)):
            _say(f"  {sign}  {side:<{width}}  {value}")
        answer = None
        while answer not in ("", *sides):
            sys.stderr.write(_("Kies 1 of 2 (Enter laat het open): "))
            sys.stderr.flush()
            answer = sys.stdin.readline().strip()
        if answer in sides:
            picks[conflict.path] = sides[answer]
    return picks


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _subject(conflict: Conflict, words: Known) -> str:
    """Return `Onderdeel 'Aanvraag indienen' (green-leaf/aanvraag): status`."""
    item = conflict.item
    kind = _(labels.ITEM[item.kind])
    title = figures.quoted(told.title_of(item))
    parts = [f"{kind[0].upper()}{kind[1:]} {title} ({told.bare_id(item)})"]
    if conflict.field:
        parts.append(figures.one_line(told.field_name(item, conflict.field, words)))
    if conflict.entry:
        parts.append(figures.quoted(conflict.entry.text))
    return ": ".join(parts)


def _values(conflict: Conflict, words: Known) -> tuple[str, str, str]:
    """Return what it was and what each side made of it, in words on one line."""
    item, field = conflict.item, conflict.field
    values = (conflict.base, conflict.ours, conflict.theirs)
    if field is None or any(isinstance(value, dict) for value in values):
        changed = [
            told.told(change, words) if change.item.id == item.id else told.lines([change], words)[0]
            for change in conflict.kept
        ]
        kept = _("houden, met: {changes}").format(changes="; ".join(changed)) if changed else _("houden")
        _was, ours, theirs = (_("weghalen") if value is None else _cut(kept) for value in values)
        return "", ours, theirs

    def said(value: Any) -> str:
        change = Change(item, "changed", field, typed(item, field, value), None)
        return _cut(figures.one_line(told.in_columns(change, words).old)) or _("niets")

    was, ours, theirs = map(said, values)
    return was, ours, theirs


def _cut(text: str) -> str:
    return text[:_MOST] + "…" if len(text) > _MOST else text


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


def _tell(shown: str, merged: Mapping[str, Merged], closed: Sequence[str], words: Known) -> None:
    """Tell what became of each file, and of each value that is open."""
    for name in closed:
        sys.stdout.write(_("{file}: samengevoegd").format(file=f"{shown}{name}") + "\n")
    sys.stdout.flush()
    for name, found in merged.items():
        tell_lost(name, found)
        for conflict in found.conflicts:
            _was, ours, theirs = _values(conflict, words)
            text = _("{file}: {what} staat nog open: {ours} of {theirs}")
            what = _subject(conflict, words)
            delivery.say(sys.stderr, text.format(file=f"{shown}{name}", what=what, ours=ours, theirs=theirs) + "\n")
