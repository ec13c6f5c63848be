"""`aaa schema`."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from aaa_cli.commands.options import OUTPUT, Where
from aaa_cli.outputs import delivery
from aaa_cli.plan import schema
from aaa_cli.words import N_, _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, WRONG_PLAN, Problem

HELP = N_(
    "Maakt de schema's waarmee een editor meekijkt terwijl je het plan wijzigt: uitleg, aanvullen en een eerste "
    "controle. Draai dit na een verandering van het programma."
)
EXAMPLES = (
    ("aaa schema schema", N_("maak de drie schema's in de map 'schema'")),
    ("aaa schema schema --check", N_("passen ze nog bij het programma?")),
)


def run(
    where: Where,  # options of every command; nothing here depends on them
    folder: Annotated[
        str, Argument(metavar=N_("MAP"), help=N_("De map voor de schema's; zij wordt zo nodig gemaakt."))
    ],
    check: Annotated[
        bool,
        Option("--check", help=N_("Schrijf niets; controleer alleen of ze nog kloppen."), rich_help_panel=OUTPUT),
    ] = False,
) -> int:
    """Answer `aaa schema`."""
    place = Path(folder)
    wanted = {place / name: content for name, content in schema.schemas().items()}
    if check:
        _check(place, wanted)
        return 0
    _make(place)
    for file in wanted:
        _keep_foreign(file)
    for file, content in wanted.items():
        delivery.write(file, content)
        delivery.tell_saved(file)
    return 0


def _check(place: Path, wanted: dict[Path, bytes]) -> None:
    """Raise Problem (exit 1) where a file is not what it should be."""
    if stale := [file.name for file, content in wanted.items() if _read(file) != content]:
        what = _("In {folder} ontbreken schema's of zijn ze verouderd: {files}")
        raise Problem(
            what.format(folder=figures.quoted(place, most=200), files=", ".join(stale)),
            _("Maak ze opnieuw met: {command}").format(command=f"aaa schema {figures.one_line(str(place))}"),
            WRONG_PLAN,
        )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes().replace(b"\r\n", b"\n")  # as Git on Windows may have written it
    except (FileNotFoundError, NotADirectoryError):
        return b""


def _make(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise Problem(
            _("{folder} is geen map").format(folder=figures.quoted(place, most=200)),
            _("Geef een map, zoals: {command}").format(command="aaa schema schema"),
            NOT_POSSIBLE,
        ) from error


def _keep_foreign(file: Path) -> None:
    """Raise Problem (exit 3) where something else stands that was not made here."""
    if file.exists() and not (file.is_file() and schema.is_made(file.read_bytes())):
        raise Problem(
            _("{file} is niet met 'aaa schema' gemaakt en blijft daarom staan").format(
                file=figures.quoted(file, most=200)
            ),
            _("Geef wat er staat een andere naam, of kies een andere map."),
            NOT_POSSIBLE,
        )
