"""One file for a request for public records: tables, lines and what they mean, for any program.

The same record gives the same bytes, whenever and wherever it is written.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import IO, Any, Final

from ciwidgets.formats.safe_cells import Cell, safe_csv

# The first day a zip file can name: the day of writing is no part of the record.
_A_DAY: Final = (1980, 1, 1, 0, 0, 0)
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = (
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top}"
)


class RecordsZip:
    """A zip file being written; ``finish`` adds the list of what is in it, with each SHA-256."""

    def __init__(self, file: IO[bytes]) -> None:
        """Write to an open file."""
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._sums: dict[str, str] = {}
        self._kinds: list[tuple[str, int]] = []

    def add_kind(self, kind: str, entries: Sequence[Mapping[str, Any]]) -> None:
        """Add all entries of a kind, each as what it has and, under ``body``, what it says."""
        self._kinds.append((kind, len(entries)))
        lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in entries)
        self.add(f"entries/{kind}.jsonl", "".join(f"{line}\n" for line in lines).encode())
        said = list(dict.fromkeys(key for one in entries for key in one["body"]))
        about = [key for key in entries[0] if key != "body"]
        rows: list[list[Cell]] = [[*about, *said]]
        rows += [
            [*(one[key] for key in about), *(_cell(one["body"].get(key)) for key in said)]
            for one in entries
        ]
        self.add(f"entries/{kind}.csv", safe_csv(rows))

    def add_table(self, name: str, rows: Iterable[Sequence[Cell]]) -> None:
        """Add a table."""
        self.add(name, safe_csv(rows))

    def add(self, name: str, data: bytes) -> None:
        """Add a file."""
        info = zipfile.ZipInfo(name, _A_DAY)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3
        info.external_attr = 0o644 << 16
        self._zip.writestr(info, data)
        self._sums[name] = hashlib.sha256(data).hexdigest()

    def finish(
        self,
        title: str,
        paragraphs: Sequence[str],
        meanings: Sequence[tuple[str, str, str, str]],
        withheld: Mapping[str, int],
    ) -> None:
        """Add the page to begin with and the list of all files, and close the file."""
        page = _page(title, paragraphs, self._kinds, meanings, withheld)
        self.add("index.html", page.encode())
        lines = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(self._sums.items()))
        self.add("manifest.sha256", lines.encode())
        self._zip.close()


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)


def _page(
    title: str,
    paragraphs: Sequence[str],
    kinds: Sequence[tuple[str, int]],
    meanings: Sequence[tuple[str, str, str, str]],
    withheld: Mapping[str, int],
) -> str:
    told = {kind: about for kind, field, _, about in meanings if not field}
    of_kinds = "".join(
        f"<tr><th scope='row'>{escape(kind)}</th><td>{count}</td>"
        f"<td><a href='entries/{kind}.csv'>table</a>, <a href='entries/{kind}.jsonl'>lines</a></td>"
        f"<td>{escape(told.get(kind, ''))}</td></tr>"
        for kind, count in kinds
    )
    of_withheld = "".join(
        f"<tr><th scope='row'>{escape(why)}</th><td>{count}</td></tr>"
        for why, count in sorted(withheld.items())
    )
    said = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        "<meta name='viewport' content='width=device-width'>"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{escape(title)}</h1>{said}"
        "<h2>What is here</h2><table><thead><tr><th>Kind</th><th>Entries</th><th>Files</th>"
        f"<th>What it is</th></tr></thead><tbody>{of_kinds}</tbody></table>"
        "<p>What each field holds: <a href='data_dictionary.csv'>data_dictionary.csv</a>. "
        "The SHA-256 of every file: <a href='manifest.sha256'>manifest.sha256</a>.</p>"
        "<h2>What was withheld</h2><table><thead><tr><th>Why</th><th>How often</th></tr></thead>"
        f"<tbody>{of_withheld}</tbody></table>"
        "<p>Each place: <a href='withheld.csv'>withheld.csv</a>.</p></main></body></html>\n"
    )
