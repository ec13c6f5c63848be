"""Every model of a plan with its place, for rules about what all have in common."""

from collections.abc import Iterator

from pydantic import BaseModel

from aaa_cli.plan.finding import Path
from aaa_cli.plan.load import ACTIVITIES, BUDGET, PARTNERS
from aaa_cli.plan.models import Activity, Part, Plan


def part_path(activity: Activity, part: Part, *further: str | int) -> Path:
    """Return the path of a part in activities.yaml, or of what stands `further` in it."""
    return ("activities", activity.id, "parts", part.id, *further)


def every_model(plan: Plan) -> Iterator[tuple[str, Path, BaseModel]]:
    """Yield the file, the path and the model of everything in a plan, in file order."""
    roots: dict[str, dict[str, object]] = {
        ACTIVITIES: {
            "plan": plan.head,
            "themes": plan.themes,
            "activities": plan.activities,
            "decisions": plan.decisions,
            "risks": plan.risks,
            "results": plan.results,
        },
        BUDGET: {"payers": plan.budget.payers, "lines": plan.budget.lines, "stated": plan.budget.stated},
        PARTNERS: {"partners": plan.partners, "programmes": plan.programmes, "governance": plan.governance},
    }
    for file, values in roots.items():
        for key, value in values.items():
            for path, model in _below((key,), value):
                yield file, path, model


def every_list(plan: Plan) -> Iterator[tuple[str, Path, tuple[BaseModel, ...]]]:
    """Yield the file, the path and the items of each list of things that have an id."""
    lists: dict[tuple[str, Path], list[BaseModel]] = {}
    for file, path, model in every_model(plan):
        if "id" in type(model).model_fields:
            lists.setdefault((file, path[:-1]), []).append(model)
    for (file, path), items in lists.items():
        yield file, path, tuple(items)


def _below(path: Path, value: object) -> Iterator[tuple[Path, BaseModel]]:
    if isinstance(value, BaseModel):
        yield path, value
        for key, inner in value.__dict__.items():
            if isinstance(inner, BaseModel | tuple):
                yield from _below((*path, key), inner)
    elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
        for place, item in enumerate(value):
            yield from _below((*path, getattr(item, "id", place)), item)
