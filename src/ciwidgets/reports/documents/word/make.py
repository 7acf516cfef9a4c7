"""A report as a Word file, which people can go on writing in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import docx

from ciwidgets.reports.documents.fitting.letters import xml_text
from ciwidgets.reports.documents.packing import packed, unpacked
from ciwidgets.reports.documents.word.body import write_body
from ciwidgets.reports.look import template_folder

if TYPE_CHECKING:
    from ciwidgets.reports.documents.document import Document

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LOOKS = ("styles", "settings", "numbering", "footer", "fontTable", "theme")
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
# What Word calls a language; another one is called as the document calls it.
_LANGUAGES = {"en": "en-US"}
# Letter paper; the text is as wide as that of the PDF.
_PAGE = (
    f'<w:sectPr><w:footerReference w:type="default" r:id="rId{_LOOKS.index("footer") + 1}"/>'
    '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1180" w:right="1220" w:bottom="1180"'
    ' w:left="1220" w:header="560" w:footer="560" w:gutter="0"/></w:sectPr>'
)


def to_docx(document: Document) -> bytes:
    """Return a document as a Word file; the same document is the same bytes.

    Raises:
        ReportError: when a picture of it is no drawing.
    """
    word = docx.Document(io.BytesIO(_empty(document)))
    write_body(document, word)
    out = io.BytesIO()
    word.save(out)
    return packed(unpacked(out.getvalue()))


def _empty(document: Document) -> bytes:
    """Return a Word file with our styles, foot and properties, and nothing in it yet.

    The one that python-docx brings has its own author, a picture of itself and a hundred styles.
    """
    language = _LANGUAGES.get(document.language, document.language)
    to_main = {f"{_OFFICE}/officeDocument": "word/document.xml"}
    to_properties = {f"{_PACKAGE}/relationships/metadata/core-properties": "docProps/core.xml"}
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(to_main | to_properties),
        "docProps/core.xml": _properties(document, language),
        "word/document.xml": (
            f'<w:document xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"><w:body>{_PAGE}</w:body>'
            "</w:document>"
        ),
        "word/_rels/document.xml.rels": _relations(
            {f"{_OFFICE}/{name}": f"{name}.xml" for name in _LOOKS}
        ),
    }
    looks = {f"word/{name}.xml": _look(name, document, language) for name in _LOOKS}
    return packed({name: text.encode() for name, text in (texts | looks).items()})


def _look(name: str, document: Document, language: str) -> str:
    text = (template_folder() / "ciwidgets" / "word" / f"{name}.xml").read_text("utf-8")
    return text.replace('"en-US"', quoteattr(language)).replace("{title}", _words(document.title))


def _content_types() -> str:
    kinds = {name: f"{_WORD}.{name}+xml" for name in _LOOKS}
    kinds |= {"document": f"{_WORD}.document.main+xml", "theme": _THEME}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _properties(document: Document, language: str) -> str:
    """Return what the file says of itself: no author, no day, no machine."""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_words(document.title)}</dc:title>"
        f"<dc:subject>{_words(document.masthead.kicker)}</dc:subject>"
        f"<dc:language>{_words(language)}</dc:language></cp:coreProperties>"
    )


def _words(text: str) -> str:
    return escape(xml_text(" ".join(text.split())))
