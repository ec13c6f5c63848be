"""What was changed since the plan was last saved, for `aaa save` and `aaa undo`."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from aaa_cli.commands import place
from aaa_cli.plan import history, saving
from aaa_cli.plan.changes import changes
from aaa_cli.plan.history import Version
from aaa_cli.plan.items import items
from aaa_cli.plan.load import Loaded, load
from aaa_cli.plan.models import FILES
from aaa_cli.reports import changes as told
from aaa_cli.words import _


class Unsaved(NamedTuple):
    """The plan as it is `now` and as it was saved `then`, in `version`; both are None where it never was.

    `saved` has its files as Git would put them here, `changed` the names of those that are something else now.
    """

    now: Loaded
    version: Version | None
    then: Loaded | None
    saved: Mapping[str, bytes]
    changed: Sequence[str]

    @property
    def broken(self) -> list[str]:
        """The changed files that could not be read in what was saved."""
        then = self.then.sources if self.then else {}
        return [name for name in self.changed if name in self.saved and then[name].root is None]

    def lines(self, among: Collection[str] = FILES.keys()) -> list[str]:
        """Return a sentence for each change in the files `among`, and for each of which no change can be told."""
        if self.then is None:
            count = sum(1 for _part in self.now.sound.parts())
            return [_("Het plan is voor het eerst bewaard, met {count} onderdelen.").format(count=count)]
        then = self.then.sources
        unreadable = [name for name in self.changed if self.now.sources[name].root is None]
        compared = FILES.keys() - {*unreadable, *self.broken}
        old, new = (
            items({name: each[name] for name in FILES if name in compared}) for each in (then, self.now.sources)
        )
        found = [change for change in changes(old, new) if change.item.file in among]
        untold = compared & set(self.changed) - {change.item.file for change in found}
        of_files = {
            _("{file}: alleen opmaak of uitleg is gewijzigd"): sorted(untold),
            _("{file}: is nu niet te lezen"): unreadable,
            _("{file}: was in de bewaarde versie niet te lezen"): self.broken,
        }
        return [
            *told.lines(found, told.known(old, new)),
            *(text.format(file=name) for text, names in of_files.items() for name in names if name in among),
        ]


def unsaved(folder: Path) -> Unsaved:
    """Return what was changed in a folder since it was last saved.

    Raises Problem (exit 3) without Git, or where Git doesn't keep one of the files.
    """
    saving.demand_kept(folder)
    now = load(folder, place.shown(folder))
    version = history.latest(folder)
    saved = history.working(folder, version.rev) if version else {}
    then = load(folder, place.shown(folder), saved, absent=FILES.keys() - saved.keys()) if version else None
    held = now.held
    return Unsaved(now, version, then, saved, [name for name in FILES if held.get(name) != saved.get(name)])
