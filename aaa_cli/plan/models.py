"""What a plan is. The models are the contract of the files: schema, editor help and errors follow from them.

Scalars arrive as the text that was written; a value that cannot be read raises a PydanticCustomError whose
type is the code of a diagnostic. References are checked against the ids in the validation context, so that
one pass finds every fault.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationInfo
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from aaa_cli.plan import money, period
from aaa_cli.plan.period import Period
from aaa_cli.plan.source import Source
from aaa_cli.words import figures, own

TO_BE_DETERMINED = "ntb"  # nader te bepalen: stands where a partner or trekker may
RESERVED = frozenset({TO_BE_DETERMINED, "none", "geen"})  # mean something else where a partner may stand
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
Item = TypeVar("Item")


class Status(StrEnum):
    """How far a part is."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class Colour(StrEnum):
    """What a person may say of the time, money or quality of a part; from good to bad."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Kind(StrEnum):
    """What sort of body a partner is."""

    GOVERNMENT = "government"
    EDUCATION = "education"
    BUSINESS = "business"
    CARE = "care"
    CIVIC = "civic"
    NETWORK = "network"
    GROUP = "group"


class BookingKind(StrEnum):
    """Whether money is promised or paid."""

    COMMITTED = "committed"
    SPENT = "spent"


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value):
        raise PydanticCustomError("bad-id", "bad-id")
    return value


def _partner_slug(value: str) -> str:
    if value in RESERVED:
        raise PydanticCustomError("bad-id", "bad-id")
    return _slug(value)


def _written(value: object, expected: str) -> str:
    """Return the text of a scalar; `expected` says what should have stood there."""
    if isinstance(value, str):
        return value
    if value is None:
        raise PydanticCustomError("missing-value", "missing-value")
    raise PydanticCustomError("wrong-type", "wrong-type", {"expected": expected})


def _whole_number(value: object) -> int:
    text = _written(value, "number")
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise PydanticCustomError("wrong-type", "wrong-type", {"expected": "number"})
    return int(text)


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("missing-value", "missing-value")
    return value


def _year(value: object) -> int:
    text = _written(value, "year")
    if not re.fullmatch(r"(?:19|2\d)\d\d", text, re.ASCII):
        raise PydanticCustomError("wrong-type", "wrong-type", {"expected": "year"})
    return int(text)


def _score(value: object) -> int:
    text = _written(value, "number")
    if text not in {"1", "2", "3", "4", "5"}:
        raise PydanticCustomError("bad-value", "bad-value", {"allowed": ["1", "2", "3", "4", "5"]})
    return int(text)


def _date(value: object) -> date:
    if day := figures.iso_day(_written(value, "date")):
        return day
    raise PydanticCustomError("bad-date", "bad-date")


def _amount(value: object) -> Decimal:
    try:
        return money.parse(_written(value, "amount"))
    except money.BadAmount as bad:
        raise PydanticCustomError(bad.code, "bad amount", {"meant": bad.meant, "expected": "amount"}) from bad


def _period(value: object, info: ValidationInfo) -> Period | None:
    text = _written(value, "period")
    try:
        return period.parse(text, info.context["year"])  # type: ignore[index]
    except period.BadPeriod as bad:
        raise PydanticCustomError("bad-period", "bad-period", {"reversed": bad.reversed}) from bad


def _none_is_empty(value: object) -> object:
    return () if value is None else value


def _not_empty(value: tuple[Item, ...]) -> tuple[Item, ...]:
    if not value:
        raise PydanticCustomError("missing-value", "missing-value")
    return value


def _reference(kind: str) -> AfterValidator:
    """Check that an id of `kind` exists; a file that cannot be read makes everything exist."""

    def check(value: str, info: ValidationInfo) -> str:
        known = info.context[kind]  # type: ignore[index]
        if known is not None and value not in known:
            body = kind == "partner" and value in (info.context["body"] or ())  # type: ignore[index]
            raise PydanticCustomError(f"unknown-{kind}", "unknown", {"body": body})
        return value

    check.kind = kind  # type: ignore[attr-defined]
    return AfterValidator(check)


def reference(field: FieldInfo) -> str | None:
    """Return the kind of thing whose ids a field takes, such as `partner`; None where it takes none."""
    for said in (*field.metadata, *_all_args(field.annotation)):
        if kind := getattr(getattr(said, "func", None), "kind", None):
            return str(kind)
    return None


def _all_args(annotation: Any) -> Iterator[Any]:
    for inner in get_args(annotation):
        yield inner
        yield from getattr(inner, "__metadata__", ())
        yield from _all_args(inner)


Slug = Annotated[str, AfterValidator(_slug)]
PartnerSlug = Annotated[str, AfterValidator(_partner_slug)]
Text = Annotated[str, AfterValidator(_not_blank)]
Year = Annotated[int, PlainValidator(_year)]
Score = Annotated[int, PlainValidator(_score)]
Whole = Annotated[int, PlainValidator(_whole_number)]
Day = Annotated[date, PlainValidator(_date)]
Euros = Annotated[Decimal, PlainValidator(_amount)]
Span = Annotated[Period | None, PlainValidator(_period)]
Many = Annotated[tuple[Item, ...], BeforeValidator(_none_is_empty)]
Some = Annotated[Many[Item], AfterValidator(_not_empty)]
PartnerId = Annotated[str, _reference("partner")]
BodyId = Annotated[str, _reference("body")]
ThemeId = Annotated[str, _reference("theme")]
AmbitionId = Annotated[str, _reference("ambition")]
PillarId = Annotated[str, _reference("pillar")]
ProgrammeId = Annotated[str, _reference("programme")]
PayerId = Annotated[str, _reference("payer")]
Subject = Annotated[str, _reference("activity")]
Coverage = dict[PayerId, Euros]


class Model(BaseModel):
    """What all have in common: nothing changes after reading, and no key is passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Titled(Model):
    """Something with an id and a title."""

    id: Slug
    title: Text
    title_en: str | None = None

    @property
    def label(self) -> str:
        """The title in the chosen language."""
        return own(self.title, self.title_en)


class Named(Model):
    """A body with an id and a name."""

    id: Slug
    name: Text
    name_en: str | None = None

    @property
    def label(self) -> str:
        """The name in the chosen language."""
        return own(self.name, self.name_en)


class Ambition(Titled):
    """What the programme wants to reach; a `target` is a number of `unit`."""

    target: Whole | None = None
    unit: str | None = None


class Pillar(Titled):
    """A strategic line that activities stand on."""


class Head(Model):
    """What the plan is as a whole."""

    title: Text
    title_en: str | None = None
    year: Year
    summary: str | None = None
    goal: str | None = None
    ambitions: Many[Ambition] = ()
    pillars: Many[Pillar] = ()


class Theme(Titled):
    """A group of activities."""

    summary: str | None = None
    vision: str | None = None
    goals: Many[str] = ()


class Judgement(Model):
    """A person's judgement of a part, with what is owed as soon as one of the three is not green."""

    time: Colour | None = None
    money: Colour | None = None
    quality: Colour | None = None
    cause: str | None = None
    consequence: str | None = None
    measure: str | None = None


class LogEntry(Model):
    """A dated note; with `who` and `due` it is an agreed action, `done` once it is."""

    date: Day
    text: str
    who: BodyId | None = None
    due: Day | None = None
    done: Day | None = None


class Part(Titled):
    """The unit that is tracked."""

    description: str | None = None
    period: Span | None = None
    trekker: Many[PartnerId] = ()
    partners: Many[PartnerId] = ()
    status: Status
    light: Judgement | None = None
    log: Many[LogEntry] = ()
    source: str | None = None
    remark: str | None = None


class Activity(Titled):
    """What is done for a theme, in one or more parts."""

    theme: ThemeId
    ambitions: Many[AmbitionId] = ()
    pillars: Many[PillarId] = ()
    programme: ProgrammeId | None = None
    parts: Some[Part]


class Decision(Model):
    """A decision that is asked of a body, and its outcome once it is taken."""

    id: Slug
    text: str
    asked_of: BodyId
    due: Day
    date: Day | None = None
    outcome: str | None = None
    about: Subject | None = None


class Risk(Model):
    """Something that may go wrong; `chance` and `impact` run from 1 to 5."""

    id: Slug
    text: str
    chance: Score
    impact: Score
    measure: str
    owner: BodyId
    about: Subject | None = None


class Result(Titled):
    """What there is to show, of this year and the one before."""

    text: str
    theme: ThemeId | None = None
    ambitions: Many[AmbitionId] = ()
    date: Day | None = None


class ActivitiesFile(Model):
    """activities.yaml."""

    plan: Head
    themes: Many[Theme]
    activities: Many[Activity]
    decisions: Many[Decision] = ()
    risks: Many[Risk] = ()
    results: Many[Result] = ()


class Partner(Named):
    """A body or group that takes part."""

    id: PartnerSlug
    short: str | None = None
    kind: Kind
    aliases: Many[str] = ()
    part_of: PartnerId | None = None

    @property
    def short_label(self) -> str:
        """The short name where there is one; in English the English name, for short names are Dutch."""
        return own(self.short or self.name, self.name_en)


class Programme(Named):
    """A larger programme that activities belong to."""


class Body(Named):
    """A body that governs the programme; roles, never persons."""

    id: PartnerSlug
    task: str | None = None
    members: Many[PartnerId] = ()
    roles: Many[str] = ()


class PartnersFile(Model):
    """partners.yaml."""

    partners: Many[Partner]
    programmes: Many[Programme] = ()
    governance: Many[Body] = ()


class Payer(Named):
    """Who pays; `partner` is its id in partners.yaml where it is one body."""

    partner: PartnerId | None = None


class Booking(Model):
    """Money of a line that is promised or paid, in euros."""

    id: Slug
    date: Day
    payer: PayerId
    amount: Euros
    kind: BookingKind
    text: str | None = None


class BudgetLine(Titled):
    """A line of the budget, in euros."""

    group: str | None = None
    description: str | None = None
    total: Euros
    coverage: Coverage
    about: Subject | None = None
    bookings: Many[Booking] = ()

    def booked(self, kind: BookingKind) -> Decimal:
        """Return the euros that are booked as `kind`."""
        return sum((entry.amount for entry in self.bookings if entry.kind == kind), Decimal())


class Stated(Model):
    """The totals as the adopted document prints them, in euros."""

    total: Euros | None = None
    coverage: Coverage = {}


class Budget(Model):
    """budget.yaml."""

    payers: Many[Payer]
    lines: Many[BudgetLine]
    stated: Stated | None = None

    def covered(self) -> dict[str, Decimal]:
        """Return the euros that each payer covers of all lines together, by its id."""
        covered = {payer.id: Decimal() for payer in self.payers}
        for line in self.lines:
            for payer, amount in line.coverage.items():
                covered[payer] = covered.get(payer, Decimal()) + amount
        return covered


FILES: dict[str, type[Model]] = {
    "activities.yaml": ActivitiesFile,
    "budget.yaml": Budget,
    "partners.yaml": PartnersFile,
}


@dataclass(frozen=True)
class Plan:
    """The three files together."""

    head: Head
    themes: tuple[Theme, ...]
    activities: tuple[Activity, ...]
    decisions: tuple[Decision, ...]
    risks: tuple[Risk, ...]
    results: tuple[Result, ...]
    partners: tuple[Partner, ...]
    programmes: tuple[Programme, ...]
    governance: tuple[Body, ...]
    budget: Budget
    whole: bool = True  # nothing was left out for a fault
    sources: Mapping[str, Source] = field(default_factory=dict, compare=False, repr=False)  # the files as written

    def parts(self) -> Iterator[tuple[Activity, Part]]:
        """Yield each part with its activity, in file order."""
        for activity in self.activities:
            for part in activity.parts:
                yield activity, part

    @cached_property
    def names(self) -> dict[str, str]:
        """Short names by id, of partners, bodies and programmes."""
        names: dict[str, str] = {item.id: item.label for item in (*self.programmes, *self.governance)}
        names[TO_BE_DETERMINED] = TO_BE_DETERMINED
        return names | {partner.id: partner.short_label for partner in self.partners}

    @cached_property
    def theme_titles(self) -> dict[str, str]:
        """Titles by id."""
        return {theme.id: theme.label for theme in self.themes}

    @cached_property
    def payer_names(self) -> dict[str, str]:
        """Names by id."""
        return {payer.id: payer.label for payer in self.budget.payers}


def full_id(activity: Activity, part: Part) -> str:
    """Return the id of a part in the plan."""
    return f"{activity.id}/{part.id}"


def model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel]:
    """Return the model that `path` leads to from the root of a file's `model`."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = inner_model(model.model_fields[step].annotation) or model
    return model


def inner_keys(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield the keys of the mappings that fields of `model` hold, each behind the field's name."""
    for name, about in model.model_fields.items():
        if get_origin(about.annotation) is not tuple and (inner := inner_model(about.annotation)):
            yield from ((name, key) for key in inner.model_fields)


def allowed_values(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Return the words that the enumerated field at `path` takes."""
    field = model_at(model, path[:-1]).model_fields[str(path[-1])]
    enum = inner_class(field.annotation, StrEnum)
    return [str(member) for member in enum] if enum else []


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model that an annotation speaks of, if any."""
    return inner_class(annotation, BaseModel)


def inner_class(annotation: Any, kind: type[Item]) -> type[Item] | None:
    """Return the first class of `kind` that an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, kind):
        return annotation
    return next((found for inner in get_args(annotation) if (found := inner_class(inner, kind))), None)
