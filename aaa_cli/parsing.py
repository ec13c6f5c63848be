"""Typer's command classes in the reader's language: help, usage lines, and what was wrong with the question."""

import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from typer._click import exceptions as click
from typer._click.core import Context
from typer._click.shell_completion import CompletionItem
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from aaa_cli.words import N_, _, figures, labels
from aaa_cli.words.problem import Problem, choice, did_you_mean, near

ARGUMENTS, OTHERS = N_("Argumenten"), N_("Overig")
HELP_OPTION = N_("Toon deze uitleg.")


class _Explained:
    """What a command and a group of commands share: they are explained in the reader's language."""

    help: str | None

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the option for help, in our words."""
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = HELP_OPTION
        return option

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return the first sentence of the help."""
        return _(str(self.help)).split(". ")[0].split(": ")[0].rstrip(".")

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands, or the options, that may stand here."""
        items: list[CompletionItem] = super().shell_complete(ctx, incomplete)  # type: ignore[misc]
        for item in items:
            item.help = item.help and _(item.help)
        return items


class Command(_Explained, TyperCommand):
    """A command whose help is ours, and that hands leftover words to `Problem`."""

    examples: Sequence[tuple[str, str]] = ()
    allow_extra_args = True

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the command line. Raises Problem for words that are too many."""
        typed = [*args]  # what Typer uses up
        try:
            rest: list[str] = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            names = _option_names(ctx)
            if isinstance(error, click.NoSuchOption) and (word := next((w for w in typed if f"-{w}" in names), None)):
                error.option_name = word  # typed with one dash, and so taken for several letters
            raise
        if rest and not ctx.resilient_parsing:
            what = _("{word} hoort niet in deze opdracht").format(word=figures.quoted(rest[0]))
            raise Problem(what, _too_many(rest[0], ctx))
        return rest

    def format_help(self, ctx: Context, formatter: Any) -> None:
        """Print the help page."""
        arguments = [param for param in self.params if isinstance(param, TyperArgument)]
        named = [f"[{_metavar(arg)}]" if not arg.required else _metavar(arg) for arg in arguments]
        usage = " ".join([ctx.command_path, *named, _("[opties]")])
        _print_help(usage, str(self.help), self.examples, _panels(self, ctx))

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Return the options that may stand here; the short names only to who typed a dash."""
        return super().shell_complete(ctx, incomplete or "--")


def _too_many(word: str, ctx: Context) -> str:
    if word.casefold().removeprefix("q") in {"1", "2", "3", "4"} and "--quarter" in _option_names(ctx):
        return _("Bedoelde je --quarter {word}?").format(word=word)
    return _("Zet een waarde met spaties tussen aanhalingstekens. Uitleg: {command} --help").format(
        command=ctx.command_path
    )


class Commands(_Explained, TyperGroup):
    """All commands; each is imported when it is asked for."""

    load: "Callable[[str], Command | Commands]"
    names: Sequence[str] = ()
    meant: Mapping[str, str] = MappingProxyType({})  # names by other words for them
    examples: Sequence[tuple[str, str]] = ()

    def get_command(self, ctx: Context, cmd_name: str) -> "Command | Commands | None":
        """Return a command by its name."""
        return self.load(cmd_name) if cmd_name in self.names else None

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(self.names)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the command that is asked for. Raises Problem for a name that doesn't exist."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None:
            what = _("De opdracht {name} bestaat niet").format(name=figures.quoted(name))
            meant = did_you_mean(self.meant.get(name.casefold())).rstrip()
            raise Problem(what, meant or choice(name, self.names))
        return name, command, args[1:]

    def format_help(self, ctx: Context, formatter: Any) -> None:
        """Print the help page: what to type next."""
        rows = [(name, self.load(name).get_short_help_str()) for name in self.names]
        panels = {N_("Opdrachten"): rows} | _panels(self, ctx)
        usage = _("{path} OPDRACHT [opties]").format(path=ctx.command_path)
        _print_help(usage, str(self.help), self.examples, panels)


def worded(error: click.UsageError) -> Problem:
    """Return what Typer found wrong with a command line in our own words."""
    path = error.ctx.command_path if error.ctx else "aaa"
    remedy = _("Uitleg en voorbeelden: {command} --help").format(command=path)
    match error:
        case click.NoSuchOption():
            names = _option_names(error.ctx)
            dutch = {f"--{label}": f"--{name}" for name, label in labels.FILTER.items() if f"--{name}" in names}
            meant = near(error.option_name, [*dutch, *names])
            meant = dutch.get(meant or "", meant)
            what = _("{command} kent de optie {option} niet").format(
                command=path, option=figures.quoted(error.option_name)
            )
            if " " in error.option_name:
                remedy = _('Begint een tekst met een streepje? Zet dan vóór de tekst twee streepjes: -- "- tekst"')
            return Problem(what, did_you_mean(meant) + remedy)
        case click.BadOptionUsage():
            option = figures.quoted(error.option_name)
            takes = any(
                isinstance(param, TyperOption) and param.is_flag and error.option_name in param.opts
                for param in (error.ctx.command.params if error.ctx else ())
            )
            what = _("Achter {option} hoort geen waarde") if takes else _("Achter {option} ontbreekt een waarde")
            return Problem(what.format(option=option), remedy)
        case click.MissingParameter():
            name = _metavar(error.param).rstrip("…") if error.param else ""
            if error.ctx and isinstance(error.ctx.command, Command):
                example = _(error.ctx.command.examples[0][0])
                remedy = _("Bijvoorbeeld: {example}").format(example=example) + " · " + remedy
            return Problem(_("Er ontbreekt nog: {name}").format(name=name), remedy)
    return Problem(_("Deze opdracht is niet te lezen"), remedy)


def _option_names(ctx: Context | None) -> list[str]:
    return [name for param in (ctx.command.get_params(ctx) if ctx else ()) for name in param.opts]


def _metavar(param: Any) -> str:
    return _(param.metavar) if param.metavar else param.name.upper()


Rows = list[tuple[str, str]]


def _panels(command: Any, ctx: Context) -> dict[str, Rows]:
    """Return the rows of arguments and options under their headings, which are still msgids."""
    panels: dict[str, Rows] = {}
    for param in sorted(command.get_params(ctx), key=lambda param: not isinstance(param, TyperArgument)):
        if getattr(param, "hidden", False):
            continue
        if isinstance(param, TyperArgument):
            panels.setdefault(ARGUMENTS, []).append((_metavar(param), _(str(param.help))))
            continue
        names = ", ".join(sorted(param.opts, key=len))
        value = f" {_metavar(param)}" if param.metavar else ""
        panels.setdefault(param.rich_help_panel or OTHERS, []).append((names + value, _(str(param.help))))
    return panels


def _print_help(usage: str, text: str, examples: Sequence[tuple[str, str]], panels: Mapping[str, Rows]) -> None:
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

    from aaa_cli.outputs.screen import console, put

    screen = console(sys.stdout)
    told = {N_("Voorbeelden"): [(_(command), _(gives)) for command, gives in examples]} if examples else {}
    blocks: list[RenderableType] = [Text.assemble((_("Gebruik: "), "bold"), usage), Text(), Text(_(text))]
    for title, rows in {**told, **panels}.items():
        blocks += [Text(), Text(_(title), "bold cyan")]
        blocks.append(Padding(_two_columns(rows, screen.width - 2), (0, 0, 0, 2)))
    put(screen, Group(*blocks))


def _two_columns(rows: Rows, width: int) -> Any:
    """Return names beside their texts, or above them where the names take half of the width."""
    from rich.table import Table
    from rich.text import Text

    longest = max(len(name) for name, _text in rows)
    if longest > width // 2:
        from textwrap import wrap

        lines = [line for row in rows for line in (*wrap(row[0], width, subsequent_indent="      "), f"    {row[1]}")]
        return Text("\n".join(line.rstrip() for line in lines if line.strip()))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, width=longest)
    grid.add_column()
    for name, text in rows:
        grid.add_row(Text(name), Text(text))
    return grid
