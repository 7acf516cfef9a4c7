"""How the command answers what it was not meant to be given: a plain sentence, and what to type."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Callable
from typing import NoReturn

_WRONG_USAGE = 2
# What argparse says, by how it says it, and what is said instead.
_SENTENCES = {
    r"argument COMMAND: invalid choice: '?(?P<typed>.*?)'? \(choose from (?P<known>.*)\)": (
        "{command} has no command {typed!r}.{meant}"
    ),
    r"argument (?P<name>\S+): invalid choice: '?(?P<typed>.*?)'? \(choose from (?P<known>.*)\)": (
        "{name} can be {known}, not {typed!r}.{meant}"
    ),
    r"argument (?P<name>\S+): invalid \w+ value: (?P<typed>'.*')": (
        "{name} {typed} is not a number."
    ),
    r"argument (?P<one>\S+): not allowed with argument (?P<other>\S+)": (
        "{other} and {one} do not go together: give one of them."
    ),
    r"argument (?P<name>\S+): (?P<rest>.*)": "{name}: {rest}.",
    r"the following arguments are required: COMMAND": (
        "`{command}` also needs a command, such as init, serve or report."
    ),
    r"the following arguments are required: (?P<names>.*)": "`{command}` also needs {names}.",
    r"one of the arguments (?P<any>.*) is required": "`{command}` also needs {any}.",
    r"unrecognized arguments: (?P<typed>.*)": "`{command}` does not know what to do with {typed}.",
}


class CommandLine(argparse.ArgumentParser):
    """A parser whose errors are sentences; the parsers of its words are of the same kind."""

    def error(self, message: str) -> NoReturn:
        """Say what was typed, what is known, and where the rest stands; end with status 2."""
        said = f"{_sentence(self.prog, message)} `{self.prog} --help` lists all.\n"
        self.exit(_WRONG_USAGE, said)


def whole_number(least: int, most: int = sys.maxsize) -> Callable[[str], int]:
    """Return what reads a number from ``least`` to ``most``, for ``argparse``."""

    def read(typed: str) -> int:
        bounds = f"from {least} up" if most == sys.maxsize else f"from {least} to {most}"
        try:
            number = int(typed)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{typed!r} is not a number {bounds}")
        return number

    return read


def _sentence(command: str, message: str) -> str:
    for pattern, sentence in _SENTENCES.items():
        if found := re.fullmatch(pattern, message):
            parts = found.groupdict()
            known = [one.strip(" '") for one in parts.get("known", "").split(",")]
            near = difflib.get_close_matches(parts.get("typed", ""), known, 1, cutoff=0.5)
            parts["known"] = _either(known)
            parts["any"] = _either(parts.get("any", "").split() or [""])
            meant = f" Did you mean {near[0]}?" if near and near[0] else ""
            return sentence.format(command=command, meant=meant, **parts)
    return f"{message[:1].upper()}{message[1:]}."


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
