"""What was probably meant by something that is wrong, said before the remedy: `Bedoelde je 'gemeente'? `."""

from collections.abc import Iterable, Mapping

from aaa_cli.words import N_, _, figures, labels
from aaa_cli.words.problem import did_you_mean, near

NOBODY = N_("Nog niemand? Schrijf [ntb], of haal de regel weg.")
BODY = N_("Dat is een overleg of team; hier hoort een partner.")
SPLIT = N_("Begint hier een nieuw blok? Zet dan een streepje en een spatie voor 'id'.")
REVERSED = N_("Het einde ligt vóór het begin.")
HIDDEN = N_("Er zit een onzichtbaar of gekruld teken in ({sign}), vaak meegeplakt; typ de waarde opnieuw.")
DECIMALS = N_("Is dit een bedrag met een komma? Schrijf een punt voor de centen, zoals 1250.50.")
COMMA = N_("Is dit een stuk van een tekst met een komma? Zet die tekst tussen aanhalingstekens.")
DEEPER = N_("Dit hoort onder '{owner}': zet er twee spaties meer voor dan voor '{owner}'.")

# look like another character, or like nothing, where a word is expected
_ODD = "\u00a0\u00ad\u200b\u2060\u2018\u2019\u201c\u201d\u201e"
_NONE = ("geen", "none", "niemand", "n.v.t.", "nvt")


def meant(code: str, values: Mapping[str, object]) -> str:
    """Return what was probably meant, with a space behind it, or nothing."""
    said = _said(code, values)
    return f"{said.rstrip()} " if said else ""


def says_none(value: object) -> bool:
    """Tell whether a word says that there is nobody."""
    return isinstance(value, str) and value.casefold() in _NONE


def _said(code: str, values: Mapping[str, object]) -> str:
    written = str(values.get("value", ""))
    if odd := next((sign for sign in written if sign in _ODD), ""):
        return _(HIDDEN).format(sign=f"U+{ord(odd):04X}")
    match code:
        case "duplicate-key":
            return _(SPLIT) if values["key"] == "id" else ""
        case "unknown-key":
            return _key(str(values["key"]), values)
        case "bad-value":
            return did_you_mean(among(written, values["allowed"]))
        case "bad-date" | "bad-period":
            return _(REVERSED) if values.get("reversed") else did_you_mean(figures.dutch_day(written))
    if values.get("body"):
        return _(BODY)
    known = values.get("known")
    if isinstance(known, Mapping):
        return _(NOBODY) if says_none(written) else did_you_mean(_nearest(written, known))
    return ""


def _key(key: str, values: Mapping[str, object]) -> str:
    if key.isdigit():
        return _(DECIMALS)
    if " " in key:
        return _(COMMA)
    if owner := values.get("owner"):
        return _(DEEPER).format(owner=owner)
    return did_you_mean(among(key, values["allowed"]))


def among(slip: str, allowed: object) -> str | None:
    """Return the one of the `allowed` codes or keys that a slip, or another word for it, stands for."""
    assert isinstance(allowed, list)
    return _nearest(slip, {str(name): labels.known_as(str(name)) for name in allowed})


def _nearest(slip: str, known: Mapping[str, Iterable[str]]) -> str | None:
    """Return the code that is written almost so, or known by the name that was written."""
    by_name = {name: code for code, names in known.items() for name in (*names, code)}
    return by_name.get(near(slip, by_name) or "")
