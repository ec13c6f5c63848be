"""`aaa remove`."""

from datetime import date
from typing import Annotated

from typer import Argument

from aaa_cli.commands import amend, complete
from aaa_cli.commands.changing import Changing
from aaa_cli.commands.options import Where
from aaa_cli.plan.draft import Draft
from aaa_cli.words import N_, _
from aaa_cli.words.problem import WRONG_PLAN, Problem

HELP = N_(
    "Haalt iets uit het plan: een onderdeel, een activiteit met al haar onderdelen, een partner, een besluit of iets "
    "anders met een id. Zolang er iets naar verwijst, gebeurt dat niet. Is iets niet doorgegaan? Geef het dan liever "
    "de status 'vervallen'."
)
EXAMPLES = (
    ("aaa remove green-leaf/jury-en-uitreiking", N_("een onderdeel")),
    ("aaa remove result:bidbook", N_("een resultaat")),
    ("aaa undo --yes", N_("toch niet: haal terug wat sinds de laatste keer bewaren is gewijzigd")),
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
            raise Problem(_("{id} kan niet weg").format(id=f"'{item.id}'"), _("Een plan heeft dit altijd."))
        if item.kind == "part":
            own = item.id.partition("/")[0]
            if len(amend.parts_of(draft, own)) == 1:
                raise Problem(
                    _("{id} is het enige onderdeel van de activiteit").format(id=f"'{item.id}'"),
                    _("Haal de hele activiteit weg: {command}").format(command=f"aaa remove activity:{own}"),
                    WRONG_PLAN,
                )
        draft.remove(item)

    return changing.make(where, edit)
