"""`aaa export`."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

from typer import Argument

from aaa_cli.commands import meeting as meetings
from aaa_cli.commands import options
from aaa_cli.commands import report as reporting
from aaa_cli.commands.options import (
    DIALECT,
    FORCE,
    TEMPLATE,
    Filters,
    Question,
    Since,
    Where,
    tell_faults,
    warn_of_replaced,
)
from aaa_cli.outputs import Wanted, delivery, folder, written
from aaa_cli.reports import budget, listing, meeting, pack, yearplan
from aaa_cli.reports.document import Document
from aaa_cli.reports.pack import Item
from aaa_cli.reports.progress import report
from aaa_cli.reports.select import Filter
from aaa_cli.words import N_, _, choose, language

HELP = N_(
    "Schrijft alles voor een vergadering in één map: het jaarplan, de voortgangsrapportage, de lijst, de begroting, "
    "een lijst per partner, een agenda, en een pagina met links naar alles."
)
EXAMPLES = (
    (N_("aaa export overleg"), N_("alles in de map 'overleg'; open daarin index.html")),
    (N_("aaa export overleg --quarter Q2"), N_("met de rapportage over het tweede kwartaal")),
)
MANY = 12  # pdf files that other processes make sooner than this one alone


class Task(NamedTuple):
    """A file to make."""

    name: str
    form: str
    document: Document
    wanted: Wanted


Made = tuple[Task, tuple[bytes, list[str]]]


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
    force: Annotated[bool, FORCE] = False,
) -> int:
    """Answer `aaa export`."""
    target = Path(directory)
    folder.check(target, force=force)
    question = where.ask()
    asked = filters.read(question.plan, question.today)
    whole = reporting.answer(question, asked, where, since)
    groups = _groups(question, asked, report.document(whole))
    wanted = options.wanted(dialect, template)._replace(fields={})  # which another process can be given
    items = [item for _heading, _about, listed in groups for item in listed]
    tasks = [Task(name, form, item.document, wanted) for item in items for name, form in item.files]
    tasks.append(Task(pack.INDEX, "html", pack.index(question.scope(asked), groups), wanted))
    files: dict[str, bytes] = {}
    replaced: dict[str, dict[str, None]] = {}
    for task, (content, signs) in _progress(_made(tasks), len(tasks)):
        files[task.name] = content
        replaced.setdefault(task.form, {}).update(dict.fromkeys(signs))
    folder.replace(target, files)
    for form, found in replaced.items():
        warn_of_replaced(form, list(found))
    delivery.tell_saved(target / pack.INDEX)
    return tell_faults(question.faults)


def _groups(question: Question, asked: Filter, progress: Document) -> list[tuple[str, str, list[Item]]]:
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
    return [(_("Voor iedereen"), _("Wat"), everybody), (_("Per partner"), _("Wat"), list(_lists(question, asked)))]


def _lists(question: Question, asked: Filter) -> Iterator[Item]:
    for partner in sorted(question.plan.partners, key=lambda each: each.label.casefold()):
        answer = meetings.of_partner(question, asked, partner)
        if answer.parts or answer.off_course or answer.decisions or answer.actions:
            yield Item(f"{_('partners')}/{partner.id}", meeting.document(answer), ("docx", "pdf", "ics"))


def _made(tasks: Sequence[Task]) -> Iterator[Made]:
    """Yield each task with the content of its file and the signs that were replaced in it, as they come."""
    if sum(task.form == "pdf" for task in tasks) < MANY or os.cpu_count() == 1:
        yield from ((task, _make(task)) for task in tasks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=choose, initargs=(language(),)) as others:
        yield from zip(tasks, others.map(_make, tasks, chunksize=4), strict=True)


def _make(task: Task) -> tuple[bytes, list[str]]:
    return written(task.form, task.document, task.wanted)


def _progress(made: Iterable[Made], count: int) -> Iterator[Made]:
    """Yield what is made, and show a person on a terminal how far that is."""
    if not sys.stderr.isatty():
        yield from made
        return
    from rich.progress import Progress

    from aaa_cli.outputs.screen import console

    with Progress(console=console(sys.stderr), transient=True) as bar:
        yield from bar.track(made, count, description=_("Bestanden maken"))
