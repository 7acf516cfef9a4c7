"""What a store's address is made of, for those who must not let it out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError


@dataclass(frozen=True, slots=True)
class AddressParts:
    """The parts of a store's address, each in every spelling it may turn up in.

    ``whole`` are the address and what stands in it between ``://`` and the options; ``paths`` are
    those of a store in a file. What an address does not have is empty.
    """

    whole: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    port: str = ""
    paths: tuple[str, ...] = ()


def address_parts(url: str) -> AddressParts:
    """Return the parts of a store's address; of what is no address, the whole and what it holds."""
    place = url.partition("://")[2]
    if not place:
        return AddressParts(_spellings(url))
    account, _, rest = place.partition("?")[0].rpartition("@")
    # A user without a password is a name like others, that may be any word.
    whole = _spellings(url, place, place.partition("?")[0], rest, account if ":" in account else "")
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):
        return AddressParts(whole, _spellings(account.partition(":")[2]))
    if found.drivername.startswith("sqlite"):
        path = Path(found.database or "")
        return AddressParts(whole, paths=tuple({str(path), str(path.absolute())} - {"."}))
    asked = {name: [told] if isinstance(told, str) else told for name, told in found.query.items()}
    return AddressParts(
        whole,
        _spellings(str(found.password or ""), *asked.get("password", ())),
        _spellings(found.host or "", *",".join(asked.get("host", ())).split(",")),
        _spellings(found.username or "", found.database or "", *asked.get("user", ())),
        str(found.port or ""),
    )


def _spellings(*parts: str) -> tuple[str, ...]:
    """Return the parts as they are and as an address or Python writes them, the longest first."""
    written = {
        one
        for part in parts
        for one in (part, quote(part, safe=""), quote_plus(part), repr(part)[1:-1])
    }
    return tuple(sorted(written - {""}, key=lambda one: (-len(one), one)))
