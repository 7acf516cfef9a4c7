"""The strip at the head of a page: joining, coming back, and the codes a manager hands on."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

import segno

from ciwidgets.errors import NotAllowed
from ciwidgets.model import (
    Breakout,
    JoinCode,
    Person,
    Role,
    is_group,
    normalise_code,
    pretty_code,
)
from ciwidgets.shipped import workbook_path
from ciwidgets.visit.breakouts.arriving import GROUPS_WORKBOOK, in_group
from ciwidgets.visit.exercise import saved
from ciwidgets.visit.identity import Identity, Joined
from ciwidgets.visit.messages import (
    Enter,
    Join,
    Leave,
    Look,
    Message,
    Rename,
    Restore,
    Return,
    RoomNow,
    parse,
)
from ciwidgets.visit.permissions import LOOK, SHARE, may
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.line import RoomLine
from ciwidgets.widgets import JoinStripWidget
from ciwidgets.words import filled
from ciwidgets.words.refusals import refusal
from ciwidgets.workbook import read_workbook

# Pages that are for whoever leads the room, and ask whoever comes for a code that does.
_LED_FROM: Final = ("facilitator", "projector")


class JoinStrip:
    """Binds the join strip to a visit's identity."""

    shows: ClassVar[Shows] = None

    forms: ClassVar[dict[str, type[Message]]] = {
        "join": Join,
        "restore": Restore,
        "return": Return,
        "leave": Leave,
        "look": Look,
        "rename": Rename,
        "enter": Enter,
        "room": RoomNow,
    }

    def __init__(self, visit: Presence, practice: dict[str, str]) -> None:
        """Show the program's first lines and its sectors."""
        self.visit = visit
        path = workbook_path(visit.workbook)
        self._steps = read_workbook(path, visit.language).steps if path else ()
        self._line = RoomLine(visit)
        # The way to the group whose code a device of a team brought to a page not of groups.
        self._to_group: dict[str, Any] = {}
        program = visit.program
        self.widget = JoinStripWidget(
            words=visit.words_for("join_strip"),
            program={
                "name": program.name,
                "support": program.support,
                "records": program.records,
                "made_up": program.made_up,
                "practice": practice,
                "leads": visit.workbook in _LED_FROM,
            },
            sectors=[
                {"id": one.id, "name": one.name, "includes": one.includes}
                for one in program.sectors
            ],
        )

    def receive(self, content: Any) -> Reply:  # noqa: PLR0911  # one a message
        """Read a message at the door and act on it."""
        message = parse(content, self.forms)
        door = self.visit.door
        match message:
            case Join():
                who = message.code, message.name, message.sector, message.request_id
                return self._come_in(door.join(*who, to_lead=message.to_lead), message)
            case Restore():
                identity = door.restore(message.token, message.code, message.request_id)
                if identity is None:
                    return {"type": "unknown", "request_id": message.request_id}
                self.visit.become(identity)
                return self._restored(identity, message)
            case Return():
                joined = door.come_back(message.return_code, message.request_id)
                return self._come_in(joined, message)
            case Leave():
                self.visit.become(None)
                return {"type": "left", "request_id": message.request_id}
            case Look() | Enter():
                return self._go(message)
            case Rename():
                return self._rename(message)
            case RoomNow():
                self.visit.require_identity()
                self.widget.room = self._line.shown(anew=True)
                return {"type": "room", "request_id": message.request_id}
        raise TypeError(type(message))

    def _go(self, message: Look | Enter) -> Reply:
        """Go on in another team, as a facilitator, or in a group, as anybody."""
        visit = self.visit
        identity = visit.require_identity()
        match message:
            case Enter():
                visit.become(visit.door.enter(identity, message.code, message.request_id))
            case Look():
                if not may(identity.role, LOOK):
                    raise NotAllowed(visit.words["for_facilitators"])
                visit.become(visit.door.look(identity, message.team_id))
        return {"type": "restored", "request_id": message.request_id}

    def refresh(self) -> None:
        """Show who is here."""
        visit, widget = self.visit, self.widget
        identity = visit.identity
        with widget.hold_sync():
            if identity is None:
                widget.who, widget.teams, widget.people, widget.share = {}, [], 0, {}
                widget.room = self._line.shown()
                widget.group = {}
                return
            program = visit.program
            occasion = program.occasion(identity.occasion)
            widget.who = {
                "id": identity.person_id,
                "name": identity.name,
                "role": str(identity.role),
                "sector": identity.sector,
                "team": visit.team_name(identity.team_id or identity.home_team),
                "team_id": identity.team_id,
                "occasion": occasion.name if occasion else "",
            }
            widget.teams = self._teams() if may(identity.role, LOOK) else []
            widget.group = self._group(identity)
            widget.room = self._line.shown()
            widget.people = len(visit.people_here()) if identity.team_id else 0
            widget.share = self._share(identity) if may(identity.role, SHARE) else {}

    def _teams(self) -> list[dict[str, str]]:
        """Return what a facilitator can look at: the program's teams, or the groups of a day."""
        visit = self.visit
        if visit.door.in_groups:
            found = visit.store.current(Breakout, occasion=visit.occasion)
            return [{"id": one.team_id, "name": one.body.title} for one in found]
        teams = visit.program.teams if visit.looks_at_teams else []
        return [{"id": one.id, "name": one.name} for one in teams]

    def _group(self, identity: Identity) -> dict[str, Any]:
        """Return whether this is the page of groups, whether they are in one, and their team."""
        is_page, is_in = self.visit.door.in_groups, is_group(identity.team_id)
        if not (is_page or is_in):
            return self._to_group
        home = self.visit.team_name(identity.home_team) if identity.home_team else ""
        return {"is_page": is_page, "is_in": is_in, "home": home}

    def _restored(self, identity: Identity, message: Restore) -> Reply:
        """Say that a person is back, and that another team's code was scanned where it was."""
        reply: Reply = {"type": "restored", "request_id": message.request_id}
        visit = self.visit
        theirs, mine = visit.door.team_of(message.code), identity.home_team or identity.team_id
        if theirs is None:
            # For the server, which counts wrong codes over all pages of a device.
            reply["wrong_code"] = True
            if visit.door.in_groups and not self._is_in(message.code, identity):
                # Of a closed group or of none: which of the two is nobody's to learn.
                reply["text"] = visit.words["group_closed"]
            return reply
        if is_group(theirs) and not visit.door.in_groups and theirs != mine:
            been = visit.store.get(in_group(theirs, identity.person_id)) is not None
            code = "" if been else normalise_code(message.code)
            self._to_group = {"is_page": False, "is_in": been, "home": "", "code": code}
            self.refresh()
        elif identity.role is Role.FACILITATOR:
            return reply
        elif visit.program.team(theirs) and theirs != mine and visit.team_name(mine):
            names = {"theirs": visit.team_name(theirs), "mine": visit.team_name(mine)}
            reply["text"] = filled(visit.words["other_team"], **names)
        return reply

    def _is_in(self, code: str, identity: Identity) -> bool:
        """Return whether a code, which lets nobody in, is of the group they are in all the same."""
        found = self.visit.store.look_up(JoinCode, normalise_code(code)) if code else []
        return any(one.team_id == identity.team_id for one in found)

    def _come_in(self, joined: Joined, message: Message) -> Reply:
        self.visit.become(joined.identity)
        return {
            "type": "joined",
            "request_id": message.request_id,
            "token": joined.token,
            "return_code": joined.return_code,
        }

    def _rename(self, message: Rename) -> Reply:
        visit = self.visit
        identity = visit.require_identity()
        if identity.home_id:
            raise NotAllowed(visit.words["rename_at_home"])
        sectors = {one.id for one in visit.program.sectors}
        if message.sector and message.sector not in sectors:
            raise NotAllowed(refusal("no_sector"))
        entry = visit.store.get(identity.person_id)
        if entry is None or not isinstance(entry.body, Person):
            raise NotAllowed(refusal("record_gone"))
        is_guest = identity.role is Role.FACILITATOR
        body = entry.body.model_copy(
            update={"name": message.name, "sector": "" if is_guest else message.sector}
        )
        kept = visit.append([visit.own_draft(entry, body, message.request_id)])[0]
        visit.become(
            Identity(
                identity.person_id,
                identity.role,
                identity.team_id,
                identity.occasion,
                body.sector,
                body.name,
            )
        )
        return saved(message.request_id, kept)

    def _share(self, identity: Identity) -> dict[str, Any]:
        """Return the team's code for this occasion, with an address and a QR code for each step."""
        codes = [
            entry.body.code
            for entry in self.visit.record.current(
                JoinCode, team_id=identity.team_id, occasion=identity.occasion
            )
            if entry.body.is_open and entry.body.role is Role.PARTICIPANT
        ]
        if not codes or not identity.team_id:
            return {}
        code = pretty_code(codes[0])
        first = GROUPS_WORKBOOK if is_group(identity.team_id) else "start"
        url = f"{public_url()}{first}#team={code}"
        return {
            "code": code,
            "url": url,
            "qr": qr_rows(url),
            "steps": [
                {"id": step.id, "title": step.title, "url": address, "qr": qr_rows(address)}
                for step in self._steps
                for address in [f"{public_url()}{self.visit.workbook}#step={step.id}&team={code}"]
            ],
        }


def public_url() -> str:
    """Return the address phones use, with a slash at its end: ``serve``'s, else the page's own."""
    told = os.environ.get("CIWIDGETS_PUBLIC_URL", "")
    if told:
        return told if told.endswith("/") else f"{told}/"
    asked = urlsplit(os.environ.get("VOILA_REQUEST_URL", ""))
    if not asked.netloc:
        return ""
    folder = asked.path.rsplit("/", 1)[0]
    return f"{asked.scheme}://{asked.netloc}{folder}/"


# A page of codes is shown again whenever anybody comes in, and a code is dear to draw.
@lru_cache(maxsize=256)
def qr_rows(text: str) -> list[str]:
    """Return a QR code as rows of 0 and 1, for a page to draw."""
    code = segno.make(text, error="m", micro=False)
    return ["".join("1" if dark else "0" for dark in row) for row in code.matrix]
