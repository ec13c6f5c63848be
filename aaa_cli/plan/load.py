"""Reading a plan: three files in, a Plan or every fault of all three out."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from aaa_cli.plan import source as files
from aaa_cli.plan.finding import Finding, Path
from aaa_cli.plan.models import (
    FILES,
    TO_BE_DETERMINED,
    ActivitiesFile,
    Budget,
    Head,
    Model,
    PartnersFile,
    Plan,
    allowed_values,
    inner_keys,
    model_at,
)
from aaa_cli.plan.source import Node, Source
from aaa_cli.words import guess

ACTIVITIES, BUDGET, PARTNERS = FILES

# Where the ids of each kind of reference are listed: a file and the keys that lead to the list
_LISTED = {
    "partner": (PARTNERS, "partners"),
    "body": (PARTNERS, "governance"),
    "programme": (PARTNERS, "programmes"),
    "theme": (ACTIVITIES, "themes"),
    "ambition": (ACTIVITIES, "plan", "ambitions"),
    "pillar": (ACTIVITIES, "plan", "pillars"),
    "activity": (ACTIVITIES, "activities"),
    "payer": (BUDGET, "payers"),
}
_REQUIRED = {"partners", "themes", "activities", "payers"}  # one that is missing is one fault, not many
_ANY_YEAR = 2000  # judges the notation of periods where the plan's own year can't be read


@dataclass(frozen=True)
class Loaded:
    """What was read: the `plan` where it has no fault, the `sound` rest of it where it has, and the faults found."""

    folder: FilePath
    shown: str
    sources: Mapping[str, Source]
    findings: tuple[Finding, ...]
    sound: Plan
    known: Mapping[str, Mapping[str, Sequence[str]] | None]  # of each kind the ids with their names; None: unreadable

    @property
    def plan(self) -> Plan | None:
        """The plan, where all of it could be read."""
        return None if self.findings else self.sound

    @property
    def held(self) -> dict[str, bytes]:
        """What each file holds that could be read, by its name."""
        return {name: source.content for name, source in self.sources.items() if source.was_read}


def load(
    folder: FilePath,
    shown: str = "",
    given: Mapping[str, bytes] = MappingProxyType({}),
    absent: Collection[str] = (),
) -> Loaded:
    """Read the three files of `folder`, which people know as `shown`. Faults are collected, never raised.

    `given` holds what to read in the place of a file, by the file's name; `absent` are names of files that are to be
    missed, whatever is on disk.
    """
    sources = {
        name: files.missing(folder / name) if name in absent else files.read(folder / name, given.get(name))
        for name in FILES
    }
    raw = {name: source.root.plain() if source.root else None for name, source in sources.items()}
    context = _known_ids(raw) | {"year": _year(raw[ACTIVITIES])}
    findings: list[Finding] = []
    models: dict[str, Any] = {}
    for name, model in FILES.items():
        found = [*sources[name].findings]
        if (root := sources[name].root) is not None:
            twice = list(islice(_duplicate_ids(name, root, ()), files.MOST_FAULTS))
            twice += _bodies_named_as_partners(root) if name == PARTNERS else []
            found.extend(twice)
            try:
                models[name] = model.model_validate(raw[name], context=context)
            except ValidationError as error:
                if error.error_count() > files.MOST_FAULTS:
                    found = [Finding("too-much", name, values={"file": name})]
                else:
                    found.extend(_findings(name, model, error, context))
                models[name] = _spared(name, root.plain(), error, context)
            if twice:
                rest = _without(root.plain(), {finding.path[:-1] for finding in twice})
                models[name] = _sound(name, model, rest, context)
        findings.extend(found)
    activities, budget, partners = (models.get(name) or _NOTHING[name] for name in FILES)
    sound = _plan(activities, partners, budget, whole=not findings, sources=sources)
    known = {kind: context[kind] for kind in _LISTED}
    return Loaded(folder, shown, sources, tuple(findings), sound, known)


# stands for a file of which nothing can be used
_NOTHING: dict[str, Any] = {
    ACTIVITIES: ActivitiesFile.model_construct(
        plan=Head.model_construct(set(), title="", year=_ANY_YEAR), themes=(), activities=()
    ),
    BUDGET: Budget.model_construct(payers=(), lines=()),
    PARTNERS: PartnersFile.model_construct(partners=()),
}


def _sound(name: str, model: type[Model], raw: Any, context: Mapping[str, Any]) -> Any:
    """Return what of a file can be used without its faults, None where nothing can."""
    try:
        return model.model_validate(raw, context=context)
    except ValidationError as error:
        return _spared(name, raw, error, context)


def _spared(name: str, raw: Any, error: ValidationError, context: Mapping[str, Any]) -> Any:
    return _SPARED[name](raw, error, context) if name in _SPARED else None


def _without(raw: Any, paths: Iterable[tuple[str | int, ...]]) -> Any:
    """Return `raw` without the items of lists at `paths`."""
    for *above, last in sorted(paths, reverse=True):  # from the end, so that the places before stay what they are
        items = raw
        for step in above:
            items = items[step]
        del items[last]
    return raw


# What of a line the sums can do without
_BESIDE_SUMS = ("bookings", "about", "group", "description", "title_en")


def _without_faults(raw: Any, error: ValidationError, context: Mapping[str, Any]) -> Budget | None:
    """Return the budget without the values that are wrong, so that they hide no sum; None where sums need them."""
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        steps = list(fault["loc"])
        beside = [steps.index(key) for key in _BESIDE_SUMS if key in steps]
        if "coverage" in steps or not (beside or fault["type"] == "extra_forbidden"):
            return None
        steps = steps[: beside[0] + 1] if beside else steps
        holder = raw
        for step in steps[:-1]:
            holder = holder[step]
        holder.pop(steps[-1], None)
    return Budget.model_validate(raw, context=context)


def _sound_parts(raw: Any, error: ValidationError, context: Mapping[str, Any]) -> ActivitiesFile | None:
    """Return the activities without each part, or other item of a list, that has a fault; None where none is left."""
    faulty: set[tuple[str | int, ...]] = set()
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        steps = fault["loc"]
        places = [depth for depth, step in enumerate(steps) if isinstance(step, int)]
        if not places:
            return None
        in_part = steps[0] == "activities" and steps[2:3] == ("parts",) and len(places) > 1
        faulty.add(steps[: places[1 if in_part else 0] + 1])
    rest = _without(raw, faulty)
    try:
        return ActivitiesFile.model_validate(rest, context=context)
    except ValidationError as further:  # an activity that lost its last part
        return _sound_parts(rest, further, context)


_SPARED = {ACTIVITIES: _sound_parts, BUDGET: _without_faults}


def _plan(
    activities: ActivitiesFile,
    partners: PartnersFile,
    budget: Budget,
    *,
    whole: bool,
    sources: Mapping[str, Source],
) -> Plan:
    return Plan(
        head=activities.plan,
        themes=activities.themes,
        activities=activities.activities,
        decisions=activities.decisions,
        risks=activities.risks,
        results=activities.results,
        partners=partners.partners,
        programmes=partners.programmes,
        governance=partners.governance,
        budget=budget,
        whole=whole,
        sources=sources,
    )


def _year(raw: object) -> int:
    year = _inside(raw, "plan", "year")
    return int(year) if isinstance(year, str) and re.fullmatch(r"\d{4}", year, re.ASCII) and int(year) else _ANY_YEAR


def _known_ids(raw: Mapping[str, object]) -> dict[str, Any]:
    """Return per kind the ids that can be referred to, with the other names that each goes by.

    None stands for a kind whose list cannot be read: nothing that refers to it is a fault.
    """
    known: dict[str, dict[str, list[str]] | None] = {}
    for kind, (file, *above, key) in _LISTED.items():
        holder = _inside(raw[file], *above)
        known[kind] = (
            _names(holder.get(key)) if isinstance(holder, dict) and _readable(file, above, holder, key) else None
        )
    if (partners := known["partner"]) is None:
        known["body"] = None
    else:
        partners[TO_BE_DETERMINED] = []
        known["body"] = (known["body"] or {}) | partners
    if (activities := known["activity"]) is not None:
        for activity in _items(_inside(raw[ACTIVITIES], "activities")):
            activities.update({f"{activity['id']}/{part['id']}": [] for part in _items(activity.get("parts"))})
    return known


def _readable(file: str, above: Sequence[str], holder: Mapping[str, object], key: str) -> bool:
    """Tell whether a list says what there is: it is written, or left out and not under a misspelt key."""
    if key in holder:
        return holder[key] is None or isinstance(holder[key], list)
    return key not in _REQUIRED and holder.keys() <= model_at(FILES[file], tuple(above)).model_fields.keys()


def _names(value: object) -> dict[str, list[str]]:
    keys = ("name", "title", "short")
    return {
        item["id"]: [name for key in keys if isinstance(name := item.get(key), str)]
        + [name for name in _list(item.get("aliases")) if isinstance(name, str)]
        for item in _items(value)
    }


def _inside(value: Any, *keys: str) -> Any:
    """Return what stands behind keys, None where it doesn't."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _items(value: object) -> list[dict[str, Any]]:
    """Return the items of a list that have an id."""
    return [item for item in _list(value) if isinstance(item, dict) and isinstance(item.get("id"), str)]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _duplicate_ids(file: str, node: Node, path: Path) -> Iterator[Finding]:
    """Find ids that stand twice in one list, at any depth."""
    if isinstance(node.value, dict):
        for key, below in node.value.items():
            yield from _duplicate_ids(file, below, (*path, key))
    elif isinstance(node.value, list):
        first: dict[str, int] = {}
        for place, item in enumerate(node.value):
            yield from _duplicate_ids(file, item, (*path, place))
            if item.id is None:
                continue
            if item.id in first:
                values = {"value": item.id, "line": first[item.id]}
                yield Finding("duplicate-id", file, (*path, place, "id"), values)
            assert isinstance(item.value, dict)
            first.setdefault(item.id, item.value["id"].start.line + 1)


def _bodies_named_as_partners(root: Node) -> list[Finding]:
    """Find bodies with the id of a partner: where either may stand it can't be told which is meant."""
    partners, bodies = ({} if not isinstance(root.value, dict) else _ids(root.value.get(key)) for key in _BODIES)
    return [
        Finding("duplicate-id", PARTNERS, ("governance", place, "id"), {"value": id_, "line": partners[id_][1]})
        for id_, (place, _line) in bodies.items()
        if id_ in partners
    ]


_BODIES = ("partners", "governance")


def _ids(node: Node | None) -> dict[str, tuple[int, int]]:
    """Return the ids of a list, with their place in it and their line."""
    items = node.value if node and isinstance(node.value, list) else []
    return {item.id: (place, item.start.line + 1) for place, item in enumerate(items) if item.id is not None}


_CODES = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
    "missing-value": "missing-key",
    "enum": "bad-value",
}
_EXPECTED = {"string_type": "text", "tuple_type": "list", "model_type": "mapping", "dict_type": "mapping"}


def _findings(file: str, model: type[Model], error: ValidationError, context: Mapping[str, Any]) -> list[Finding]:
    """Turn what Pydantic found into findings about values of the file; a misspelt key is not missing besides."""
    found = list(_each_finding(file, model, error, context))
    lacking = {finding.path for finding in found if finding.code == "missing-key"}
    slips = {
        (finding.path[:-1], guess.among(str(finding.values["key"]), finding.values["allowed"]))
        for finding in found
        if finding.code == "unknown-key" and finding.path[:-1] in lacking
    }
    return [one for one in found if one.code != "missing-key" or (one.path, one.values["key"]) not in slips]


def _each_finding(
    file: str, model: type[Model], error: ValidationError, context: Mapping[str, Any]
) -> Iterator[Finding]:
    for fault in error.errors(include_url=False):
        path: Path = tuple(step for step in fault["loc"] if step != "[key]")
        kind, value = fault["type"], fault["input"]
        named = [step for step in path if isinstance(step, str)]
        values: dict[str, object] = {"value": value, "key": named[-1] if named else file, "file": file}
        if kind != "enum":  # Pydantic's own words about an enum are English
            values |= fault.get("ctx", {})
        code = _CODES.get(kind, kind)
        if kind in _EXPECTED or kind == "enum":
            code = "missing-key" if value is None else _CODES.get(kind, "wrong-type")
        if kind in _EXPECTED:
            values["expected"] = _EXPECTED[kind]
        if (reference := code.removeprefix("unknown-")) in _LISTED:
            values["known"] = context[reference]
        if code == "unknown-key":
            here = model_at(model, path[:-1])
            values["allowed"] = list(here.model_fields)
            values["owner"] = next((name for name, key in inner_keys(here) if key == values["key"]), None)
        elif kind == "enum":
            values["allowed"] = allowed_values(model, path)
        elif code == "missing-key" and kind == "missing":
            path = path[:-1]
        yield Finding(code, file, path, values, key=code == "unknown-key" or "[key]" in fault["loc"])
