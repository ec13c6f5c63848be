"""What an editor tells about each key of the files. Each is a msgid: show it through `_`."""

from collections.abc import Sequence

from aaa_cli.words import N_

MODELS = {
    "ActivitiesFile": N_("Het plan met zijn activiteiten"),
    "Activity": N_("Activiteit"),
    "Ambition": N_("Ambitie"),
    "Body": N_("Overleg of team"),
    "Booking": N_("Boeking"),
    "Budget": N_("Begroting"),
    "BudgetLine": N_("Post van de begroting"),
    "Decision": N_("Besluit"),
    "Head": N_("Het plan als geheel"),
    "Judgement": N_("Oordeel over een onderdeel"),
    "LogEntry": N_("Notitie of afspraak"),
    "Part": N_("Onderdeel"),
    "Partner": N_("Partner"),
    "PartnersFile": N_("De partners en het bestuur"),
    "Payer": N_("Financier"),
    "Pillar": N_("Pijler"),
    "Programme": N_("Groter programma"),
    "Result": N_("Resultaat"),
    "Risk": N_("Risico"),
    "Stated": N_("Vastgestelde totalen"),
    "Theme": N_("Thema"),
}

# By the name of the key; one that means something else in one place is in OVERRIDES
FIELDS = {
    "about": N_("Over welke activiteit of welk onderdeel dit gaat: het id, zoals green-leaf of green-leaf/aanvraag."),
    "activities": N_("De activiteiten van het plan. Elke activiteit hoort bij één thema en heeft onderdelen."),
    "aliases": N_("Andere namen waarmee je deze partner kunt zoeken."),
    "ambitions": N_("Aan welke ambities dit bijdraagt: de id's uit 'ambitions' bovenaan activities.yaml."),
    "amount": N_("Het bedrag in euro's, zonder punten, komma's en euroteken: 330000 of 1200.50."),
    "asked_of": N_("Wie het besluit moet nemen: een id uit partners.yaml."),
    "bookings": N_("Geld van deze post dat is toegezegd of uitgegeven."),
    "cause": N_("De oorzaak: waarom het niet groen is."),
    "chance": N_("Hoe groot de kans is: van 1 (klein) tot 5 (groot)."),
    "consequence": N_("Het gevolg: wat er gebeurt als er niets verandert."),
    "coverage": N_("Wie welk deel betaalt: het id van de financier met een bedrag in euro's."),
    "decisions": N_("Besluiten die gevraagd of genomen zijn."),
    "description": N_("Wat het inhoudt, in een paar zinnen."),
    "done": N_("Wanneer de afspraak is nagekomen. Laat de regel weg zolang dat niet zo is."),
    "due": N_("Wanneer het uiterlijk klaar moet zijn, als jaar-maand-dag: 2025-04-15."),
    "goal": N_("Het hoofddoel, boven de ambities."),
    "goals": N_("De doelen van dit thema, elk op een eigen regel achter een streepje."),
    "governance": N_("Wie het programma besturen en uitvoeren. Nooit namen van personen."),
    "group": N_("Het kopje waar de post onder valt, zoals Middelen."),
    "id": N_("Kort kenmerk waarmee andere regels hiernaar verwijzen. Verander het nooit."),
    "impact": N_("Hoe groot de gevolgen zijn: van 1 (klein) tot 5 (groot)."),
    "kind": N_("Wat voor organisatie het is."),
    "light": N_("Jouw oordeel over tijd, geld en kwaliteit. Zonder oordeel rekent het programma het stoplicht uit."),
    "lines": N_("De posten van de begroting."),
    "log": N_("Notities en afspraken, elk met een datum."),
    "measure": N_("De maatregel: wat eraan gedaan wordt."),
    "members": N_("Wie erin zitten: id's van partners uit partners.yaml."),
    "money": N_("Hoe het met het geld staat."),
    "name": N_("De volledige naam."),
    "name_en": N_("De naam in het Engels, voor wie het plan in het Engels leest."),
    "outcome": N_("Wat er besloten is. Laat de regel weg zolang er geen besluit is."),
    "owner": N_("Wie op dit risico let: een id uit partners.yaml."),
    "part_of": N_("Bij welke organisatie deze partner hoort: het id uit partners.yaml."),
    "partner": N_("Het id van deze financier in partners.yaml, als het één partner is."),
    "partners": N_("Wie meedoen: id's uit partners.yaml, zoals [actium, via]."),
    "parts": N_("De onderdelen: wat er gedaan wordt, elk met een eigen periode en status."),
    "payer": N_("Wie betaalt: een id onder 'payers' in budget.yaml."),
    "payers": N_("De financiers: wie betalen."),
    "period": N_("Wanneer het loopt, zoals Q2, Q2-Q4, Eind Q1, april-juni of heel 2025. Nog niet bekend? Laat weg."),
    "pillars": N_("Op welke pijlers dit steunt: de id's uit 'pillars' bovenaan activities.yaml."),
    "plan": N_("Hoe het plan heet, voor welk jaar het is en wat het wil bereiken."),
    "programme": N_("Bij welk groter programma dit hoort: het id onder 'programmes' in partners.yaml."),
    "programmes": N_("Grotere programma's waar een activiteit bij kan horen."),
    "quality": N_("Hoe het met de kwaliteit staat."),
    "remark": N_("Een opmerking, bijvoorbeeld waar het jaarplan zichzelf tegenspreekt."),
    "results": N_("Wat er al bereikt is."),
    "risks": N_("Wat er mis kan gaan."),
    "roles": N_("De rollen, zoals projectleider. Nooit namen van personen."),
    "short": N_("De korte naam, die in lijsten komt te staan."),
    "source": N_("Waar dit in het jaarplan staat."),
    "stated": N_("De totalen uit het vastgestelde jaarplan. Het programma telt na of de posten kloppen."),
    "status": N_("Hoe ver het is."),
    "summary": N_("Een samenvatting in een paar zinnen."),
    "target": N_("Het aantal dat bereikt moet worden: alleen cijfers."),
    "task": N_("Wat de taak is."),
    "theme": N_("Bij welk thema dit hoort: het id onder 'themes' in activities.yaml."),
    "themes": N_("De thema's van het plan."),
    "time": N_("Hoe het met de tijd staat."),
    "title": N_("De titel, zoals hij in lijsten komt te staan."),
    "title_en": N_("De titel in het Engels, voor wie het plan in het Engels leest."),
    "total": N_("Het totaal in euro's, zonder punten, komma's en euroteken: 330000 of 1200.50."),
    "trekker": N_(
        "Wie trekt: id's uit partners.yaml, zoals [gemeente]. Nog niet bekend? Schrijf [ntb], of laat weg."
    ),
    "unit": N_("Waarvan het een aantal is, zoals woningen."),
    "vision": N_("Hoe het er over een aantal jaren uit moet zien."),
    "who": N_("Wie de afspraak nakomt: een id uit partners.yaml."),
    "year": N_("Het jaar van het plan, zoals 2025."),
}

# By 'Model.key'
OVERRIDES = {
    "Booking.date": N_("Wanneer het geld is toegezegd of uitgegeven, als jaar-maand-dag: 2025-04-15."),
    "Booking.kind": N_("Of het geld alleen is toegezegd, of al is betaald."),
    "Booking.text": N_("Waar het geld voor is."),
    "Decision.date": N_("Wanneer het besluit is genomen. Laat de regel weg zolang dat niet zo is."),
    "Decision.due": N_("Wanneer het besluit uiterlijk nodig is, als jaar-maand-dag: 2025-04-15."),
    "Decision.text": N_("Wat er besloten moet worden."),
    "Head.ambitions": N_("De ambities: wat het programma wil bereiken."),
    "Head.pillars": N_("De pijlers: de vaste lijnen waar activiteiten op steunen."),
    "LogEntry.date": N_("Van wanneer de notitie is, als jaar-maand-dag: 2025-04-15."),
    "LogEntry.text": N_("Wat er gebeurde of wat er is afgesproken."),
    "PartnersFile.partners": N_("De partners. Elke partner staat hier één keer."),
    "Result.date": N_("Wanneer het bereikt is, als jaar-maand-dag: 2025-04-15."),
    "Result.text": N_("Wat er bereikt is, in een paar zinnen."),
    "Risk.text": N_("Wat er mis kan gaan."),
}


# What an option of a command tells where that isn't what an editor does; by 'Model.key' or the name of the key
OPTIONS = {
    "ambitions": N_("Aan welke ambities dit bijdraagt: namen of id's, met een komma ertussen."),
    "amount": N_("Het bedrag in euro's, zoals 1200 of 1250,50."),
    "asked_of": N_("Wie het besluit moet nemen: een partner of overleg."),
    "coverage": N_("Wie welk deel betaalt, zoals gemeente=1200. Meer financiers: geef de optie nog een keer."),
    "done": N_("Wanneer de afspraak is nagekomen."),
    "due": N_("Wanneer het uiterlijk klaar moet zijn, zoals 2025-06-01 of 1-6-2025."),
    "goals": N_("Een doel van dit thema. Meer doelen: geef de optie nog een keer."),
    "light": N_(
        "Jouw oordeel over tijd, geld of kwaliteit: groen, oranje of rood. Met geen rekent het programma het uit."
    ),
    "members": N_("Wie erin zitten: namen of id's van partners, met een komma ertussen."),
    "outcome": N_("Wat er besloten is."),
    "owner": N_("Wie op dit risico let: een partner of overleg."),
    "part_of": N_("Bij welke organisatie deze partner hoort: een naam of id."),
    "partner": N_("Welke partner deze financier is, als het er één is."),
    "partners": N_("Wie meedoen, in de plaats van wie er nu staan: namen of id's, met een komma ertussen."),
    "payer": N_("Wie betaalt: een financier, zoals gemeente."),
    "period": N_("Wanneer het loopt, zoals Q2, Q2-Q4, Eind Q1, april-juni of heel 2025."),
    "pillars": N_("Op welke pijlers dit steunt: namen of id's, met een komma ertussen."),
    "programme": N_("Bij welk groter programma dit hoort: een naam of id."),
    "roles": N_("Een rol, zoals projectleider. Nooit namen van personen."),
    "status": N_("Hoe ver het is: gepland, loopt, gereed, gepauzeerd of vervallen."),
    "theme": N_("Bij welk thema dit hoort: een naam of id."),
    "total": N_("Het totaal in euro's, zoals 1200 of 1250,50."),
    "trekker": N_("Wie trekt: een naam of id. Meer dan één: met een komma ertussen. Nog niet bekend: ntb."),
    "who": N_("Wie de afspraak nakomt: een partner of overleg."),
    "Booking.date": N_("Wanneer het geld is toegezegd of betaald, zoals 2025-06-01 of 1-6-2025."),
    "Booking.kind": N_("Verplicht (toegezegd) of besteed (betaald)."),
    "Decision.date": N_("Wanneer het besluit is genomen, zoals 2025-06-01 of 1-6-2025."),
    "Decision.due": N_("Wanneer het besluit uiterlijk nodig is, zoals 2025-06-01 of 1-6-2025."),
    "Partner.kind": N_(
        "Wat voor organisatie het is: overheid, onderwijs, bedrijf, zorg, maatschappelijke organisatie, netwerk of "
        "groep."
    ),
    "Result.date": N_("Wanneer het bereikt is, zoals 2025-06-01 of 1-6-2025."),
}

# Of an option that more than one model has
SHARED = {
    "date": N_("De datum van een besluit, resultaat of boeking, zoals 2025-06-01 of 1-6-2025."),
    "kind": N_("De soort van een partner (overheid, onderwijs, bedrijf …) of boeking (verplicht of besteed)."),
    "measure": N_("De maatregel: wat eraan gedaan wordt, bij een stoplicht of een risico."),
    "text": N_("De tekst van een besluit, risico, resultaat of boeking."),
}


def asked(models: Sequence[str], name: str) -> str:
    """Return what an option for the field `name` of some models tells."""
    if len(models) > 1 and name in SHARED:
        return SHARED[name]
    return OPTIONS.get(f"{models[0]}.{name}") or OPTIONS.get(name) or described(models[0], name)


def described(model: str, name: str) -> str:
    """Return the text about the field `name` of a model."""
    return OVERRIDES.get(f"{model}.{name}") or FIELDS[name]
