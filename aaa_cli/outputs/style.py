"""How a hand-out looks, for all formats with a layout. Colours are RRGGBB, lengths points."""

from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Document, Role, Table, Tone

PAPER = "FFFFFF"
INK = "1A1A1A"
QUIET = "595959"  # what stands back; 7:1 on white
ACCENT = "1F4E79"  # the title, headings and the fill of a table's header, below white letters
BAND = "EEF3F8"  # the fill of a total, and of every second row
LINE = "B8C4D0"

# Each is dark enough to be read on white and on BAND (4.5:1), for its word is written in it
LIGHTS = {
    Light.RED: "B3261E",
    Light.AMBER: "8F4E00",
    Light.GREEN: "1B6B34",
    Light.GREY: "595959",
    Light.DONE: "1F4E79",
}
TONES = {Tone.ALARM: "B3261E", Tone.CAUTION: "8F4E00", Tone.QUIET: QUIET, Tone.PLAIN: INK}
# What each colour is where the screen is dark; a table's header stays as it is
ON_DARK = {
    PAPER: "15191E",
    INK: "E4E7EB",
    QUIET: "ADB6C0",
    ACCENT: "8FBDEA",
    BAND: "212830",
    LINE: "47525E",
    LIGHTS[Light.RED]: "FF9A8F",
    LIGHTS[Light.AMBER]: "F2B25C",
    LIGHTS[Light.GREEN]: "7FD39A",
    LIGHTS[Light.GREY]: "ADB6C0",
    LIGHTS[Light.DONE]: "8FBDEA",
}
BOLD = frozenset({Tone.ALARM})

TEXT, SMALL, TITLE, HEADING, SUBHEADING = 10, 8.5, 20, 14, 11.5
WRITING = 30  # the height of a cell to write in
_UPRIGHT = 13.0  # the weight of the columns that an upright page has room for


# The share of a row's width that a column of a role asks for, beside others of the same table
WEIGHT = {
    Role.TITLE: 3.0,
    Role.TEXT: 1.6,
    Role.GROUP: 1.8,
    Role.NOTE: 2.4,
    Role.EXTRA: 1.6,
    Role.ID: 1.8,
    Role.BLANK: 3.0,
}
_NUMBER = 0.9  # is narrow whatever its role


def is_wide(document: Document) -> bool:
    """Tell whether a document needs pages that lie on their side."""
    tables = [section.table.on_paper() for section in document.sections if section.table]
    return any(sum(weight(table, place) for place in range(len(table.columns))) > _UPRIGHT for table in tables)


def weight(table: Table, place: int) -> float:
    """Return the share of a row's width that a column asks for."""
    return _NUMBER if table.is_number(place) else WEIGHT[table.columns[place].role]
