"""Plans as people lay them out: the same values in any style that a file may have."""

from typing import Any

from hypothesis import strategies as st

from aaa_cli.plan.yamltext import scalar

WORDS = ["Q2", "Q2/3", "planned", "done", "gemeente", "2025-04-15", "330000", "dc-terra", "via", "een twee"]
TEXTS = st.one_of(
    st.sampled_from(
        [
            *WORDS,
            *(
                "no",
                "null",
                "~",
                "- streep",
                "a: b",
                "a #b",
                "#kop",
                "'t",
                'zei "ja"',
                "a\\b",
                " voor",
                "na ",
                "\t",
                "x\ty",
            ),
            *(
                "een\ntwee",
                "een\n\ntwee\n",
                "\n",
                "a\r\nb",
                "[a]",
                "{a: b}",
                "x, y",
                "a:",
                "?",
                "? x",
                "&a",
                "*a",
                "!t",
                "%",
                "@",
                "`",
            ),
            *(
                "\N{GRINNING FACE}",
                "\u202eabc",
                "\u05d0\u05d1",
                "\u00a0x",
                "a\u2028b",
                "\x07",
                "---",
                "...",
                "<<",
                "=",
                "> x",
                "| x",
            ),
            *(
                "lang " * 60,
                "l" * 300,
                "a  b " * 40,
                "een\n  twee",
                "  een\ntwee",
                "# een\ntwee #drie",
                "https://x.nl/a?b=c#d",
            ),
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
)

TALL = st.sampled_from(["regel\n", "een twee drie", "zei 't en dat", 'zei "ja" en nee', "een: twee drie", "a, b c\n"])


def _comment(draw: Any) -> str:
    return draw(st.sampled_from(["", "", "", " # uitleg", "  # - x: [y", " #"]))


def _gap(draw: Any, margin: str) -> list[str]:
    return draw(st.sampled_from([[], [], [], [""], ["", f"{margin}# tussen: door"], [f"{margin}# kop", ""]]))


def _text(draw: Any, value: str, *, flow: bool) -> str:
    return scalar(value, flow=flow, quote=draw(st.sampled_from(["", "", "'", '"'])))


def _flow(draw: Any, value: Any) -> str:
    if value is None:
        return draw(st.sampled_from(["~", "null"]))
    if isinstance(value, str):
        return _text(draw, value, flow=True)
    space = draw(st.sampled_from(["", " "]))
    if isinstance(value, list):
        return f"[{space}{', '.join(_flow(draw, item) for item in value)}{space}]"
    pairs = (f"{key}: {_flow(draw, item)}" for key, item in value.items())
    return f"{{{space}{', '.join(pairs)}{space}}}"


def _block(draw: Any, value: dict[str, Any], margin: str) -> list[str]:
    lines: list[str] = []
    for key, item in value.items():
        lines += _gap(draw, margin) if lines else []
        lines += _entry(draw, key, item, margin)
    return lines


def _entry(draw: Any, key: str, value: Any, margin: str) -> list[str]:
    tail = _comment(draw)
    deeper = margin + draw(st.sampled_from(["  ", "    "]))
    if value is None and draw(st.booleans()):
        return [f"{margin}{key}:{tail}"]
    if isinstance(value, dict) and value and draw(st.integers(0, 3)):
        return [f"{margin}{key}:{tail}", *_block(draw, value, deeper)]
    if isinstance(value, list) and value and draw(st.booleans()):
        margin_of_list = draw(st.sampled_from([margin, margin + "  ", margin + "   "]))
        return [f"{margin}{key}:{tail}", *_items(draw, value, margin_of_list)]
    if (
        isinstance(value, list)
        and len(value) > 1
        and all(isinstance(item, str) for item in value)
        and draw(st.booleans())
    ):
        *most, last = (f"{deeper}{_text(draw, item, flow=True)}" for item in value)
        return [
            f"{margin}{key}: [",
            *(f"{line},{_comment(draw)}" for line in most),
            f"{last}{_comment(draw)}",
            f"{margin}  ]",
        ]
    if isinstance(value, str) and (lines := _tall(draw, value, len(deeper) - len(margin))):
        first, *rest = lines
        return [f"{margin}{key}: {first}", *(f"{deeper}{line}" if line else "" for line in rest)]
    return [
        f"{margin}{key}: {_flow(draw, value) if not isinstance(value, str) else _text(draw, value, flow=False)}{tail}"
    ]


def _tall(draw: Any, value: str, indent: int) -> list[str]:
    """Draw the lines of a text that takes more than one, the first behind its key; none where it can't or needn't."""
    one = value.removesuffix("\n")
    if not one.strip() or one.strip() != one or not one.isprintable() or draw(st.booleans()):
        return []
    signs = ["|", ">", "|+"] if value != one else ["|-", ">-", f"|{indent}-", "|-  # uitleg"]
    styles = [
        [sign, one, *(draw(st.sampled_from([[], [""], ["", ""]])) if "+" not in sign else [])] for sign in signs
    ]
    words = one.split(" ")
    if value == one and len(words) > 1 and "" not in words and "\\" not in one and "\t" not in one:
        half = len(words) // 2
        first, rest = " ".join(words[:half]), " ".join(words[half:])
        if scalar(one, flow=False) == one and rest[0] not in "-?:#":
            styles.append([first, rest])
        if '"' not in one:
            styles.append([f'"{first}', f'{rest}"'])
        styles.append(["'" + first.replace("'", "''"), rest.replace("'", "''") + "'"])
    return draw(st.sampled_from(styles))


def _items(draw: Any, items: list[Any], margin: str) -> list[str]:
    lines: list[str] = []
    for item in items:
        lines += _gap(draw, margin) if lines else draw(st.sampled_from([[], [""]]))
        if isinstance(item, dict) and item and draw(st.integers(0, 3)):
            first, *rest = _block(draw, item, margin + "  ")
            lines += [f"{margin}- {first.lstrip()}", *rest]
        elif isinstance(item, str):
            lines.append(f"{margin}- {_text(draw, item, flow=False)}{_comment(draw)}")
        else:
            lines.append(f"{margin}- {_flow(draw, item)}{_comment(draw)}")
    return lines


def _some(draw: Any, **fields: Any) -> dict[str, Any]:
    return {key: draw(value) for key, value in fields.items() if draw(st.integers(0, 2))}


IDS = ["aanvraag", "bouw", "parts", "title", "log"]


def part(draw: Any, name: str) -> dict[str, Any]:
    names = st.lists(st.sampled_from(["gemeente", "dc-terra", "via", "ntb"]), max_size=3, unique=True)
    entries = st.lists(st.fixed_dictionaries({"date": st.just("2025-04-15"), "text": TEXTS}), max_size=3)
    lights = st.dictionaries(st.sampled_from(["time", "money", "cause"]), TEXTS, min_size=1)
    return {"id": name, "title": draw(TEXTS)} | _some(
        draw,
        description=st.one_of(TEXTS, TALL, st.none()),
        period=st.sampled_from(WORDS),
        trekker=st.one_of(names, st.none()),
        partners=names,
        status=st.sampled_from(WORDS),
        light=lights,
        log=st.one_of(entries, st.none()),
        remark=st.one_of(TEXTS, TALL),
    )


@st.composite
def activities(draw: Any) -> tuple[dict[str, Any], bytes]:
    """Draw the values of an activities.yaml, which need not make sense, and its bytes."""
    tree: dict[str, Any] = {"plan": {"title": draw(TEXTS), "year": "2025"}}
    tree["activities"] = [
        {
            "id": name,
            "theme": "wonen",
            "parts": [
                part(draw, own) for own in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True))
            ],
        }
        for name in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True))
    ]
    if draw(st.booleans()):
        tree["decisions"] = [{"id": "besluit", "text": draw(TEXTS)}]
    lines = [*draw(st.sampled_from([[], ["# kop", ""]])), *_block(draw, tree, "")]
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = newline.join(lines) + draw(st.sampled_from([newline, newline, "", newline * 3, f"{newline}# slot"]))
    return tree, (draw(st.sampled_from(["", "\ufeff"])) + text).encode()
