"""Spell HTML as nbconvert does when it is done, without building the tree it builds.

``HTMLExporter`` parses a finished page with BeautifulSoup and writes it out again, to add what
notebooks of its own look may lack. Our pages lack nothing, so only the spelling changes: ``&#34;``
becomes ``"``, a row of blank lines becomes one. That took two thirds of an export.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

_DOCTYPE = "<!doctype html>"
_PIECE = re.compile(
    r"<style>(?P<style>[^<]+)</style>"
    r"|</(?P<end>[a-z][a-z0-9]*)>"
    r'|<(?P<start>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z][a-z-]*="[^"]*")*) ?/?>'
    r"|(?P<text>[^<]+)"
)
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_OTHER_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|#34|#39|#182);)")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
# Elements whose inside a parser reads in a way of its own.
_NOT_OURS = {"script", "style", "textarea", "template", "svg", "math", "plaintext", "iframe"}
_LISTS = {"class", "rel", "rev", "headers", "accesskey", "dropzone", "sandbox", "sizes", "for"}


class _NotOurs(Exception):
    """Markup that our templates and prose never make: the tree has to be built after all."""


def respelled(page: str) -> str | None:
    """Return ``str(BeautifulSoup(page, "html.parser"))``, or None where only it can say."""
    if not page.startswith(_DOCTYPE) or "jp-Notebook" in page or "\r" in page or "\0" in page:
        return None
    try:
        return "".join(["<!DOCTYPE html>\n", *_pieces(page)])
    except _NotOurs:
        return None


def _pieces(page: str) -> list[str]:
    pieces, is_open, place = list[str](), list[str](), len(_DOCTYPE)
    for found in _PIECE.finditer(page, place):
        if found.start() != place:
            raise _NotOurs
        place = found.end()
        if text := found["text"]:
            pieces.append(_text(text, is_blank_kept="pre" in is_open))
        elif name := found["start"]:
            pieces.append(_start(name, found["attributes"]))
            if name not in _VOID:
                if found[0].endswith("/>"):
                    raise _NotOurs
                is_open.append(name)
        elif name := found["end"]:
            if not is_open or is_open.pop() != name:
                raise _NotOurs
            pieces.append(found[0])
        else:
            pieces.append(found[0])
    if is_open or place != len(page):
        raise _NotOurs
    return pieces


# The same tags come again and again, in a page and in the next.
@lru_cache(maxsize=4096)
def _start(name: str, attributes: str) -> str:
    if name in _NOT_OURS:
        raise _NotOurs
    values = [(key, _attribute(key, value)) for key, value in _ATTRIBUTE.findall(attributes)]
    keys = {key for key, _ in values}
    if len(keys) < len(values) or (name == "img" and "alt" not in keys):
        raise _NotOurs
    said = "".join(f" {key}={value}" for key, value in sorted(values))
    return f"<{name}{said}/>" if name in _VOID else f"<{name}{said}>"


def _attribute(key: str, value: str) -> str:
    if key in _LISTS and value != " ".join(value.split()):
        raise _NotOurs
    plain = _escaped(value)
    if '"' not in plain:
        return f'"{plain}"'
    if "'" not in plain:
        return f"'{plain}'"
    return '"' + plain.replace('"', "&quot;") + '"'


def _text(text: str, *, is_blank_kept: bool) -> str:
    if not is_blank_kept and not text.strip(" \n\t\f"):
        return "\n" if "\n" in text else " "
    return _escaped(text)


def _escaped(text: str) -> str:
    if "&" not in text and ">" not in text:
        return text
    if _OTHER_ENTITY.search(text):
        raise _NotOurs
    return html.escape(html.unescape(text), quote=False)
