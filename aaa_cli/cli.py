"""The front door: the list of commands, and `main(argv) -> exit code`."""

import inspect
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import is_dataclass
from importlib import import_module
from typing import Annotated, Any, get_args

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperOption

from aaa_cli import words
from aaa_cli.commands import complete
from aaa_cli.commands.options import LANG, UnreadablePlan
from aaa_cli.parsing import Command, Commands, worded
from aaa_cli.words import N_, _, figures
from aaa_cli.words.problem import BUG, INTERRUPTED, NOT_POSSIBLE, WRONG_PLAN, Problem, choice, reason

# in the order of the help
READING = ("status", "list", "show", "diff", "plan", "report", "meeting", "budget", "partners", "ambitions", "export")
CHANGING = ("update", "log", "add", "remove", "save", "undo", "resolve")
COMMANDS = (*READING, *CHANGING, "validate", "explain", "schema", "merge-driver")
# what else people call them
MEANT = {
    "lijst": "list",
    "toon": "show",
    "verschil": "diff",
    "begroting": "budget",
    "jaarplan": "plan",
    "rapportage": "report",
    "voortgangsrapportage": "report",
    "overleg": "meeting",
    "wijzig": "update",
    "noteer": "log",
    "voeg-toe": "add",
    "verwijder": "remove",
    "bewaar": "save",
    "opslaan": "save",
    "herstel": "undo",
    "samenvoegen": "resolve",
    "controleer": "validate",
    "leg-uit": "explain",
}
HELP = N_(
    "Houdt bij hoe een jaarplan ervoor staat: wat er nu moet gebeuren, wie het trekt, wat te laat is en wat het kost."
)
EXAMPLES = (
    ("aaa status", N_("hoe staan we ervoor?")),
    ("aaa status --quarter Q2", N_("wat speelt er in het tweede kwartaal?")),
    (N_("aaa list --trekker geen"), N_("wat trekt nog niemand?")),
    ("aaa show green-leaf", N_("alles over één activiteit")),
    ("aaa validate", N_("klopt het plan na een wijziging?")),
    ("aaa status --help", N_("uitleg over één opdracht")),
)
_CONTEXT = {"help_option_names": ["-h", "--help"]}
WHERE_TO_REPORT = N_("Meld dit bij wie het programma beheert, met de regels hieronder en zo mogelijk het plan.")


def main(argv: Sequence[str] | None = None) -> int:
    """Answer a command line and return the exit code. A person gets two lines for what goes wrong."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        if hasattr(stream := getattr(sys, name), "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _answer(arguments)
        sys.stdout.flush()
    except Problem as problem:
        return _tell(problem)
    except (BrokenPipeError, SystemExit):  # Typer's way of telling a closed pipe
        return _leave_quietly()
    except OSError as error:
        what = _("{name} is niet te gebruiken: {reason}")
        remedy = _("Controleer of het bestaat, of je er rechten voor hebt en of de schijf niet vol is.")
        name = figures.quoted(error.filename or _("de uitvoer"), most=200)
        return _tell(Problem(what.format(name=name, reason=reason(error)), remedy, NOT_POSSIBLE))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - the one place where a bug is told
        return _tell_bug(arguments)
    return code


def _answer(arguments: list[str]) -> int:
    if instruction := os.environ.get(complete.VARIABLE):
        from aaa_cli import shells

        return shells.answer(_app(), instruction)
    _choose_language(arguments)
    try:
        return int(_app().main(args=_with_help(arguments), prog_name="aaa", standalone_mode=False) or 0)
    except UsageError as error:
        raise worded(error) from error
    except UnreadablePlan as unreadable:
        from aaa_cli.outputs.diagnostics import text

        text.show(unreadable.diagnostics, sys.stderr, note=unreadable.note)
        return WRONG_PLAN


def _with_help(arguments: list[str]) -> list[str]:
    """Read `aaa help status` as people mean it."""
    return [*arguments[1:], "--help"] if arguments[:1] == ["help"] else arguments


def _choose_language(arguments: list[str]) -> None:
    for word in arguments:
        if not word.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in word):
            what = _("{word} bevat tekens die niet te lezen zijn").format(word=figures.quoted(word))
            raise Problem(what, _("Typ de opdracht opnieuw, in plaats van haar te plakken."))
    asked = words.asked_language(arguments)
    words.choose(words.DUTCH)
    if asked not in words.LANGUAGES:
        raise Problem(
            _("De taal {asked} is er niet").format(asked=figures.quoted(asked)), choice(asked, words.LANGUAGES)
        )
    words.choose(asked)


def _app() -> Commands:
    app = _group(_alone, HELP, EXAMPLES)
    app.names, app.meant, app.load = COMMANDS, MEANT, _load
    return app


def _alone(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=N_("Toon de versie van het programma."))] = False,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="nl|en", help=LANG.help, autocompletion=complete.LANGUAGES),
    ] = None,
    completion: Annotated[
        str | None,
        typer.Option(
            "--completion",
            metavar="|".join(complete.SHELLS),
            help=N_("Toon het script waarmee de Tab-toets aanvult wat je typt."),
            rich_help_panel=N_("Aanvullen met Tab"),
            autocompletion=complete.one_of(lambda: complete.SHELLS),
        ),
    ] = None,
) -> None:
    """Answer `aaa` without a command."""
    if completion is not None:
        from aaa_cli import shells

        sys.stdout.write(shells.script(completion))
    elif version:
        sys.stdout.write(f"{_version()}\n")
    elif ctx.invoked_subcommand is None:
        ctx.get_help()


def _helped(ctx: typer.Context, lang: Annotated[str | None, LANG] = None) -> None:
    """Answer a command that has commands of its own, without one of them."""
    if ctx.invoked_subcommand is None:
        ctx.get_help()


def _load(name: str) -> Command | Commands:
    module = import_module(f"aaa_cli.commands.{name.replace('-', '_')}")
    if hasattr(module, "COMMANDS"):  # of its own
        group = _group(_helped, module.HELP, module.EXAMPLES)
        group.name, group.names, group.meant = name, module.COMMANDS, module.MEANT
        group.load = lambda kind: _of_now(_command(kind, *module.command(kind)))
        return group
    command = _command(name, module.run, module.HELP, module.EXAMPLES)
    return _of_now(command) if name in CHANGING else command


def _of_now(command: Command) -> Command:
    """Leave `--at` out of the help of a command, which then says that an old version can only be looked at."""
    for param in command.params:
        if isinstance(param, TyperOption):
            param.hidden = param.hidden or param.name == "at"
    return command


def _command(name: str, run: Callable[..., int], told: str, examples: Sequence[tuple[str, str]]) -> Command:
    app = typer.Typer(add_completion=False)
    app.command(name, cls=Command, help=told, context_settings=_CONTEXT)(_flattened(run))
    command = typer.main.get_command(app)
    assert isinstance(command, Command)
    command.examples = examples
    return command


def _group(alone: Callable[..., None], told: str, examples: Sequence[tuple[str, str]]) -> Commands:
    """Return what has commands of its own, which are still to be named; `alone` answers it without one of them."""
    app = typer.Typer(
        cls=Commands, add_completion=False, invoke_without_command=True, help=told, context_settings=_CONTEXT
    )
    app.callback()(alone)
    group = typer.main.get_command(app)
    assert isinstance(group, Commands)
    group.examples = examples
    return group


def _flattened(run: Callable[..., int]) -> Callable[..., int]:
    """Return `run` with each parameter that is a group of options replaced by the options of that group.

    A group is a class whose fields are options, or a mapping annotated with its `parameters`.
    """
    groups: dict[str, tuple[Callable[..., Any], list[inspect.Parameter]]] = {}
    flat: list[inspect.Parameter] = []
    for parameter in inspect.signature(run).parameters.values():
        if hasattr(parameter.annotation, "_fields") or is_dataclass(parameter.annotation):
            members = [*inspect.signature(parameter.annotation).parameters.values()]
            groups[parameter.name] = parameter.annotation, members
        elif options := [said for said in get_args(parameter.annotation) if hasattr(said, "parameters")]:
            members = options[0].parameters
            groups[parameter.name] = dict, members
        else:
            members = [parameter]
        flat += members

    def command(**given: Any) -> int:
        grouped = {
            name: make(**{member.name: given.pop(member.name) for member in members})
            for name, (make, members) in groups.items()
        }
        return run(**grouped, **given)

    flat = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in flat]
    command.__signature__ = inspect.Signature(flat)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in flat}
    return command


def _tell(problem: Problem) -> int:
    with suppress(OSError):  # who closed stderr wants no words
        sys.stderr.write(f"{problem.what}.\n{problem.remedy}\n")
        sys.stderr.flush()
    return problem.exit_code


def _leave_quietly() -> int:
    """Let go of a standard output that nobody reads any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _tell_bug(arguments: list[str]) -> int:
    import platform
    import traceback

    told = [
        f"{_version()}, Python {platform.python_version()}, {platform.platform()}",
        " ".join(["aaa", *arguments]),
        *traceback.format_exc().splitlines()[-3:],
    ]
    what = _("Dit is een fout in het programma zelf; het plan is niet gewijzigd.")
    lines = [what, _(WHERE_TO_REPORT), *(f"    {figures.one_line(line)}" for line in told)]
    with suppress(OSError):
        sys.stderr.write("\n".join(lines) + "\n")
    return BUG


def _version() -> str:
    from importlib.metadata import version

    return f"aaa {version('aaa-cli')}"
