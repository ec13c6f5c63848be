"""`python -m aaa_cli`."""

from aaa_cli.cli import run

run()
