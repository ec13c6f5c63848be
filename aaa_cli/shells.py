"""The talk with a shell about what the Tab key fills in; imported when there is one."""

import io
import os
import re
from contextlib import redirect_stderr
from typing import Any

from typer import _completion_classes as shells
from typer._click.shell_completion import CompletionItem, ShellComplete, add_completion_class
from typer._completion_shared import get_completion_script
from typer.completion import shell_complete

from aaa_cli import words as speech
from aaa_cli.commands.complete import SHELLS, VARIABLE
from aaa_cli.words import _, figures
from aaa_cli.words.problem import Problem, choice


class _Ours(ShellComplete):
    """What is the same in all shells: the language, and that the start of a word counts in any letter case."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Return what the word that is being typed may become."""
        asked = speech.asked_language(args)
        speech.choose(asked if asked in speech.LANGUAGES else speech.DUTCH)
        joined = re.fullmatch("(--[a-z-]+)?=(.*)", incomplete, re.DOTALL)
        option, typed = joined.groups() if joined else (None, incomplete)
        args = [word for word in args if word != "="]  # bash cuts --quarter=Q2 in three
        if option:
            args.append(option)
        # ask for all that could stand here, for Typer itself is strict about letter case
        items = super().get_completions(args, "-" if typed.startswith("-") else "")
        found = [item for item in items if item.value.casefold().startswith(typed.casefold())]
        for item in found:
            item.help = _harmless(item.help or "")
            item.value = (f"{option}=" if option else "") + item.value
        return found


def _harmless(text: str) -> str:
    """Return text of the data as one line without the signs that a shell acts upon: it passes through `eval`."""
    line = figures.one_line(" ".join(text.split()))
    return line.translate({ord("'"): "’", ord('"'): "”", ord("$"): None, ord("`"): None, ord("\\"): None})


class _Bash(_Ours, shells.BashComplete):
    def format_completion(self, item: CompletionItem) -> str:
        typed = os.environ["COMP_WORDS"].split("\n")[int(os.environ["COMP_CWORD"])]
        return str(item.value) if typed.startswith(("'", '"')) else str(item.value).replace(" ", r"\ ")


class _Zsh(_Ours, shells.ZshComplete):
    def format_completion(self, item: CompletionItem) -> str:
        return f'"{item.value}":"{item.help}"' if item.help else f'"{item.value}"'

    def complete(self) -> str:
        any_case = "_arguments -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' "
        return super().complete().replace("_arguments ", any_case, 1)


class _Fish(_Ours, shells.FishComplete):
    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{item.help}"


_CLASSES: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def script(shell: str) -> str:
    """Return the script that turns completion on in a shell. Raises Problem (exit 2) for one that isn't known."""
    if (name := shell.casefold()) not in SHELLS:
        what = _("Voor {shell} is er geen aanvulling").format(shell=figures.quoted(shell))
        raise Problem(what, choice(shell, SHELLS))
    text = get_completion_script(prog_name="aaa", complete_var=VARIABLE, shell=name)
    return text.replace(" $1 ) )", " $1 2>/dev/null ) )") + "\n"  # bash has not looked into a ~ or a quote in it


def answer(app: Any, instruction: str) -> int:
    """Tell the shell what can be filled in; nothing else is ever said."""
    for name, shell in _CLASSES.items():
        add_completion_class(shell, name)
    with redirect_stderr(io.StringIO()):
        try:
            return shell_complete(app, {}, "aaa", VARIABLE, instruction)
        except SystemExit as told:  # to fish, whether there is anything
            return int(told.code or 0)
        except Exception:  # noqa: BLE001 - who is typing has no use for what is wrong
            return 0
