"""Coming in and coming back: codes, tokens, and the person they stand for."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import cast

from ciwidgets.errors import Conflict, NotAllowed
from ciwidgets.model import (
    Breakout,
    Device,
    Draft,
    Entry,
    JoinCode,
    Person,
    Program,
    Role,
    RoomPlace,
    is_group,
    new_code,
    new_id,
    normalise_code,
    pretty_code,
    record_id_for,
    secret_hash,
)
from ciwidgets.model.codes import ALPHABET, CODE_LENGTH
from ciwidgets.results.room.going import PLACE_ID, ROOM_FORGETS_AFTER, occasion_of
from ciwidgets.store import Store
from ciwidgets.visit.breakouts.arriving import arrive, group_for
from ciwidgets.words.refusals import refusal

# After so many wrong codes a page waits before it may try again; the wait doubles each time.
_FREE_TRIES = 5
_FIRST_WAIT_SECONDS = 15.0
_LONGEST_WAIT_SECONDS = 600.0
# A borrowed laptop lets in a whole table; nobody needs to let in more without a reload.
_MOST_JOINS = 12


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a visit belongs to. Everything it may read or write follows from this, and only this."""

    person_id: str
    role: Role
    team_id: str
    occasion: str
    sector: str
    name: str
    home_id: str = ""  # who they are in their own team, where this is a group
    home_team: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """An identity with the secrets its device keeps; they are shown once and stored as hashes."""

    identity: Identity
    token: str
    return_code: str


@dataclass(slots=True)
class Door:
    """Lets people in; one door a page, which makes a page that guesses wait longer and longer.

    On the page of groups people of a team are let into a group; ``in_groups`` says that it is one.
    """

    store: Store
    current_program: Callable[[], Program]
    in_groups: bool = False
    clock: Callable[[], float] = time.monotonic
    _wrong: int = 0
    _closed_until: float = 0.0
    _joined: dict[str, Joined] = field(default_factory=dict)

    def join(
        self, code: str, name: str, sector: str, request_id: str, *, to_lead: bool = False
    ) -> Joined:
        """Make a new person in the team the code belongs to; whoever comes ``to_lead``, of none.

        Raises:
            NotAllowed: for a wrong or closed code, one of a team from somebody who comes to lead,
                an unknown sector, or too many tries.
        """
        if request_id in self._joined:  # the page asked again because our answer was lost
            return self._joined[request_id]
        if len(self._joined) >= _MOST_JOINS:
            raise NotAllowed(refusal("most_joined", n=len(self._joined)))
        if sector and sector not in {one.id for one in self.current_program().sectors}:
            raise NotAllowed(refusal("no_sector"))
        entry = self._open_code(code)
        role = entry.body.role
        if to_lead and role is not Role.FACILITATOR:
            raise NotAllowed(refusal("code_leads_nobody"))
        occasion = entry.occasion or self._occasion_now()
        return_code = new_code()
        person = Person(
            role=role,
            sector=sector if role is not Role.FACILITATOR else "",
            name=name,
            return_code_hash=secret_hash(return_code),
        )
        # One request is one person, even if its answer was lost with the kernel that gave it.
        person_id = record_id_for("joined", request_id)
        before = self.store.get(person_id)
        token = secrets.token_urlsafe(24)
        base = before.revision if before else 0
        mine = Draft(
            person_id, person, new_id(), entry.team_id, person_id, occasion, base_revision=base
        )
        device = self._device(person_id, token, entry.team_id, occasion)
        kept = self.store.append([mine, device])[0]
        identity = Identity(person_id, role, entry.team_id, occasion, person.sector, name)
        identity = self._let_in(cast("Entry[Person]", kept), identity, code)
        joined = Joined(identity, token, pretty_code(return_code))
        self._joined[request_id] = joined
        return joined

    def restore(self, token: str, code: str, request_id: str) -> Identity | None:
        """Return who a device stands for, at the occasion of the code or the one going on."""
        device = next(iter(self.store.look_up(Device, secret_hash(token))), None)
        if device is None or device.retracted:
            return None
        person = self._person(device.body.person_id)
        if person is None:
            return None
        code = self._heard(code)
        identity = self._arrive(person, self._occasion_of(code, person.team_id), request_id)
        return self._let_in(person, identity, code)

    def enter(self, identity: Identity, code: str, request_id: str) -> Identity:
        """Return who somebody is in the group whose code they typed.

        Raises:
            NotAllowed: for a code of no group, a closed one, or too many tries.
        """
        entry = self._open_code(code)
        person = self._person(identity.home_id or identity.person_id)
        if not (self.in_groups and is_group(entry.team_id)) or person is None:
            raise NotAllowed(refusal("code_of_team"))
        at_home = replace(identity, person_id=person.record_id, occasion=entry.occasion)
        return arrive(self.store, person, at_home, entry.team_id, request_id)

    def team_of(self, typed: str) -> str | None:
        """Return the team of an open code; "" for a facilitator's or none, None for a wrong one.

        Who is known could guess codes by asking, so it counts as trying, and waits as that does.
        """
        code = self._heard(typed)
        if not code:
            return ""
        found = self._open_codes(code)
        if not found:
            self._count_wrong()
            return None
        return found[0].team_id

    def come_back(self, return_code: str, request_id: str) -> Joined:
        """Let a person in on another device by their return code.

        Raises:
            NotAllowed: for a code nobody has, or too many tries.
        """
        if request_id in self._joined:
            return self._joined[request_id]
        self._knock()
        code = _plain_code(return_code)
        found = self.store.look_up(Person, secret_hash(code)) if code else []
        person = self._person(found[0].record_id) if found else None
        if person is None:
            self._count_wrong()
            raise NotAllowed(refusal("no_return_code"))
        self._wrong = 0
        occasion = self._occasion_now()
        token = secrets.token_urlsafe(24)
        self.store.append([self._device(person.record_id, token, person.team_id, occasion)])
        identity = self._arrive(person, occasion, f"{request_id}-here"[:64])
        identity = self._let_in(person, identity, "")
        joined = Joined(identity, token, pretty_code(code))
        self._joined[request_id] = joined
        return joined

    def look(self, identity: Identity, team_id: str) -> Identity:
        """Return a facilitator's identity, now looking at a team.

        Raises:
            NotAllowed: for a team the program does not have.
        """
        has_none = self.in_groups or self.current_program().team(team_id) is None
        groups = self.store.current(Breakout, team_id=team_id) if self.in_groups else []
        if has_none and not groups:
            raise NotAllowed(refusal("no_team"))
        return replace(identity, team_id=team_id)

    def _open_code(self, typed: str) -> Entry[JoinCode]:
        self._knock()
        open_now = self._open_codes(_plain_code(typed))
        if not open_now:
            self._count_wrong()
            # The same for both: whether a guess was ever a code is nobody's to learn.
            raise NotAllowed(refusal("no_code"))
        self._wrong = 0
        return open_now[0]

    def _open_codes(self, code: str) -> list[Entry[JoinCode]]:
        found = self.store.look_up(JoinCode, code) if code else []
        return [one for one in found if one.body.is_open and not one.retracted]

    def _heard(self, typed: str) -> str:
        """Return the code a known device brought along; none while it waits for its wrong ones."""
        return "" if self.clock() < self._closed_until else _plain_code(typed)

    def _knock(self) -> None:
        left = self._closed_until - self.clock()
        if left > 0:
            raise NotAllowed(refusal("wrong_code_often", n=int(left) + 1))

    def _count_wrong(self) -> None:
        self._wrong += 1
        if self._wrong >= _FREE_TRIES:
            wait = _FIRST_WAIT_SECONDS * 2 ** (self._wrong - _FREE_TRIES)
            self._closed_until = self.clock() + min(wait, _LONGEST_WAIT_SECONDS)

    def _device(self, person_id: str, token: str, team_id: str, occasion: str) -> Draft:
        # Its request is nobody's business: what lets a device in must not stand in the record.
        body = Device(person_id=person_id, token_hash=secret_hash(token))
        return Draft(new_id(), body, new_id(), team_id, person_id, occasion)

    def _person(self, person_id: str) -> Entry[Person] | None:
        """Return the person of an id; one who was joined to another record is that other."""
        for _ in range(5):  # a chain longer than this is no honest one
            entry = self.store.get(person_id)
            if entry is None or entry.retracted or not isinstance(entry.body, Person):
                return None
            if not entry.body.same_as:
                return cast("Entry[Person]", entry)
            person_id = entry.body.same_as
        return None

    def _arrive(self, person: Entry[Person], occasion: str, request_id: str) -> Identity:
        """Note that a person is here today: once an occasion, and on each of its days."""
        is_here = person.occasion == occasion and _age(person) < ROOM_FORGETS_AFTER
        if not is_here and person.body.role is not Role.FACILITATOR:
            draft = Draft(
                person.record_id,
                person.body,
                request_id,
                person.team_id,
                person.record_id,
                occasion,
                base_revision=person.revision,
            )
            with suppress(Conflict):  # another of their devices may have said it first
                self.store.append([draft])
        body = person.body
        return Identity(
            person.record_id, body.role, person.team_id, occasion, body.sector, body.name
        )

    def _let_in(self, person: Entry[Person], identity: Identity, code: str) -> Identity:
        """Return who somebody is on this page: themselves, and on that of groups in their group."""
        if not self.in_groups:
            return identity
        group = group_for(self.store, person, _plain_code(code), identity.occasion)
        return arrive(self.store, person, identity, group, new_id())

    def _occasion_of(self, code: str, team_id: str) -> str:
        plain = _plain_code(code)
        for entry in self.store.look_up(JoinCode, plain) if plain else []:
            if entry.team_id == team_id and entry.body.is_open and entry.occasion:
                return entry.occasion
        return self._occasion_now()

    def _occasion_now(self) -> str:
        found = self.store.get(PLACE_ID)
        chosen = found if found is not None and isinstance(found.body, RoomPlace) else None
        place = cast("Entry[RoomPlace] | None", chosen)
        return occasion_of(place, self.current_program(), datetime.now(UTC))


def _age(entry: Entry[Person]) -> timedelta:
    return datetime.now(UTC) - entry.created_at


def _plain_code(typed: str) -> str:
    code = normalise_code(typed)
    well_formed = len(code) == CODE_LENGTH and all(char in ALPHABET for char in code)
    return code if well_formed else ""
