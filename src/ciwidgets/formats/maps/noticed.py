"""What may be noticed on the way through a file of maps, and the one sentence that says it."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST_LABEL = 280
_EXAMPLES = 3

# What may be noticed, said of one and of several; {which} names the first of them.
_NOTES: dict[str, tuple[str, str]] = {
    "no_name": (
        "One word has no name; it is called “(no name)”.",
        "{n} words have no name; each is called “(no name)”.",
    ),
    "same_name": (
        "Two words have the same name, {which}; they stay two.",
        "{n} words have the name of another ({which}); they stay apart.",
    ),
    "cut": (
        f"One name is longer than {LONGEST_LABEL} letters and was cut: {{which}}.",
        f"{{n}} names are longer than {LONGEST_LABEL} letters and were cut.",
    ),
    "same_id": (
        "Two words have the same number in the file ({which}); links go to the first.",
        "{n} words have the number of another in the file; links go to the first.",
    ),
    "letter": (
        "One link has a letter for its strength; H was read as 1, M as 0.62, L as 0.25.",
        "{n} links have letters for their strength; H was read as 1, M as 0.62, L as 0.25.",
    ),
    "partly": (
        "One strength has something behind its number ({which}); only the number was read.",
        "{n} strengths have something behind their number ({which}); only the number was read.",
    ),
    "nan": (
        "One link says NaN (not a number) for its strength: {which}. It is kept without strength.",
        "{n} links say NaN (not a number) for their strength. They are kept without strength.",
    ),
    "blank": (
        "One link has no strength: {which}. It is kept, and counts nowhere.",
        "{n} links have no strength, such as {which}. They are kept, and count nowhere.",
    ),
    "unknown": (
        "One strength could not be read: {which}. Its link is kept without strength.",
        "{n} strengths could not be read ({which}). Their links are kept without strength.",
    ),
    "unsigned": (
        (
            "One connection has neither a sign (+ or -) nor a strength: {which}. It is kept, and "
            "counts nowhere."
        ),
        (
            "{n} connections have neither a sign (+ or -) nor a strength, such as {which}. They "
            "are kept, and count nowhere."
        ),
    ),
    "lost_end": (
        "One link leads to a word that is not in the file and was left out: {which}.",
        "{n} links lead to words that are not in the file and were left out: {which}.",
    ),
    "twice": (
        "One link is in the file twice ({which}); the last one was kept.",
        "{n} links are in the file more than once ({which}); the last of each was kept.",
    ),
    "both_ways": (
        "One link has no direction; it was read as one each way: {which}.",
        "{n} links have no direction; each was read as one each way.",
    ),
    "delayed": (
        "One connection is marked as delayed; that is not kept: {which}.",
        "{n} connections are marked as delayed; that is not kept.",
    ),
    "reversed": (
        (
            "One connection is marked as reversed; it was read from its first word to its second. "
            "Please check it: {which}."
        ),
        (
            "{n} connections are marked as reversed; they were read from their first word to their "
            "second. Please check them: {which}."
        ),
    ),
    "two_names": (
        "One row is not called as its column is ({which}); they were taken for one word.",
        "{n} rows are not called as their columns are ({which}); each was taken for one word.",
    ),
    "left_out": (
        "Beside the matrix something else was left out: {which}.",
        "Beside the matrix {n} other columns or rows were left out: {which}.",
    ),
    "clipped": (
        "One value of a what-if lies outside of -1 to 1 and was set to the nearest: {which}.",
        "{n} values of what-ifs lie outside of -1 to 1 and were set to the nearest.",
    ),
}  # fmt: skip


def sentence_of(what: str, which: Sequence[str]) -> str:
    """Return what is said of something that was noticed, once for each of ``which``."""
    one, several = _NOTES[what]
    # Two columns called alike are two that were left out; a name said twice is one name.
    examples = list(filter(None, which if what == "left_out" else dict.fromkeys(which)))
    said = ", ".join(examples[:_EXAMPLES]) + (", …" if len(examples) > _EXAMPLES else "")
    return (one if len(which) == 1 else several).format(n=len(which), which=said)
