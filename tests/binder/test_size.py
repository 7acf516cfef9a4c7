"""What a training session has to install: bounded, so that a session opens in a minute or two."""

from __future__ import annotations

import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
# Measured in November 2026: 128 packages of 601 MB, and 9 MB of ours.
MOST_BYTES = 750_000_000
MOST_OURS = 15_000_000
MOST_PACKAGES = 160


def closure() -> dict[str, Distribution]:
    """Return what the package asks for, and all that this asks for in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, Distribution] = {}
    left = [(Requirement(one), frozenset[str]()) for one in project["dependencies"]]
    seen: set[tuple[str, frozenset[str]]] = set()
    while left:
        asked, extras = left.pop()
        if asked.marker and not any(
            asked.marker.evaluate({"extra": one}) for one in extras or {""}
        ):
            continue
        name, wanted = asked.name.lower().replace("_", "-"), frozenset(asked.extras)
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # only on another system or Python
            continue
        left += [(Requirement(one), wanted) for one in found[name].requires or []]
    return found


def size(one: Distribution) -> int:
    """Return how many bytes a package's files have on the disk."""
    paths = (Path(str(file.locate())) for file in one.files or [])
    return sum(path.stat().st_size for path in paths if path.is_file() and path.suffix != ".pyc")


def test_what_is_installed_stays_small_enough_for_a_training_session() -> None:
    sizes = {name: size(one) for name, one in closure().items()}
    assert {"voila", "papermill", "jupyterlab", "pandas", "sqlalchemy"} <= sizes.keys()
    assert all(sizes[name] > 100_000 for name in ("voila", "pandas", "jupyterlab"))
    biggest = sorted(sizes.items(), key=lambda one: -one[1])[:8]
    told = ", ".join(f"{name} {bytes_ / 1e6:.0f}" for name, bytes_ in biggest)
    assert len(sizes) <= MOST_PACKAGES, sorted(sizes)
    assert sum(sizes.values()) <= MOST_BYTES, f"{sum(sizes.values()) / 1e6:.0f} MB: {told}"


def test_our_own_files_stay_small() -> None:
    ours = [
        path
        for folder in ("src/ciwidgets", "workbooks", "data/samples", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not any("cache" in part for part in path.parts)
    ]
    assert sum(path.stat().st_size for path in ours) <= MOST_OURS
