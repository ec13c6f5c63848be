"""The shares of a table's width."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from aaa_cli.outputs.shares import LYING, UPRIGHT, WORD, shares
from aaa_cli.reports.document import Cell, Column, Role, Table

WORDS = st.text("abcdefgh", min_size=1, max_size=40)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
ROLES = st.sampled_from(list(Role))


def table(*columns: tuple[Role, Cell]) -> Table:
    named = tuple(Column(f"K{number}", "", role) for number, (role, _cell) in enumerate(columns))
    return Table(named, (tuple(cell for _role, cell in columns),))


def shared(given: Table, room: int = UPRIGHT) -> tuple[int, ...]:
    return shares([given], room)[given.columns].of


@given(st.lists(st.tuples(ROLES, TEXTS), min_size=1, max_size=12), st.sampled_from([UPRIGHT, LYING]))
def test_all_of_the_width_is_shared_and_words_stay_whole(columns: list[tuple[Role, str]], room: int) -> None:
    made = table(*columns)
    found = shares([made], room)[made.columns]
    assert abs(sum(found.of) - 1000) <= len(columns)
    if found.narrowest <= room:
        for share, (_role, text) in zip(found.of, columns, strict=True):
            longest = max([2, *map(len, text.split())])
            assert share * room / 1000 >= min(longest, WORD) - 0.1


def test_who_says_more_gets_more() -> None:
    narrow, wide = shared(table((Role.TEXT, "Q1"), (Role.TITLE, "Een plan voor de biotech uitwerken")))
    assert wide > 4 * narrow
    one, other = shared(table((Role.TEXT, "woord " * 30), (Role.TITLE, "woord " * 30)))
    assert other > one, "what a row is about goes first"


def test_a_date_and_an_amount_are_not_broken() -> None:
    for whole, text in ((date(2026, 11, 24), "24 nov 2026"), ("€\N{NO-BREAK SPACE}680.000", "€ 680.000")):
        made = table((Role.TEXT, whole), *((Role.TEXT, "woord " * 30),) * 8)
        assert shares([made], UPRIGHT)[made.columns].of[0] * UPRIGHT / 1000 >= len(text)


def test_tables_with_the_same_columns_stand_in_line() -> None:
    short, long = (
        table((Role.TITLE, "kort"), (Role.TEXT, "x")),
        table((Role.TITLE, "een lange titel"), (Role.TEXT, "x")),
    )
    together = shares([short, long], UPRIGHT)
    assert list(together) == [long.columns]
    assert together[long.columns].of == shared(long)


def test_there_is_room_to_write_in() -> None:
    of = shared(table((Role.TITLE, "Een titel die op zichzelf al een regel vult " * 3), (Role.BLANK, None)))
    assert of[1] * UPRIGHT / 1000 >= 25
