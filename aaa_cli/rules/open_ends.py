"""What a part still lacks: a trekker, a period, or an answer in the place of `ntb`."""

from collections.abc import Iterator
from datetime import date

from aaa_cli.plan.finding import Finding, Path
from aaa_cli.plan.load import ACTIVITIES
from aaa_cli.plan.models import TO_BE_DETERMINED, Plan, full_id
from aaa_cli.plan.progress import attention


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
    yield from _lacking("no-trekker", plan, today)


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
    yield from _lacking("no-period", plan, today)


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
