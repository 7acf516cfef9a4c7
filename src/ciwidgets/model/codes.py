"""Codes a person types and tokens a device keeps."""

from __future__ import annotations

import hashlib
import secrets

# No 0/O, 1/I/L and no U: read aloud in a loud hall each is one sign, and few spell a word.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8


def new_code() -> str:
    """Return a random code of eight characters from ``ALPHABET`` (about 39 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def normalise_code(typed: str) -> str:
    """Return a typed code in capitals without blanks and dashes; it may still be no code at all."""
    return "".join(char for char in typed.upper() if char.isalnum())[:40]


def pretty_code(code: str) -> str:
    """Return a code in two groups of four, as it is printed."""
    return f"{code[:4]}-{code[4:]}"


def secret_hash(secret: str) -> str:
    """Return what the store keeps of a token or a return code."""
    return hashlib.sha256(b"ciwidgets\x00" + secret.encode()).hexdigest()
