"""One file per command: what is asked, whom to ask, what to hand to the writer. No rule, no sum, no layout.

A command has a `HELP` text, `EXAMPLES` (what to type, and what it gives) and `run`, which returns the exit code.
"""
