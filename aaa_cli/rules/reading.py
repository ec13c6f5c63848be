"""The pages of what reading finds: of a file, of its YAML, and of its values. The checks themselves are in `plan`."""

PAGES = {
    "missing-file": """Een van de drie bestanden van het plan ontbreekt.

Een plan bestaat uit activities.yaml, budget.yaml en partners.yaml, samen in één map. Zet het bestand terug,
bijvoorbeeld uit Git, of wijs met --data de goede map aan.

Fout in de map data:

    activities.yaml
    budget.yaml

Goed:

    activities.yaml
    budget.yaml
    partners.yaml
""",
    "not-a-file": """Op de plaats van een bestand staat iets anders.

Er staat bijvoorbeeld een map met de naam van het bestand. Het programma leest alleen gewone bestanden.

Fout in de map data:

    partners.yaml/

Goed:

    partners.yaml
""",
    "unreadable-file": """Een bestand kan niet worden gelezen.

Je mag het bestand niet lezen, een ander programma houdt het vast, of de snelkoppeling ernaartoe klopt niet.

Fout in de map data:

    partners.yaml -> partners.yaml

Goed:

    partners.yaml
""",
    "too-large": """Een bestand is groter dan 16 MB.

Zo groot is geen enkel plan; een plan van 10.000 onderdelen is 3 MB. Waarschijnlijk staat er een ander bestand.

Fout in de map data:

    activities.yaml (17 MB)

Goed:

    activities.yaml (30 kB)
""",
    "too-long": """Een tekst is langer dan 100.000 tekens.

Waarschijnlijk is er een aanhalingsteken vergeten, waardoor de rest van het bestand bij de tekst is gaan horen.

Fout in activities.yaml:

    description: (100.001 tekens)

Goed:

    description: Met de buurt een ontwerp maken.
""",
    "too-deep": """Er zitten te veel lijsten of groepen in elkaar.

Een plan gaat hooguit 24 niveaus diep. Waarschijnlijk staan er haakjes te veel.

Fout in activities.yaml:

    partners: [[[[[[[[[[[[[[[[[[[[[[[[bewoners]]]]]]]]]]]]]]]]]]]]]]]]

Goed:

    partners: [bewoners]
""",
    "too-much": """In een bestand staat te veel, of er zitten te veel fouten in.

Het programma leest tot 400.000 waarden en noemt tot 10.000 fouten per bestand; een plan van 10.000 onderdelen heeft
250.000 waarden. Waarschijnlijk staat er iets anders in het bestand.

Fout in partners.yaml:

    partners: [x, x, x, en zo nog 10.000 keer]

Goed:

    partners:
      - {id: gemeente, name: Gemeente Zonnedorp, short: Gemeente, kind: government}
""",
    "not-utf8": """Een bestand is niet met de tekencodering UTF-8 opgeslagen.

Letters zoals é en ë zijn dan niet te lezen. Sla het bestand opnieuw op als UTF-8; in Kladblok staat dat in het
venster 'Opslaan als', in VS Code rechtsonder.

Fout in partners.yaml:

    name: Caf\N{REPLACEMENT CHARACTER} De Linde

Goed:

    name: Café De Linde
""",
    "unsupported-character": """Er staat een teken dat niet in een plan kan.

Het teken is onzichtbaar en is meestal meegekomen met geplakte tekst. Haal het weg, of typ de regel opnieuw.

Fout in activities.yaml:

    title: Ontwerp\N{ZERO WIDTH NO-BREAK SPACE}van het park

Goed:

    title: Ontwerp van het park
""",
    "empty-file": """Een bestand is leeg, of er staat alleen uitleg in.

Alles achter een # is uitleg; daarbuiten moet ook nog iets staan.

Fout in partners.yaml:

    # Hier komen de partners.

Goed:

    # Hier komen de partners.
    partners:
      - {id: gemeente, name: Gemeente Zonnedorp, short: Gemeente, kind: government}
      - {id: bewoners, name: Bewoners, kind: group}
      - {id: school, name: Basisschool De Linde, short: De Linde, kind: education}
    programmes:
      - {id: groenfonds, name: Groenfonds}
    governance:
      - {id: stuurgroep, name: Stuurgroep, members: [gemeente, school]}
""",
    "merge-conflict": """Twee mensen hebben hetzelfde stuk van het plan gewijzigd.

Git kon niet kiezen en heeft beide versies in het bestand gezet, met regels van <<<<<<<, ======= en >>>>>>> eromheen.
Met 'aaa resolve' voegt het programma samen wat er samen kan, en vraagt het wat er van de rest moet blijven. Je kunt
ook zelf kiezen: haal de regels weg die niet blijven, ook die met de tekens, en geef daarna 'aaa resolve'.

Fout in activities.yaml:

    <<<<<<< HEAD
            period: Q2-Q3
    =======
            period: Q3
    >>>>>>> voorstel

Goed:

            period: Q2-Q3
""",
    "yaml-syntax": """De opmaak van een regel klopt niet.

Een regel heeft de vorm 'naam: waarde', met een spatie na de dubbele punt en spaties (geen tabs) ervoor. Regels die
bij elkaar horen, beginnen met evenveel spaties. Een tekst met een dubbele punt erin staat tussen aanhalingstekens.

Fout in activities.yaml:

    title: Aanleg: het park

Goed:

    title: "Aanleg: het park"
""",
    "unsupported-yaml": """Er staat iets dat YAML kent, maar een plan niet.

Ankers (&), verwijzingen (*), samenvoegingen (<<), typen (!) en meer documenten in één bestand (---) heeft een plan
niet nodig. Een wijziging zou dan ongemerkt op twee plaatsen gelden. Schrijf de waarde gewoon uit. Begint een tekst
met zo'n teken? Zet hem dan tussen aanhalingstekens.

Fout in activities.yaml:

    title: &park Aanleg van het park

Goed:

    title: Aanleg van het park
""",
    "duplicate-key": """Hetzelfde woord vóór de dubbele punt staat twee keer in één blok.

Het is dan niet te zeggen welke van de twee geldt. Haal er een weg.

Fout in activities.yaml:

    period: Q2-Q3
    period: Q3

Goed:

    period: Q2-Q3
""",
    "unknown-key": """Het woord vóór de dubbele punt kent het programma hier niet.

Meestal is het een tikfout, of staat de regel bij het verkeerde blok. De melding noemt wat hier wel kan staan.

Fout in activities.yaml:

    periode: Q2-Q3

Goed:

    period: Q2-Q3
""",
    "missing-key": """Er ontbreekt iets dat ingevuld moet zijn.

Een onderdeel heeft bijvoorbeeld altijd een id, een titel en een status.

Fout in activities.yaml:

    - id: ontwerp
      description: Met de buurt een ontwerp maken.

Goed:

    - id: ontwerp
      title: Ontwerp van het park
      description: Met de buurt een ontwerp maken.
""",
    "wrong-type": """Een waarde is van een andere soort dan hier hoort.

Bijvoorbeeld één woord waar een lijst hoort, of een tekst waar een bedrag hoort. Een lijst staat tussen vierkante
haken.

Fout in activities.yaml:

    partners: bewoners

Goed:

    partners: [bewoners]
""",
    "bad-id": """Een id heeft een vorm die niet kan.

Een id bestaat uit kleine letters en cijfers, met losse streepjes ertussen. De woorden 'ntb', 'geen' en 'none' hebben
een eigen betekenis en kunnen geen partner zijn.

Fout in activities.yaml:

    - id: Ontwerp_park

Goed:

    - id: ontwerp-park
""",
    "duplicate-id": """Een id staat twee keer in dezelfde lijst.

Met een id verwijs je naar één ding. Geef een van de twee een ander id, en pas aan wat ernaar verwijst.

Fout in activities.yaml:

    decisions:
      - {id: bomen, text: Welke bomen er komen., asked_of: stuurgroep, due: 2025-06-19}
      - {id: bomen, text: Wie de bomen verzorgt., asked_of: stuurgroep, due: 2025-06-19}

Goed:

    decisions:
      - {id: bomen, text: Welke bomen er komen., asked_of: stuurgroep, due: 2025-06-19}
      - {id: verzorging, text: Wie de bomen verzorgt., asked_of: stuurgroep, due: 2025-06-19}
""",
    "bad-value": """Een waarde is geen van de woorden die hier kunnen staan.

Een status is bijvoorbeeld planned, in_progress, done, paused of cancelled. De melding noemt de woorden die kunnen.

Fout in activities.yaml:

    status: bezig

Goed:

    status: in_progress
""",
    "bad-date": """Een datum is niet te lezen of bestaat niet.

Schrijf een datum als jaar-maand-dag.

Fout in activities.yaml:

    - {date: 20-03-2025, text: Ontwerp vastgesteld.}

Goed:

    - {date: 2025-03-20, text: Ontwerp vastgesteld.}
""",
    "bad-period": """Een periode is niet op één manier te lezen.

Schrijf bijvoorbeeld Q2, Q2-Q4, Begin Q2, Eind Q1, maart, april-juni, vanaf september, eerste halfjaar, heel 2025,
doorlopend, 2025-04-15 of 2025-04-15/2025-05-01. Nog niet bekend? Schrijf ntb, of laat de regel weg.

Fout in activities.yaml:

    period: voor de zomer

Goed:

    period: Q2-Q3
""",
    "ambiguous-amount": """Een bedrag is op meer dan één manier te lezen.

Is 50.000 vijftigduizend of vijftig? Schrijf een bedrag zonder punten, komma's en euroteken. Alleen voor de centen
staat een punt: 1200.50.

Fout in budget.yaml:

    total: 50.000

Goed:

    total: 50000
""",
    "negative-amount": """Een bedrag is negatief.

Schrijf een bedrag van 0 of meer. Een correctie maak je door de boeking zelf te verbeteren.

Fout in budget.yaml:

    - {id: grond, date: 2025-04-03, payer: gemeente, amount: -5500, kind: spent}

Goed:

    - {id: grond, date: 2025-04-03, payer: gemeente, amount: 5500, kind: spent}
""",
    "over-precise-amount": """Een bedrag heeft meer dan twee cijfers achter de punt.

Een cent is het kleinste bedrag. Rond af op twee cijfers achter de punt.

Fout in budget.yaml:

    - {id: grond, date: 2025-04-03, payer: gemeente, amount: 5500.1234, kind: spent}

Goed:

    - {id: grond, date: 2025-04-03, payer: gemeente, amount: 5500.12, kind: spent}
""",
    "unknown-partner": """Er wordt een partner genoemd die niet in partners.yaml staat.

Schrijf het id van de partner, niet de naam. Is het een nieuwe partner? Voeg hem dan toe in partners.yaml.

Fout in activities.yaml:

    partners: [bewoner]

Goed:

    partners: [bewoners]
""",
    "unknown-body": """Er wordt iemand genoemd die niet in partners.yaml staat.

Een besluit, een risico en een afspraak noemen het id van een partner, of van een groep onder 'governance'.

Fout in activities.yaml:

    asked_of: stuurgroepje

Goed:

    asked_of: stuurgroep
""",
    "unknown-programme": """Een activiteit noemt een programma dat niet in partners.yaml staat.

Schrijf een id dat in partners.yaml onder 'programmes' staat, of voeg het programma daar toe.

Fout in activities.yaml:

    programme: groen

Goed:

    programme: groenfonds
""",
    "unknown-theme": """Een activiteit hoort bij een thema dat niet bestaat.

Schrijf een id dat in activities.yaml onder 'themes' staat.

Fout in activities.yaml:

    theme: buurten

Goed:

    theme: buurt
""",
    "unknown-ambition": """Een activiteit noemt een ambitie die niet bestaat.

Schrijf een id dat in activities.yaml bij 'plan' onder 'ambitions' staat.

Fout in activities.yaml:

    ambitions: [groener]

Goed:

    ambitions: [groen]
""",
    "unknown-pillar": """Een activiteit noemt een pijler die niet bestaat.

Schrijf een id dat in activities.yaml bij 'plan' onder 'pillars' staat.

Fout in activities.yaml:

    pillars: [samenwerken]

Goed:

    pillars: [samen]
""",
    "unknown-activity": """Er wordt verwezen naar een activiteit of onderdeel dat niet bestaat.

Achter 'about' staat het id van een activiteit, of activiteit/onderdeel.

Fout in activities.yaml:

    about: park/aanlegen

Goed:

    about: park/aanleg
""",
    "unknown-payer": """Er wordt een financier genoemd die niet bestaat.

Schrijf een id dat in budget.yaml onder 'payers' staat, of voeg de financier daar toe.

Fout in budget.yaml:

    coverage: {gemeente: 30000, fondsen: 20000}

Goed:

    coverage: {gemeente: 30000, fonds: 20000}
""",
}
