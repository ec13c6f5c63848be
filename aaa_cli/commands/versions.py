"""The versions of a plan that are compared: the files on disk, and those of a commit."""

from collections.abc import Mapping
from datetime import date

from aaa_cli.commands import place
from aaa_cli.commands.options import UnreadablePlan, Where
from aaa_cli.plan import history
from aaa_cli.plan.diagnose import diagnose, in_file_order
from aaa_cli.plan.items import Item, items
from aaa_cli.plan.models import FILES
from aaa_cli.plan.source import Source, read
from aaa_cli.reports.difference import Side

Read = tuple[Side, dict[str, Item]]


def of_now(where: Where, today: date) -> Read:
    """Return the items of the files on disk. Raises Problem (exit 2) without a plan, UnreadablePlan (exit 1)."""
    folder = place.find(where.data)
    sources = {name: read(folder / name) for name in FILES}
    return Side(None, today), _items(sources, place.shown(folder))


def of_then(where: Where, word: str) -> Read:
    """Return the items of the commit that a revision or a date means; a file that it doesn't have has none.

    Raises Problem (exit 2; 3 where Git can't tell), UnreadablePlan (exit 1).
    """
    folder = place.find(where.data)
    version = history.version(folder, word)
    files = history.files(folder, version.rev)
    sources = {name: read(folder / name, files[name]) for name in FILES if name in files}
    return Side(version.rev, version.date), _items(sources, f"{version.rev[:7]}:{place.shown(folder)}")


def _items(sources: Mapping[str, Source], shown: str) -> dict[str, Item]:
    unread = [source for source in sources.values() if source.root is None]
    if unread:
        found = [finding for source in unread for finding in source.findings]
        raise UnreadablePlan(in_file_order(diagnose(found, "error", sources, shown)))
    return items(sources)
