"""The Word file that a hand-out is filled into: styles, header, footer and page. The house style, or another one."""

import io
import stat
import zlib
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.exceptions import PythonDocxError
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm

from aaa_cli.words import N_, _, figures, ngettext
from aaa_cli.words.problem import Problem, reason

TEMPLATE = Path(__file__).with_name("template.docx")
PREFIX = "aaa "  # of the names of our own styles
PROPERTIES = PackURI("/docProps/core.xml")

# The names that files have, in any language of Word, and those that Word shows
_NEEDED = {"title": N_("Titel"), "heading 1": N_("Kop 1"), "heading 2": N_("Kop 2")}

_MOST, _MOST_XML = 20_000_000, 10_000_000  # bytes once unpacked: of all, and of what is built into a tree
_OLD = bytes.fromhex("d0cf11e0")  # how a .doc begins, and each file of Office with a password
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KIN = (  # .dotx, .docm, .dotm
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
# What python-docx, lxml and zipfile raise on a file that is broken, or made to break them
_BROKEN = (
    *(BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError, RuntimeError),
    *(PythonDocxError, OpcError, SyntaxError, AttributeError, LookupError, TypeError, ValueError),
)

_KEPT = frozenset({"styles", "settings", "theme", "fontTable", "numbering"})  # of what belongs to the text


class _TooLarge(Exception):
    """The parts of a file take more room than a template does."""


def opened(file: Path | None) -> Word:
    """Return an empty document in the style of `file`, or in the house style.

    The header, footer and page are those of the file, and so is each style that it has; our own styles that it
    lacks are added. Its text, comments and macros are left out, and the links to other files in its settings.
    Raises Problem (exit 2) for a file that is none, or lacks a style that makes a house style.
    """
    if file is None:
        return _emptied(Document(str(TEMPLATE)))
    content = _read(file)
    if content.startswith(_OLD):
        raise _problem(
            N_("{file} is een oud Word-bestand (.doc) of heeft een wachtwoord"),
            file,
            _("Open het in Word en bewaar het als Word-document (.docx), zonder wachtwoord."),
        )
    try:
        parts = _unpacked(content)
        word = _emptied(Document(_packed(parts, ZIP_STORED)))
        missing = [_(shown) for name, shown in _NEEDED.items() if name not in style_ids(word)]
        _complete(word, Document(str(TEMPLATE)))
        word.save(io.BytesIO())  # what is broken in a way that only shows there is found now
    except _TooLarge as error:
        remedy = _(
            "Haal de tekst en de grote afbeeldingen eruit: alleen de stijlen, de koptekst en de voettekst tellen."
        )
        raise _problem(N_("{file} is te groot"), file, remedy) from error
    except _BROKEN as error:
        what = N_("{file} is geen Word-bestand, of het is beschadigd")
        raise _problem(what, file, _good_one()) from error
    if missing:
        what = ngettext(
            "In {file} ontbreekt de stijl {styles}", "In {file} ontbreken de stijlen {styles}", len(missing)
        ).format(file=figures.quoted(file, most=200), styles=figures.listed(missing))
        remedy = _("Gebruik in Word elk van deze stijlen één keer in dat bestand, en bewaar het.")
        raise Problem(what, f"{remedy} {_good_one()}")
    return word


def _problem(what: str, file: Path, remedy: str) -> Problem:
    return Problem(_(what).format(file=figures.quoted(file, most=200)), remedy)


def _good_one() -> str:
    return _("Een goed bestand maak je met -o huisstijl.docx; pas daarin de stijlen aan en bewaar het.")


def _read(file: Path) -> bytes:
    remedy = _("Controleer de bestandsnaam achter --template.")
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise _problem(N_("{file} is geen gewoon bestand"), file, remedy)
        with file.open("rb") as stream:
            return stream.read(_MOST + 1)
    except OSError as error:
        what = _("{file} kan niet worden gelezen: {reason}")
        raise Problem(what.format(file=figures.quoted(file, most=200), reason=reason(error)), remedy) from error


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name, as those of a .docx. Raises _TooLarge where they are too large."""
    if len(content) > _MOST:
        raise _TooLarge
    with ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
        if sum(part.file_size for part in parts) > _MOST or xml > _MOST_XML:
            raise _TooLarge
        if not {part.compress_type for part in parts} <= {ZIP_STORED, ZIP_DEFLATED}:
            raise BadZipFile
        found = {part.filename: archive.read(part) for part in parts}
    types = "[Content_Types].xml"
    for kin in _KIN:
        found[types] = found[types].replace(kin, _MAIN)
    return found


def _emptied(word: Word) -> Word:
    """Take away the text, and all that hangs on it or points elsewhere."""
    part, body = word.part, word.element.body
    if body.nsmap.get("w") != nsmap["w"]:
        raise BadZipFile  # no program writes another prefix, and it is the one that `packed` relies on
    references: dict[tuple[str, str | None], Any] = {}
    for section in body.xpath(".//w:sectPr"):  # each has the headers of the one before that it does not replace
        for reference in section.xpath("w:headerReference|w:footerReference"):
            references[reference.tag, reference.get(qn("w:type"))] = reference
    body.clear_content()
    last = body.get_or_add_sectPr()
    for reference in last.xpath("w:headerReference|w:footerReference"):
        last.remove(reference)
    stories = {
        rel.rId for rel in part.rels.values() if rel.reltype in _STORIES and hasattr(rel.target_part, "element")
    }
    used = [reference for reference in references.values() if reference.get(qn("r:id")) in stories]
    for reference in reversed(used):
        last.insert(0, reference)
    _unrelate(part, {reference.get(qn("r:id")) for reference in used})
    _unrelate(part.package, {rel.rId for rel in part.package.rels.values() if rel.reltype in _PACKAGE})

    settings = word.settings.element
    for setting in list(settings):
        outside = any(name.startswith(f"{{{nsmap['r']}}}") for each in setting.iter() for name in each.attrib)
        if outside or setting.tag in _SETTINGS:
            settings.remove(setting)
    part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels.clear()

    page = word.sections[-1]
    page.page_width, page.page_height = page.page_width or Mm(210), page.page_height or Mm(297)
    for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        if getattr(page, margin) is None:
            setattr(page, margin, Mm(20))
    page.gutter = page.gutter or Mm(0)
    return word


_STORIES = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
_PACKAGE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES}
_SETTINGS = {qn("w:mailMerge"), qn("w:footnotePr"), qn("w:endnotePr")}


def _unrelate(source: Any, kept: set[str]) -> None:
    for rel in list(source.rels.values()):
        kind = rel.reltype.rpartition("/")[2]
        if rel.rId not in kept and (rel.is_external or kind not in _KEPT):
            del source.rels[rel.rId]


def style_ids(word: Word) -> dict[str, str]:
    """Return the id of each style by its name, in small letters: an id differs with the language of Word."""
    styles = word.styles.element.style_lst
    return {style.name_val.casefold(): style.styleId for style in styles if style.name_val and style.styleId}


def _complete(word: Word, house: Word) -> None:
    """Add the styles of our own that a document lacks, upon those that it has."""
    styles, ids = word.styles.element, style_ids(word)
    names = {id_: name for name, id_ in style_ids(house).items()}
    taken = set(ids.values())
    for ours in house.styles.element.style_lst:
        name = ours.name_val.casefold()
        if not name.startswith(PREFIX) or name in ids:
            continue
        style = deepcopy(ours)
        while style.styleId in taken:
            style.styleId += "0"
        ids[name] = style.styleId
        taken.add(style.styleId)
        for link in style.xpath("w:basedOn|w:next"):
            if target := ids.get(names[link.get(qn("w:val"))]):
                link.set(qn("w:val"), target)
            else:
                style.remove(link)
        styles.append(style)


def fill(word: Word, fields: Mapping[str, str], words: Mapping[str, str]) -> None:
    """Show values in the fields of the header and footer that have a name of `fields`; replace texts by `words`."""
    for rel in word.part.rels.values():
        if rel.reltype in _STORIES:
            _fill(rel.target_part.element, fields, words)


def _fill(story: Any, fields: Mapping[str, str], words: Mapping[str, str]) -> None:
    for field in story.iter(qn("w:fldSimple")):
        _show(list(field.iter(qn("w:t"))), _value(field.get(qn("w:instr")), fields))
    code = ""
    texts: list[Any] | None = None  # of what a field shows
    for element in story.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            code = ""
        elif kind == "separate":
            texts = []
        elif kind == "end":
            _show(texts or [], _value(code, fields))
            texts = None
        elif element.tag == qn("w:instrText"):
            code += element.text or ""
        elif texts is not None:
            texts.append(element)
        else:
            element.text = words.get(element.text, element.text)


def _value(code: str | None, fields: Mapping[str, str]) -> str | None:
    return fields.get((code or "").strip().partition(" ")[0].upper())


def _show(texts: list[Any], value: str | None) -> None:
    if value is not None:
        for text in texts:
            text.text, value = value, ""
            text.set(qn("xml:space"), "preserve")


def packed(word: Word, text: str, properties: bytes) -> bytes:
    """Return the bytes of a document with this text, as XML, and these core properties: the same ones at any time."""
    package = word.part.package
    part = Part(PROPERTIES, CONTENT_TYPE.OPC_CORE_PROPERTIES, properties, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    word.add_paragraph()
    stream = io.BytesIO()
    word.save(stream)
    with ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = word.part.partname.membername
    parts[main] = parts[main].replace(b"<w:p/>", text.encode(), 1)
    return _packed(parts, ZIP_DEFLATED).getvalue()


def _packed(parts: Mapping[str, bytes], compression: int) -> io.BytesIO:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name)  # of 1 January 1980
            entry.create_system, entry.compress_type = 0, compression
            archive.writestr(entry, content)
    stream.seek(0)
    return stream
