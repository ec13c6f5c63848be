"""Nothing that can stand in a file crashes the program, hangs it, or passes for something that was not written."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from aaa_cli.cli import main
from aaa_cli.outputs.diagnostics import DIAGNOSTIC_FORMATS
from aaa_cli.plan.load import load
from aaa_cli.plan.models import FILES
from aaa_cli.plan.period import Period
from tests.conftest import DATA, ROOT, TODAY

CONTENT = {name: (DATA / name).read_bytes() for name in FILES}
SLOWEST = 2.0  # seconds
MOST_MEMORY = 500_000_000

TOKENS = [
    *(b"\t", b"\r", b"\n", b"\r\n", b"\0", b"\x1b[31m", b"\xef\xbb\xbf", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xa8"),
    *(b": ", b"- ", b"[", b"]", b"{", b"}", b",", b"#", b" #x", b"'", b'"', b"\\", b"|", b">", b"? ", b"@", b"`"),
    *(b"&a ", b"*a", b"!!str ", b"<<: ", b"---\n", b"...\n", b"%YAML 1.1\n", b"~", b"null", b"no", b"on", b"012"),
    *(b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n", b"{id: x}", b"[[[[[[", b"id: ", b"2025-02-30", b"330.000"),
    *("\N{EURO SIGN} 1".encode(), "\u202e".encode(), "\U0001f600".encode(), b"9" * 400, b"a" * 5000, b"::error::x"),
]


def _changed(content: bytes, kind: str, where: float, length: int, token: bytes) -> bytes:
    place = int(where * len(content))
    if kind == "insert":
        return content[:place] + token + content[place:]
    if kind == "replace":
        return content[:place] + token + content[place + length :]
    if kind == "cut":
        return content[:place] + content[place + length :]
    lines = content.split(b"\n")
    line = int(where * (len(lines) - 1))
    if kind == "lose":
        del lines[line : line + 1 + length % 4]
    elif kind == "double":
        lines[line:line] = lines[line : line + 1 + length % 4]
    elif kind == "indent":
        lines[line] = b" " * (length % 5) + lines[line]
    elif kind == "outdent":
        lines[line] = lines[line][length % 5 :]
    else:
        key, colon, _value = lines[line].partition(b":")
        lines[line] = key + colon + b" " + token
    return b"\n".join(lines)


KINDS = ["insert", "replace", "cut", "lose", "double", "indent", "outdent", "value"]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.floats(0, 1),
        st.integers(0, 40),
        st.one_of(st.sampled_from(TOKENS), st.binary(max_size=6)),
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plan")


@settings(
    max_examples=1000 if os.environ.get("CI") else 100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.sampled_from(list(FILES)), changes=CHANGES, form=st.sampled_from(list(DIAGNOSTIC_FORMATS)))
def test_a_thousand_random_changes(
    name: str, changes: list[tuple[str, float, int, bytes]], form: str, folder: Path, capfdbinary: Any
) -> None:
    content = CONTENT[name]
    for change in changes:
        content = _changed(content, *change)
    for other, unchanged in CONTENT.items():
        (folder / other).write_bytes(content if other == name else unchanged)
    start = perf_counter()
    code = main(["validate", "--data", str(folder), "--today", TODAY, "-f", form])
    status = main(["status", "--data", str(folder), "--today", TODAY])
    assert perf_counter() - start < SLOWEST
    out, err = capfdbinary.readouterr()
    assert {code, status} <= {0, 1}, err
    assert b"Traceback" not in out + err
    if code == 0:
        _same(load(folder), name, content)


def _same(loaded: Any, name: str, content: bytes) -> None:
    """Hold what was read against what another parser reads in the file that was changed."""
    model: BaseModel = FILES[name].model_validate(
        loaded.sources[name].root.plain(), context=dict.fromkeys(KNOWN) | {"year": loaded.plan.head.year}
    )
    _equal(model, yaml.load(content, yaml.CBaseLoader), name)


KNOWN = ("partner", "body", "programme", "theme", "ambition", "pillar", "activity", "payer")
NOTHING = ("", "~", "null")


def _equal(value: object, written: Any, place: str) -> None:
    if isinstance(value, BaseModel):
        for key in type(value).model_fields:
            if key in written:
                _equal(getattr(value, key), written[key], f"{place}.{key}")
            else:
                assert getattr(value, key) == type(value).model_fields[key].default, place
        assert written.keys() <= type(value).model_fields.keys()
    elif isinstance(value, Period):
        assert value.text == written, place
    elif isinstance(value, tuple) and not (value == () and written in NOTHING):
        assert len(value) == len(written), place
        for number, (item, text) in enumerate(zip(value, written, strict=True)):
            _equal(item, text, f"{place}.{number}")
    elif isinstance(value, dict):
        assert value.keys() == written.keys(), place
        for key in value:
            _equal(value[key], written[key], f"{place}.{key}")
    elif isinstance(value, date):
        assert value.isoformat() == written, place
    elif isinstance(value, Decimal | int):
        assert value == Decimal(written), place
    elif value is None:
        assert written in (*NOTHING, "ntb"), place
    elif value != ():
        assert value == written, place


HUGE: dict[str, Callable[[], bytes]] = {
    "a scalar of 10 MB": lambda: b"partners: " + b"x" * (10 * 1024 * 1024),
    "a key of 10 MB": lambda: b"x" * (10 * 1024 * 1024) + b": 1",
    "5,000 levels": lambda: b"[" * 5000 + b"]" * 5000,
    "5,000 levels of blocks": lambda: b"".join(b" " * level + b"a:\n" for level in range(5000)),
    "a million items": lambda: b"partners:\n" + b"- {id: x}\n" * 1_000_000,
    "a million lines": lambda: b"\n" * 1_000_000 + b"partners: []",
    "a million comments": lambda: b"# aaa: negeer x y\n" * 800_000 + b"partners: []",
    "15 MB of conflict": lambda: b"<<<<<<< a\n" * 1_500_000,
    "only quotes": lambda: b"'" * (10 * 1024 * 1024),
    "15 MB of a long word": lambda: b"partners: [" + b"a, " * 5_000_000 + b"]",
}


def _partners(count: int, line: str) -> bytes:
    return ("partners:\n" + "".join(line.format(number=number, last=number - 1) for number in range(count))).encode()


HUGE |= {
    "an id of 90,000 letters": lambda: b"partners: [{id: " + b"x" * 90_000 + b", name: A, kind: group}]",
    "2,000 ids of 1,500 letters": lambda: _partners(
        2000, "- {{id: " + "x" * 1500 + "{number}, name: A{number}, kind: group}}\n"
    ),
    "a chain of 20,000": lambda: _partners(
        20_000, "- {{id: p{number}, name: A{number}, kind: group, part_of: p{last}}}\n"
    ),
    "a million times #x": lambda: b"partners: []\n" + b"  #x\n" * 1_000_000,
    "5,000 slips": lambda: _partners(
        5_000, "- {{id: p{number}, name: A{number}, kind: group, part_of: q{number}}}\n"
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is Linux's")
@pytest.mark.parametrize("what", HUGE)
def test_huge_files_take_little_time_and_memory(what: str, plan: Path) -> None:
    (plan / "partners.yaml").write_bytes(HUGE[what]())
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEMORY}, {MOST_MEMORY}))"
    code = f"{limited}\nfrom aaa_cli.__main__ import run\nrun()"
    command = [sys.executable, "-c", code, "validate", "--data", str(plan), "-f", "json"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=10)  # takes at most 1.6 s here
    assert done.returncode == 1, done.stderr[-500:]
    assert len(done.stdout) < 10_000_000
