"""The rules of a plan that can be read: each is a small generator, its docstring is the page that users read.

A rule for errors looks at the plan alone; one for warnings may look at the day as well. What reading the files finds
by itself is documented in `reading`.
"""

from collections.abc import Iterator
from datetime import date
from inspect import getdoc

from aaa_cli.plan.comments import lost_text
from aaa_cli.plan.diagnose import diagnose, in_file_order
from aaa_cli.plan.finding import Diagnostic
from aaa_cli.plan.load import Loaded
from aaa_cli.rules import pages, reading
from aaa_cli.rules.bookings import over_budget, over_coverage, uncovered_booking
from aaa_cli.rules.dates import (
    date_order,
    future_date,
    incomplete_action,
    open_decision,
    outside_year,
    undated_outcome,
)
from aaa_cli.rules.ignores import without_ignored
from aaa_cli.rules.lights import empty_light, green_but_late, unexplained_light
from aaa_cli.rules.open_ends import no_period, no_trekker, to_be_determined
from aaa_cli.rules.references import (
    circular_part_of,
    repeated,
    unused_ambition,
    unused_partner,
    unused_payer,
    unused_programme,
    unused_theme,
)
from aaa_cli.rules.spelling import empty_text, long_text, same_name, similar_id
from aaa_cli.rules.sums import column_sum, row_sum

# They stop no command: the answer shows them
ERRORS = (row_sum, column_sum, circular_part_of)
WARNINGS = (
    no_trekker,
    no_period,
    to_be_determined,
    outside_year,
    unexplained_light,
    empty_light,
    green_but_late,
    future_date,
    date_order,
    incomplete_action,
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
)
CODES = (
    *reading.ERRORS,
    *(rule.__name__.replace("_", "-") for rule in (*ERRORS, *WARNINGS)),
    *reading.WARNINGS,
)


def errors(loaded: Loaded) -> list[Diagnostic]:
    """Return every error of the three files, in file order; those of rules as far as the plan can be read."""
    found = [finding for rule in ERRORS for finding in rule(loaded.sound)]
    return in_file_order(diagnose([*loaded.findings, *found], "error", loaded.sources, loaded.shown))


def check(loaded: Loaded, today: date) -> list[Diagnostic]:
    """Return every error and warning of the three files, in file order; a part with an error has no warnings."""
    found = [finding for rule in WARNINGS for finding in rule(loaded.sound, today)]
    found += [finding for source in loaded.sources.values() for finding in lost_text(source)]
    found = without_ignored(found, loaded.sources, whole=loaded.plan is not None)
    return in_file_order([*errors(loaded), *diagnose(found, "warning", loaded.sources, loaded.shown)])


def documented() -> Iterator[pages.Page]:
    """Yield the page of each diagnostic: of the file, of what stands in it, and of the rules."""
    for code, documentation in reading.ERRORS.items():
        yield pages.read(code, "error", documentation)
    for severity, rules in (("error", ERRORS), ("warning", WARNINGS)):
        for rule in rules:
            yield pages.read(rule.__name__.replace("_", "-"), severity, getdoc(rule) or "")
    for code, documentation in reading.WARNINGS.items():
        yield pages.read(code, "warning", documentation)
