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
from aaa_cli.words import _, figures
from aaa_cli.words.problem import Problem, did_you_mean

Read = tuple[Side, dict[str, Item]]
LATEST = "HEAD"


def named(asked: str) -> tuple[str, str | None]:
    """Return the versions that `A`, `A..B`, `A..` or `..B` names; the new one is None where one is named.

    Raises Problem (exit 2) for `..`, and for `A...B`, which means something else in Git.
    """
    old, two, rest = asked.partition("..")
    new = rest.lstrip(".")
    if two and not (old or new):
        what = _("Bij '..' hoort een versie")
        raise Problem(what, _("Schrijf bijvoorbeeld: {example}").format(example="2025-04-01..2025-05-01"))
    if new != rest:
        what = _("Tussen twee versies staan twee punten: {asked}").format(asked=figures.quoted(asked))
        raise Problem(what, did_you_mean(f"{old}..{new}").rstrip())
    return old or LATEST, (new or LATEST) if two else None


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
