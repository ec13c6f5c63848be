"""The words for the plan's codes. Each is a msgid: show it through `_`."""

from aaa_cli.words import N_, _

STATUS = {
    "planned": N_("gepland"),
    "in_progress": N_("loopt"),
    "done": N_("gereed"),
    "paused": N_("gepauzeerd"),
    "cancelled": N_("vervallen"),
}

LIGHT = {
    "green": N_("groen"),
    "amber": N_("oranje"),
    "red": N_("rood"),
    "grey": N_("nog niet te beoordelen"),
    "done": N_("gereed"),
}

ATTENTION = {
    "overdue": N_("Te laat"),
    "not-started": N_("Had al moeten beginnen"),
    "due-soon": N_("Loopt binnenkort af"),
    "no-trekker": N_("Geen trekker"),
    "no-period": N_("Geen periode"),
    "to-be-determined": N_("Nader te bepalen (ntb)"),
}

KIND = {
    "government": N_("overheid"),
    "education": N_("onderwijs"),
    "business": N_("bedrijf"),
    "care": N_("zorg"),
    "civic": N_("maatschappelijke organisatie"),
    "network": N_("netwerk"),
    "group": N_("groep"),
}

# what `aaa add` does
ADD = {
    "activity": N_("Zet een nieuwe activiteit in het plan, met één onderdeel. Meer onderdelen: aaa add part."),
    "part": N_("Zet een nieuw onderdeel bij een activiteit."),
    "partner": N_("Zet een nieuwe partner in het plan, en met --to meteen bij een onderdeel."),
    "decision": N_("Zet een besluit in het plan dat gevraagd of genomen is."),
    "risk": N_("Zet een risico in het plan."),
    "booking": N_("Boekt geld van een post dat is toegezegd of uitgegeven."),
    "result": N_("Zet een resultaat in het plan: iets dat bereikt is."),
    "line": N_("Zet een post in de begroting."),
    "payer": N_("Zet een financier in de begroting."),
    "theme": N_("Zet een thema in het plan."),
    "ambition": N_("Zet een ambitie in het plan."),
    "pillar": N_("Zet een pijler in het plan."),
    "programme": N_("Zet een groter programma in het plan, waar activiteiten bij kunnen horen."),
    "body": N_("Zet een overleg of team in het plan dat bestuurt of uitvoert."),
}

BOOKING = {"committed": N_("verplicht"), "spent": N_("besteed")}

# other words that people write for a code or a key, besides its label
_SYNONYMS = {
    "planned": ("nog niet begonnen",),
    "in_progress": ("bezig", "gestart", "lopend", "mee bezig"),
    "done": ("klaar", "afgerond", "af", "voltooid"),
    "paused": ("uitgesteld", "stilgelegd", "on hold"),
    "cancelled": ("gestopt", "geschrapt", "geannuleerd"),
    "amber": ("geel", "yellow", "orange"),
    "committed": ("toegezegd",),
    "spent": ("betaald", "uitgegeven"),
    "civic": ("stichting", "vereniging"),
    "time": ("tijd", "planning"),
    "money": ("geld",),
    "quality": ("kwaliteit",),
    "cause": ("oorzaak",),
    "consequence": ("gevolg",),
    "measure": ("maatregel",),
    "title": ("titel", "naam"),
    "name": ("naam",),
    "description": ("omschrijving", "beschrijving"),
    "period": ("periode",),
    "remark": ("opmerking",),
    "source": ("bron",),
    "log": ("logboek", "notities"),
    "text": ("tekst",),
    "date": ("datum",),
    "who": ("wie",),
    "due": ("uiterlijk", "deadline"),
    "coverage": ("dekking",),
    "total": ("totaal",),
    "amount": ("bedrag",),
    "payer": ("financier",),
    "kind": ("soort",),
    "decisions": ("besluiten",),
    "risks": ("risico's",),
    "results": ("resultaten",),
    "theme": ("thema",),
    "programme": ("programma",),
    "outcome": ("uitkomst",),
    "owner": ("eigenaar",),
    "chance": ("kans",),
    "impact": ("invloed",),
    "light": ("stoplicht",),
}

ASPECT = {"time": N_("tijd"), "money": N_("geld"), "quality": N_("kwaliteit")}

# The kinds of plan/items.py
ITEM = {
    "plan": N_("plan"),
    "ambition": N_("ambitie"),
    "pillar": N_("pijler"),
    "theme": N_("thema"),
    "activity": N_("activiteit"),
    "part": N_("onderdeel"),
    "decision": N_("besluit"),
    "risk": N_("risico"),
    "result": N_("resultaat"),
    "partner": N_("partner"),
    "programme": N_("programma"),
    "body": N_("overleg of team"),
    "payer": N_("financier"),
    "line": N_("post"),
    "booking": N_("boeking"),
    "stated": N_("vastgestelde totalen"),
}

# The same by what a person calls them
ITEM_MEANT = {label: kind for kind, label in ITEM.items()} | {"overleg": "body", "team": "body"}

# By the name of the key; one that means something else in one place has that of its model before it
FIELD = {
    "about": N_("gaat over"),
    "aliases": N_("andere namen"),
    "ambitions": N_("ambities"),
    "amount": N_("bedrag"),
    "asked_of": N_("gevraagd aan"),
    "cause": N_("oorzaak"),
    "chance": N_("kans"),
    "consequence": N_("gevolg"),
    "coverage": N_("dekking"),
    "date": N_("datum"),
    "description": N_("omschrijving"),
    "done": N_("gereed"),
    "due": N_("uiterlijk"),
    "goal": N_("hoofddoel"),
    "goals": N_("doelen"),
    "group": N_("groep"),
    "impact": N_("invloed"),
    "kind": N_("soort"),
    "light": N_("stoplicht"),
    "log": N_("logboek"),
    "measure": N_("maatregel"),
    "members": N_("leden"),
    "money": N_("geld"),
    "name": N_("naam"),
    "name_en": N_("Engelse naam"),
    "outcome": N_("uitkomst"),
    "owner": N_("eigenaar"),
    "part_of": N_("hoort bij"),
    "partner": N_("partner"),
    "partners": N_("partners"),
    "payer": N_("financier"),
    "period": N_("periode"),
    "pillars": N_("pijlers"),
    "programme": N_("programma"),
    "quality": N_("kwaliteit"),
    "remark": N_("opmerking"),
    "roles": N_("rollen"),
    "short": N_("korte naam"),
    "source": N_("bron"),
    "status": N_("status"),
    "summary": N_("samenvatting"),
    "target": N_("doel"),
    "task": N_("taak"),
    "text": N_("tekst"),
    "theme": N_("thema"),
    "time": N_("tijd"),
    "title": N_("titel"),
    "title_en": N_("Engelse titel"),
    "total": N_("totaal"),
    "trekker": N_("trekker"),
    "unit": N_("eenheid"),
    "vision": N_("visie"),
    "who": N_("wie"),
    "year": N_("jaar"),
    "Decision.date": N_("genomen op"),
}

NONE = N_("geen")

# In ASCII for a screen that cannot show the others
SYMBOL = {"green": "●", "amber": "◆", "red": "▲", "grey": "○", "done": "✔"}
ASCII_SYMBOL = {"green": "(+)", "amber": "(!)", "red": "(X)", "grey": "( )", "done": "(v)"}

FILTER = {
    "quarter": N_("kwartaal"),
    "trekker": N_("trekker"),
    "partner": N_("partner"),
    "theme": N_("thema"),
    "ambition": N_("ambitie"),
    "status": N_("status"),
    "light": N_("stoplicht"),
    "text": N_("tekst"),
    "overdue": N_("alleen te laat"),
    "undated": N_("ook zonder periode"),
}


def label(code: str) -> str:
    """Return the word for a code of any kind in the chosen language, or the code where it has none."""
    words = BOOKING | KIND | LIGHT | STATUS
    return _(words[code]) if code in words else code


def field(model: str, name: str) -> str:
    """Return what the field `name` of a model is called, or the name where it has no word."""
    return _(FIELD.get(f"{model}.{name}") or FIELD.get(name, name))


def known_as(code: str) -> list[str]:
    """Return what else people write for a code or a key."""
    return [label(code), *_SYNONYMS.get(code, ())]
