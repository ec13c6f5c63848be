"""How a part stands on a day: late or not, what asks for attention, and which light it shows."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from aaa_cli.plan.models import TO_BE_DETERMINED, Colour, Part, Status

DUE_SOON = timedelta(days=14)
OPEN = frozenset({Status.PLANNED, Status.IN_PROGRESS, Status.PAUSED})

# The codes of attention, in the order in which they are told
ATTENTION = ("overdue", "not-started", "due-soon", "no-trekker", "no-period", "to-be-determined")


class Light(StrEnum):
    """What a part shows on a day; the order is that of the lists that people read."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"
    DONE = "done"


class Shown(NamedTuple):
    """A light, with the code of its reason and the values that the reason's sentence needs."""

    light: Light
    reason: str
    values: Mapping[str, object] = MappingProxyType({})


def overdue(part: Part, today: date) -> bool:
    """Tell whether the last day lies before `today` while there is still work to do."""
    return part.period is not None and part.period.end < today and part.status in OPEN


def due_soon(part: Part, today: date) -> bool:
    """Tell whether the last day is `today` or at most 14 days later while there is still work to do."""
    return part.period is not None and part.status in OPEN and timedelta() <= part.period.end - today <= DUE_SOON


def not_started(part: Part, today: date) -> bool:
    """Tell whether the first day is past and nobody has begun, though it is not late yet."""
    return part.status == Status.PLANNED and part.period is not None and part.period.start < today <= part.period.end


def attention(part: Part, today: date) -> Iterator[str]:
    """Yield the codes of ATTENTION that hold for a part on `today`, in that order."""
    if part.status not in OPEN:
        return
    if overdue(part, today):
        yield "overdue"
    if not_started(part, today):
        yield "not-started"
    if due_soon(part, today):
        yield "due-soon"
    if not part.trekker:
        yield "no-trekker"
    if part.period is None:
        yield "no-period"
    if TO_BE_DETERMINED in (*part.trekker, *part.partners):
        yield "to-be-determined"


def light(part: Part, today: date) -> Shown:
    """Return the light that a person set, or else the one that dates and status speak of."""
    if judged := _judged(part):
        return judged
    if part.status == Status.DONE:
        return Shown(Light.DONE, "done")
    if part.status == Status.CANCELLED:
        return Shown(Light.GREY, "cancelled")
    if part.period is None:
        return Shown(Light.GREY, "undated")
    if part.period.start > today:
        return Shown(Light.GREY, "not-begun", {"start": part.period.start})
    if part.status == Status.PLANNED and not part.log:
        return Shown(Light.GREY, "silent")
    if overdue(part, today):
        return Shown(Light.RED, "overdue", {"end": part.period.end})
    if due_soon(part, today):
        return Shown(Light.AMBER, "due-soon", {"end": part.period.end})
    return Shown(Light.GREEN, "on-schedule", {"end": part.period.end})


_WORST_FIRST = (Colour.RED, Colour.AMBER, Colour.GREEN)


def _judged(part: Part) -> Shown | None:
    if part.light is None:
        return None
    aspects = {
        name: colour for name in ("time", "money", "quality") if (colour := getattr(part.light, name)) is not None
    }
    for colour in _WORST_FIRST:
        if colour in aspects.values():
            return Shown(Light(colour.value), "judged", {"aspects": aspects, "cause": part.light.cause or ""})
    return None
