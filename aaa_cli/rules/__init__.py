"""The rules of a plan that can be read: each is a small generator, its docstring is the page that users read.

A rule for errors looks at the plan alone; one for warnings may look at the day as well. What reading the files finds
by itself is documented in `reading`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from inspect import getdoc

from aaa_cli.plan.diagnose import diagnose, in_file_order
from aaa_cli.plan.finding import Diagnostic, Severity
from aaa_cli.plan.load import Loaded
from aaa_cli.rules import ignores, pages, reading
from aaa_cli.rules.bookings import over_budget, over_coverage, uncovered_booking
from aaa_cli.rules.dates import (
    date_order,
    future_date,
    incomplete_action,
    late_action,
    odd_date,
    open_decision,
    other_year,
    outside_year,
    undated_outcome,
)
from aaa_cli.rules.lights import closed_light, empty_light, green_but_late, unexplained_light
from aaa_cli.rules.open_ends import no_period, no_trekker, stopped_without_reason, to_be_determined
from aaa_cli.rules.references import (
    circular_part_of,
    repeated,
    unused_ambition,
    unused_partner,
    unused_payer,
    unused_programme,
    unused_theme,
)
from aaa_cli.rules.spelling import empty_text, long_text, lost_text, same_name, similar_id, swallowed_line
from aaa_cli.rules.sums import column_sum, row_sum


def _code(rule: Callable[..., object]) -> str:
    """Return the code of a rule: its name, as it is spelled in a plan."""
    return rule.__name__.replace("_", "-")


# They stop no command: the answer shows them
ERRORS = (row_sum, column_sum, circular_part_of)
WARNINGS = (
    no_trekker,
    no_period,
    to_be_determined,
    stopped_without_reason,
    outside_year,
    other_year,
    odd_date,
    unexplained_light,
    empty_light,
    green_but_late,
    closed_light,
    future_date,
    date_order,
    incomplete_action,
    late_action,
    open_decision,
    undated_outcome,
    over_budget,
    over_coverage,
    uncovered_booking,
    unused_partner,
    unused_programme,
    unused_theme,
    unused_ambition,
    unused_payer,
    repeated,
    similar_id,
    same_name,
    empty_text,
    long_text,
    lost_text,
    swallowed_line,
)
# each code with what it is, in the order of the pages
CODES: dict[str, Severity] = {
    **dict.fromkeys(reading.PAGES, "error"),
    **{_code(rule): "error" for rule in ERRORS},
    **{_code(rule): "warning" for rule in (*WARNINGS, ignores.unused_ignore)},
}

UNREADABLE = frozenset(reading.PAGES)  # errors with which there is no answer to give


def errors(loaded: Loaded) -> list[Diagnostic]:
    """Return every error of the three files, in file order; those of rules as far as the plan can be read."""
    found = [finding for rule in ERRORS for finding in rule(loaded.sound)]
    return in_file_order(diagnose([*loaded.findings, *found], "error", loaded.sources, loaded.shown))


def check(loaded: Loaded, today: date) -> list[Diagnostic]:
    """Return every error and warning of the three files, in file order; a part with an error has no warnings."""
    found = [finding for rule in WARNINGS for finding in rule(loaded.sound, today)]
    if asked := ignores.asks(loaded.sources, CODES):
        there = ignores.places(found, loaded.sources)
        passed = ignores.silenced(asked, there)
        useless = ignores.unused_ignore(asked, there, CODES) if loaded.plan else ()
        found = [*(finding for number, finding in enumerate(found) if number not in passed), *useless]
    return in_file_order([*errors(loaded), *diagnose(found, "warning", loaded.sources, loaded.shown)])


def added(before: Loaded, after: Loaded, today: date) -> list[Diagnostic]:
    """Return the errors and warnings that a plan has `after` a change and had not `before`, in file order.

    One is the same when it says the same: of a sum that is not right also with other amounts, of what stands twice
    also with another line.
    """
    known = Counter(map(_sameness, check(before, today)))
    fresh = []
    for found in check(after, today):
        if known[_sameness(found)]:
            known[_sameness(found)] -= 1
        else:
            fresh.append(found)
    return fresh


def _sameness(found: Diagnostic) -> tuple[str, str, str]:
    passing = _PASSING.get(found.code)
    return found.code, found.file, re.sub(passing, "0", found.message) if passing else found.message


# What a change elsewhere alters in the message of a fault that stays
_PASSING = {
    **dict.fromkeys(("row-sum", "column-sum", "over-budget", "over-coverage"), r"-?€\s?[\d.,]+"),
    **dict.fromkeys(("duplicate-id", "duplicate-key"), r"\d+$"),
}


def new_errors(before: Iterable[Loaded], after: Loaded, today: date) -> list[Diagnostic]:
    """Return the errors of a plan that none of the versions before it had."""
    first, *rest = ([one for one in added(side, after, today) if one.severity == "error"] for side in before)
    return [error for error in first if all(error in each for each in rest)]


def documented() -> Iterator[pages.Page]:
    """Yield the page of each code."""
    rules = {_code(rule): getdoc(rule) or "" for rule in (*ERRORS, *WARNINGS, ignores.unused_ignore)}
    for code, severity in CODES.items():
        yield pages.read(code, severity, reading.PAGES.get(code) or rules[code])
