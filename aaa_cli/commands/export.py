"""`aaa export`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from aaa_cli.commands import meeting as meetings
from aaa_cli.commands import options
from aaa_cli.commands import report as reporting
from aaa_cli.commands.options import (
    DIALECT,
    OUTPUT,
    TEMPLATE,
    Filters,
    Question,
    Since,
    Where,
    tell_faults,
    warn_of_replaced,
)
from aaa_cli.outputs import Wanted, delivery, folder
from aaa_cli.outputs.many import Made, Task, made
from aaa_cli.reports import budget, listing, meeting, pack, yearplan
from aaa_cli.reports.document import Document
from aaa_cli.reports.pack import Item
from aaa_cli.reports.progress import report
from aaa_cli.reports.select import Filter
from aaa_cli.words import N_, _
from aaa_cli.words.problem import Problem

HELP = N_(
    "Schrijft alles voor een vergadering in één map: het jaarplan, de voortgangsrapportage, de lijst, de begroting, "
    "een lijst per partner, een agenda, en een pagina met links naar alles."
)
EXAMPLES = (
    (N_("aaa export overleg"), N_("alles in de map 'overleg'; open daarin index.html")),
    (N_("aaa export overleg --quarter Q2"), N_("met de rapportage over het tweede kwartaal")),
)


def run(
    filters: Filters,
    where: Where,
    directory: Annotated[
        str,
        Argument(
            metavar=N_("MAP"), help=N_("Een map die nog niet bestaat, leeg is, of door 'aaa export' is gemaakt.")
        ),
    ],
    since: Since = None,
    template: Annotated[str | None, TEMPLATE] = None,
    dialect: Annotated[str | None, DIALECT] = None,
    force: Annotated[
        bool,
        Option(
            "--force",
            help=N_("Vervang ook bestanden in de map die sinds de vorige keer zijn gewijzigd."),
            rich_help_panel=OUTPUT,
        ),
    ] = False,
) -> int:
    """Answer `aaa export`."""
    if not directory.strip():
        what = _("Achter 'aaa export' ontbreekt de naam van een map")
        raise Problem(what, _("Bijvoorbeeld: {example}").format(example=_("aaa export overleg")))
    target = Path(directory)
    folder.check(target, force=force)
    question = where.ask()
    asked = filters.read(question.plan, question.today)
    whole = reporting.answer(question, asked, where, since)
    groups = _groups(question, asked, report.document(whole))
    wanted = options.wanted(dialect, template)
    items = [item for _heading, listed in groups for item in listed]
    tasks = [Task(name, form, item.document) for item in items for name, form in item.files]
    tasks.append(Task(pack.INDEX, "html", pack.index(question.scope(asked), groups)))
    files: dict[str, bytes] = {}
    replaced: dict[str, dict[str, None]] = {}
    for task, (content, signs) in zip(tasks, _progress(tasks, wanted), strict=True):
        files[task.name] = content
        replaced.setdefault(task.form, {}).update(dict.fromkeys(signs))
    folder.replace(target, files, force=force)
    for form, found in replaced.items():
        warn_of_replaced(form, list(found))
    delivery.tell_saved(target / pack.INDEX)
    return tell_faults(question.faults)


def _groups(question: Question, asked: Filter, progress: Document) -> list[tuple[str, list[Item]]]:
    """Return the documents of the pack: those for everybody, and a list for each partner."""
    scope, all_year = question.scope(asked), question.scope(report.all_year(asked))
    parts = listing.document(listing.listing(scope))
    money = budget.document(budget.budget(question.scope(Filter())))
    everybody = [
        Item(_("voortgangsrapportage"), progress, ("docx", "pdf", "xlsx")),
        Item(_("jaarplan"), yearplan.document(listing.listing(all_year)), ("docx", "pdf")),
        Item(_("onderdelen"), parts, ("xlsx", "pdf", "csv", "ics")),
        Item(_("begroting"), money, ("xlsx", "pdf")),
    ]
    return [(_("Voor iedereen"), everybody), (_("Per partner"), list(_lists(question, asked)))]


def _lists(question: Question, asked: Filter) -> Iterator[Item]:
    for partner in sorted(question.plan.partners, key=lambda each: each.label.casefold()):
        if asked.partner and partner.id not in asked.partner:
            continue
        answer = meetings.of_partner(question, asked, partner)
        if answer.parts or answer.off_course or answer.decisions or answer.actions:
            # an id alone may be a name that Windows keeps for itself, such as con
            yield Item(
                f"{_('partners')}/{_('overleg')}-{partner.id}", meeting.document(answer), ("docx", "pdf", "ics")
            )


def _progress(tasks: Sequence[Task], wanted: Wanted) -> Iterator[Made]:
    """Yield what is made of each task, and show a person on a terminal how many are done."""
    if not sys.stderr.isatty():
        yield from made(tasks, wanted)
        return
    from rich.progress import track

    from aaa_cli.outputs.screen import console

    told, screen = _("Bestanden maken"), console(sys.stderr)
    yield from track(made(tasks, wanted), told, len(tasks), console=screen, transient=True)
