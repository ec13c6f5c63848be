"""What a part still lacks: a trekker, a period, or an answer in the place of `ntb`."""

from collections.abc import Iterator
from datetime import date

from aaa_cli.plan.finding import Finding, Path
from aaa_cli.plan.load import ACTIVITIES
from aaa_cli.plan.models import TO_BE_DETERMINED, Plan, full_id
from aaa_cli.plan.progress import attention


def no_trekker(plan: Plan, today: date) -> Iterator[Finding]:
    """A part has no trekker.

    Nobody leads it yet, so nobody will report on it. A part that is done or cancelled needs none.
    """
    yield from _lacking("no-trekker", plan, today)


def no_period(plan: Plan, today: date) -> Iterator[Finding]:
    """A part has no period.

    It shows in no quarter and is never late. A part that is done or cancelled needs none.
    """
    yield from _lacking("no-period", plan, today)


def to_be_determined(plan: Plan, today: date) -> Iterator[Finding]:
    """`ntb` (nader te bepalen) still stands where a partner or trekker belongs.

    It is kept and shown; replace it once it is known who it is.
    """
    yield from _lacking("to-be-determined", plan, today)


def _lacking(code: str, plan: Plan, today: date) -> Iterator[Finding]:
    for activity, part in plan.parts():
        if code not in attention(part, today):
            continue
        path: Path = ("activities", activity.id, "parts", part.id, "id")
        if code == "to-be-determined":
            field = "trekker" if TO_BE_DETERMINED in part.trekker else "partners"
            path = (*path[:-1], field, getattr(part, field).index(TO_BE_DETERMINED))
        yield Finding(code, ACTIVITIES, path, {"part": full_id(activity, part)})
