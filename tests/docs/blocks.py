"""The fenced blocks of a document, and how a block that extends a file is put into it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([\w./-]+\.\w+)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, and the file the line above it names, if any."""

    language: str
    text: str
    file: str = ""


def documents() -> list[Path]:
    """Return every document a stranger may read first."""
    return [README, *sorted(DOCS.glob("*.md"))]


def blocks(document: Path, *languages: str) -> list[Block]:
    """Return a document's blocks in order; those of a language alone where one is named.

    A block that names no file goes on with the file of the block before.
    """
    text, found, file = document.read_text("utf-8"), [], ""
    for fence in _FENCE.finditer(text):
        above = text[: fence.start()].rstrip().rpartition("\n")[2]
        named = _FILE.fullmatch(above)
        file = named[1] if named else file
        if not languages or fence[1] in languages:
            found.append(Block(fence[1], fence[2], file))
    return found


def apply(block: Block, tree: Path) -> None:
    """Put a block into a tree: lines into a file, cells into a notebook, or a new file.

    Raises:
        ValueError: where a file that is to be new is there, or the place for lines is not.
    """
    path = tree / block.file
    if block.language == "diff":
        path.write_text(_with_lines(path.read_text("utf-8"), block), "utf-8")
    elif block.language == "json":
        path.write_text(_with_cells(json.loads(path.read_text("utf-8")), block), "utf-8")
    elif path.exists():
        raise ValueError(f"{block.file} is there already, and the page says that it is new.")
    else:
        path.write_text(block.text, "utf-8")


def _with_lines(text: str, block: Block) -> str:
    lines = block.text.splitlines()
    before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in lines)
    if text.count(before) != 1:
        raise ValueError(f"{block.file} does not hold this just once:\n{before}")
    return text.replace(before, after)


def _with_cells(notebook: dict[str, Any], block: Block) -> str:
    notebook["cells"][-1:-1] = json.loads(block.text)
    return json.dumps(notebook, ensure_ascii=False, indent=1)
