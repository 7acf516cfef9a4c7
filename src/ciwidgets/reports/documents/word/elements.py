"""What a Word file is made of: paragraphs, runs, tables and pictures as its XML has them.

The order of the parts of an element is Word's own; it refuses a file that has another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap

from ciwidgets.reports.documents.fitting.letters import is_from_the_right, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from ciwidgets.reports.documents.fitting.widths import Columns
    from ciwidgets.reports.documents.word.drawings import Drawing

_INCH = 914_400  # in the units of a drawing
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_HERE = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_WIDEST, _HIGHEST = 6.8, 8.0  # inches: a page with its caption
_TWENTIETHS = 20  # of a point
_NAMESPACES = nsdecls("w", "wp", "a", "pic", "r")
_MARKUP = re.compile("<[^>]*>|&[a-z]+;")


def element(tag: str, *children: str, **attributes: str) -> str:
    """Return an element such as ``w:p``; its attributes are of the same namespace.

    It is text until all are together (``parsed``): a report has tens of thousands of them.
    """
    prefix, _, _ = tag.partition(":")
    named = "".join(f" {prefix}:{name}={_quoted(value)}" for name, value in attributes.items())
    return f"<{tag}{named}>{''.join(children)}</{tag}>" if children else f"<{tag}{named}/>"


def _quoted(value: str) -> str:
    return f'"{value}"' if value.isalnum() else quoteattr(value)


def parsed(xml: str) -> list[Element]:
    """Return elements written one after the other as those that a Word file holds."""
    return list(parse_xml(f"<w:body {_NAMESPACES}>{xml}</w:body>"))


def run(
    text: str, style: str = "", *, strong: bool = False, emphasis: bool = False, size: int = 0
) -> str:
    """Return a run of text; a line end in it is a line break, ``size`` is in half points."""
    looks = [element("w:rStyle", val=style)] if style else []
    looks += [element("w:b")] * strong + [element("w:i")] * emphasis
    looks += [element(f"w:{one}", val=str(size)) for one in ("sz", "szCs") if size]
    looks += [element("w:rtl")] * is_from_the_right(text)
    lines = xml_text(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    written = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return element("w:r", *[element("w:rPr", *looks)] * bool(looks), "<w:br/>".join(written))


def paragraph(
    style: str,
    children: Iterable[str],
    *,
    keep_next: bool = False,
    new_page: bool = False,
    list_id: int = 0,
    depth: int = 0,
    room_above: bool = False,
) -> str:
    """Return a paragraph; ``list_id`` makes it an item of a list at ``depth`` (from 0)."""
    runs = list(children)
    looks = [element("w:pStyle", val=style)]
    looks += [element("w:keepNext")] * keep_next + [element("w:pageBreakBefore")] * new_page
    if list_id:
        level, number = element("w:ilvl", val=str(depth)), element("w:numId", val=str(list_id))
        looks.append(element("w:numPr", level, number))
    if is_from_the_right(_MARKUP.sub("", "".join(runs))):
        looks.append(element("w:bidi"))
    if room_above:
        looks.append(element("w:spacing", before="200"))
    return element("w:p", element("w:pPr", *looks), *runs)


def bookmarked(name: str, number: int, runs: Iterable[str]) -> list[str]:
    """Return runs inside a bookmark, a place that links lead to."""
    return [
        element("w:bookmarkStart", id=str(number), name=name),
        *runs,
        element("w:bookmarkEnd", id=str(number)),
    ]


def link_within(name: str, text: str) -> str:
    """Return a link to a bookmark of the same file."""
    return element("w:hyperlink", run(text, "Hyperlink"), anchor=name, history="1")


def link_to(relation: str, runs: Iterable[str]) -> str:
    """Return a link to the address that a relation of the document names."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{"".join(runs)}</w:hyperlink>'


def drawing(
    picture: Drawing, number: int, words: tuple[str, str], relations: tuple[str, str]
) -> str:
    """Return a run with a picture: ``words`` are its title and what it shows in words.

    ``relations`` name the PNG, which every program shows, and the SVG, which newer ones prefer.
    """
    scale = min(1.0, _WIDEST / picture.width, _HIGHEST / picture.height) * _INCH
    title, alt = (quoteattr(xml_text(" ".join(one.split()))) for one in words)
    width, height = round(picture.width * scale), round(picture.height * scale)
    png, svg = relations
    return f"""<w:r><w:drawing>
<wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="{width}" cy="{height}"/>
<wp:docPr id="{number}" name="Picture {number}" descr={alt} title={title}/>
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
<a:graphic><a:graphicData uri="{nsmap["pic"]}"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr={alt} title={title}/>
<pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="{png}"><a:extLst><a:ext uri="{_SVG_HERE}">
<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{svg}"/></a:ext></a:extLst></a:blip>
<a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""


def table(caption: str, rows: Sequence[Sequence[str | int | float]], columns: Columns) -> str:
    """Return some columns of a table; its first row names the columns, on every page it is on.

    The first column names the rows, as far as Word knows of such a thing.
    """
    widths = [round(width * _TWENTIETHS) for width in columns.widths]
    look = {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0"}
    about = element(
        "w:tblPr",
        element("w:tblStyle", val="ReportTable"),
        element("w:tblW", w=str(sum(widths)), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="06A0", **look, noHBand="1", noVBand="1"),
        element("w:tblCaption", val=xml_text(" ".join(caption.split()))),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=str(width)) for width in widths))
    size = round(columns.size * 2)
    lines = [[row[at] for at in columns.which] for row in rows]
    return element(
        "w:tbl",
        about,
        grid,
        *(_row(line, widths, size, is_head=not at) for at, line in enumerate(lines)),
    )


def _row(
    cells: Iterable[str | int | float], widths: Iterable[int], size: int, *, is_head: bool
) -> str:
    about = element("w:trPr", element("w:cantSplit"), *[element("w:tblHeader")] * is_head)
    return element(
        "w:tr",
        about,
        *(
            _cell(one, width, size, is_head=is_head)
            for one, width in zip(cells, widths, strict=True)
        ),
    )


def _cell(value: str | float, width: int, size: int, *, is_head: bool) -> str:
    style = "TableHead" if is_head else "TableText" if isinstance(value, str) else "TableNumber"
    return element(
        "w:tc",
        element("w:tcPr", element("w:tcW", w=str(width), type="dxa")),
        paragraph(style, [run(str(value), size=size)]),
    )
