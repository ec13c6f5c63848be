"""One YAML file: its text, the values in it, and where each of them stands.

Scalars stay the text that was written (`no`, `012`, `330.000`); the models judge them. Anchors, aliases,
tags and several documents are refused: a plan needs none, and an edit at an alias would change two places.
"""

import re
import stat
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path as FilePath
from typing import Any

from aaa_cli.plan.finding import Finding, Path, Span
from aaa_cli.words.problem import reason

MOST_BYTES = 16 * 1024 * 1024  # a plan of 10,000 parts takes 3 MB
LONGEST = 100_000  # characters of one text
DEEPEST = 24  # a plan is 6 levels deep
MOST_VALUES = 400_000  # a plan of 10,000 parts has 250,000
MOST_FAULTS = 10_000  # a file that has more of them is no plan

# What YAML forbids, and line breaks that editors and Git do not count; said of the few, for a class of all that
# is allowed takes 9 ms to compile
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
CONFLICT = r"(?<![^\r\n])(?:[<>|]{7}(?: [^\r\n]*)?|={7})(?![^\r\n])"
_CORE = "tag:yaml.org,2002:"
_BOM = "\ufeff"
LINE_BREAK = re.compile("\r\n|[\r\n]")

_TOLD = 500  # characters of a side of a conflict, of which a message shows less

_NO_KEYS: "dict[str, Node]" = {}

Plain = str | None | list[Any] | dict[str, Any]


class Node:
    """A value with its place: text, a list, a mapping with its `keys`, or None where nothing was written."""

    __slots__ = ("end", "keys", "quoted", "start", "value")

    def __init__(
        self, event: Any, value: "str | list[Node] | dict[str, Node] | None", *, quoted: bool = False
    ) -> None:
        self.start = event.start_mark
        self.end = event.end_mark
        self.value = value
        self.keys: dict[str, Node] = {} if isinstance(value, dict) else _NO_KEYS
        self.quoted = quoted

    @property
    def id(self) -> str | None:
        """The text of its `id`, where it is a mapping that has one."""
        name = self.value.get("id") if isinstance(self.value, dict) else None
        return name.value if name and isinstance(name.value, str) else None

    def plain(self) -> Plain:
        """Return the value without its places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def span(self) -> Span:
        """Return where it stands; of a list or mapping of several lines its first word."""
        end = self.end
        if end.line != self.start.line and not isinstance(self.value, str | None):
            end = self._first_end()
        return Span(self.start.line + 1, self.start.column + 1, end.line + 1, end.column + 1)

    def _first_end(self) -> Any:
        if self.keys:
            return next(iter(self.keys.values())).end
        if isinstance(self.value, list) and self.value:
            return self.value[0]._first_end()
        return self.end


@dataclass
class Source:
    """A file of the plan as it was read; `root` is None where its text can't be understood.

    `content` is the whole file as bytes, `text` the same without a byte order mark; both are empty where the file
    itself can't be read, and `was_read` is false.
    """

    name: str
    content: bytes = b""
    was_read: bool = False
    text: str = ""
    root: Node | None = None
    findings: list[Finding] = field(default_factory=list)
    _by_id: dict[int, dict[str | int, int]] = field(default_factory=dict)

    @property
    def bom(self) -> bytes:
        """The byte order mark that the file begins with, or nothing."""
        return self.content[: len(self.content) - len(self.text.encode())]

    def node(self, path: Path) -> tuple[Node | None, Node | None]:
        """Return the key and the value at `path`, or the nearest ones above it that exist."""
        key, node = None, self.root
        for step in path:
            value = node.value if node else None
            if node and isinstance(value, dict) and step in value:
                key, node = node.keys[str(step)], value[str(step)]
            elif node and isinstance(value, list) and step in (places := self.places(node, value)):
                key, node = None, value[places[step]]
            else:
                break
        return key, node

    def places(self, node: Node, items: list[Node]) -> dict[str | int, int]:
        """Return where the items of a list stand: by number, and by the `id` that they have."""
        if id(node) not in self._by_id:
            places: dict[str | int, int] = {place: place for place in range(len(items))}
            for place, item in enumerate(items):
                if item.id is not None:
                    places.setdefault(item.id, place)
            self._by_id[id(node)] = places
        return self._by_id[id(node)]

    def span(self, finding: Finding) -> Span:
        """Return where the value that a finding is about stands."""
        if finding.span is not None:
            return finding.span
        key, node = self.node(finding.path)
        if node is None:
            return Span(1, 1, 1, 1)
        if key is not None and (finding.key or node.value is None):
            return key.span()
        span = node.span()
        if isinstance(node.value, str) and span.end_line > span.line:  # without the empty lines behind it
            written = self.text[node.start.index : node.end.index].rstrip()
            last = self.stretch(node.start.index + len(written), node.start.index + len(written))
            span = span._replace(end_line=last.line, end_column=last.column)
        return span

    def texts(self) -> Iterator[tuple[str | None, Node]]:
        """Yield every text of the file, keys included, with the key that it stands behind; in no order."""
        waiting: list[tuple[str | None, Node]] = [(None, self.root)] if self.root else []
        while waiting:
            behind, node = waiting.pop()
            if isinstance(node.value, dict):
                waiting.extend((None, key) for key in node.keys.values())
                waiting.extend(node.value.items())
            elif isinstance(node.value, list):
                waiting.extend((behind, item) for item in node.value)
            elif node.value is not None:
                yield behind, node

    @cached_property
    def lines(self) -> list[str]:
        """The text by lines, without their breaks."""
        return LINE_BREAK.split(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line starts."""
        return [0, *(found.end() for found in LINE_BREAK.finditer(self.text))]

    def stretch(self, start: int, end: int) -> Span:
        """Return where a stretch of one line of the text stands."""
        line = bisect(self._starts, start)
        column = start - self._starts[line - 1] + 1
        return Span(line, column, line, column + end - start)

    def line(self, number: int) -> str:
        """Return line `number`, counted from 1."""
        return self.lines[number - 1] if number <= len(self.lines) else ""


def read(file: FilePath, content: bytes | None = None) -> Source:
    """Read a file, or `content` in its place. What is wrong with it as a file or as YAML is in the Source's findings.

    Never raises.
    """
    source = Source(file.name)
    try:
        content = _content(file) if content is None else content
        if len(content) > MOST_BYTES:
            raise _Fault("too-large", most=MOST_BYTES // 1024 // 1024)
        source.content, source.was_read = content, True
        source.text = _decoded(source.content)
        source.findings.extend(islice(_unreadable(source), MOST_FAULTS))
        if not source.findings:
            root = _build(source)
            if root is None or root.value is None:
                raise _Fault("empty-file")
            source.root = root
    except _Fault as fault:
        source.findings.append(fault.finding(file.name))
    return source


def with_text(source: Source, text: str) -> Source:
    """Read a file as it would be with another text; a byte order mark stays."""
    return read(FilePath(source.name), source.bom + text.encode())


def missing(file: FilePath) -> Source:
    """Return the source of a file that isn't there."""
    return Source(file.name, findings=[_missing(file).finding(file.name)])


def _missing(file: FilePath) -> "_Fault":
    return _Fault("missing-file", folder=str(file.parent))


class _Fault(Exception):
    def __init__(self, code: str, span: Span | None = None, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.span = span or Span(1, 1, 1, 1)
        self.values = values

    def finding(self, file: str) -> Finding:
        return Finding(self.code, file, values={"file": file, **self.values}, span=self.span)


def _content(file: FilePath) -> bytes:
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise _Fault("not-a-file")
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise _missing(file) from error
    except OSError as error:
        raise _Fault("unreadable-file", reason=reason(error)) from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode().removeprefix(_BOM)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(errors="replace").removeprefix(_BOM)
        raise _Fault("not-utf8", _behind(before), byte=f"0x{content[error.start]:02x}") from error


def _behind(text: str) -> Span:
    """Return where the character behind a stretch of text from its start stands."""
    lines = LINE_BREAK.split(text)
    line, column = len(lines), len(lines[-1]) + 1
    return Span(line, column, line, column + 1)


def _unreadable(source: Source) -> Iterator[Finding]:
    if any(sign * 7 in source.text for sign in "<>|="):
        markers = list(re.finditer(CONFLICT, source.text))
        begun = [number for number, marker in enumerate(markers) if marker[0].startswith("<")]
        for number in begun or range(min(len(markers), 1)):
            sides = _sides(source.text, markers[number : number + 4])
            yield Finding("merge-conflict", source.name, values=sides, span=source.stretch(*markers[number].span()))
    if forbidden := FORBIDDEN.search(source.text):
        sign = f"U+{ord(forbidden[0]):04X}"
        yield Finding(
            "unsupported-character", source.name, values={"sign": sign}, span=source.stretch(*forbidden.span())
        )


def _sides(text: str, markers: list[re.Match[str]]) -> dict[str, str]:
    """Return what the two versions of a conflict say, on a line each; nothing where a marker of it is gone."""
    signs = "".join(marker[0][0] for marker in markers)
    if not (found := re.match(r"<\|?=>", signs)):
        return {}
    first, *base, middle, last = markers[: found.end()]
    ends = (base or [middle])[0]
    pieces = (text[a.end() : b.start()][:_TOLD] for a, b in ((first, ends), (middle, last)))
    ours, theirs = (", ".join(line.strip() for line in LINE_BREAK.split(piece) if line.strip()) for piece in pieces)
    return {"ours": ours, "theirs": theirs}


def _build(source: Source) -> Node | None:
    """Build the tree from the parser's events: it never expands, resolves or converts anything."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    tree = _Tree(source)
    try:
        for event in YAML(typ="safe").parse(source.text):
            tree.take(event)
    except MarkedYAMLError as error:
        raise _syntax_fault(error, tree.last, source) from error
    except YAMLError as error:
        raise _Fault("yaml-syntax", problem=str(error)) from error
    return tree.root


# Of these the parser finds the fault further on; what is wrong is where it began
_BEGUN = ("while scanning a simple key", "while scanning a quoted scalar", "while parsing a flow")


def _syntax_fault(error: Any, last: Any, source: Source) -> "_Fault":
    """Return the fault that a person can find: an unclosed quote or bracket is where it opens."""
    problem, mark = str(error.problem or error.context), error.problem_mark or error.context_mark
    if str(error.context).startswith(_BEGUN) and error.context_mark:
        mark = error.context_mark
    elif last and last.style and last.start_mark.line < last.end_mark.line == mark.line:
        # a text of several lines ends just before: its quote was closed by one that opens another text
        problem, mark = "found unexpected end of stream", last.start_mark
    seen, line, column = _seen(problem, mark, last, source)
    return _Fault("yaml-syntax", Span(line, column, line, column + 1), problem=seen)


_ODD_SPACE = re.compile("^[ ]*[\u00a0\u200b\u2060]|:[\u00a0\u200b\u2060]")


def _seen(problem: str, mark: Any, last: Any, source: Source) -> tuple[str, int, int]:
    """Return what is seen in the line itself, where that says more than the parser does, with the line and column."""
    number, column = mark.line + 1, mark.column + 1
    line = source.line(number)
    for near in (number, number - 1):
        if odd := _ODD_SPACE.search(source.line(near)):
            return "hidden-space", near, odd.end()
    if re.search("[\u201c\u201d\u201e\u2018]", line):
        return "curly-quotes", number, column
    if problem == "did not find expected '-' indicator" and re.match(r"\s*[\w-]+:", line):
        return "indentation", number, column
    quoted = last and last.style in ("'", '"') and last.end_mark.line == mark.line
    if problem == "did not find expected key" and quoted:
        return "behind-quotes", number, column
    if "cannot start any token" in problem and line[column - 1 : column] == "\t":
        return "found a tab character that violates indentation", number, column
    return problem, number, column


class _Tree:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Node | None = None
        self.open: list[Node] = []
        self.key: Node | None = None  # the key of a mapping that waits for its value
        self.documents = 0
        self.values = 0
        self.last: Any = None  # the last scalar
        self.twice: dict[int, set[str]] = {}  # of each mapping the keys that it has twice

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        self.values += 1
        if self.values > MOST_VALUES or len(self.source.findings) > MOST_FAULTS:
            raise _Fault("too-much", _span(event))
        if kind == "ScalarEvent":
            quoted = bool(event.style)  # plain is "" to the C parser, None to the other
            text = None if not quoted and event.value in ("", "~", "null") else event.value
            if len(event.value) > LONGEST:
                raise _Fault("too-long", _span(event), most=LONGEST)
            self.last = event
            self._add(event, Node(event, text, quoted=quoted))
        elif kind == "MappingStartEvent":
            self._open(event, Node(event, {}))
        elif kind == "SequenceStartEvent":
            self._open(event, Node(event, []))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.open.pop().end = event.end_mark
        elif kind == "AliasEvent":
            raise _refused(event, f"*{event.anchor}")
        elif kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                raise _refused(event, "---")

    def _open(self, event: Any, node: Node) -> None:
        if len(self.open) == DEEPEST:
            raise _Fault("too-deep", _span(event), most=DEEPEST)
        self._add(event, node)
        self.open.append(node)

    def _add(self, event: Any, node: Node) -> None:
        for what in (event.anchor and f"&{event.anchor}", event.tag and str(event.tag).replace(_CORE, "!!")):
            if what:  # the value is read all the same, so that no other fault hides behind this one
                self.source.findings.append(_refused(event, what).finding(self.source.name))
        if not self.open:
            self.root = node
            return
        above = self.open[-1].value
        if isinstance(above, list):
            above.append(node)
        elif self.key is None:
            if not isinstance(node.value, str) or (node.value == "<<" and not node.quoted):
                raise _refused(event, "<<" if node.value == "<<" else "?")
            self.key = node
        else:
            self._enter(self.open[-1], self.key, node)
            self.key = None

    def _enter(self, mapping: Node, key: Node, node: Node) -> None:
        name = str(key.value)
        assert isinstance(mapping.value, dict)
        if "id" in self.twice.get(id(mapping), ()):
            return  # one item is written on in another: that was told
        if name in mapping.value:
            self.twice.setdefault(id(mapping), set()).add(name)
            values = {"key": name, "line": mapping.keys[name].start.line + 1}
            self.source.findings.append(Finding("duplicate-key", self.source.name, values=values, span=key.span()))
        else:
            mapping.keys[name] = key
            mapping.value[name] = node


def _refused(event: Any, what: str) -> _Fault:
    return _Fault("unsupported-yaml", _span(event), what=what)


def _span(event: Any) -> Span:
    """Return where an event stands; of several lines its first character."""
    start, end = event.start_mark, event.end_mark
    last = end.column if end.line == start.line and end.column > start.column else start.column + 1
    return Span(start.line + 1, start.column + 1, start.line + 1, last + 1)
