"""What the Tab key fills in: the words that an option or argument takes, and the talk with the shell about them.

To complete an option, give it `autocompletion=complete.words(...)`, or `complete.of_plan(...)` for what stands in the
plan. Neither is asked before somebody presses Tab. A plan that cannot be read has no words, and nobody hears why.
"""

import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

from typer import Context
from typer import _completion_classes as shells
from typer._click.shell_completion import CompletionItem, ShellComplete, add_completion_class
from typer._completion_shared import get_completion_script
from typer.completion import shell_complete

from aaa_cli import words as speech
from aaa_cli.plan.models import Named, Plan, Titled, full_id
from aaa_cli.words import _, figures, labels
from aaa_cli.words.problem import Problem, choice

VARIABLE = "_AAA_COMPLETE"  # set by the scripts; its name follows from that of the program

Explained = tuple[str, str]  # a word, and what it stands for
Completer = Callable[[Context], list[Explained]]


def words(known: Callable[[], Iterable[str]]) -> Completer:
    """Complete with the words that `known` returns."""

    def complete(ctx: Context) -> list[Explained]:
        return [(word, "") for word in known()]

    return complete


def of_plan(known: Callable[[Plan], Iterable[Explained]]) -> Completer:
    """Complete with the words that `known` returns of the plan, each with what it stands for."""

    def complete(ctx: Context) -> list[Explained]:
        from aaa_cli.commands.options import UnreadablePlan, Where

        folder = ctx.params.get("data")  # as it is typed: the shell has not been at it yet
        plan = Where(data=folder and str(Path(folder).expanduser())).load().plan
        if plan is None:
            raise UnreadablePlan(())
        return list(known(plan))

    return complete


def _labelled(items: Iterable[Titled | Named]) -> list[Explained]:
    return [(item.id, item.label) for item in items]


def _with_none(items: Iterable[Titled | Named]) -> list[Explained]:
    return [*_labelled(items), (_(labels.NONE), "")]


def _subjects(plan: Plan) -> Iterator[Explained]:
    for activity in plan.activities:
        yield activity.id, activity.label
        for part in activity.parts:
            yield full_id(activity, part), part.label


SUBJECTS = of_plan(_subjects)
PARTNERS = of_plan(lambda plan: _labelled(plan.partners))
PARTNERS_OR_NONE = of_plan(lambda plan: _with_none(plan.partners))
THEMES = of_plan(lambda plan: _labelled(plan.themes))
AMBITIONS_OR_NONE = of_plan(lambda plan: _with_none(plan.head.ambitions))
QUARTERS = words(lambda: ("Q1", "Q2", "Q3", "Q4", _("nu"), _("volgend")))
STATUSES = words(lambda: map(_, labels.STATUS.values()))
LIGHTS = words(lambda: map(_, labels.LIGHT.values()))
LANGUAGES = words(lambda: speech.LANGUAGES)


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


SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def script(shell: str) -> str:
    """Return the script that turns completion on in a shell. Raises Problem (exit 2) for one that isn't known."""
    if (name := shell.casefold()) not in SHELLS:
        what = _("Voor {shell} is er geen aanvulling").format(shell=figures.quoted(shell))
        raise Problem(what, choice(shell, SHELLS))
    return get_completion_script(prog_name="aaa", complete_var=VARIABLE, shell=name) + "\n"


def answer(app: Any, instruction: str) -> int:
    """Tell the shell what can be filled in; nothing else is ever said."""
    for name, shell in SHELLS.items():
        add_completion_class(shell, name)
    with redirect_stderr(io.StringIO()):
        try:
            return shell_complete(app, {}, "aaa", VARIABLE, instruction)
        except SystemExit as told:  # to fish, whether there is anything
            return int(told.code or 0)
        except Exception:  # noqa: BLE001 - who is typing has no use for what is wrong
            return 0
