"""Ids that are referred to: by nobody, twice, or by themselves."""

from collections.abc import Iterable, Iterator
from datetime import date

from aaa_cli.plan.finding import Finding
from aaa_cli.plan.load import ACTIVITIES, BUDGET, PARTNERS
from aaa_cli.plan.models import TO_BE_DETERMINED, Named, Plan, Titled
from aaa_cli.rules.walk import every_model


def circular_part_of(plan: Plan) -> Iterator[Finding]:
    """Een partner is, rechtstreeks of via een andere partner, een deel van zichzelf.

    Achter 'part_of' staat van welke organisatie een partner een deel is. Die keten mag niet terugkomen bij de
    partner zelf.

    Fout in partners.yaml:

        - {id: school, name: Basisschool De Linde, short: De Linde, kind: education, part_of: school}

    Goed:

        - {id: school, name: Basisschool De Linde, short: De Linde, kind: education, part_of: gemeente}
    """
    above = {partner.id: partner.part_of for partner in plan.partners}
    came: dict[str, str] = {}  # by whose walk up a partner was first met
    for start in above:
        step: str | None = start
        while step is not None and step in above and step not in came:
            came[step], step = start, above[step]
        if step is None or came.get(step) != start:
            continue
        ring = [step]  # the walk came back on itself
        while (behind := above[ring[-1]]) is not None and behind != step:
            ring.append(behind)
        for id_ in ring:
            yield Finding("circular-part-of", PARTNERS, ("partners", id_, "part_of"), {"value": id_})


def repeated(plan: Plan, today: date) -> Iterator[Finding]:
    """In één lijst staat twee keer hetzelfde.

    Bijvoorbeeld een partner die twee keer bij een onderdeel staat. Meestal was een ander bedoeld.

    Fout in activities.yaml:

        partners: [bewoners, bewoners]

    Goed:

        partners: [bewoners, school]
    """
    for file, path, model in every_model(plan):
        for key, items in model.__dict__.items():
            if not isinstance(items, tuple) or len(items) < 2 or not isinstance(items[0], str):
                continue
            seen: set[str] = set()
            for place, item in enumerate(items):
                if item in seen and item != TO_BE_DETERMINED:
                    yield Finding("repeated", file, (*path, key, place), {"value": item, "key": key})
                seen.add(item)


def unused_partner(plan: Plan, today: date) -> Iterator[Finding]:
    """Een partner doet nergens aan mee.

    De partner staat in partners.yaml, maar trekt geen onderdeel, is bij geen onderdeel partner en komt ook verder
    nergens voor. Is hij bij een onderdeel vergeten, of hoort hij niet meer bij het plan?

    Fout in activities.yaml:

        partners: [bewoners]

    Goed:

        partners: [bewoners, school]
    """
    used = {id_ for _activity, part in plan.parts() for id_ in (*part.trekker, *part.partners)}
    used |= {entry.who for _activity, part in plan.parts() for entry in part.log if entry.who}
    used |= {decision.asked_of for decision in plan.decisions} | {risk.owner for risk in plan.risks}
    used |= {partner.part_of for partner in plan.partners if partner.part_of}
    used |= {member for body in plan.governance for member in body.members}
    used |= {payer.partner for payer in plan.budget.payers if payer.partner}
    yield from _unused(plan, "partner", PARTNERS, ("partners",), plan.partners, used)


def unused_programme(plan: Plan, today: date) -> Iterator[Finding]:
    """Bij een programma hoort geen enkele activiteit.

    Fout in activities.yaml:

        pillars: [samen]
        parts:

    Goed:

        pillars: [samen]
        programme: groenfonds
        parts:
    """
    used = {activity.programme for activity in plan.activities}
    yield from _unused(plan, "programme", PARTNERS, ("programmes",), plan.programmes, used)


def unused_theme(plan: Plan, today: date) -> Iterator[Finding]:
    """Onder een thema valt geen enkele activiteit.

    In elk overzicht staat dan een leeg thema. Hoort er nog een activiteit bij, of kan het thema weg?

    Fout in activities.yaml:

        themes:
          - id: water
            title: Water
          - id: buurt
            title: Buurt

    Goed:

        themes:
          - id: buurt
            title: Buurt
    """
    used = {activity.theme for activity in plan.activities} | {result.theme for result in plan.results}
    yield from _unused(plan, "theme", ACTIVITIES, ("themes",), plan.themes, used)


def unused_ambition(plan: Plan, today: date) -> Iterator[Finding]:
    """Aan een ambitie draagt geen enkele activiteit bij.

    Fout in activities.yaml:

        title: Een nieuw park
        pillars: [samen]

    Goed:

        title: Een nieuw park
        ambitions: [groen]
        pillars: [samen]
    """
    used = {ambition for activity in plan.activities for ambition in activity.ambitions}
    used |= {ambition for result in plan.results for ambition in result.ambitions}
    yield from _unused(plan, "ambition", ACTIVITIES, ("plan", "ambitions"), plan.head.ambitions, used)


def unused_payer(plan: Plan, today: date) -> Iterator[Finding]:
    """Een financier betaalt nergens aan mee.

    Fout in budget.yaml:

        coverage: {gemeente: 50000}

    Goed:

        coverage: {gemeente: 30000, fonds: 20000}
    """
    used = {payer for line in plan.budget.lines for payer, amount in line.coverage.items() if amount}
    used |= {booking.payer for line in plan.budget.lines for booking in line.bookings}
    yield from _unused(plan, "payer", BUDGET, ("payers",), plan.budget.payers, used)


def _unused(
    plan: Plan,
    kind: str,
    file: str,
    path: tuple[str, ...],
    items: Iterable[Named | Titled],
    used: Iterable[str | None],
) -> Iterator[Finding]:
    if not plan.whole:  # what has a fault and is left out may use it
        return
    used = set(used)
    for item in items:
        if item.id not in used:
            yield Finding(f"unused-{kind}", file, (*path, item.id, "id"), {"value": item.label})
