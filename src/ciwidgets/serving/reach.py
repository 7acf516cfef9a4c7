"""Where the room finds the workbooks: the address, the codes, and whether phones get here."""

from __future__ import annotations

import errno
import ipaddress
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from ciwidgets.enrolment import codes, current_program
from ciwidgets.errors import CiwidgetsError
from ciwidgets.store import Store


@dataclass(frozen=True, slots=True)
class Greeting:
    """What ``serve`` prints when it starts, and the address the QR codes will show."""

    text: str
    public_url: str


def greeting(
    store: Store, *, host: str, port: int, base_url: str = "/", public_url: str = ""
) -> Greeting:
    """Return the first lines of a server: address, codes, and whether phones can reach it.

    Raises:
        CiwidgetsError: when ``public_url`` is no http address.
    """
    here = f"http://{_shown_host(host)}:{port}{base_path(base_url)}"
    shown = checked_url(public_url) if public_url else here
    lines = [
        f"The workbooks are at {shown}",
        reachable_line(host, shown),
        "",
        code_table(store),
        "",
        "Stop with Ctrl-C. Everything saved stays in the store.",
    ]
    return Greeting("\n".join(lines), shown)


def base_path(typed: str) -> str:
    """Return a path as addresses hold it, with a slash on either side."""
    return f"/{typed.strip('/')}/".replace("//", "/")


def refuse_a_port_in_use(host: str, port: int) -> None:
    """Make sure that something can listen there.

    Raises:
        CiwidgetsError: when the port is taken or not ours to use.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
            raise CiwidgetsError(
                f"This computer has no address {host}. --host 0.0.0.0 listens on all that it has, "
                "127.0.0.1 for this computer only."
            ) from error
        raise CiwidgetsError(
            f"Nothing can be served at port {port} of {host}: {error.strerror or error}. "
            "Perhaps the workbooks run there already. Choose another port, such as "
            f"--port {port + 1}."
        ) from error


def code_table(store: Store, *, every_occasion: bool = False) -> str:
    """Return the codes as lines for a terminal: teams, project managers, the facilitator."""
    program = current_program(store)
    today = program.occasion_on(datetime.now(UTC).date())
    rows = [("Team", "Id", "Occasion", "Team code", "Project manager's code")]
    managers = {one.team_id: one.code for one in codes(store) if one.role == "project_manager"}
    for team in program.teams:
        for one in codes(store):
            if one.team_id != team.id or one.role != "participant":
                continue
            if not every_occasion and one.occasion_id != today.id:
                continue
            shown = one.code if one.is_open else f"{one.code} (closed)"
            rows.append((team.name, team.id, one.occasion, shown, managers.get(team.id, "")))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    table = "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    facilitators = [one.code for one in codes(store) if one.role == "facilitator"]
    return f"{table}\n\nFacilitator's code: {', '.join(facilitators)}"


def reachable_line(host: str, public_url: str) -> str:
    """Say whether a phone on the same network could open the address the QR codes show."""
    name = urlsplit(public_url).hostname or ""
    if is_loopback(name):
        return (
            "Only this computer can open that address. For phones in the room, start with "
            "--host 0.0.0.0, and give --public-url if they reach this computer by another name."
        )
    if is_loopback(host):
        return (
            "The server listens on this computer only; phones reach it if something at "
            f"{name} passes their requests on to it."
        )
    return "A phone on the same network can open that address, unless a firewall is in the way."


def _shown_host(host: str) -> str:
    if host not in {"0.0.0.0", "::", ""}:  # noqa: S104  # compared, not listened on
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Sends nothing: it only asks which of our addresses faces the network.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def is_loopback(name: str) -> bool:
    """Say whether a host's name leads no further than the computer that asks."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name in {"localhost", ""}


def checked_url(public_url: str) -> str:
    """Return the address that phones are to open, with a slash at its end.

    Raises:
        CiwidgetsError: when it is no http address.
    """
    parts = urlsplit(public_url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.fragment or parts.query:
        raise CiwidgetsError(
            f"--public-url {public_url!r} is not an address the QR codes could show. "
            "Give one such as http://192.168.1.20:8866/ or https://forum.example.org/."
        )
    return public_url if public_url.endswith("/") else f"{public_url}/"
