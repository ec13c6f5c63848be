"""The Word file with the house style, made anew from outputs/style.py: `python -m tests.outputs.house_style`.

Its page shows each style by its name, for whoever opens it; a hand-out has the styles, header, footer and page of it.
"""

import io
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from aaa_cli.outputs import style
from aaa_cli.outputs.docxfile import (
    BETWEEN,
    CELL,
    CELL_MARGIN,
    FACT,
    HEADER,
    LIGHTS,
    NOTE,
    PAGE,
    ROW_HEADER,
    TABLE,
    TONES,
    TOTAL,
    content,
    page_words,
)
from aaa_cli.outputs.docxpackage import PREFIX, TEMPLATE
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Column, Document, Role, Section, Table, Toned

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FONT = "Arial"  # each computer with Word has it, and LibreOffice one of the same width
WHITE = "FFFFFF"
PAGE_SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'  # A4, in twips
MARGINS = (
    '<w:pgMar w:top="1247" w:right="1134" w:bottom="1247" w:left="1134" w:header="624" w:footer="567" w:gutter="0"/>'
)
PARTS = {  # of the document: what it is, and its file
    "rId1": ("styles", "styles.xml"),
    "rId2": ("settings", "settings.xml"),
    "rId3": ("header", "header1.xml"),
    "rId4": ("header", "header2.xml"),
    "rId5": ("footer", "footer1.xml"),
    "rId6": ("footer", "footer2.xml"),
}


def letters(size: float = 0, colour: str = "", *, bold: bool = False, italic: bool = False) -> str:
    look = "<w:b/><w:bCs/>" if bold else ""
    look += "<w:i/><w:iCs/>" if italic else ""
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    return f"<w:rPr>{look}</w:rPr>"


def spacing(before: float, after: float, lines: float = 1.0) -> str:
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" w:line="{round(lines * 240)}" w:lineRule="auto"/>'


def line(side: str, colour: str = style.LINE, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="4" w:space="{space}" w:color="{colour}"/>'


def named(kind: str, name: str, look: str, *, based: str = "", follow: str = "", default: bool = False) -> str:
    """Return a style: what it looks like is in the order of Word's schema."""
    about = ' w:default="1"' if default else ' w:customStyle="1"' if name.startswith(PREFIX) else ""
    return (
        f'<w:style w:type="{kind}"{about} w:styleId="{id_of(name)}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{id_of(based)}"/>' if based else "")
        + (f'<w:next w:val="{id_of(follow)}"/>' if follow else "")
        + ("" if default and kind != "paragraph" else "<w:qFormat/>")
        + f"{look}</w:style>"
    )


def id_of(name: str) -> str:
    return name.title().replace(" ", "") if not name.startswith(PREFIX) else name.replace(" ", "")


def paragraph_style(name: str, about: str, look: str = "", *, based: str = "Normal", follow: str = "") -> str:
    return named("paragraph", name, f"<w:pPr>{about}</w:pPr>{look}", based=based, follow=follow)


def letter_style(name: str, colour: str, bold: bool) -> str:
    return named("character", name, letters(0, colour, bold=bold), based="Default Paragraph Font")


def heading(level: int, size: float, before: float) -> str:
    about = f'<w:keepNext/><w:keepLines/>{spacing(before, 4)}<w:outlineLvl w:val="{level - 1}"/>'
    look = letters(size, style.ACCENT, bold=True)
    return paragraph_style(f"heading {level}", about, look, follow="Normal")


def table_style() -> str:
    margin = round(CELL_MARGIN * 20)
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 50), ("left", margin), ("bottom", 50), ("right", margin))
    )
    borders = line("top") + line("bottom") + line("insideH")

    def filled(of: str, colour: str, edge: str = "") -> str:
        edges = f"<w:tcBorders>{edge}</w:tcBorders>" if edge else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'
        return f'<w:tblStylePr w:type="{of}"><w:tcPr>{edges}{shade}</w:tcPr></w:tblStylePr>'

    look = (
        '<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        # between its cells as well, where LibreOffice leaves a gap of a hair
        + filled("firstRow", style.ACCENT, line("insideV", style.ACCENT))
        + filled("lastRow", style.BAND, line("top", style.ACCENT))
        + filled("band2Horz", style.BAND)
    )
    return named("table", TABLE, look, based="Normal Table")


def styles() -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/>'
    unpadded = '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    size = round(style.TEXT * 2)
    return (
        f"{DECLARATION}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        + named(
            "paragraph",
            "Normal",
            f"<w:pPr><w:suppressAutoHyphens/>{spacing(0, 6, 1.15)}</w:pPr>{letters(style.TEXT, style.INK)}",
            default=True,
        )
        + named("character", "Default Paragraph Font", "", default=True)
        + named("table", "Normal Table", unpadded, default=True)
        + paragraph_style(
            "Title",
            f"<w:keepNext/><w:keepLines/>{spacing(0, 10)}",
            letters(style.TITLE, style.ACCENT, bold=True),
            follow="Normal",
        )
        + heading(1, style.HEADING, 18)
        + heading(2, style.SUBHEADING, 12)
        + paragraph_style(
            "header", f"<w:pBdr>{line('bottom', space=4)}</w:pBdr>{spacing(0, 0)}", letters(style.SMALL, style.QUIET)
        )
        + paragraph_style(
            "footer",
            f'<w:pBdr>{line("top", space=4)}</w:pBdr>{spacing(0, 0)}<w:jc w:val="right"/>',
            letters(style.SMALL, style.QUIET),
        )
        + paragraph_style(
            FACT,
            f'<w:tabs><w:tab w:val="left" w:pos="1701"/></w:tabs>{spacing(0, 10, 1.25)}<w:ind w:left="1701" w:hanging="1701"/><w:contextualSpacing/>',
        )
        + paragraph_style(NOTE, spacing(10, 4), letters(style.SMALL, style.QUIET, italic=True))
        + paragraph_style(CELL, spacing(0, 0), letters(style.SMALL))
        + paragraph_style(HEADER, "<w:keepNext/>", letters(0, WHITE, bold=True), based=CELL)
        + paragraph_style(ROW_HEADER, "", letters(0, style.ACCENT, bold=True), based=CELL)
        + paragraph_style(TOTAL, "", letters(bold=True), based=CELL)
        + paragraph_style(BETWEEN, '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>')
        + "".join(letter_style(name, style.LIGHTS[light], light is Light.RED) for light, name in LIGHTS.items())
        + "".join(letter_style(name, style.TONES[tone], tone in style.BOLD) for tone, name in TONES.items())
        + table_style()
        + "</w:styles>"
    )


def field(code: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def story(kind: str, style_name: str, runs: str) -> str:
    inner = f'<w:p><w:pPr><w:pStyle w:val="{id_of(style_name)}"/></w:pPr>{runs}</w:p>'
    return f"{DECLARATION}<w:{kind} {SPACES}>{inner}</w:{kind}>"


def settings() -> str:
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'{DECLARATION}<w:settings {SPACES}><w:zoom w:percent="100"/><w:autoHyphenation/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def document() -> str:
    references = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="{id_}"/>'
        for part, kind, id_ in (
            ("header", "default", "rId3"),
            ("header", "first", "rId4"),
            ("footer", "default", "rId5"),
            ("footer", "first", "rId6"),
        )
    )
    ids = {name.casefold(): id_of(name) for name in NAMES}
    return (
        f"{DECLARATION}<w:document {SPACES}><w:body>{content(SPECIMEN, ids, 482)}"
        f"<w:sectPr>{references}{PAGE_SIZE}{MARGINS}<w:titlePg/></w:sectPr></w:body></w:document>"
    )


NAMES = ("Title", "heading 1", "heading 2", FACT, NOTE, BETWEEN, CELL, HEADER, ROW_HEADER, TOTAL, TABLE)
NAMES += (*LIGHTS.values(), *TONES.values())
SPECIMEN = Document(
    "Stijl Titel",
    date(2025, 1, 1),
    (
        ("Dit bestand", "de huisstijl van wat aaa als Word-bestand schrijft. Pas een stijl aan en bewaar het."),
        ("Stijl", FACT),
    ),
    (
        Section("Stijl Kop 1", ("Stijl Standaard", *(Toned(f"Stijl {name}", tone) for tone, name in TONES.items()))),
        Section(
            "Stijl Kop 2",
            (f"Hieronder de tabelstijl {TABLE}.",),
            Table(
                (
                    Column(ROW_HEADER, "group", Role.GROUP),
                    Column(f"Stijl {HEADER}", "text"),
                    Column("Stoplicht", "light"),
                ),
                tuple((f"Stijl {ROW_HEADER}", f"Stijl {CELL}", light) for light in LIGHTS),
                total=(f"Stijl {TOTAL}", "", ""),
            ),
            level=2,
        ),
    ),
    Table((), ()),
    notes=(f"Stijl {NOTE}",),
)


def parts() -> dict[str, str]:
    """Return the text of each file in the package, in their order."""
    before, between = page_words(PAGE)
    pages = f"{text(before)}{field('PAGE', '1')}{text(between)}{field('NUMPAGES', '1')}"
    footer = f"{field('SUBJECT', 'Peildatum')}{text(' · ')}{pages}"
    kinds = {**{name: kind for kind, name in PARTS.values()}, "document.xml": "document.main"}
    types = {f"word/{name}": f"{TYPE}.{kind}+xml" for name, kind in kinds.items()}
    types["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    relations = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{name}"/>' for id_, (kind, name) in PARTS.items()
    )
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "docProps/core.xml": f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Huisstijl</dc:title><dc:subject>Peildatum</dc:subject>'
        "</cp:coreProperties>",
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/header1.xml": story("hdr", "header", field("TITLE", "Titel")),
        "word/header2.xml": story("hdr", "Normal", ""),
        "word/footer1.xml": story("ftr", "footer", footer),
        "word/footer2.xml": story("ftr", "footer", footer),
    }


def made() -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content_ in parts().items():
            archive.writestr(ZipInfo(name), content_, ZIP_DEFLATED)
    return stream.getvalue()


if __name__ == "__main__":
    TEMPLATE.write_bytes(made())
