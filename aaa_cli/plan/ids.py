"""What an id means that a person typed."""

from collections.abc import Iterable, Mapping, Sequence

from aaa_cli.words import _, figures
from aaa_cli.words.problem import Problem, choice

_MOST = 12  # candidates that are told


def find(subjects: Mapping[str, Sequence[str]], word: str, others: Iterable[str] = (), *, wary: bool = False) -> str:
    """Return the id of an activity, the full id of a part, or one of the `others` (`partner:gemeente`, `plan:plan`).

    `subjects` holds the activities with the ids of their parts. The first that fits counts: full id, activity's id,
    `plan` itself, part's own id if only one has it, the id of another thing without its kind, a prefix of these that
    is unique.
    `wary` takes no id that means another thing as well. Raises Problem (exit 2) with the candidates.
    """
    wanted = word.strip().casefold().removeprefix("activity:").removeprefix("part:")
    whole = [*subjects, *(f"{activity}/{part}" for activity, parts in subjects.items() for part in parts), *others]
    own_ids: dict[str, list[str]] = {}
    for activity, parts in subjects.items():
        for part in parts:
            own_ids.setdefault(part, []).append(f"{activity}/{part}")
    bare: dict[str, list[str]] = {}
    for name in others:
        bare.setdefault(name.partition(":")[2] or name, []).append(name)
    kinds = (
        [wanted] if wanted in whole else [],
        [single] if (single := f"{wanted}:{wanted}") in whole else [],
        own_ids.get(wanted, []),
        bare.get(wanted, []),
        _starting(wanted, whole, own_ids, bare) if wanted else [],
    )
    found = next(filter(None, kinds), [])
    if wary and found and found is not kinds[-1] and ":" not in word:
        found = [*dict.fromkeys(name for exact in kinds[:-1] for name in exact)]
    if len(found) == 1:
        return found[0]
    value = figures.quoted(word)
    if found:
        what = _("Het id {value} past bij meer dan één activiteit of onderdeel")
        if any(":" in name for name in found):
            what = _("Het id {value} past bij meer dan één ding in het plan")
            found = [name if ":" in name or "/" in name else f"activity:{name}" for name in found]
        more = _(" of nog {count} andere").format(count=len(found) - _MOST) if len(found) > _MOST else ""
        remedy = _("Kies er een van: {names}{more}.").format(names=", ".join(found[:_MOST]), more=more)
        raise Problem(what.format(value=value), remedy)
    raise Problem(
        _("Het id {value} bestaat niet").format(value=value),
        choice(word, whole, slips=[*own_ids, *bare], overview="aaa list"),
    )


def _starting(
    wanted: str, whole: Sequence[str], own_ids: Mapping[str, Sequence[str]], bare: Mapping[str, Sequence[str]]
) -> list[str]:
    by_own = (full for own, fulls in (*own_ids.items(), *bare.items()) if own.startswith(wanted) for full in fulls)
    found = [*dict.fromkeys([*(name for name in whole if name.startswith(wanted)), *by_own])]
    # an activity stands for its parts: green-leaf does not compete with green-leaf/aanvraag
    return [name for name in found if "/" not in name or name.partition("/")[0] not in found]
