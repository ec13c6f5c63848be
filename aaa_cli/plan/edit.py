"""Edits of one file: each replaces, puts in or takes out a stretch of its text, and leaves every other byte alone.

Comments, order, quotes, blank lines, line breaks, a byte order mark and a missing last line break stay as they are.
An edit is read back before anybody gets to see it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeGuard

from pydantic.fields import FieldInfo

from aaa_cli.plan import yamltext
from aaa_cli.plan.finding import Path
from aaa_cli.plan.models import FILES, inner_model
from aaa_cli.plan.source import LINE_BREAK, LONGEST, Node, Plain, Source, with_text
from aaa_cli.plan.yamltext import Layout
from aaa_cli.words import _
from aaa_cli.words.problem import NOT_POSSIBLE, Problem

_GONE = object()  # in the place of a value
_BELOW = ("|", ">")  # signs of a text that stands below its key


class Splice(NamedTuple):
    """The stretch of a text from `start` to `end` that becomes `text`."""

    start: int
    end: int
    text: str


def put(source: Source, path: Path, value: Plain) -> Source:
    """Return the file with `value` at `path`; a key that isn't there yet is put where its model has it.

    Lists that `path` leads through must have the item. Raises Problem (exit 3) where the text is so unusual that the
    edit can't be made safely, and where something else stands in the place of a mapping that `path` leads through.
    """
    place = _Place(source, path)
    if not place.above or place.above[-1].value is None:
        return put(source, path[:-1], {str(path[-1]): value})
    node = place.node
    if node is None and not isinstance(place.above[-1].value, dict):
        what = _("Op regel {line} van {file} hoort een groep gegevens te staan, maar er staat iets anders")
        raise _in_the_way(source, path[:-1], what)
    if node is None:
        return _applied(source, _new_key(place, value), {path: value})
    if isinstance(value, list) and (kept := _kept(node, value)):
        for number in reversed(range(len(node.value or ()))):
            if number not in kept:
                source = drop(source, (*path, number))
        for item in value[len(kept) :]:
            source = append(source, path, item)
        return source
    return _applied(source, _replaced(place, node, value), {path: value})


def put_texts(source: Source, texts: Mapping[Path, str]) -> Source:
    """Return the file with other texts in the place of some that it has: as `put` does, but read back once."""
    splices: list[Splice] = []
    for path, text in texts.items():
        place = _Place(source, path)
        assert place.node
        splices += _replaced(place, place.node, text)
    return _applied(source, splices, texts)


def append(source: Source, path: Path, item: Plain, after: str | None = None) -> Source:
    """Return the file with `item` at the end of the list at `path`, or behind the item with the id `after`.

    A list that isn't there yet is made. Raises Problem (exit 3) as `put` does, and where something else stands in its
    place.
    """
    place = _Place(source, path)
    node = place.node
    if node is None or node.value is None:
        return put(source, path, [item])
    if not isinstance(node.value, list):
        what = _("Op regel {line} van {file} hoort een lijst te staan, maar er staat iets anders")
        raise _in_the_way(source, path, what)
    if not node.value and isinstance(item, dict) and not place.in_flow:
        return _applied(source, _replaced(place, node, [item]), {path: [item]})
    wanted = node.plain()
    assert isinstance(wanted, list)
    near = source.places(node, node.value).get(after) if after else None
    number = len(wanted) if near is None else near + 1
    wanted.insert(number, item)
    return _applied(source, _new_item(source, node, node.value, number, item), {path: wanted})


def drop(source: Source, path: Path) -> Source:
    """Return the file without the key, or the item of a list, at `path`.

    A mapping that loses its last key goes too, and a list its last item, unless its model wants one. Raises Problem
    (exit 3) as `put` does.
    """
    place = _Place(source, path)
    above = place.above[-1]
    if isinstance(above.value, dict):
        if len(above.value) == 1 and len(path) > 1:
            return drop(source, path[:-1])
        splices = _without_key(source, above, above.value, str(path[-1]), block=len(path) == 1)
    else:
        assert isinstance(above.value, list)
        if len(above.value) == 1 and not place.is_required:
            return drop(source, path[:-1])
        splices = _without_item(place, above, above.value)
    return _applied(source, splices, {path: _GONE})


def _in_the_way(source: Source, path: Path, what: str) -> Problem:
    """Return that something stands at `path` that an addition would take the place of."""
    key, node = source.node(path)
    line = (key or node).start.line + 1  # type: ignore[union-attr]
    return Problem(
        what.format(line=line, file=source.name),
        _("Zet dat eerst zelf goed in het bestand; 'aaa validate' zegt hoe het hoort. Er is niets gewijzigd."),
        NOT_POSSIBLE,
    )


def _kept(node: Node, value: Sequence[Any]) -> list[int]:
    """Return which texts of a list stay, where the list that is to come begins with them; else none."""
    if not isinstance(node.value, list) or not all(isinstance(item, str) for item in value):
        return []
    kept = [number for number, item in enumerate(node.value) if item.value in value]
    alike = [node.value[number].value for number in kept] == list(value[: len(kept)])
    return kept if alike and len(set(value)) == len(value) else []


class _Place:
    """Where a path leads in a file: the nodes and keys on the way, and the node itself where there is one."""

    def __init__(self, source: Source, path: Path) -> None:
        self.source = source
        self.path = path
        self.above: list[Node] = []
        self.keys: list[Node] = []
        self.number = -1  # of an item its place in the list
        self.node = source.root
        for step in path:
            if self.node is None:
                self.above = []  # it leads nowhere
                return
            self.above.append(self.node)
            self.node = self._below(self.node, step)

    def _below(self, node: Node, step: str | int) -> Node | None:
        if isinstance(node.value, dict):
            if step in node.keys:
                self.keys.append(node.keys[str(step)])
            return node.value.get(str(step))
        if not isinstance(node.value, list):
            return None
        self.number = self.source.places(node, node.value).get(step, -1)
        return node.value[self.number] if self.number >= 0 else None

    @property
    def key(self) -> Node:
        """The last key on the way."""
        return self.keys[-1]

    @property
    def in_flow(self) -> bool:
        """Tell whether it stands within brackets."""
        return any(_is_flow(self.source, node) for node in self.above)

    @property
    def order(self) -> list[str]:
        """The keys that may stand beside the last one, as their model has them; none where any may."""
        return list(self._field()[0])

    @property
    def is_required(self) -> bool:
        """Tell whether the list that it is an item of can't be left out."""
        _fields, field = self._field()
        return field is not None and field.is_required()

    def _field(self) -> tuple[Mapping[str, FieldInfo], FieldInfo | None]:
        """Return the fields of the model that has the last key on the way, and the one of that key."""
        fields: Mapping[str, FieldInfo] = FILES[self.source.name].model_fields
        field: FieldInfo | None = None
        for step, above in zip(self.path, self.above, strict=True):
            if isinstance(above.value, list):
                continue
            if field is not None:
                model = inner_model(field.annotation)
                fields = model.model_fields if model else {}
            field = fields.get(str(step))
        return fields, field


def _applied(source: Source, splices: Sequence[Splice], values: Mapping[Path, Any]) -> Source:
    """Return the file after the splices, once it is sure that they made these values and changed nothing else."""
    pieces, at = [], 0
    for start, end, fresh in sorted(splices):
        pieces += [source.text[at:start], fresh]
        at = end
    text = "".join([*pieces, source.text[at:]])
    edited = with_text(source, text)
    assert source.root is not None
    if edited.root is None or edited.root.plain() != _expected(source.root.plain(), values):
        if any(found.code == "too-long" for found in edited.findings):
            remedy = _("Een tekst is hooguit {most} tekens. Er is niets gewijzigd.")
            raise Problem(_("De tekst is te lang"), remedy.format(most=LONGEST), NOT_POSSIBLE)
        key, node = source.node(next(iter(values)))
        line = ((key or node).start.line if key or node else 0) + 1  # type: ignore[union-attr]
        what = _("Op regel {line} van {file} is dit niet vanzelf te wijzigen: het staat er op een ongewone manier")
        raise Problem(
            what.format(line=line, file=source.name),
            _("Wijzig het in het bestand zelf; er is niets veranderd."),
            NOT_POSSIBLE,
        )
    return edited


def _expected(tree: Plain, values: Mapping[Path, Any]) -> Plain:
    """Return the values of a file with others at some paths."""
    for path, value in values.items():
        holder: Any = tree
        for step in path[:-1]:
            holder = holder[_step(holder, step)]
        last = _step(holder, path[-1])
        if value is _GONE:
            del holder[last]
        else:
            holder[last] = value
    return tree


def _step(holder: Any, step: str | int) -> str | int:
    if isinstance(holder, list) and isinstance(step, str):
        return next(at for at, item in enumerate(holder) if isinstance(item, dict) and item.get("id") == step)
    return step


def layout(source: Source) -> Layout:
    """Return how a file is laid out, as far as it shows."""
    newline = LINE_BREAK.search(source.text)
    dash = next(_dashes(source, source.root), yamltext.INDENT) if source.root else yamltext.INDENT
    return Layout(newline[0] if newline else "\n", dash, source.text[-1:] not in ("\r", "\n"))


def _dashes(source: Source, node: Node) -> Iterator[int]:
    """Yield how far the dashes of lists stand in from their keys."""
    if isinstance(node.value, dict):
        for name, below in node.value.items():
            if isinstance(below.value, list) and below.value and not _is_flow(source, below):
                yield below.start.column - node.keys[name].start.column
            yield from _dashes(source, below)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _dashes(source, item)


def _is_flow(source: Source, node: Node) -> bool:
    return isinstance(node.value, dict | list) and source.text[node.start.index] in "[{"


def _style(source: Source, node: Node) -> str:
    """Return the sign that a text begins with where it is written in quotes or below its key, else nothing."""
    return source.text[node.start.index] if node.quoted else ""


def _end(source: Source, node: Node) -> int:
    """Return where the last thing that is written of a value ends."""
    if isinstance(node.value, dict | list) and node.value and not _is_flow(source, node):
        last = list(node.value.values())[-1] if isinstance(node.value, dict) else node.value[-1]
        return _end(source, last)
    if _style(source, node) in _BELOW:
        written = source.text[node.start.index : node.end.index]
        keeps = "+" in LINE_BREAK.split(written)[0].partition("#")[0]  # the empty lines behind it are part of it
        length = len(re.sub(r"(?:\r\n|[\r\n])$", "", written) if keeps else written.rstrip())
        return int(node.start.index) + length
    return int(node.end.index)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    found = LINE_BREAK.search(text, at)
    return found.start() if found else len(text)


def _next_line(text: str, at: int) -> int:
    found = LINE_BREAK.search(text, at)
    return found.end() if found else len(text)


def _colon(source: Source, key: Node) -> int | None:
    """Return the place behind the colon of a key, None where it has none."""
    found = re.compile(r"\s*:").match(source.text, key.end.index)
    return found.end() if found else None


def _new_key(place: _Place, value: Plain) -> list[Splice]:
    source, holder, name = place.source, place.above[-1], str(place.path[-1])
    assert isinstance(holder.value, dict)
    near = _key_before(holder.value, name, place.order)
    if place.in_flow:
        text = f"{name}: {yamltext.flow(value)}"
        if near is not None:
            at = max(_end(source, holder.value[near]), holder.keys[near].end.index)
            return [_inserted(at, f", {text}")]
        return [_inserted(holder.start.index + 1, f"{text}, " if holder.value else text)]
    first = next(iter(holder.keys.values())).start
    style = layout(source)
    text = yamltext.entry(name, value, first.column, style)
    margin = " " * first.column
    if near is None:
        return [_inserted(first.index, f"{text}{style.newline}{margin}")]
    apart = len(place.path) == 1 and not isinstance(value, str) and style.newline in text
    gap = style.newline if apart else ""  # before a block of the file
    at = _line_end(source.text, _end(source, holder.value[near]))
    return [_inserted(at, f"{style.newline}{gap}{margin}{text}")]


def _key_before(keys: Iterable[str], name: str, order: Sequence[str]) -> str | None:
    """Return the one of the `keys` that a new one goes behind."""
    if name not in order:
        return next(reversed(list(keys)), None)
    before = [key for key in keys if key in order[: order.index(name)]]
    return max(before, key=order.index, default=None)


def _inserted(at: int, text: str) -> Splice:
    return Splice(at, at, text)


def _replaced(place: _Place, node: Node, value: Plain) -> list[Splice]:
    source = place.source
    start, end = node.start.index, _end(source, node)
    if isinstance(value, str) and isinstance(node.value, str):
        text, last = _rewritten(place, node, value), _line_end(source.text, end)
        if LINE_BREAK.search(text) and not source.text[end:last].strip():
            end = last  # spaces at the end of the line would be part of a text that stands below its key
        return [Splice(start, end, text)]
    if node.value is None and start == end:
        return [_filled(place, value)]
    in_lines = isinstance(place.above[-1].value, dict) and not _is_flow(source, node)
    if in_lines and _are_texts(value) and _are_texts(node.plain()):
        return [_relisted(source, node, value)]
    tall = isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))
    one_piece = _is_flow(source, node) or (isinstance(node.value, str | None) and _style(source, node) not in _BELOW)
    if (one_piece and not tall) or place.in_flow or isinstance(place.above[-1].value, list):
        return [Splice(start, end, yamltext.flow(value))]
    fresh = yamltext.entry(str(place.path[-1]), value, place.key.start.column, layout(source))
    if one_piece and (found := LINE_BREAK.search(fresh)):  # a comment that stands behind it stays in its line
        last = _line_end(source.text, end)
        fresh = f"{fresh[: found.start()]}{source.text[end:last]}{fresh[found.start() :]}"
        end = last
    return [Splice(place.key.start.index, end, fresh)]


def _are_texts(value: Plain) -> TypeGuard[list[str]]:
    """Tell whether it is a list of texts, not an empty one."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _relisted(source: Source, node: Node, value: Sequence[str]) -> Splice:
    """Return what makes a list of texts with a line for each another; what stays has its comments with it."""
    assert isinstance(node.value, list)
    start = at = _line_start(source.text, node.start.index)
    lines = {}
    for item in node.value:
        last = _line_end(source.text, _end(source, item))
        lines[item.value] = source.text[at:last]
        at = _next_line(source.text, last)
    margin = " " * node.start.column
    fresh = (lines.get(item) or f"{margin}- {yamltext.scalar(item, flow=False)}" for item in value)
    return Splice(start, last, layout(source).newline.join(fresh))


def _filled(place: _Place, value: Plain) -> Splice:
    """Return what puts a value behind a key that has none."""
    source, key = place.source, place.key
    colon = _colon(source, key)
    if colon is None:
        return Splice(key.start.index, key.end.index, f"{key.value}: {yamltext.flow(value)}")
    if not place.in_flow:
        text = yamltext.entry("", value, key.start.column, layout(source)).removeprefix(":")
        if text[0] in "\r\n":
            return _inserted(_line_end(source.text, colon), text)  # below a comment that stands behind the key
        if not LINE_BREAK.search(text):
            return _inserted(colon, text)
    return _inserted(colon, f" {yamltext.flow(value)}")


def _rewritten(place: _Place, node: Node, value: str) -> str:
    """Return a text in the style of the one that it replaces."""
    source = place.source
    style = _style(source, node)
    if place.in_flow:
        return yamltext.scalar(value, flow=True, quote=_kept_quote(node, style, flow=True))
    if style in _BELOW:
        written = source.text[node.start.index : node.end.index]
        header, *lines = LINE_BREAK.split(written)
        sign = header.split()[0]
        comment = header[len(sign) :].rstrip()
        first = next((line for line in lines if line.strip()), "")
        indent = len(first) - len(first.lstrip(" "))
        if re.fullmatch(r"[|>][-+]?", sign) and indent:
            for kind in (style, "|"):
                if (text := yamltext.below(value, kind, indent, layout(source))) is not None:
                    return LINE_BREAK.sub(lambda found: comment + found[0], text, count=1)
        return yamltext.scalar(value, flow=False) + comment
    if quote := _kept_quote(node, style, flow=False):
        return yamltext.scalar(value, flow=False, quote=quote)
    end = _end(source, node)
    behind = source.text[end : _line_end(source.text, end)].strip()
    if behind or not isinstance(place.above[-1].value, dict):  # a comment can't stand behind a text of several lines
        return yamltext.scalar(value, flow=False)
    used = node.start.column - place.key.start.column
    return yamltext.long_text(value, place.key.start.column, layout(source), used=used)


def _kept_quote(node: Node, style: str, *, flow: bool) -> str:
    """Return the quote that a person put around a text that could do without, and so wants to have there."""
    needless = style in ("'", '"') and yamltext.scalar(str(node.value), flow=flow) == node.value
    return style if needless else ""


def _new_item(source: Source, node: Node, items: Sequence[Node], number: int, item: Plain) -> list[Splice]:
    """Return what puts an item behind the first `number` items of a list."""
    if _is_flow(source, node):
        at = _end(source, items[number - 1]) if items else node.start.index + 1
        return [_inserted(at, f", {yamltext.flow(item)}" if items else yamltext.flow(item))]
    style, near = layout(source), items[number - 1]
    one_line = _is_flow(source, near)
    text = yamltext.listed(item, node.start.column + yamltext.INDENT, style, one_line=one_line)
    gap = style.newline if _is_apart(source, items, tall=yamltext.is_tall(item) and not one_line) else ""
    at = _line_end(source.text, _end(source, near))
    return [_inserted(at, f"{style.newline}{gap}{' ' * node.start.column}- {text}")]


def _is_apart(source: Source, items: Sequence[Node], *, tall: bool) -> bool:
    """Tell whether the items of a list have blank lines between them; for a single one, whether they should."""
    if len(items) < 2:
        return tall
    between = source.text[_end(source, items[-2]) : items[-1].start.index]
    return any(not line.strip() for line in LINE_BREAK.split(between)[1:-1])


def _without_key(source: Source, holder: Node, values: Mapping[str, Node], name: str, *, block: bool) -> list[Splice]:
    """Return what takes out a key; with a `block` of the file the blank lines go that set it apart."""
    names = list(values)
    at, start = names.index(name), holder.keys[name].start.index
    end = max(_end(source, values[name]), _colon(source, holder.keys[name]) or 0)
    if _is_flow(source, holder):
        spans = [(holder.keys[key].start.index, _end(source, values[key])) for key in names]
        return _without_bracketed(source.text, spans, at)
    first = _line_start(source.text, start)
    if "-" in source.text[first:start]:  # of a list
        return [Splice(start, holder.keys[names[at + 1]].start.index, "")]
    if block and at:
        first = _blank_above(source.text, first, _end(source, values[names[at - 1]]))
    return [_without_lines(source.text, first, end)]


def _blank_above(text: str, first: int, floor: int) -> int:
    """Return where the blank lines begin that stand right above the line that starts at `first`."""
    while not text[(above := _line_start(text, _line_before(text, first))) : first].strip() and above > floor:
        first = above
    return first


def _without_lines(text: str, first: int, end: int) -> Splice:
    """Return what takes out whole lines, from the one that starts at `first` to the one that `end` stands in."""
    if (last := _line_end(text, end)) < len(text):
        return Splice(first, _next_line(text, end), "")
    return Splice(_line_before(text, first), last, "")  # the last line has no break; the one before it has


def _without_bracketed(text: str, spans: Sequence[tuple[int, int]], at: int) -> list[Splice]:
    """Return what takes away one of some things with commas between them; the comments of the others stay."""
    start, end = spans[at]
    first, last = _line_start(text, start), _line_end(text, end)
    before, behind = text[first:start], text[end:last]
    if re.fullmatch(r"\s*,?\s*", before) and re.fullmatch(r"\s*(,\s*)?(#.*)?", behind):  # on lines of its own
        splices = [_without_lines(text, first, end)]
        if "," not in before + behind.partition("#")[0] and len(spans) > 1:
            splices.append(_comma(text, end if at + 1 < len(spans) else spans[at - 1][1]))
        return splices
    if at and "#" not in text[spans[at - 1][1] : start]:
        return [Splice(spans[at - 1][1], end, "")]
    if at + 1 < len(spans):
        return [Splice(start, spans[at + 1][0], "")]
    return [Splice(start - len(before.lstrip()), end, "")]


def _comma(text: str, end: int) -> Splice:
    """Return what takes away the comma behind something, with the space before what comes next."""
    found = re.compile(r"(?:\s|#[^\r\n]*[\r\n])*(,(?: (?=[^\s#]))?)").match(text, end)
    return Splice(*found.span(1), "") if found else Splice(end, end, "")


def _without_item(place: _Place, node: Node, items: Sequence[Node]) -> list[Splice]:
    """Return what takes an item out of a list, with the blank lines that set it apart."""
    source, number = place.source, place.number
    text = source.text
    if _is_flow(source, node):
        return _without_bracketed(text, [(item.start.index, _end(source, item)) for item in items], number)
    end = _end(source, items[number])
    if len(items) == 1:
        colon = _colon(source, place.key) or 0
        return [_inserted(colon, " []"), _without_lines(text, _line_start(text, node.start.index), end)]
    floor = _end(source, items[number - 1]) if number else 0
    first = _line_start(text, _dash(source, node, items[number], floor) if number else node.start.index)
    if number:
        first = _blank_above(text, first, floor)
    else:
        while not text[(below := _next_line(text, end)) : _line_end(text, below)].strip() and below < len(text):
            end = below
    return [_without_lines(text, first, end)]


def _line_before(text: str, start: int) -> int:
    """Return where the line before the one that starts at `start` ends."""
    if text[:start].endswith("\r\n"):
        return start - 2
    return max(start - 1, 0)


def _dash(source: Source, node: Node, item: Node, floor: int) -> int:
    """Return where the dash of an item stands, behind `floor`, where the one before it ends."""
    dash = re.compile(rf"(?<![^\r\n])[ ]{{{node.start.column}}}-(?=\s)")
    return list(dash.finditer(source.text, _next_line(source.text, floor), item.start.index))[-1].end() - 1
