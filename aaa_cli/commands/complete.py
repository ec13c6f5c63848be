"""What the Tab key fills in: the words that an option or argument takes.

To complete an option, give it `autocompletion=complete.one_of(...)`, or `complete.of_plan(...)` for what stands in
the plan. Neither is asked before somebody presses Tab. A plan that can't be read has no words, and nobody hears why.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from typer import Context

from aaa_cli import rules, words
from aaa_cli.commands import place
from aaa_cli.plan import history
from aaa_cli.plan.load import load
from aaa_cli.plan.models import Named, Plan, Titled, full_id
from aaa_cli.words import _, labels

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_AAA_COMPLETE"  # set by the scripts; its name follows from that of the program

Explained = tuple[str, str]  # a word, and what it stands for
Completer = Callable[[Context], list[Explained]]


def one_of(known: Callable[[], Iterable[str]]) -> Completer:
    """Complete with the words that `known` returns."""

    def complete(ctx: Context) -> list[Explained]:
        return [(word, "") for word in known()]

    return complete


def of_plan(known: Callable[[Plan], Iterable[Explained]]) -> Completer:
    """Complete with the words that `known` returns of the plan, each with what it stands for."""

    def complete(ctx: Context) -> list[Explained]:
        plan = load(_folder(ctx)).plan
        return list(known(plan)) if plan else []

    return complete


def _folder(ctx: Context) -> Path:
    folder = ctx.params.get("data")  # as it is typed: the shell has not been at it yet
    return place.find(folder and str(Path(folder).expanduser()))


def versions(ctx: Context) -> list[Explained]:
    """Complete with the branches and tags of the plan's repository, each with its day."""
    return history.names(_folder(ctx))


def _labelled(items: Iterable[Titled | Named]) -> list[Explained]:
    return [(item.id, item.label) for item in items]


def _with_none(items: Iterable[Titled | Named]) -> list[Explained]:
    return [*_labelled(items), (_(labels.NONE), "")]


def _subjects(plan: Plan) -> Iterator[Explained]:
    for activity in plan.activities:
        yield activity.id, activity.label
        for part in activity.parts:
            yield full_id(activity, part), part.label


def _items(plan: Plan) -> Iterator[Explained]:
    from aaa_cli.plan.items import items

    yield from _subjects(plan)
    named = ("title", "name", "text")
    for id_, item in items(plan.sources).items():
        if ":" in id_:
            yield id_, next((str(item.fields[key]) for key in named if key in item.fields), "")


SUBJECTS = of_plan(_subjects)
ITEMS = of_plan(_items)
ACTIVITIES = of_plan(lambda plan: _labelled(plan.activities))
LINES = of_plan(lambda plan: _labelled(plan.budget.lines))
PARTNERS = of_plan(lambda plan: _labelled(plan.partners))
BODIES = of_plan(lambda plan: _labelled([*plan.governance, *plan.partners]))
PARTNERS_OR_NONE = of_plan(lambda plan: _with_none(plan.partners))
THEMES = of_plan(lambda plan: _labelled(plan.themes))
AMBITIONS_OR_NONE = of_plan(lambda plan: _with_none(plan.head.ambitions))
# By the kind of thing whose ids a field takes
REFERENCES = {
    "activity": SUBJECTS,
    "partner": PARTNERS,
    "body": BODIES,
    "theme": THEMES,
    "ambition": of_plan(lambda plan: _labelled(plan.head.ambitions)),
    "pillar": of_plan(lambda plan: _labelled(plan.head.pillars)),
    "programme": of_plan(lambda plan: _labelled(plan.programmes)),
    "payer": of_plan(lambda plan: _labelled(plan.budget.payers)),
}
QUARTERS = one_of(lambda: ("Q1", "Q2", "Q3", "Q4", _("nu"), _("volgend")))
STATUSES = one_of(lambda: map(_, labels.STATUS.values()))
LIGHTS = one_of(lambda: map(_, labels.LIGHT.values()))
CODES = one_of(lambda: rules.CODES)
LANGUAGES = one_of(lambda: words.LANGUAGES)
