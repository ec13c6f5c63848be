"""The rules of a plan that can be read: each is a small generator, its docstring is the page that users read.

A rule for errors looks at the plan alone; one for warnings may look at the day as well.
"""

from datetime import date

from aaa_cli.plan.diagnose import diagnose, in_file_order
from aaa_cli.plan.finding import Diagnostic
from aaa_cli.plan.load import Loaded
from aaa_cli.rules.open_ends import no_period, no_trekker, to_be_determined
from aaa_cli.rules.sums import column_sum, row_sum

SUMS = (row_sum, column_sum)  # the errors that stop no command: the answer shows them
WARNINGS = (no_trekker, no_period, to_be_determined)


def errors(loaded: Loaded) -> list[Diagnostic]:
    """Return every error of the three files, in file order; the sums as soon as the budget can be read."""
    budget = loaded.budget
    sums = [finding for rule in SUMS for finding in rule(budget)] if budget else []
    return in_file_order(diagnose([*loaded.findings, *sums], "error", loaded.sources, loaded.shown))


def check(loaded: Loaded, today: date) -> list[Diagnostic]:
    """Return every error and warning of the three files, in file order; a part with an error has no warnings."""
    sound = loaded.sound
    warnings = [finding for rule in WARNINGS for finding in rule(sound, today)] if sound else []
    return in_file_order([*errors(loaded), *diagnose(warnings, "warning", loaded.sources, loaded.shown)])
