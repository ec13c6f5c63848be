"""Safe writing: each file whole, a change over several files whole, whatever fails or whoever comes in between."""

import errno
import json
import os
import stat
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aaa_cli.plan import store
from aaa_cli.plan.models import FILES
from aaa_cli.words.problem import NOT_POSSIBLE, Problem
from tests.repository import Repository

A, B, P = FILES
OLD = {A: b"a: old\r\n", P: b"p: old"}
NEW = {A: b"a: new, and longer\n", P: b"p: new\n"}
GROWING = ("open", "fdopen", "chmod", "fsync", "replace")  # calls of the system that a full disk refuses
CALLS = (*GROWING, "unlink")
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a plan of two files."""
    folder = tmp_path / "plan"
    folder.mkdir()
    for name, content in OLD.items():
        (folder / name).write_bytes(content)
    return folder


def held(folder: Path) -> dict[str, bytes]:
    """Return what stands in a folder, but for the lock."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != store.LOCK}


@contextmanager
def refused(*words: str) -> Iterator[None]:
    with pytest.raises(Problem) as caught:
        yield
    assert caught.value.exit_code == NOT_POSSIBLE
    assert all(word in caught.value.what for word in words), caught.value.what
    assert not caught.value.what.endswith(".")
    assert caught.value.remedy.endswith(".")


@contextmanager
def trap(act: Callable[[], None], nth: int, *calls: str, lasting: bool = False) -> Iterator[Callable[[], int]]:
    """Act before the nth of some calls of the system, with `lasting` before each one after it too."""
    seen = 0

    def guard(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen == nth or (lasting and seen > nth):
                act()
            return real(*args, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in calls:
            patch.setattr(os, name, guard(getattr(os, name)))
        yield lambda: seen


def full() -> None:
    raise OSError(errno.ENOSPC, "full")


def killed() -> None:
    os._exit(9)


def interrupted() -> None:
    raise KeyboardInterrupt


def in_child(job: Callable[[], None]) -> int:
    """Do a job in another process, and return its exit code: 0 where it got to the end."""
    if not (child := os.fork()):
        code = 1
        try:
            job()
            code = 0
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def keep_new(folder: Path) -> None:
    with store.locked(folder):
        store.keep(folder, NEW, OLD)


# -- replace


def test_a_file_is_replaced_and_nothing_else_is_there(folder: Path) -> None:
    store.replace(folder / A, b"new")
    assert held(folder) == OLD | {A: b"new"}


def test_a_new_file_has_the_mode_of_any_new_file(folder: Path) -> None:
    store.replace(folder / "fresh", b"new")
    (folder / "other").write_bytes(b"new")
    assert (folder / "fresh").stat().st_mode == (folder / "other").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o666])
def test_the_mode_stays(mode: int, folder: Path) -> None:
    (folder / A).chmod(mode)
    store.replace(folder / A, b"new")
    assert stat.S_IMODE((folder / A).stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_the_owner_stays(folder: Path) -> None:
    os.chown(folder / A, 1234, 5678)
    store.replace(folder / A, b"new")
    assert ((folder / A).stat().st_uid, (folder / A).stat().st_gid) == (1234, 5678)


@pytest.mark.skipif(not hasattr(os, "chown"), reason="Windows has no owners of this kind")
def test_an_owner_that_may_not_be_given_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def may_not(*_args: object) -> None:
        raise PermissionError(errno.EPERM, "no")

    monkeypatch.setattr(os, "chown", may_not)
    store.replace(folder / A, b"new")
    assert (folder / A).read_bytes() == b"new"


def test_through_a_symlink_to_its_target(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / A).rename(elsewhere / "real.yaml")
    (folder / "step").symlink_to(elsewhere / "real.yaml")
    (folder / A).symlink_to("step")
    keep_new(folder)
    assert (folder / A).is_symlink()
    assert held(elsewhere) == {"real.yaml": NEW[A]}
    assert held(folder).keys() == {A, P, "step"}


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod", "fdopen"])
def test_a_full_disk_leaves_the_old_file(call: str, folder: Path) -> None:
    with trap(full, 1, call), pytest.raises(OSError, match="full"):
        store.replace(folder / A, b"new")
    assert held(folder) == OLD


@forks
def test_a_write_that_is_cut_short_leaves_the_old_file(folder: Path) -> None:
    def job() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))  # the system then writes the first part
        with refused(A):
            store.keep(folder, {A: b"x" * 200_000}, OLD)

    assert in_child(job) == 0
    assert held(folder) == OLD


# -- locked


def test_a_plan_that_is_held_is_refused_with_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.03)
    with store.locked(folder):
        with refused("Iemand anders", folder.name), store.locked(folder):
            pytest.fail("both hold it")
        with refused("Iemand anders"), store.locked(folder):
            pytest.fail("the refusal freed it")
    with store.locked(folder):
        pass


def test_nobody_waits_longer_than_five_seconds() -> None:
    assert 0 < store.PATIENCE <= 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_holder_holds_nobody_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"""
from pathlib import Path
from aaa_cli.plan import store
with store.locked(Path({str(folder)!r})):
    print("held", flush=True)
    input()
"""
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        monkeypatch.setattr(store, "PATIENCE", 0.03)
        with refused("Iemand anders"), store.locked(folder):
            pass
        holder.kill()
        holder.wait()
        with store.locked(folder):
            pass


def test_a_lock_file_of_any_kind_of_past_holds_nobody_up(folder: Path) -> None:
    (folder / store.LOCK).write_text("12345 old words")
    keep_new(folder)
    assert held(folder) == NEW


def test_a_folder_that_vanished_is_not_made(tmp_path: Path) -> None:
    with refused("gone", "bestaat niet"), store.locked(tmp_path / "gone"):
        pass
    assert not list(tmp_path.iterdir())


@forks
@pytest.mark.parametrize(("mode", "words"), [(0o555, ("plan", "geen rechten")), (0o777, (A, "beveiligd"))])
def test_what_others_may_not_write_is_refused(mode: int, words: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "plan"
        folder.mkdir()
        for file, content in OLD.items():
            (folder / file).write_bytes(content)
            (folder / file).chmod(0o444)
        (folder / store.JOURNAL).write_bytes(b"[]")
        Path(name).chmod(0o755)
        folder.chmod(mode)

        def job() -> None:
            if os.geteuid() == 0:
                os.setuid(12345)  # root may write everywhere
            with refused(*words):
                keep_new(folder)
            store.recover(folder)
            assert {file: (folder / file).read_bytes() for file in OLD} == OLD

        assert in_child(job) == 0
        folder.chmod(0o755)
        assert held(folder).keys() - {store.JOURNAL} == OLD.keys()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_colleague_may_take_the_lock_whose_file_is_mine(folder: Path) -> None:
    before = os.umask(0o077)
    try:
        with store.locked(folder):
            assert stat.S_IMODE((folder / store.LOCK).stat().st_mode) == 0o666
    finally:
        os.umask(before)


def test_the_lock_of_a_worktree_or_submodule_is_out_of_sight(tmp_path: Path) -> None:
    main = Repository(tmp_path / "main")
    main.write(f"data/{A}", "a: 1\n")
    main.commit()
    main.git("worktree", "add", "--quiet", str(tmp_path / "other"))
    main.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(main.folder), "sub")
    places = {
        "main": "main/.git",
        "other": "main/.git/worktrees/other",
        "main/sub": "main/.git/modules/sub",
    }
    for place, expected in places.items():
        with store.locked(tmp_path / place / "data"):
            assert (tmp_path / expected / store.LOCK).is_file(), place
        assert not list(tmp_path.rglob(f"data/{store.LOCK}"))


@pytest.mark.parametrize("said", ["", "gitdir: nergens\n", "iets anders"])
def test_a_git_file_that_leads_nowhere_is_passed_by(said: str, folder: Path) -> None:
    (folder.parent / ".git").write_text(said)
    with store.locked(folder):
        assert (folder / store.LOCK).is_file()


@forks
def test_who_may_not_write_in_gits_folder_takes_the_lock_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, git = Path(name) / "plan", Path(name) / ".git"
        folder.mkdir()
        git.mkdir()
        monkeypatch.setattr(store, "PATIENCE", 0.03)

        def job() -> None:
            if os.geteuid() == 0:
                os.setuid(12345)  # root may write everywhere
            with refused("Iemand anders"), store.locked(folder):
                pass

        with store.locked(folder):
            for each in (Path(name), folder, git):
                each.chmod(0o777 if each == folder else 0o555)
            assert in_child(job) == 0
        git.chmod(0o755)


def test_what_a_killed_writer_left_is_tidied_and_nothing_else(folder: Path) -> None:
    for name in (f".{A}.abc_1234.aaa-new", f".{P}.zzzzzzzz.aaa-new", f".{store.JOURNAL}.abcdefgh.aaa-new"):
        (folder / name).write_bytes(b"half")
    others = {
        f".{A}.swp": b"vim",
        f"{A}.aaa-new": b"mine",
        ".notes.abc_1234.aaa-new": b"mine",
        f".{A}.aaa-new": b"mine",
    }
    for name, content in others.items():
        (folder / name).write_bytes(content)
    with store.locked(folder):
        assert held(folder) == OLD | others


# -- keep


def test_one_file(folder: Path) -> None:
    store.keep(folder, {A: NEW[A]}, OLD)
    assert held(folder) == OLD | {A: NEW[A]}


def test_several_files(folder: Path) -> None:
    store.keep(folder, NEW, OLD)
    assert held(folder) == NEW


def test_a_file_that_stays_the_same_is_not_written(folder: Path) -> None:
    before = (folder / P).stat()
    store.keep(folder, NEW | {P: OLD[P]}, OLD)
    after = (folder / P).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert held(folder) == OLD | {A: NEW[A]}


def test_files_that_were_not_there_are_made(folder: Path) -> None:
    store.keep(folder, {B: b"b: new", P: NEW[P]}, {P: OLD[P]})
    assert held(folder) == OLD | {B: b"b: new", P: NEW[P]}


@pytest.mark.parametrize("fresh", [NEW, {A: NEW[A]}, OLD])
@pytest.mark.parametrize("name", OLD)
def test_what_was_saved_in_between_is_not_overwritten(name: str, fresh: dict[str, bytes], folder: Path) -> None:
    (folder / name).write_bytes(b"by hand")
    with refused(name, "intussen gewijzigd"):
        store.keep(folder, fresh, OLD)
    assert held(folder) == OLD | {name: b"by hand"}


def test_a_file_that_came_in_between_is_not_overwritten(folder: Path) -> None:
    (folder / B).write_bytes(b"by hand")
    with refused(B, "intussen gewijzigd"):
        store.keep(folder, NEW | {B: b"b: new"}, OLD)
    assert held(folder) == OLD | {B: b"by hand"}


@pytest.mark.parametrize("fresh", [NEW, {A: NEW[A]}])
def test_a_file_that_vanished_is_not_made_again(fresh: dict[str, bytes], folder: Path) -> None:
    (folder / A).unlink()
    with refused(A, "verdwenen"):
        store.keep(folder, fresh, OLD)
    assert held(folder) == {P: OLD[P]}


@pytest.mark.parametrize("fresh", [NEW, {A: NEW[A]}])
def test_a_folder_that_vanished_while_it_was_held(fresh: dict[str, bytes], folder: Path, tmp_path: Path) -> None:
    with store.locked(folder):
        folder.rename(tmp_path / "moved")
        with refused(A, "bestaat niet"):
            store.keep(folder, fresh, OLD)
        assert not folder.exists()
        (tmp_path / "moved").rename(folder)
    assert held(folder) == OLD


@pytest.mark.parametrize("fresh", [NEW, {P: NEW[P]}])
def test_a_folder_in_the_place_of_a_file(fresh: dict[str, bytes], folder: Path) -> None:
    (folder / P).unlink()
    (folder / P).mkdir()
    with refused(P, "het is geen bestand"):
        store.keep(folder, fresh, OLD)
    assert sorted(file.name for file in folder.iterdir()) == [A, P]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(folder: Path) -> None:
    (folder / P).unlink()
    os.mkfifo(folder / P)
    os.mkfifo(folder / store.JOURNAL)
    store.recover(folder)
    with refused(P, "het is geen bestand"), store.locked(folder):
        store.keep(folder, NEW, OLD)


@pytest.mark.parametrize("fresh", [NEW, {P: NEW[P]}])
def test_a_file_that_its_owner_made_read_only_is_refused(fresh: dict[str, bytes], folder: Path) -> None:
    (folder / P).chmod(0o444)
    with refused(P, "beveiligd"):
        store.keep(folder, fresh, OLD)
    assert held(folder) == OLD


@pytest.mark.parametrize("fresh", [NEW, {P: NEW[P]}])
@pytest.mark.parametrize("lasting", [False, True])
def test_a_disk_that_is_full_at_any_call(lasting: bool, fresh: dict[str, bytes], folder: Path) -> None:
    """A Problem leaves all as it was; only where nothing can be taken back either, the next run finishes it."""
    outcomes = set()
    for nth in range(1, 100):
        for name, content in OLD.items():
            (folder / name).write_bytes(content)
        outcome = "kept"
        with store.locked(folder), trap(full, nth, *GROWING, lasting=lasting) as seen:
            try:
                store.keep(folder, fresh, OLD)
            except Problem as problem:
                outcome = "half" if "maar voor een deel" in problem.what else "refused"
        outcomes.add(outcome)
        if outcome == "half":
            assert all(held(folder)[name] in (OLD[name], NEW[name]) for name in OLD)
            store.recover(folder)
            assert held(folder) in (OLD, NEW), nth
        else:
            assert held(folder) == (OLD | fresh if outcome == "kept" else OLD), nth
        if seen() < nth:
            break
    else:
        pytest.fail("never got to the end")
    assert outcomes == {"kept", "refused"} | ({"half"} if lasting and len(fresh) > 1 else set())


@pytest.mark.parametrize("fresh", [NEW, {P: NEW[P]}])
def test_an_interrupt_at_any_call(fresh: dict[str, bytes], folder: Path) -> None:
    for nth in range(1, 100):
        for name, content in OLD.items():
            (folder / name).write_bytes(content)
        with store.locked(folder), trap(interrupted, nth, *CALLS) as seen:
            try:
                store.keep(folder, fresh, OLD)
            except KeyboardInterrupt:
                pass
            else:
                assert held(folder) == OLD | fresh
        with store.locked(folder):
            assert held(folder) in (OLD, OLD | fresh), nth
        if seen() < nth:
            return
    pytest.fail("never got to the end")


# -- recover


@forks
@pytest.mark.parametrize("fails", [0, 3, 4], ids=["", "second rename fails", "third rename fails"])
def test_a_change_that_is_killed_at_any_call(fails: int, folder: Path) -> None:
    """All three files are old or all are new, once somebody has looked; also where it was being taken back."""
    old, new = OLD, {B: b"b: made"} | NEW
    outcomes = set()

    def job(nth: int) -> None:
        with (
            store.locked(folder),
            trap(full, fails, "replace"),  # the first rename is that of the journal
            trap(killed, nth, *CALLS),
        ):
            try:
                store.keep(folder, new, old)
            except Problem:
                assert fails
            else:
                assert not fails

    for nth in range(1, 150):
        (folder / B).unlink(missing_ok=True)
        for name, content in old.items():
            (folder / name).write_bytes(content)
        code = in_child(lambda nth=nth: job(nth))  # type: ignore[misc]
        assert code in (0, 9)
        if nth % 2 and (folder / store.JOURNAL).exists():
            store.recover(folder)
            assert held(folder) in (old, new), nth
        with store.locked(folder):
            assert held(folder) in (old, new), nth
            outcomes.add(held(folder) == new)
            if code == 0:
                assert held(folder) == (old if fails else new)
                break
    else:
        pytest.fail("never got to the end")
    assert outcomes == {True, False}


@pytest.fixture
def cut_off(folder: Path) -> Path:
    """Return a plan whose change was killed after the first of its two renames."""
    assert in_child(lambda: _die_at_rename(folder, 3)) == 9
    assert held(folder)[A] == NEW[A]
    assert held(folder)[P] == OLD[P]
    return folder


def _die_at_rename(folder: Path, nth: int) -> None:
    with trap(killed, nth, "replace"):
        keep_new(folder)


@forks
def test_a_reader_finishes_what_was_cut_off(cut_off: Path) -> None:
    store.recover(cut_off)
    assert held(cut_off) == NEW


@forks
@pytest.mark.parametrize("name", OLD)
@pytest.mark.parametrize("content", [b"by hand", None])
def test_what_was_changed_by_hand_after_it_was_cut_off_stays(name: str, content: bytes | None, cut_off: Path) -> None:
    after = {A: NEW[A], P: OLD[P]} | ({name: content} if content else {})
    (cut_off / name).unlink()
    if content:
        (cut_off / name).write_bytes(content)
    else:
        del after[name]
    store.recover(cut_off)
    assert held(cut_off) == after


@forks
def test_a_reader_leaves_it_to_who_holds_the_plan(cut_off: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "READERS_PATIENCE", 0)
    before = held(cut_off)
    with store._acquire(cut_off, 0):
        store.recover(cut_off)
        assert held(cut_off) == before
    store.recover(cut_off)
    assert held(cut_off) == NEW


def test_nothing_to_recover_costs_one_look(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_acquire", lambda *_args: pytest.fail("took the lock"))
    with trap(full, 1, "open", "stat", "scandir", "listdir"):
        store.recover(folder)
    store.recover(folder / "gone")


_SUM = store._sum(OLD[A])


@given(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from([b"[" * 5000, b"[" * 20_000, b'{"files": 1}', b'[{"name": []}]', b"[1]", b"null", b"[]"]),
        st.builds(
            lambda name, ready, held, gets: json.dumps(
                [{"name": name, "ready": ready, "held": held, "gets": gets}]
            ).encode(),
            st.sampled_from([A, P, "../secret", "notes", "", 1, None, [A]]),
            st.sampled_from(["notes", "../secret", f".{A}.abc_1234.aaa-new", f".{A}./../notes.aaa-new", "", 1, None]),
            st.sampled_from([_SUM, store._sum(b"mine"), 1, []]),
            st.sampled_from([store._sum(b"mine"), None, 1, []]),
        ),
    )
)
def test_a_journal_of_foreign_making_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("foreign") / "plan"
    folder.mkdir()
    (folder.parent / "secret").write_bytes(b"mine")
    for name, old in (OLD | {"notes": b"mine"}).items():
        (folder / name).write_bytes(old)
    (folder / store.JOURNAL).write_bytes(content)
    store.recover(folder)
    assert held(folder) == OLD | {"notes": b"mine"}
    assert (folder.parent / "secret").read_bytes() == b"mine"


@pytest.mark.parametrize("mark", ["", None, "0-0", f".{A}.abc_1234.aaa-new", "copied"])
def test_a_journal_that_came_with_the_files_removes_none(mark: str | None, folder: Path) -> None:
    step = {"name": A, "ready": store._mark(folder / A) if mark == "copied" else mark, "held": _SUM, "gets": None}
    (folder / A).rename(folder / "other")
    (folder / A).write_bytes(OLD[A])  # as a clone has it: the same content in another file
    (folder / store.JOURNAL).write_text(json.dumps([step]))
    store.recover(folder)
    assert held(folder) == OLD | {"other": OLD[A]}


@forks
def test_a_reader_waits_for_renames_that_are_under_way(cut_off: Path) -> None:
    begun, tell = os.pipe()
    if (child := os.fork()) == 0:
        with store._acquire(cut_off, 0):
            os.write(tell, b"held")
            time.sleep(0.05)
        os._exit(0)
    os.read(begun, 4)
    store.recover(cut_off)
    os.waitpid(child, 0)
    os.close(begun)
    os.close(tell)
    assert held(cut_off) == NEW


def test_an_editor_that_saves_between_two_renames_is_not_overwritten(folder: Path) -> None:
    def by_hand() -> None:
        (folder / P).write_bytes(b"by hand")

    with trap(by_hand, 2, "replace"), refused(P, "intussen gewijzigd"):  # the first rename is that of the journal
        store.keep(folder, NEW, OLD)
    assert held(folder) == {A: OLD[A], P: b"by hand"}
