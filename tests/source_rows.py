"""The 26 rows of the four themed tables of the Jaarplan 2025, and its approach of communication, as data.

Per row: the theme; the first cell (empty where the row belongs to the one above it, or has none); the period; the
trekkers that the text names; the names in the partner cell; the names that only the row's text has.
"""

from typing import NamedTuple


class Row(NamedTuple):
    theme: str
    first_cell: str
    period: str | None
    trekkers: tuple[str, ...]
    cell: tuple[str, ...]
    text: tuple[str, ...]
    parts: tuple[str, ...]  # which parts of the plan the row became


ROWS = [
    Row(
        "Veiligheid",
        "Doorontwikkeling veiligheidscampus",
        "Q2/Q3",
        (),
        ("Thorbecke Academie", "NHL Stenden", "DC Terra", "Provincie"),
        ("NHL Stenden", "DC Terra", "onderwijs", "bedrijfsleven"),
        ("veiligheidscampus/fysieke-campus",),
    ),
    Row(
        "Veiligheid",
        "",
        "Q2/3",
        (),
        ("RUG",),
        ("Rijksuniversiteit Groningen",),
        ("veiligheidscampus/onderzoek-en-onderwijs",),
    ),
    Row("Veiligheid", "Defensiemodule pilot", "Q1-4", (), ("Onderwijs", "Defensie"), (), ("defensiemodule/pilot",)),
    Row(
        "Veiligheid",
        "Urban Air Mobility",
        "Q1",
        ("Omnidrones",),
        ("Europa-strategie", "Defensie", "Omnidrones", "VNG", "I&W"),
        ("Omnidrones", "Saxion Hogeschool"),
        ("urban-air-mobility/interreg-aanvraag",),
    ),
    Row(
        "Veiligheid",
        "",
        "Q2-3",
        ("Gemeente",),
        (),
        ("Omnidrones", "Dronehub Noord Nederland", "Ministerie van I&W", "VNG"),
        ("urban-air-mobility/verkenning",),
    ),
    Row(
        "Veiligheid",
        "Opening academisch jaar",
        "Q3",
        ("Thorbecke", "DC Terra", "ViA"),
        ("Thorbecke Academie", "DC Terra"),
        ("onderwijspartijen", "ViA"),
        ("opening-academisch-jaar/opening", "opening-academisch-jaar/flyer-en-crimetour"),
    ),
    Row(
        "Groenste Stad",
        "Green Leaf Award – Assen als groenste stad van Europa",
        "Q1",
        (),
        ("Europa-strategie",),
        (),
        ("green-leaf/green-city-accord",),
    ),
    Row("Groenste Stad", "", "Begin Q2", (), (), (), ("green-leaf/aanvraag",)),
    Row("Groenste Stad", "", "Q2", (), (), (), ("green-leaf/promotiecampagne",)),
    Row("Groenste Stad", "", "Q4", (), (), (), ("green-leaf/jury-en-uitreiking",)),
    Row(
        "Groenste Stad",
        "Acquisitie Energy Conference",
        "Q1",
        (),
        ("Europa-strategie",),
        (),
        ("energy-conference/bidbook",),
    ),
    Row("Groenste Stad", "Warmtenet", "Q2/3", (), ("Actium",), ("Actium",), ("warmtenet/lariks",)),
    Row(
        "Groenste Stad",
        "Thorbecke Bos",
        "Q3/4",
        (),
        ("Thorbecke Academie", "Studievereniging Trias Politica"),
        ("gemeente",),
        ("thorbecke-bos/verkenning",),
    ),
    Row(
        "Biotech en zorg",
        "",
        "Q2",
        ("Gemeente",),
        ("Life Cooperative", "RGA", "NOM", "Icon", "Ardena", "Provincie"),
        ("Partners in ZO-Assen", "NOM", "bedrijfsleven", "OA", "Life Cooperative", "provincie Drenthe"),
        ("biotech/plan",),
    ),
    Row(
        "Biotech en zorg",
        "Shared Facility Biolabs",
        "Q2-4",
        (),
        ("RGA", "NOM", "Life Cooperative", "Icon", "Ardena", "Hanzehogeschool"),
        ("Life Cooperative", "bedrijven", "regio Groningen-Assen", "onderwijs"),
        ("biotech/biolabs",),
    ),
    Row("Biotech en zorg", "Verbindingsofficier", "Q2-4", (), ("Provincie",), (), ("biotech/verbindingsofficier",)),
    Row(
        "Biotech en zorg",
        "Lobbydiner",
        "Q3",
        (),
        ("RGA", "Life Cooperative"),
        ("gemeente Groningen",),
        ("biotech/lobbydiner",),
    ),
    Row(
        "Biotech en zorg",
        "Doorontwikkeling TechHub",
        "Q1/Q2",
        ("Ondernemend Assen",),
        ("OA", "Hanzehogeschool", "Ardena", "Icon", "Resato", "DC Terra", "Provincie"),
        ("onderwijs", "zorginstellingen", "ondernemers"),
        ("techhub/actieplan",),
    ),
    Row(
        "Biotech en zorg",
        "Zorgcampus",
        "Q2/Q3",
        ("Gemeente",),
        (),
        ("zorgpartijen", "onderwijsinstellingen"),
        ("zorgcampus/verkenning",),
    ),
    Row(
        "Biotech en zorg",
        "Pilot Assen",
        "Q2-4",
        (),
        ("VWS", "RGA", "Instellingen Kopgroep Zorg & Innovatie"),
        ("ministerie VWS",),
        ("pilot-assen/verkenning",),
    ),
    Row(
        "Algemeen",
        "Ruimtelijke doorvertaling van de AAA",
        "Eind Q1",
        ("Gemeente",),
        ("Provincie", "VRO"),
        (),
        ("ruimtelijke-doorvertaling/perspectieven",),
    ),
    Row("Algemeen", "", "Einde Q2-Q4", (), (), (), ("ruimtelijke-doorvertaling/lobby-en-debat",)),
    Row(
        "Algemeen",
        "Governance en samenwerking",
        "Maart",
        (),
        ("OA", "ViA"),
        (),
        ("governance/samenwerkingsovereenkomst",),
    ),
    Row(
        "Algemeen",
        "Kandidaatstellingen van Assen via bidboeken",
        "Q1-4",
        ("Gemeente",),
        ("ntb",),
        (),
        ("bidboeken/bidboeken",),
    ),
    Row(
        "Algemeen",
        "Versterking studentenprofiel",
        "Q2-4",
        (),
        ("Horeca", "ViA", "Actium", "DC Terra", "Hanzehoogeschool"),
        ("groep studenten",),
        ("studentenprofiel/bijeenkomsten",),
    ),
    Row(
        "Algemeen",
        "Verdere profilering van Assen als woon- en werkstad",
        None,
        (),
        (),
        (),
        ("woon-en-werkstad/profilering",),
    ),
]

# Rows below the biotech plan whose first cell names a part of it, not an activity
PARTS_OF_THE_BIOTECH_PLAN = {"Shared Facility Biolabs", "Verbindingsofficier", "Lobbydiner"}
BIOTECH_PLAN = "biotech/plan"
