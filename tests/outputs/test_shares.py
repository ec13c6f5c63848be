"""The widths of columns: laws that hold for any table."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aaa_cli.outputs.shares import lines, shares
from aaa_cli.reports.document import Column, Role, Table

TEXTS = st.text("abcdefgh mw-/€\n", max_size=60)
CELLS = st.one_of(TEXTS, st.none(), st.just(date(2026, 9, 30)), st.just(Decimal(1200000)), st.just("x" * 300))
ROLES = st.sampled_from(list(Role))


@given(st.data(), st.lists(ROLES, min_size=1, max_size=30), st.sampled_from([57.0, 88.0]))
def test_any_table_fills_the_room_and_all_of_it_can_be_seen(
    data: st.DataObject, roles: list[Role], room: float
) -> None:
    columns = tuple(Column(f"Kolom {number}", "", role) for number, role in enumerate(roles))
    rows = data.draw(st.lists(st.tuples(*[CELLS] * len(columns)), max_size=3))
    (share,) = shares([Table(columns, tuple(rows))], room).values()
    assert abs(sum(share.widths) - room) < 0.001
    assert min(share.widths) > 0


def test_what_is_short_is_kept_whole_before_what_is_long() -> None:
    columns = tuple(Column(title, "", Role.TEXT) for title in ("Gevolg", "Eind", "Bedrag", "Lang", "Langer"))
    long = "Samenwerkingsovereenkomst"
    row = ("loopt", date(2026, 9, 30), Decimal(1200000), f"{long} {long}", long * 2)
    (share,) = shares([Table(columns, (row,))], 38).values()
    assert share.broken == (False, False, False, True, True)
    assert [
        lines(text, share.widths[place]) for place, text in enumerate(("Gevolg", "30 sep 2026", "€ 1.200.000"))
    ] == [1] * 3


def test_tables_with_the_same_columns_stand_in_line() -> None:
    columns = (Column("Onderdeel", "", Role.TITLE), Column("Afspraak", "", Role.BLANK))
    first, second = Table(columns, (("kort", None),)), Table(columns, (("heel veel " * 9, None),))
    (share,) = shares([first, second], 50).values()
    assert share == shares([second], 50)[columns]
    assert share.widths[1] >= 14
