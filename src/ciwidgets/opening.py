"""Which store a notebook works on: the one the environment names, else the made-up sample.

Law: imports ``store``, ``enrolment``, ``shipped``, and ``formats`` for the sample only.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from ciwidgets.enrolment import current_program, load_program, load_samples
from ciwidgets.model import JoinCode, pretty_code
from ciwidgets.shipped import samples_folder
from ciwidgets.store import URL_VARIABLE, Store

# Set on Binder and in rehearsals, where anybody may try every role: the page shows its codes.
PRACTICE_VARIABLE = "CIWIDGETS_PRACTICE"
# Set where the store goes with the session, as on Binder: pages say so, and hand out the work.
SESSION_VARIABLE = "CIWIDGETS_SESSION_ENDS"
# Set by a server that has made-up people waiting: by it a facilitator's page knows of them.
REHEARSAL_VARIABLE = "CIWIDGETS_REHEARSAL"


def open_store() -> Store:
    """Open the store ``CIWIDGETS_STORE`` names; without it, the sample program in memory.

    Raises:
        StoreError: when the named store cannot be opened.
    """
    if os.environ.get(URL_VARIABLE):
        return Store.from_environment()
    store = Store("sqlite://")
    load_sample_program(store)
    return store


def load_sample_program(store: Store) -> None:
    """Load the made-up program and its year into a store; doing it again adds nothing."""
    # A page's kernel on a named store never needs the reader, and starts sooner without it.
    from ciwidgets.formats.program_file import read_program  # noqa: PLC0415

    load_program(store, read_program(samples_folder() / "program.toml"))
    load_samples(store, samples_folder() / "year.jsonl")


def session_ends(store: Store) -> bool:
    """Say whether this is a training session that will be deleted, on a made-up program."""
    is_session = bool(os.environ.get(URL_VARIABLE) and os.environ.get(SESSION_VARIABLE))
    return is_session and current_program(store).made_up


def practice_codes(store: Store) -> dict[str, str]:
    """Return a code for each role of a made-up program to practise on, else nothing."""
    program = current_program(store)
    is_named = bool(os.environ.get(URL_VARIABLE))
    # In a session of one's own nobody is stopped by a code, whoever else it is set up for.
    is_practice = not is_named or os.environ.get(PRACTICE_VARIABLE) or session_ends(store)
    if not program.made_up or not is_practice:
        return {}
    today = program.occasion_on(datetime.now(UTC).date()).id
    found: dict[str, str] = {}
    for entry in store.current(JoinCode):
        if entry.body.is_open and entry.occasion in {"", today}:
            found.setdefault(str(entry.body.role), pretty_code(entry.body.code))
    return found
