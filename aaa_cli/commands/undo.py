"""`aaa undo`."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from typer import Option

from aaa_cli.commands.options import Where
from aaa_cli.commands.unsaved import unsaved
from aaa_cli.outputs import delivery
from aaa_cli.plan import saving, store, unfinished
from aaa_cli.plan.models import FILES
from aaa_cli.words import N_, _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem

HELP = N_(
    "Haalt terug hoe het plan was toen het voor het laatst is bewaard. Je ziet eerst wat er sindsdien is gewijzigd; "
    "pas na een ja worden de bestanden van toen teruggezet."
)
EXAMPLES = (
    ("aaa undo", N_("laat zien wat er is gewijzigd en vraag of het terug moet")),
    ("aaa undo --yes", N_("zonder vraag, voor een script")),
)


def run(
    where: Where,
    yes: Annotated[bool, Option("--yes", help=N_("Zet de bestanden terug zonder te vragen."))] = False,
) -> int:
    """Answer `aaa undo`."""
    folder = where.changing()
    found = unsaved(folder)
    if unfinished.is_merging(folder):
        what = _("Er wordt nog een wijziging van een ander samengevoegd")
        remedy = _("Rond dat af met 'aaa resolve' en 'aaa save', of breek het af met: {command}")
        raise Problem(what, remedy.format(command="git merge --abort"), NOT_POSSIBLE)
    if found.version is None:
        what = _("Het plan is nog nooit bewaard, dus er is niets om naar terug te gaan")
        raise Problem(what, _("Bewaar het met: {command}").format(command="aaa save"), NOT_POSSIBLE)
    restored = [name for name in found.changed if name in found.saved]
    stays = [
        _("{file}: is de laatste keer niet bewaard, en blijft zoals het nu is").format(file=name)
        for name in found.changed
        if name not in restored
    ]
    if not restored:
        nothing = [
            _("Er is niets terug te halen: sinds de laatste keer bewaren is niets gewijzigd."),
            _("Is het eerder bewaard? Met 'aaa show ID' zie je wat er stond, met 'aaa update ID' zet je dat terug."),
        ]
        sys.stdout.write("\n".join(stays or nothing) + "\n")
        return 0
    if broken := found.broken:
        what = _("De bewaarde versie van {file} is niet te lezen").format(file=", ".join(broken))
        remedy = _("Er is niets teruggedraaid. Klopt wat er nu staat? Bewaar het dan met: {command}")
        raise Problem(what, remedy.format(command="aaa save"), NOT_POSSIBLE)
    delivery.say(sys.stdout, "".join(f"{line}\n" for line in [*found.lines(restored), *stays]))
    sys.stdout.flush()
    day = figures.day(found.version.date)
    if not yes and not _agreed(_("Dit alles terugdraaien naar hoe het op {day} is bewaard? [j/N] ").format(day=day)):
        sys.stdout.write(_("Er is niets teruggedraaid.") + "\n")
        return 0
    with store.locked(folder):
        saving.unstage(folder, found.saved)  # first: where Git can't, nothing is done
        held = found.now.held
        aside = _put_aside(folder, {name: held[name] for name in restored if name in held})
        store.keep(folder, {name: found.saved[name] for name in restored}, held)
    done = _("Teruggedraaid: het plan is weer zoals het op {day} is bewaard.")
    if stays:
        done = _("Teruggedraaid naar hoe het op {day} is bewaard: {files}.")
    sys.stdout.write(done.format(files=", ".join(restored), day=day) + "\n")
    if aside:
        kept = _("Toch niet? Wat er stond is tot de volgende keer terugdraaien te vinden in de map {folder}.")
        sys.stdout.write(kept.format(folder=figures.quoted(aside, most=200)) + "\n")
    return 0


def _put_aside(folder: Path, held: Mapping[str, bytes]) -> Path | None:
    """Copy what is taken back to a folder in Git's own, which is returned; None where that can't be done."""
    aside = saving.aside(folder)
    try:
        aside.mkdir(exist_ok=True)
        for name in FILES:
            (aside / name).unlink(missing_ok=True)  # of the time before
        for name, content in held.items():
            store.replace(aside / name, content)
    except OSError:
        return None
    return aside if held else None


def _agreed(question: str) -> bool:
    """Ask for a yes. Raises Problem (exit 2) where nobody can give one."""
    if (answer := delivery.asked(question)) is None:
        raise Problem(_("Terugdraaien gebeurt pas na een ja"), _("Voeg --yes toe als het zonder vraag mag."))
    return answer
