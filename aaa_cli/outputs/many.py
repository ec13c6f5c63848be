"""Many files at once: in other processes, where these make them sooner than this one alone."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import NamedTuple

from aaa_cli.outputs import Wanted, written
from aaa_cli.reports.document import Document
from aaa_cli.words import choose, language

MANY = 12  # pdf files, which take the longest; of fewer, the libraries that each process reads take more
_MOST = 4  # processes


class Task(NamedTuple):
    """A file to make."""

    name: str
    form: str
    document: Document


Made = tuple[bytes, list[str]]


def made(tasks: Sequence[Task], wanted: Wanted) -> Iterator[Made]:
    """Yield what `written` returns for each task, in their order. Raises Problem as that does."""
    processors = min(os.cpu_count() or 1, _MOST)
    if processors == 1 or sum(task.form == "pdf" for task in tasks) < MANY:
        yield from map(_make, tasks, repeat(wanted))
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("spawn")  # the only way that there is on each system
    others = ProcessPoolExecutor(processors, context, initializer=_begin, initargs=(language(),))
    try:
        with _unheard():
            found = others.map(_make, tasks, repeat(wanted._replace(fields={})), chunksize=4)
        yield from found
    finally:
        others.shutdown(cancel_futures=True)


def _make(task: Task, wanted: Wanted) -> Made:
    return written(task.form, task.document, wanted)


@contextmanager
def _unheard() -> Iterator[None]:
    """Let the processes that are started here never hear Ctrl-C: this one does, afterwards, and ends them."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # on Windows, where they are deaf once they have begun
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(spoken: str) -> None:
    """Begin a process: in the language of the one that started it, and to end with it, however that ends."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    choose(spoken)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent
    parent.join()
    os._exit(1)
