"""The versions of a plan that are compared: the files on disk, and those of a commit."""

from collections.abc import Mapping

from aaa_cli.commands import place
from aaa_cli.commands.options import UnreadablePlan, Where
from aaa_cli.plan import history
from aaa_cli.plan.diagnose import diagnose, in_file_order
from aaa_cli.plan.items import Item, items
from aaa_cli.plan.models import FILES
from aaa_cli.plan.source import Source, read
from aaa_cli.reports.difference import Side

Read = tuple[Side, dict[str, Item]]


def of_now(where: Where) -> Read:
    """Return the items of the plan that a command reads: the files on disk, or with `--at` those of a version.

    Raises Problem as `Where.read` does, UnreadablePlan (exit 1).
    """
    loaded, today, version = where.read()
    side = Side(version.rev, version.date) if version else Side(None, today)
    return side, _items(loaded.sources, loaded.shown)


def of_then(where: Where, word: str) -> Read:
    """Return the items of the commit that a revision or a day means; a file that it doesn't have has none.

    Raises Problem (exit 2; 3 where Git can't tell), UnreadablePlan (exit 1).
    """
    folder = place.find(where.data)
    version = history.version(folder, word)
    files = history.contents(folder, [(version.rev, name) for name in FILES])
    sources = {name: read(folder / name, content) for (_rev, name), content in files.items()}
    return Side(version.rev, version.date), _items(sources, f"{version.digits}:{place.shown(folder)}")


def _items(sources: Mapping[str, Source], shown: str) -> dict[str, Item]:
    unread = [source for source in sources.values() if source.root is None]
    if unread:
        found = [finding for source in unread for finding in source.findings]
        raise UnreadablePlan(in_file_order(diagnose(found, "error", sources, shown)))
    return items(sources)
