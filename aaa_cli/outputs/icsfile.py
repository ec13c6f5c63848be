"""A calendar (RFC 5545) of the parts that have a period: whole days, which leave one's time free."""

import re
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from aaa_cli.outputs import Wanted
from aaa_cli.reports.document import Document

_VERSION = "2.0"
_LAST = date.max - timedelta(days=1)  # that has a day after it
_MAKER = "-//aaa//jaarplan//NL"


class _Text(vText):
    """Text as RFC 5545 has it; the library takes a backslash before an N for a line break."""

    def to_ical(self) -> bytes:
        """Return the text with its backslashes, commas, semicolons and line breaks escaped."""
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n").encode()


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the document's events as a calendar; to import it again changes what was imported before."""
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", _VERSION)
    calendar.add("x-wr-calname", _one_line(document.title))
    for each in document.events:
        event = Event()
        event.add("uid", each.id)
        event.add("dtstamp", datetime.combine(document.day, time(), UTC))
        event.add("summary", _Text(each.title))
        event.add("dtstart", each.start)
        event.add("dtend", min(each.end, _LAST) + timedelta(days=1))  # the first day that is free again
        event.add("description", _Text(each.text))
        event.add("categories", [_one_line(each.category)])
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if each.cancelled else "CONFIRMED")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _one_line(text: str) -> str:
    return " ".join(text.split())
