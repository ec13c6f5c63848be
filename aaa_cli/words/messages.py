"""The sentences that are longer than a label: what a diagnostic says, and why a part shows its light.

A template's fields are the values of the finding. `{value}` and the like arrive quoted and harmless.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from aaa_cli.words import N_, _, figures, guess, labels

# code -> (what is wrong, how to mend it)
DIAGNOSTICS = {
    # the file
    "missing-file": (
        N_("het bestand {file} ontbreekt in de map {folder}"),
        N_("Zet het bestand terug, of kies met --data de map waarin het staat."),
    ),
    "not-a-file": (
        N_("{file} is geen gewoon bestand"),
        N_("Hier hoort het YAML-bestand zelf te staan, geen map."),
    ),
    "unreadable-file": (
        N_("{file} kan niet worden gelezen: {reason}"),
        N_("Controleer of je het bestand mag lezen en of het niet elders geopend is."),
    ),
    "too-large": (
        N_("{file} is te groot"),
        N_("Een plan is hooguit {most} MB. Staat er per ongeluk iets anders in het bestand?"),
    ),
    "too-long": (
        N_("deze tekst is te lang"),
        N_("Een tekst is hooguit {most} tekens. Is er een aanhalingsteken vergeten?"),
    ),
    "too-deep": (
        N_("hier zitten te veel lijsten of groepen in elkaar"),
        N_("Een plan gaat hooguit {most} niveaus diep. Is er een haakje te veel?"),
    ),
    "too-much": (
        N_("er staat te veel in {file}, of er zijn te veel fouten om te noemen"),
        N_(
            "Staat er per ongeluk iets anders in het bestand? Zet dan het goede bestand terug. "
            "Herstel anders eerst de fouten die je zelf ziet en controleer het plan opnieuw."
        ),
    ),
    "not-utf8": (
        N_("{file} is niet als UTF-8 opgeslagen: hier staat de byte {byte}"),
        N_("Sla het bestand opnieuw op met de tekencodering UTF-8."),
    ),
    "unsupported-character": (
        N_("hier staat een teken dat niet in een plan kan ({sign})"),
        N_("Haal het onzichtbare teken weg; vaak komt het mee met geplakte tekst."),
    ),
    "empty-file": (
        N_("{file} is leeg"),
        N_("Zet de vorige inhoud terug, bijvoorbeeld uit Git."),
    ),
    "merge-conflict": (
        N_("twee versies van het plan botsen hier en Git kon niet kiezen{sides}"),
        N_(
            "Kies met 'aaa resolve', of kies zelf welke regels blijven en haal de regels met "
            "<<<<<<<, ======= en >>>>>>> weg."
        ),
    ),
    # the YAML
    "yaml-syntax": (
        N_("de opmaak klopt hier niet: {explained}"),
        N_("{remedy}"),
    ),
    "unsupported-yaml": (
        N_("{what} hoort niet in een plan"),
        N_(
            "Schrijf de waarde gewoon uit: ankers (&), verwijzingen (*), samenvoegingen (<<), "
            "typen (!) en meer documenten (---) kent een plan niet. "
            "Begint een tekst met zo'n teken, zet hem dan tussen aanhalingstekens."
        ),
    ),
    "duplicate-key": (
        N_("{key} staat hier voor de tweede keer; de eerste keer was op regel {line}"),
        N_("{meant}Haal een van de twee weg, of zet wat onder beide staat bij elkaar onder één van de twee."),
    ),
    # keys and values
    "unknown-key": (
        N_("{key} is hier geen bekend woord"),
        N_("{meant}Hier kan staan: {allowed}."),
    ),
    "missing-key": (
        N_("{key} ontbreekt of is leeg"),
        N_("Vul een waarde in, of zet er een regel bij: '{bare}: …'."),
    ),
    "wrong-type": (
        N_("{value} past niet bij {key}: hier hoort {expected}"),
        N_("{remedy}"),
    ),
    "bad-id": (
        N_("{value} is geen geldig id"),
        N_(
            "Gebruik kleine letters, cijfers en losse streepjes, zoals 'green-leaf', en niet 'ntb', 'none' of 'geen'."
        ),
    ),
    "duplicate-id": (
        N_("het id {value} is al gebruikt op regel {line}"),
        N_("Staat het er dubbel in? Haal er een weg. Geef anders een van de twee een ander id."),
    ),
    "bad-value": (
        N_("{value} is geen geldige waarde voor {key}"),
        N_("{meant}Schrijf één van deze: {allowed}."),
    ),
    "bad-date": (
        N_("{value} is niet te lezen als datum"),
        N_("{meant}Schrijf jaar-maand-dag, zoals 2025-04-15."),
    ),
    "bad-period": (
        N_("{value} is niet te lezen als periode"),
        N_(
            "{meant}Schrijf bijvoorbeeld Q2, Q2-Q4, Begin Q2, Eind Q1, maart, april-juni, vanaf september, "
            "eerste halfjaar, heel 2025, doorlopend, 2025-04-15 of 2025-04-15/2025-05-01. "
            "Nog niet bekend? Schrijf ntb, of laat de regel weg."
        ),
    ),
    "ambiguous-amount": (
        N_("{value} is niet geschreven zoals een bedrag in het plan hoort"),
        N_("Schrijf {meant_amount}: zonder euroteken en komma's, en met alleen een punt voor de centen."),
    ),
    "negative-amount": (
        N_("het bedrag {value} is negatief"),
        N_("Schrijf een bedrag van 0 of meer."),
    ),
    "over-precise-amount": (
        N_("het bedrag {value} heeft meer dan twee cijfers achter de punt"),
        N_("Rond af op hele centen, zoals 1200.50."),
    ),
    # references
    "unknown-partner": (
        N_("partner {value} staat niet in partners.yaml"),
        N_("{meant}Gebruik een id uit partners.yaml of voeg de partner daar toe."),
    ),
    "unknown-body": (
        N_("{value} staat niet in partners.yaml, niet bij partners en niet bij governance"),
        N_("{meant}Gebruik een id uit partners.yaml of voeg het daar toe."),
    ),
    "unknown-programme": (
        N_("programma {value} staat niet in partners.yaml"),
        N_("{meant}Gebruik een id onder 'programmes' in partners.yaml of voeg het daar toe."),
    ),
    "unknown-theme": (
        N_("thema {value} bestaat niet"),
        N_("{meant}Gebruik een id onder 'themes' in activities.yaml."),
    ),
    "unknown-ambition": (
        N_("ambitie {value} bestaat niet"),
        N_("{meant}Gebruik een id onder 'ambitions' in activities.yaml."),
    ),
    "unknown-pillar": (
        N_("pijler {value} bestaat niet"),
        N_("{meant}Gebruik een id onder 'pillars' in activities.yaml."),
    ),
    "unknown-activity": (
        N_("activiteit of onderdeel {value} bestaat niet"),
        N_("{meant}Gebruik het id van een activiteit, of activiteit/onderdeel."),
    ),
    "unknown-payer": (
        N_("financier {value} staat niet in budget.yaml"),
        N_("{meant}Gebruik een id onder 'payers' in budget.yaml of voeg de financier daar toe."),
    ),
    # sums
    "row-sum": (
        N_("{row}: de dekking telt op tot {sum}, maar het totaal is {total} (verschil {difference})"),
        N_("Verbeter het totaal of een van de bedragen eronder."),
    ),
    "column-sum": (
        N_("{column}: de posten tellen op tot {sum}, maar er staat {total} (verschil {difference})"),
        N_("Verbeter een van de posten, of het bedrag onder 'stated' als dat verkeerd is overgetypt."),
    ),
    "circular-part-of": (
        N_("partner {value} is via 'part_of' een deel van zichzelf"),
        N_("Noem achter 'part_of' de organisatie waar de partner een deel van is, of haal de regel weg."),
    ),
    # warnings
    "no-trekker": (
        N_("{part} heeft geen trekker"),
        N_("Vul de trekker in zodra die bekend is, bijvoorbeeld: trekker: [gemeente]."),
    ),
    "no-period": (
        N_("{part} heeft geen periode"),
        N_("Vul 'period' in, bijvoorbeeld Q3, zodra bekend is wanneer."),
    ),
    "to-be-determined": (
        N_("bij {part} is nog 'ntb' (nader te bepalen) ingevuld"),
        N_("Vervang 'ntb' zodra bekend is om wie het gaat."),
    ),
    "outside-year": (
        N_("de periode {value} van {part} valt helemaal buiten {year}"),
        N_("Verbeter de periode, of zet het onderdeel in het plan van dat jaar."),
    ),
    "unexplained-light": (
        N_("bij het stoplicht van {part} ontbreekt nog: {missing}"),
        N_("Wie oranje of rood ziet, wil weten waardoor het komt, wat het betekent en wat eraan gedaan wordt."),
    ),
    "empty-light": (
        N_("het stoplicht van {part} heeft geen kleur"),
        N_("Zet achter 'time', 'money' of 'quality' een kleur: green, amber of red."),
    ),
    "green-but-late": (
        N_("het stoplicht van {part} staat op groen, maar de periode liep tot en met {end}"),
        N_("Pas het stoplicht, de periode of de status aan."),
    ),
    "future-date": (
        N_("{value} ligt na vandaag, terwijl het er staat als iets dat al gebeurd is"),
        N_(
            "Verbeter de datum. Wat nog moet gebeuren hoort hier niet; "
            "in het logboek kan het als afspraak, met 'who' en 'due'."
        ),
    ),
    "date-order": (
        N_("{value} ligt vóór de dag waarop de afspraak is gemaakt ({date})"),
        N_("Verbeter een van de twee datums."),
    ),
    "incomplete-action": (
        N_("bij een afspraak van {part} ontbreekt nog: {missing}"),
        N_("Vul het in, anders kan niemand eraan herinnerd worden."),
    ),
    "open-decision": (
        N_("bij besluit {other} van {value} ontbreekt de uitkomst"),
        N_("Vul 'date' en 'outcome' in, of zet achter 'due' een nieuwe datum."),
    ),
    "undated-outcome": (
        N_("besluit {other} heeft een uitkomst, maar geen datum"),
        N_("Vul achter 'date' in wanneer het besluit is genomen."),
    ),
    "over-budget": (
        N_("op {line} is {booked} geboekt, {difference} meer dan het totaal van {total}"),
        N_("Controleer de boekingen onder 'bookings', of leg een besluit over de begroting voor."),
    ),
    "over-coverage": (
        N_("voor {line} is bij {payer} {booked} geboekt, terwijl de dekking {total} is"),
        N_("Controleer de boekingen van deze financier, of pas de dekking aan."),
    ),
    "uncovered-booking": (
        N_("{payer} dekt {line} niet, maar heeft er wel een boeking op"),
        N_("Noem de goede financier, of zet deze ook onder 'coverage'."),
    ),
    "unused-partner": (
        N_("partner {value} doet nergens aan mee"),
        N_("Zet het id van de partner bij een onderdeel, of haal de partner uit partners.yaml."),
    ),
    "unused-programme": (
        N_("bij programma {value} hoort geen enkele activiteit"),
        N_("Zet het id van het programma achter 'programme' bij een activiteit, of haal het uit partners.yaml."),
    ),
    "unused-theme": (
        N_("onder thema {value} valt geen enkele activiteit"),
        N_("Zet het id van het thema achter 'theme' bij een activiteit, of haal het thema weg."),
    ),
    "unused-ambition": (
        N_("aan ambitie {value} draagt geen enkele activiteit bij"),
        N_("Zet het id van de ambitie achter 'ambitions' bij een activiteit, of haal de ambitie weg."),
    ),
    "unused-payer": (
        N_("financier {value} betaalt nergens aan mee"),
        N_("Zet het id van de financier onder 'coverage' bij een post, of haal de financier weg bij 'payers'."),
    ),
    "repeated": (
        N_("{value} staat twee keer achter {key}"),
        N_("Haal er een weg, of verbeter wat anders bedoeld was."),
    ),
    "similar-id": (
        N_("het id {value} lijkt sterk op {other}"),
        N_("Is het hetzelfde? Haal er dan een weg. Anders: kies id's die duidelijker verschillen."),
    ),
    "same-name": (
        N_("{other} heeft ook de naam {value}"),
        N_("Is het hetzelfde? Haal er dan een weg. Anders: geef een van de twee een andere naam."),
    ),
    "empty-text": (
        N_("achter {key} staat niets"),
        N_("Vul de tekst in, of haal de regel weg."),
    ),
    "long-text": (
        N_("de tekst achter {key} is {length} tekens lang"),
        N_("Maak hem korter: hooguit {most} tekens. Is er een aanhalingsteken vergeten?"),
    ),
    "late-action": (
        N_("een afspraak van {part} had op {value} af moeten zijn"),
        N_(
            "Vul achter 'done' in wanneer de afspraak is nagekomen, "
            "of spreek een nieuwe datum af en zet die achter 'due'."
        ),
    ),
    "closed-light": (
        N_("{part} is gereed of vervallen, maar heeft nog een stoplicht"),
        N_("Haal het stoplicht weg, of pas de status aan."),
    ),
    "other-year": (
        N_("de titel noemt {value}, maar achter 'year' staat {year}"),
        N_("Verbeter de titel of het jaar."),
    ),
    "odd-date": (
        N_("{value} ligt meer dan een jaar vóór of na {year}, het jaar van het plan"),
        N_("Controleer het jaartal."),
    ),
    "stopped-without-reason": (
        N_("{part} is gepauzeerd of vervallen, maar er staat niet bij waarom"),
        N_("Schrijf onder 'log' of achter 'remark' wat de reden is."),
    ),
    "swallowed-line": (
        N_("in de tekst achter {key} begint een regel met {value}"),
        N_("Hoort die regel niet bij de tekst? Zet hem dan recht onder '{bare}'."),
    ),
    "lost-text": (
        N_("{value} telt niet mee als tekst: alles achter een # is uitleg"),
        N_("Hoort het bij de tekst? Zet die dan tussen aanhalingstekens. Is het uitleg? Zet een spatie achter de #."),
    ),
    "unused-ignore": (
        N_("{why}"),
        N_("Schrijf '# aaa: negeer CODE reden' op de regel van de waarschuwing, of haal de opmerking weg."),
    ),
}

# why a comment that should silence a warning doesn't
IGNORES = {
    "unused": N_("op deze regel staat geen waarschuwing {value}, dus er valt niets te negeren"),
    "error": N_("{value} is een fout, en die is niet te negeren"),
    "code": N_("de code in {value} ontbreekt of bestaat niet"),
    "reason": N_("bij {value} ontbreekt de reden"),
}

# what the YAML parser says -> (what is wrong, how to mend it)
SYNTAX = {
    "mapping values are not allowed in this context": (
        N_("er staat een dubbele punt midden in een tekst, of deze regel of die erboven springt verkeerd in"),
        N_("Zet een tekst met een dubbele punt tussen aanhalingstekens en controleer de spaties vooraan de regel."),
    ),
    "found character that cannot start any token": (
        N_("een waarde kan niet met dit teken beginnen"),
        N_("Zet de tekst tussen aanhalingstekens."),
    ),
    "found a tab character that violates indentation": (
        N_("de regel begint met een tab"),
        N_("Gebruik spaties om in te springen, nooit een tab."),
    ),
    "did not find expected key": (
        N_("de regel past niet bij de regels erboven"),
        N_(
            "Zet de regel recht onder de andere, met evenveel spaties ervoor. "
            "Begint de waarde met [, { of een aanhalingsteken? Zet dan de hele tekst tussen aanhalingstekens."
        ),
    ),
    "did not find expected '-' indicator": (
        N_("de regel hoort bij een lijst, maar begint niet met een streepje"),
        N_("Begin elke regel van de lijst met '- ', recht onder de andere streepjes."),
    ),
    "did not find expected ',' or ']'": (
        N_("een lijst met [ is niet te lezen of wordt niet gesloten"),
        N_("Zet een komma tussen de waarden en sluit de lijst met ]."),
    ),
    "did not find expected ',' or '}'": (
        N_("een groep met { is niet te lezen of wordt niet gesloten"),
        N_(
            "Zet een komma tussen de gegevens en sluit de groep met }. "
            "Staat er een komma, dubbele punt, haakje of aanhalingsteken in een tekst? "
            "Zet die tekst dan tussen aanhalingstekens."
        ),
    ),
    "found unexpected end of stream": (
        N_("een aanhalingsteken wordt niet gesloten"),
        N_(
            "Sluit de tekst met hetzelfde aanhalingsteken als waarmee hij begint. "
            "Begint hij met een apostrof, zoals 't Zand? Zet er dan dubbele aanhalingstekens omheen: \"'t Zand\"."
        ),
    ),
    "found unknown escape character": (
        N_("na een schuine streep (\\) staat een teken dat daar niet kan"),
        N_("Gebruik enkele aanhalingstekens ('), dan is een schuine streep gewone tekst."),
    ),
    "block sequence entries are not allowed in this context": (
        N_("een lijst met streepjes kan niet achter een dubbele punt op dezelfde regel"),
        N_("Begin de lijst op de volgende regel, met spaties ervoor."),
    ),
    "did not find expected node content": (
        N_("hier ontbreekt een waarde"),
        N_("Vul de waarde in, of sluit de lijst met ] of de groep met }."),
    ),
    # what `source` sees in the line itself
    "indentation": (
        N_("deze regel staat niet recht onder de regel erboven"),
        N_("Zet er evenveel spaties voor als voor de andere regels van hetzelfde blok."),
    ),
    "hidden-space": (
        N_("hier staat een onzichtbaar teken in plaats van een spatie"),
        N_("Wis de ruimte vooraan de regel en om de dubbele punt, en typ gewone spaties; het teken is meegeplakt."),
    ),
    "curly-quotes": (
        N_("hier staan gekrulde aanhalingstekens, zoals uit Word"),
        N_('Zet de tekst tussen rechte aanhalingstekens (").'),
    ),
    "behind-quotes": (
        N_("achter het tweede aanhalingsteken staat nog tekst"),
        N_("Zet de hele tekst tussen aanhalingstekens van de andere soort, zoals 'Campagne \"Groen\"'."),
    ),
    "odd-start": (
        N_("een tekst kan niet met dit teken beginnen"),
        N_("Zet de tekst tussen aanhalingstekens."),
    ),
}
for _problem in (
    "did not find expected alphabetic or numeric character",
    "did not find expected comment or line break",
    "mapping keys are not allowed in this context",
):
    SYNTAX[_problem] = SYNTAX["odd-start"]
SYNTAX["found unexpected ':'"] = (
    N_("er staat een dubbele punt midden in een tekst"),
    N_("Zet een tekst met een dubbele punt tussen aanhalingstekens."),
)
SYNTAX["could not find expected ':'"] = (
    N_("op deze regel hoort een dubbele punt met een spatie erachter"),
    N_("Schrijf 'naam: waarde', met een spatie na de dubbele punt."),
)
SYNTAX_ELSE = (
    N_("de opbouw van het bestand klopt hier niet"),
    N_("Vergelijk de regel met een regel erboven die wel goed is: spaties, dubbele punt, aanhalingstekens."),
)

# what is still to be filled in
MISSING = {
    "cause": N_("de oorzaak ({name})"),
    "consequence": N_("het gevolg ({name})"),
    "measure": N_("de maatregel ({name})"),
    "who": N_("wie het doet ({name})"),
    "due": N_("wanneer het uiterlijk af is ({name})"),
}

# what should have stood there -> (its name, how to write it)
EXPECTED = {
    "text": (N_("een tekst"), N_("Schrijf één tekst, zonder streepjes of regels eronder.")),
    "list": (N_("een lijst"), N_("Zet de waarde tussen vierkante haken: [{bare_value}].")),
    "log": (
        N_("een lijst"),
        N_("Schrijf elke notitie op een eigen regel: - {{date: 2025-04-15, text: Wat er gebeurde.}}"),
    ),
    "light": (
        N_("een groep gegevens"),
        N_("Schrijf bijvoorbeeld: {{time: amber}}, met oorzaak, gevolg en maatregel erbij."),
    ),
    "mapping": (
        N_("een groep gegevens"),
        N_("Zet de gegevens ingesprongen onder elkaar, elk als 'naam: waarde'."),
    ),
    "year": (N_("een jaartal"), N_("Schrijf vier cijfers, zoals 2025.")),
    "number": (N_("een geheel getal"), N_("Schrijf alleen cijfers, zoals 2025.")),
    "date": (N_("een datum"), N_("Schrijf jaar-maand-dag, zoals 2025-04-15.")),
    "amount": (N_("een bedrag"), N_("Schrijf alleen cijfers, zoals 330000 of 1200.50.")),
    "period": (N_("een periode"), N_("Schrijf een periode als tekst, zoals Q2.")),
}

LIGHT_REASONS = {
    "judged": N_("beoordeeld: {judged}"),
    "done": N_("gereed"),
    "cancelled": N_("vervallen"),
    "undated": N_("geen periode"),
    "not-begun": N_("begint op {start}"),
    "silent": N_("nog niets gemeld"),
    "overdue": N_("te laat: liep tot en met {end}"),
    "due-soon": N_("loopt af op {end}"),
    "on-schedule": N_("op schema tot en met {end}"),
}

ATTENTION = {
    "overdue": N_("{status}, liep t/m {end}"),
    "not-started": N_("nog gepland, begon {start}"),
    "due-soon": N_("loopt t/m {end}"),
    "no-trekker": N_("niemand trekt dit nog"),
    "no-period": N_("er is nog geen periode"),
    "to-be-determined": N_("{where} nog niet bekend (ntb)"),
}


def diagnostic(code: str, values: Mapping[str, object]) -> tuple[str, str]:
    """Return what a finding says and how to mend it."""
    what, remedy = DIAGNOSTICS[code]
    fields = _fields(code, values)
    return _(what).format_map(fields), _(remedy).format_map(fields).strip()


def light_reason(code: str, values: Mapping[str, object]) -> str:
    """Return why a part shows its light."""
    fields = {name: _shown(value) for name, value in values.items()}
    if code == "judged":
        fields["judged"] = _judged(values)
    return _(LIGHT_REASONS[code]).format_map(fields)


def attention(code: str, values: Mapping[str, object]) -> str:
    """Return why a part asks for attention."""
    short = {name: figures.short_day(value) if isinstance(value, date) else value for name, value in values.items()}
    return _(ATTENTION[code]).format_map(short)


def _judged(values: Mapping[str, object]) -> str:
    aspects = values["aspects"]
    assert isinstance(aspects, Mapping)
    parts = [f"{_(labels.ASPECT[aspect])} {_(labels.LIGHT[colour])}" for aspect, colour in aspects.items()]
    cause = str(values["cause"])
    return ", ".join(parts) + (f" ({cause})" if cause else "")


def _shown(value: object) -> str:
    if isinstance(value, date):
        return figures.day(value)
    if isinstance(value, Decimal):
        return figures.euros(value)
    return str(value)


def _fields(code: str, values: Mapping[str, object]) -> dict[str, str]:
    """Return a finding's values as they are said: data quoted, with what was probably meant."""
    fields = {name: _shown(value) for name, value in values.items() if not isinstance(value, Mapping | list)}
    for name in _DATA:
        if isinstance(values.get(name), str):
            fields[name] = figures.quoted(values[name])
    value, key = values.get("value"), str(values.get("key", ""))
    if isinstance(value, list | dict):
        fields["value"] = _("een lijst") if isinstance(value, list) else _("een groep gegevens")
    fields["bare"] = figures.one_line(key)
    fields["folder"] = figures.one_line(str(values.get("folder", "")))
    fields["meant_amount"] = str(values.get("meant"))
    fields["meant"] = guess.meant(code, values)
    if code == "yaml-syntax":
        explained, remedy = SYNTAX.get(str(values["problem"]), SYNTAX_ELSE)
        fields |= {"explained": _(explained), "remedy": _(remedy)}
    if expected := values.get("expected"):
        named, remedy = EXPECTED[key if key in ("log", "light") else str(expected)]
        remedy = guess.NOBODY if guess.says_none(value) else remedy
        fields |= {"expected": _(named), "remedy": _(remedy).format(bare_value=_listed(value))}
    if isinstance(allowed := values.get("allowed"), list):
        fields["allowed"] = ", ".join(_told(name) if code == "bad-value" else name for name in allowed)
    if isinstance(missing := values.get("missing"), list):
        fields["missing"] = ", ".join(_(MISSING[name]).format(name=name) for name in missing)
    if code == "merge-conflict":
        fields["sides"] = _sides(values)
    if code == "unused-ignore":
        fields["why"] = _(IGNORES[str(values["why"])]).format_map(fields)
    return fields


_MOST_ALIKE = 30  # characters before what differs


def _sides(values: Mapping[str, object]) -> str:
    """Return what each side of a conflict says, behind a colon, where both are known."""
    if "ours" not in values:
        return ""
    texts = [str(values[side]) for side in ("ours", "theirs")]
    texts = figures.where_they_differ(texts, most=_MOST_ALIKE, keep=_MOST_ALIKE)  # or it would be cut
    ours, theirs = (figures.quoted(text) if text else _("niets") for text in texts)
    return ": " + _("{ours} of {theirs}").format(ours=ours, theirs=theirs)


# values that come from the plan, and are quoted
_DATA = ("value", "key", "what", "part", "row", "column", "line", "payer", "other")


def _listed(value: object) -> str:
    """Return what was written as it may stand within the brackets of a list."""
    names = list(value) if isinstance(value, dict) else [str(value).strip("[](){} ")]
    return figures.one_line(", ".join(names)[:60])


def _told(code: str) -> str:
    return code if labels.label(code) == code else f"{code} ({labels.label(code)})"
