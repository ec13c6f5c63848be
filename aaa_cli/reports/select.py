"""Filters: what a person asks for, looked up in the plan, and the plan that is left of it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from aaa_cli.plan import period
from aaa_cli.plan.models import TO_BE_DETERMINED, Activity, Part, Plan, full_id
from aaa_cli.plan.period import Period
from aaa_cli.plan.progress import light, overdue
from aaa_cli.words import _, figures, labels
from aaa_cli.words.problem import Problem, choice

NONE = "none"  # --trekker geen: those without


Names = dict[str, list[str | None]]  # by id, the other names; None where there is none
Test = Callable[[Activity, Part], bool]


class Filter(NamedTuple):
    """What is asked for: of one kind any will do, all kinds must hold. `given` is what JSON tells of it."""

    quarters: tuple[Period, ...] = ()
    trekker: frozenset[str] = frozenset()
    partner: frozenset[str] = frozenset()
    theme: frozenset[str] = frozenset()
    ambition: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    overdue: bool = False
    undated: bool = False
    given: Mapping[str, list[str] | bool] = MappingProxyType({})

    def about_partner(self, id_: str) -> "Filter":
        """Return a filter that names a partner without asking for it: another test finds its parts."""
        return self._replace(partner=frozenset(), given={**self.given, "partner": [id_]})

    def around_partner(self) -> "Filter":
        """Return what is left of a filter for what waits for a partner, in whatever part or quarter that is."""
        given = {name: value for name, value in self.given.items() if name not in ("partner", "quarter")}
        return self._replace(partner=frozenset(), quarters=(), given=given)


class Selection(NamedTuple):
    """What is left of a plan: the `plan` with those parts, `of` how many, and who lacked a period."""

    plan: Plan
    found: int
    of: int
    undated: tuple[str, ...]


def select(plan: Plan, asked: Filter, today: date, *, only: Test | None = None) -> Selection:
    """Return the plan with the parts that a filter asks for; activities that lose all their parts go too.

    `only` is one test more.
    """
    tests = [*_tests(asked, today), *([only] if only else [])]
    timed = bool(asked.quarters) or asked.overdue
    undated: list[str] = []

    def wanted(activity: Activity, part: Part) -> bool:
        if not all(test(activity, part) for test in tests):
            return False
        if part.period is None and timed:
            if not asked.undated:
                undated.append(full_id(activity, part))
            return asked.undated
        if asked.overdue and not overdue(part, today):
            return False
        return not asked.quarters or any(part.period and part.period.overlaps(span) for span in asked.quarters)

    activities = []
    of = count = 0
    for activity in plan.activities:
        parts = tuple(part for part in activity.parts if wanted(activity, part))
        of += len(activity.parts)
        count += len(parts)
        if parts:
            same = len(parts) == len(activity.parts)
            activities.append(activity if same else activity.model_copy(update={"parts": parts}))
    return Selection(replace(plan, activities=tuple(activities)), count, of, tuple(undated))


def _tests(asked: Filter, today: date) -> Iterable[Test]:
    if asked.trekker:
        yield lambda activity, part: _meets(part.trekker, asked.trekker)
    if asked.partner:
        yield lambda activity, part: _meets(part.partners, asked.partner)
    if asked.theme:
        yield lambda activity, part: activity.theme in asked.theme
    if asked.ambition:
        yield lambda activity, part: _meets(activity.ambitions, asked.ambition)
    if asked.status:
        yield lambda activity, part: part.status.value in asked.status
    if asked.light:
        yield lambda activity, part: light(part, today).light.value in asked.light
    if asked.texts:
        yield lambda activity, part: any(text in _searched(activity, part) for text in asked.texts)


def _meets(ids: tuple[str, ...], wanted: frozenset[str]) -> bool:
    return not wanted.isdisjoint(ids) if ids else NONE in wanted


def _searched(activity: Activity, part: Part) -> str:
    texts = (activity.title, activity.title_en, part.title, part.title_en, part.description, part.remark)
    return "\n".join(filter(None, (*texts, *(entry.text for entry in part.log)))).casefold()


def read_filter(plan: Plan, words: Mapping[str, Sequence[str] | bool], today: date) -> Filter:
    """Look up what was typed, by long option's name. Raises Problem (exit 2) for what the plan doesn't know."""
    typed = {name: list(value) for name, value in words.items() if not isinstance(value, bool) and value}
    for name, given_words in typed.items():
        if not all(word.strip() for word in given_words):
            raise Problem(
                _("Achter {option} ontbreekt een waarde").format(option=f"'--{name}'"),
                _("Schrijf erachter wat je zoekt, of laat het filter weg."),
            )
    quarters = [read_quarter(word, plan.head.year, today) for word in typed.get("quarter", [])]
    found = {name: [find(word) for word in typed.get(name, [])] for name, find in _lookups(plan).items()}
    flags = {name: True for name in ("overdue", "undated") if words.get(name)}
    given: dict[str, list[str] | bool] = {}
    if quarters:
        given["quarter"] = [*dict.fromkeys(quarter.quarters(plan.head.year)[0] for quarter in quarters)]
    given |= {name: [*dict.fromkeys(ids)] for name, ids in found.items() if ids}
    if "text" in typed:
        given["text"] = typed["text"]
    return Filter(
        quarters=tuple(quarters),
        **{name: frozenset(ids) for name, ids in found.items()},
        texts=tuple(text.casefold() for text in typed.get("text", [])),
        overdue="overdue" in flags,
        undated="undated" in flags,
        given=given | flags,
    )


def described(plan: Plan, asked: Filter) -> str:
    """Return in words what a filter asks for: `kwartaal Q2, trekker Gemeente of OA`."""
    ambitions = {ambition.id: ambition.label for ambition in plan.head.ambitions}
    names = {
        "trekker": plan.names,
        "partner": plan.names,
        "theme": plan.theme_titles,
        "ambition": ambitions,
        "status": {code: _(word) for code, word in labels.STATUS.items()},
        "light": {code: _(word) for code, word in labels.LIGHT.items()},
    }
    told = []
    if asked.quarters and "quarter" not in asked.given:
        now = ", ".join(quarter.quarters(plan.head.year)[0] for quarter in asked.quarters)
        told.append(_("kwartaal {now} (het huidige)").format(now=now))
    for name, value in asked.given.items():
        if name == "quarter" and not asked.quarters:  # it says what is reported, not which parts
            continue
        label = _(labels.FILTER[name])
        if isinstance(value, bool):
            told.append(label)
            continue
        if name == "text":
            shown = [figures.quoted(word) for word in value]
        elif name == "quarter":
            shown = [figures.quarter(word) for word in value]
        else:
            shown = [_(labels.NONE) if word == NONE else names[name].get(word, word) for word in value]
        told.append(label + " " + _(" of ").join(shown))
    return ", ".join(told)


def _lookups(plan: Plan) -> dict[str, Callable[[str], str]]:
    partners = partner_names(plan)
    themes = {theme.id: [theme.title, theme.title_en] for theme in plan.themes}
    ambitions = {ambition.id: [ambition.title, ambition.title_en] for ambition in plan.head.ambitions}
    none: Names = {NONE: ["geen"]}
    statuses = {code: [name, _(name)] for code, name in labels.STATUS.items()}
    lights = {code: [name, _(name)] for code, name in labels.LIGHT.items()}
    return {
        "trekker": lambda word: look_up(word, partners | none, _("de trekker"), overview="aaa partners"),
        "partner": lambda word: look_up(word, partners | none, _("de partner"), overview="aaa partners"),
        "theme": lambda word: look_up(word, themes, _("het thema")),
        "ambition": lambda word: look_up(word, ambitions | none, _("de ambitie")),
        "status": lambda word: look_up(word, statuses, _("de status"), shown=_labels(labels.STATUS)),
        "light": lambda word: look_up(word, lights, _("het stoplicht"), shown=_labels(labels.LIGHT)),
    }


def _labels(words: Mapping[str, str]) -> list[str]:
    return [_(word) for word in words.values()]


def partner_names(plan: Plan) -> Names:
    """Return for each partner's id the names that it goes by; `ntb` is one."""
    partners: Names = {
        partner.id: [partner.name, partner.name_en, partner.short, *partner.aliases] for partner in plan.partners
    }
    return partners | {TO_BE_DETERMINED: [_("nader te bepalen")]}


def look_up(
    word: str,
    known: Mapping[str, Sequence[str | None]],
    kind: str,
    *,
    shown: Sequence[str] | None = None,
    overview: str = "",
) -> str:
    """Return the id that `word` is, or names, in any case. Raises Problem (exit 2) with what is possible."""
    wanted = " ".join(word.split()).casefold()
    names_of = {code: [name for name in names if name] for code, names in known.items()}
    ids = {name.casefold(): [name] for name in known}
    for code, names in names_of.items():
        for name in names:
            owners = ids.setdefault(" ".join(name.split()).casefold(), [])
            if code not in owners:
                owners.append(code)
    found = [wanted] if wanted in known else ids.get(wanted, [])
    if len(found) == 1:
        return found[0]
    value = figures.quoted(word)
    if found:
        raise Problem(
            _("{kind} {value} past bij meer dan één naam").format(kind=kind.capitalize(), value=value),
            _("Kies er een van: {names}.").format(names=", ".join(found)),
        )
    all_names = [name for names in names_of.values() for name in names]
    possible = shown or [_(labels.NONE) if name == NONE else name for name in known]
    raise Problem(
        _("{kind} {value} bestaat niet").format(kind=kind.capitalize(), value=value),
        choice(word, possible, slips=all_names, overview=overview),
    )


_NOW = {"nu", "now"}
_NEXT = {"volgend", "next"}


def read_quarter(word: str, year: int, today: date) -> Period:
    """Read `Q2`, `2`, `nu`, `volgend` or `Q1 2026`. Raises Problem (exit 2)."""
    text = " ".join(word.split()).casefold()
    this = period.quarter_of(today)
    if text in _NOW:
        return this
    if text in _NEXT:
        return period.quarter_of(date.fromordinal(this.end.toordinal() + 1))
    number, _space, own_year = text.removeprefix("q").partition(" ")
    if len(text) == 7 and text[4:6] == "-q":  # as JSON writes a quarter of another year
        own_year, number = text[:4], text[6:]
    if number in {"1", "2", "3", "4"} and (not own_year or re.fullmatch(r"[1-9]\d{3}", own_year, re.ASCII)):
        return period.quarter(int(own_year or year), int(number))
    raise Problem(
        _("Kwartaal {value} bestaat niet").format(value=figures.quoted(word)),
        _('Mogelijk zijn: Q1, Q2, Q3, Q4, nu, volgend, of een kwartaal van een ander jaar, zoals "Q1 2026".'),
    )
