"""Where the plan is."""

from pathlib import Path

from aaa_cli.plan.models import FILES
from aaa_cli.words import _, figures
from aaa_cli.words.problem import Problem, reason

PLACE = "data"


def find(data: str | None) -> Path:
    """Return the folder that was given, else `data` here or in the nearest folder above.

    Raises Problem (exit 2) where there is no plan.
    """
    if data is not None:
        return _given(data)
    here = Path.cwd()
    for above in (here, *here.parents):
        if any((above / PLACE / name).is_file() for name in FILES):
            return above / PLACE
    raise Problem(
        _("Geen plan gevonden: er is geen map 'data' met {files} in {folder} of hogerop").format(
            files=", ".join(FILES), folder=figures.quoted(here, most=200)
        ),
        _("Ga naar de map van het plan, wijs haar aan met --data MAP, of maak een map 'data' met die bestanden."),
    )


def shown(folder: Path) -> str:
    """Return the folder as CI and people name it, with a slash behind it: `data/`.

    It is relative to its repository, or to the current folder; a folder outside both is named in full.
    """
    folder = folder.resolve()
    root = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), Path.cwd())
    named = folder.relative_to(root) if folder.is_relative_to(root) else folder
    return "" if named == Path() else f"{figures.one_line(named.as_posix())}/"


def _given(data: str) -> Path:
    folder, value = Path(data), figures.quoted(data, most=200)
    remedy = _("Wijs met --data de map aan waarin activities.yaml staat.")
    try:
        names = {item.name for item in folder.iterdir()}
    except FileNotFoundError as error:
        raise Problem(_("De map {folder} bestaat niet").format(folder=value), remedy) from error
    except NotADirectoryError as error:
        raise Problem(_("{folder} is geen map").format(folder=value), remedy) from error
    except OSError as error:
        what = _("De map {folder} is niet te lezen: {reason}")
        raise Problem(what.format(folder=value, reason=reason(error)), remedy) from error
    if names.isdisjoint(FILES):
        meant = folder / PLACE
        hint = _("Bedoelde je --data {folder}?").format(folder=figures.one_line(str(meant))) if meant.is_dir() else ""
        looked_for = _("Gezocht naar: {files}.").format(files=", ".join(FILES))
        raise Problem(_("In de map {folder} staat geen plan").format(folder=value), f"{hint} {looked_for}".strip())
    return folder
