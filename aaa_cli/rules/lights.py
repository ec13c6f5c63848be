"""Lights that a person set, beside what they owe and what the dates say."""

from collections.abc import Iterator
from datetime import date

from aaa_cli.plan.finding import Finding
from aaa_cli.plan.load import ACTIVITIES
from aaa_cli.plan.models import Activity, Colour, Judgement, Part, Plan, Status, full_id
from aaa_cli.plan.progress import Light, light, overdue
from aaa_cli.rules.walk import part_path

ASPECTS = ("time", "money", "quality")
OWED = ("cause", "consequence", "measure")


def unexplained_light(plan: Plan, today: date) -> Iterator[Finding]:
    """Een stoplicht staat niet op groen, maar de uitleg ontbreekt.

    Wie oranje of rood ziet, wil weten waardoor het komt, wat het betekent en wat eraan gedaan wordt. Schrijf daarom
    ook de oorzaak (cause), het gevolg (consequence) en de maatregel (measure).

    Fout in activities.yaml:

        light:
          time: amber

    Goed:

        light:
          time: amber
          cause: De grond is nog te nat om te planten.
          consequence: De bomen gaan een maand later de grond in.
          measure: Eerst de paden aanleggen.
    """
    for activity, part, judged in _judged(plan):
        missing = [name for name in OWED if not (getattr(judged, name) or "").strip()]
        worse = [name for name in ASPECTS if getattr(judged, name) in (Colour.AMBER, Colour.RED)]
        if worse and missing:
            values = {"part": full_id(activity, part), "missing": missing}
            yield Finding("unexplained-light", ACTIVITIES, part_path(activity, part, "light", worse[0]), values)


def empty_light(plan: Plan, today: date) -> Iterator[Finding]:
    """Onder 'light' staat geen kleur.

    Een stoplicht zegt iets over tijd (time), geld (money) of kwaliteit (quality). Zonder kleur doet het niets, ook al
    staat er een oorzaak of maatregel bij.

    Fout in activities.yaml:

        light:
          measure: Eerst de paden aanleggen.

    Goed:

        light:
          time: green
          measure: Eerst de paden aanleggen.
    """
    for activity, part, judged in _judged(plan):
        if all(getattr(judged, name) is None for name in ASPECTS):
            yield Finding(
                "empty-light",
                ACTIVITIES,
                part_path(activity, part, "light"),
                {"part": full_id(activity, part)},
                key=True,
            )


def green_but_late(plan: Plan, today: date) -> Iterator[Finding]:
    """Een stoplicht staat op groen terwijl het onderdeel te laat is.

    De laatste dag van de periode is voorbij en het onderdeel is nog niet gereed. Dan kan de tijd niet op groen staan:
    pas het stoplicht, de periode of de status aan.

    Fout in activities.yaml:

        period: Q1
        trekker: [gemeente]
        partners: [bewoners, school]
        status: in_progress
        light:
          time: green

    Goed:

        period: Q2-Q3
        trekker: [gemeente]
        partners: [bewoners, school]
        status: in_progress
        light:
          time: green
    """
    for activity, part, judged in _judged(plan):
        shows_green = judged.time is None and light(part, today).light == Light.GREEN
        if part.period and overdue(part, today) and (judged.time == Colour.GREEN or shows_green):
            where = "time" if judged.time else next(name for name in ASPECTS if getattr(judged, name))
            values = {"part": full_id(activity, part), "end": part.period.end}
            yield Finding("green-but-late", ACTIVITIES, part_path(activity, part, "light", where), values)


def closed_light(plan: Plan, today: date) -> Iterator[Finding]:
    """Een onderdeel is gereed of vervallen, maar heeft nog een stoplicht.

    Een stoplicht dat iemand heeft ingevuld blijft staan, ook in de overzichten. Haal het weg als het onderdeel klaar
    is.

    Fout in activities.yaml:

        status: done
        light:
          time: green
        log:

    Goed:

        status: done
        log:
    """
    for activity, part, judged in _judged(plan):
        if part.status in (Status.DONE, Status.CANCELLED) and any(getattr(judged, name) for name in ASPECTS):
            values = {"part": full_id(activity, part)}
            yield Finding("closed-light", ACTIVITIES, part_path(activity, part, "light"), values, key=True)


def _judged(plan: Plan) -> Iterator[tuple[Activity, Part, Judgement]]:
    for activity, part in plan.parts():
        if part.light is not None:
            yield activity, part, part.light
