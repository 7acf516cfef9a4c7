"""Where the files lie that come with the package and are not code.

In a checkout (and so in an editable install) they are the checkout's own folders, so an edit shows
at once. In an installed wheel they lie inside the package, and the templates in Jupyter's data
folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def workbooks_folder() -> Path:
    """The folder of the workbooks (``start.ipynb`` and its neighbours, ``reports/``)."""
    return _first_folder("workbooks", "_shipped/workbooks")


def workbook_path(name: str) -> Path | None:
    """The notebook of this name, a workbook or a lesson; None where there is none."""
    folder = workbooks_folder()
    places = (folder / f"{name}.ipynb", folder / "training" / f"{name}.ipynb")
    return next((path for path in places if path.is_file()), None)


def samples_folder() -> Path:
    """The folder of the made-up sample program."""
    return _first_folder("data/samples", "_shipped/samples")


def jupyter_data_folder() -> Path:
    """The Jupyter data folder that holds our templates, to be put before the others in a path.

    Raises:
        FileNotFoundError: when the templates were not installed.
    """
    checkout = _checkout()
    # pip puts data into the folder that the package's own lies below, whatever its scheme is
    # (venv, --user, --target); where a system splits the two, the prefix has it.
    places = [
        *([checkout / "templates"] if checkout else []),
        *(parent / "share" / "jupyter" for parent in PACKAGE.parents),
        Path(sys.prefix) / "share" / "jupyter",
    ]
    for place in places:
        if (place / "nbconvert" / "templates" / "ciwidgets").is_dir():
            return place
    raise FileNotFoundError(_missing("templates"))


def template_paths() -> dict[str, Path]:
    """The folders of our templates by the tool that reads them: ``nbconvert`` and ``voila``."""
    data = jupyter_data_folder()
    return {tool: data / tool / "templates" for tool in ("nbconvert", "voila")}


def _checkout() -> Path | None:
    top = PACKAGE.parent.parent
    is_checkout = PACKAGE.parent.name == "src" and (top / "pyproject.toml").is_file()
    return top if is_checkout else None


def _first_folder(in_checkout: str, in_package: str) -> Path:
    checkout = _checkout()
    folder = checkout / in_checkout if checkout else PACKAGE / in_package
    if not folder.is_dir():
        raise FileNotFoundError(_missing(in_checkout))
    return folder


def _missing(name: str) -> str:
    return (
        f"The folder {name} of ciwidgets is not where it should be (looked from {PACKAGE}). "
        "Install the package again, or work from a complete checkout."
    )
