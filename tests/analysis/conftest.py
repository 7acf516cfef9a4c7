"""What the tests of the numbers share."""

from pathlib import Path

import pytest

REALCASES = Path(__file__).resolve().parents[3] / "shared" / "realcases"


@pytest.fixture(scope="session")
def realcases() -> Path:
    """Return the folder of real files, which stands beside the repository and not in it."""
    if not REALCASES.is_dir():
        pytest.skip("the real files (../shared/realcases) are not on this machine")
    return REALCASES
