"""The smallest Typer program with the options of `aaa status` that prints a Rich table of as many rows."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

Words = Annotated[list[str] | None, typer.Option()]
app = typer.Typer(add_completion=False)


@app.command()
def status(
    quarter: Annotated[list[str] | None, typer.Option("--quarter", "-q")] = None,
    trekker: Annotated[list[str] | None, typer.Option("--trekker", "-t")] = None,
    partner: Annotated[list[str] | None, typer.Option("--partner", "-p")] = None,
    theme: Words = None,
    ambition: Words = None,
    status: Annotated[list[str] | None, typer.Option("--status", "-s")] = None,
    light: Words = None,
    text: Words = None,
    overdue: Annotated[bool, typer.Option("--overdue")] = False,
    undated: Annotated[bool, typer.Option("--undated")] = False,
    format: Annotated[str | None, typer.Option("--format", "-f")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    data: Annotated[str | None, typer.Option("--data", envvar="AAA_DATA")] = None,
    today: Annotated[str | None, typer.Option("--today", envvar="AAA_TODAY")] = None,
    lang: Annotated[str | None, typer.Option("--lang")] = None,
) -> None:
    table = Table("Stoplicht", "Onderdeel", "Periode", "Trekker", "Status", box=None)
    for number in range(ROWS):
        table.add_row("nog niet te beoordelen", f"Onderdeel {number}", "Q2/Q3", "geen trekker", "gepland")
    Console().print(table)


@app.callback()
def main() -> None:
    """Have commands, as `aaa` has."""


ROWS = 16 + 16  # the parts of Q2, and those of them that ask for attention

if __name__ == "__main__":
    app()
