"""`aaa`, and `python -m aaa_cli`."""

import gc
import sys


def run() -> None:
    """Run `aaa`; Ctrl-C is heeded from the first import on."""
    gc.disable()  # a process of a moment: what it collects costs more time than it frees memory
    try:
        from aaa_cli.cli import main

        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
