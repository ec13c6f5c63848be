"""`aaa remove`."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from typer import Argument

from aaa_cli.commands import amend, complete
from aaa_cli.commands.changing import Changing
from aaa_cli.commands.options import Where
from aaa_cli.plan.draft import Draft
from aaa_cli.plan.items import Item
from aaa_cli.plan.references import referring
from aaa_cli.reports.changes import NOTHING_KNOWN, bare_id, field_name, title_of
from aaa_cli.words import N_, _, figures, labels
from aaa_cli.words.problem import WRONG_PLAN, Problem

HELP = N_(
    "Haalt iets uit het plan: een onderdeel, een activiteit met al haar onderdelen, een partner, een besluit of iets "
    "anders met een id. Zolang er iets naar verwijst, gebeurt dat niet. Is iets niet doorgegaan? Geef het dan liever "
    "de status 'vervallen'."
)
EXAMPLES = (
    ("aaa remove green-leaf/jury-en-uitreiking", N_("een onderdeel")),
    ("aaa remove result:bidbook", N_("een resultaat")),
    ("aaa remove biotech/biolabs --dry-run", N_("alleen kijken wat er zou gebeuren")),
)


def run(
    id: Annotated[  # noqa: A002
        str,
        Argument(
            metavar="ID",
            help=N_(
                "Het id van wat weg moet. Geldt het voor meer dingen, zet de soort er dan voor: partner:gemeente."
            ),
            autocompletion=complete.ITEMS,
        ),
    ],
    changing: Changing,
    where: Where,
) -> int:
    """Answer `aaa remove`."""

    def edit(draft: Draft, today: date) -> None:
        item = amend.find(draft, id, wary=True)
        if len(item.path) < 2:
            raise Problem(_("{id} kan niet weg").format(id=f"'{bare_id(item)}'"), _("Een plan heeft dit altijd."))
        if item.kind == "part":
            own = item.id.partition("/")[0]
            if len(amend.parts_of(draft, own)) == 1:
                raise Problem(
                    _("{id} is het enige onderdeel van de activiteit").format(id=f"'{item.id}'"),
                    _("Haal de hele activiteit weg: {command}").format(command=f"aaa remove activity:{own}"),
                    WRONG_PLAN,
                )
        if found := list(referring(draft.items, item)):
            raise _referred(item, found)
        draft.remove(item)

    return changing.make(where, edit)


def _referred(item: Item, found: Sequence[tuple[Item, str]]) -> Problem:
    """Return that an item can't go yet, with what refers to it."""
    what = _("{title} kan nog niet weg, want dit hoort er nog bij: {names}")
    told = [
        f"{_(labels.ITEM[other.kind])} {figures.one_line(bare_id(other))} ({field_name(other, name, NOTHING_KNOWN)})"
        for other, name in found[:_MOST]
    ]
    if (left := len(found) - _MOST) > 0:
        told.append(_("en nog {count}").format(count=left))
    remedy = _("Wijzig dat eerst met 'aaa update', of haal het weg.")
    if item.kind == "partner" and found[0][1] == "partners":
        command = f"aaa update {bare_id(found[0][0])} --remove-partner {bare_id(item)}"
        remedy += " " + _("Bijvoorbeeld: {example}").format(example=command)
    title = figures.quoted(title_of(item))
    return Problem(what.format(title=title, names=", ".join(told)), remedy, WRONG_PLAN)


_MOST = 8  # of what refers to it is told
