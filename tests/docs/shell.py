"""Runs a document's shell blocks, line by line, in a folder of their own."""

from __future__ import annotations

import contextlib
import io
import shlex
import shutil
import urllib.request
from pathlib import Path

import pytest

from ciwidgets.cli import main
from tests.docs.blocks import ROOT, blocks
from tests.support.server import _template, served

_ADDRESS = {"--host", "--port"}


def run_document(document: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Run all that a document says in its ``sh`` blocks; return the lines, each of which succeeded.

    A command of ours runs in this process, which saves starting forty; ``serve`` runs as a process
    on loopback until its network check has answered.
    """
    monkeypatch.chdir(folder)
    for name in ("CIWIDGETS_STORE", "CIWIDGETS_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in _template().items():  # one for all: each takes three seconds to start
        monkeypatch.setenv(name, value)
    (folder / "data").symlink_to(ROOT / "data")
    lines = [
        line
        for block in blocks(document, "sh")
        for line in block.text.replace("\\\n", " ").splitlines()
        if line.strip()
    ]
    for line in lines:
        _run(line, folder)
    return lines


def _run(line: str, folder: Path) -> None:
    words = shlex.split(line, comments=True)
    if words[0] == "cp":
        shutil.copy(words[1], words[2])
        return
    assert words[0] == "ciwidgets", f"The documents run no other program: {line}"
    words = [one for word in words[1:] for one in _meant(word, folder)]
    if words[0] == "serve":
        _serve(words[1:], folder)
        return
    out = Path(words[-1]) if words[-2:-1] == [">"] else None
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(words[:-2] if out else words)
    assert code == 0, f"{line}\n{said.getvalue()[-2000:]}"
    if out:
        out.write_text(said.getvalue(), "utf-8")


def _meant(word: str, folder: Path) -> list[str]:
    """Return the files a word with a star stands for, as a shell does, or the word itself."""
    found = [str(one.relative_to(folder)) for one in folder.glob(word)] if "*" in word else []
    return sorted(found) or [word]


def _serve(options: list[str], folder: Path) -> None:
    """Serve as the document says, but on a free port of this machine alone."""
    given = zip(options[::2], options[1::2], strict=True)
    rest = [one for pair in given if pair[0] not in _ADDRESS for one in pair]
    with (
        served(f"sqlite:///{folder / 'forum.db'}", folder, *rest) as server,
        urllib.request.urlopen(f"{server.url}network-check", timeout=30) as page,  # loopback
    ):
        assert page.status == 200
