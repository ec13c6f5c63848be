"""`aaa merge-driver`."""

import sys
from pathlib import Path
from typing import Annotated

from typer import Argument

from aaa_cli import rules
from aaa_cli.commands import complete
from aaa_cli.commands.options import Where
from aaa_cli.outputs import delivery
from aaa_cli.plan.load import Loaded, load
from aaa_cli.plan.merge import merge, merge_text
from aaa_cli.plan.models import FILES
from aaa_cli.reports import conflicts
from aaa_cli.words import N_, _
from aaa_cli.words.problem import WRONG_PLAN, Problem

HELP = N_(
    "Voegt twee versies van een bestand van het plan samen, per waarde. Git roept dit zelf aan als dat zo is "
    "ingesteld; met de hand gebruik je 'aaa resolve'."
)
EXAMPLES = (
    (
        "aaa merge-driver oud.yaml hier.yaml ander.yaml activities.yaml",
        N_("zoals Git het doet: wat eruit komt staat in hier.yaml (zie docs/samen-werken.md)"),
    ),
)


def run(
    base: Annotated[Path, Argument(metavar="%O", help=N_("Het bestand zoals het was."))],
    ours: Annotated[Path, Argument(metavar="%A", help=N_("Het bestand van hier; krijgt wat eruit komt."))],
    theirs: Annotated[Path, Argument(metavar="%B", help=N_("Het bestand van de ander."))],
    name: Annotated[
        str,
        Argument(
            metavar="%P",
            help=N_("Hoe het bestand in het plan heet."),
            autocompletion=complete.one_of(lambda: FILES),
        ),
    ],
    where: Where,
) -> int:
    """Answer `aaa merge-driver`: 0 where nothing is left open and the file is sound, else 1."""
    before, mine, other = (file.read_bytes() for file in (base, ours, theirs))
    file, labels = Path(name).name, (_(conflicts.ONE), _(conflicts.OTHER))
    # Git's own merge of the lines first: whatever happens from here on, neither side is left out
    text, clean = merge_text(mine, before, other, labels=labels)
    delivery.write(ours, text)
    try:
        if file not in FILES:
            return 0 if clean else WRONG_PLAN
        merged = merge(file, before, mine, other, labels=labels)
    except Problem:
        return 0 if clean else WRONG_PLAN
    delivery.write(ours, merged.content)
    for line in conflicts.lost(file, merged):
        delivery.say(sys.stderr, f"{line}\n")
    if merged.conflicts:
        return WRONG_PLAN
    # the other two files may be in the midst of their own merge
    sides = [_alone(file, content) for content in (mine, other)]
    return WRONG_PLAN if rules.new_errors(sides, _alone(file, merged.content), where.day()) else 0


def _alone(file: str, content: bytes) -> Loaded:
    """Return a plan of which only this file can be read, so that whatever it refers to may be there."""
    return load(Path(), given={file: content}, absent=FILES.keys() - {file})
