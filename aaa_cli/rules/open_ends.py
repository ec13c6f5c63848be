"""What a part still lacks: a trekker, a period, or an answer in the place of `ntb`."""

from collections.abc import Iterator
from datetime import date

from aaa_cli.plan.finding import Finding
from aaa_cli.plan.load import ACTIVITIES
from aaa_cli.plan.models import TO_BE_DETERMINED, Plan, Status, full_id
from aaa_cli.plan.progress import attention
from aaa_cli.rules.walk import part_path


def no_trekker(plan: Plan, today: date) -> Iterator[Finding]:
    """Een onderdeel heeft geen trekker.

    Niemand trekt dit nog, dus niemand vertelt hoe het ermee staat. Een onderdeel dat gereed of vervallen is, heeft
    geen trekker nodig.

    Fout in activities.yaml:

        period: Q2-Q3
        partners: [bewoners, school]

    Goed:

        period: Q2-Q3
        trekker: [gemeente]
        partners: [bewoners, school]
    """
    yield from _lacking("no-trekker", "trekker", plan, today)


def no_period(plan: Plan, today: date) -> Iterator[Finding]:
    """Een onderdeel heeft geen periode.

    Het staat dan in geen enkel kwartaal en kan ook niet te laat zijn. Een onderdeel dat gereed of vervallen is, heeft
    geen periode nodig.

    Fout in activities.yaml:

        title: Aanleg van het park
        trekker: [gemeente]

    Goed:

        title: Aanleg van het park
        period: Q2-Q3
        trekker: [gemeente]
    """
    yield from _lacking("no-period", "period", plan, today)


def to_be_determined(plan: Plan, today: date) -> Iterator[Finding]:
    """Bij een trekker of partner staat nog 'ntb' (nader te bepalen).

    Dat mag: het blijft staan en wordt getoond. De melding helpt onthouden dat er nog iemand gezocht wordt.

    Fout in activities.yaml:

        period: Q2-Q3
        trekker: [ntb]

    Goed:

        period: Q2-Q3
        trekker: [gemeente]
    """
    for activity, part in plan.parts():
        if "to-be-determined" in attention(part, today):
            for field in ("trekker", "partners"):
                if TO_BE_DETERMINED in (ids := getattr(part, field)):
                    path = part_path(activity, part, field, ids.index(TO_BE_DETERMINED))
                    yield Finding("to-be-determined", ACTIVITIES, path, {"part": full_id(activity, part)})


def stopped_without_reason(plan: Plan, today: date) -> Iterator[Finding]:
    """Een onderdeel is gepauzeerd of vervallen, maar er staat niet bij waarom.

    Wie het plan leest, wil weten wat er is gebeurd. Schrijf het onder 'log', met een datum, of achter 'remark'.

    Fout in activities.yaml:

        status: cancelled
        log: []

    Goed:

        status: cancelled
        log:
          - {date: 2025-03-20, text: De grond is verkocht.}
    """
    for activity, part in plan.parts():
        if part.status in (Status.PAUSED, Status.CANCELLED) and not part.log and not (part.remark or "").strip():
            path = part_path(activity, part, "status")
            yield Finding("stopped-without-reason", ACTIVITIES, path, {"part": full_id(activity, part)})


def _lacking(code: str, field: str, plan: Plan, today: date) -> Iterator[Finding]:
    for activity, part in plan.parts():
        if code in attention(part, today):
            empty = field in part.model_fields_set  # a line with nothing behind it
            path = part_path(activity, part, field if empty else "id")
            yield Finding(code, ACTIVITIES, path, {"part": full_id(activity, part)}, key=empty)
