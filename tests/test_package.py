"""What a wheel carries, what stops its build, and where its files are found again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from ciwidgets import shipped

ROOT = Path(__file__).resolve().parent.parent


def build(kind, folder):
    """Build with this environment's own tools; nothing is fetched."""
    command = [sys.executable, "-m", "build", f"--{kind}", "--no-isolation"]
    done = subprocess.run(
        [*command, "--outdir", str(folder), str(ROOT)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build("wheel", tmp_path_factory.mktemp("wheel"))


def test_the_wheel_carries_the_built_pages_and_all_that_stands_beside_the_code(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "ciwidgets/py.typed",
        "ciwidgets/static/lab.css",
        "ciwidgets/static/page/manifest.json",
        "ciwidgets/_shipped/workbooks/start.ipynb",
        "ciwidgets/_shipped/samples/program.toml",
        "ciwidgets-0.1.0.data/data/share/jupyter/voila/templates/ciwidgets/index.html.j2",
        "ciwidgets-0.1.0.data/data/share/jupyter/nbconvert/templates/ciwidgets/index.html.j2",
        "ciwidgets-0.1.0.data/data/etc/jupyter/jupyter_server_config.d/ciwidgets.json",
        "ciwidgets-0.1.0.dist-info/licenses/LICENSE",
    ):
        assert needed in names
    assert not [name for name in names if "node_modules" in name or "/." in name.replace("/.b", "")]


def test_an_installed_wheel_finds_its_own_files(wheel, tmp_path):
    install = ["install", "--quiet", "--no-deps", "--no-index", "--target", str(tmp_path / "here")]
    subprocess.run([sys.executable, "-m", "pip", *install, str(wheel)], check=True)
    asked = (
        "import json; from ciwidgets import shipped as s; print(json.dumps([str(path) for path in "
        "(s.workbooks_folder(), s.samples_folder(), s.jupyter_data_folder())]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "here")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    workbooks, samples, data = map(Path, json.loads(done.stdout))
    assert workbooks == tmp_path / "here" / "ciwidgets" / "_shipped" / "workbooks"
    assert (samples / "program.toml").is_file()
    assert data == tmp_path / "here" / "share" / "jupyter"


def test_a_source_archive_holds_the_page_sources_and_nothing_installed(tmp_path):
    with tarfile.open(build("sdist", tmp_path)) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    for needed in ("js/build_hook.py", "js/package-lock.json", "js/build.mjs", "constraints.txt"):
        assert needed in names
    assert not [
        name for name in names if name.startswith(("js/node_modules", "src/ciwidgets/static"))
    ]


def test_a_checkout_uses_its_own_folders():
    assert shipped.workbooks_folder() == ROOT / "workbooks"
    assert shipped.samples_folder() == ROOT / "data" / "samples"
    assert shipped.jupyter_data_folder() == ROOT / "templates"
    paths = shipped.template_paths()
    assert (paths["voila"] / "ciwidgets" / "conf.json").is_file()
    assert (paths["nbconvert"] / "ciwidgets" / "conf.json").is_file()


def test_a_missing_folder_is_named_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path / "ciwidgets")
    with pytest.raises(FileNotFoundError, match="data/samples.*Install the package again"):
        shipped.samples_folder()


@pytest.fixture
def build_hook(tmp_path):
    """A copy of the front end's sources without its packages, ready to be built."""
    ignored = shutil.ignore_patterns("node_modules")
    shutil.copytree(ROOT / "js", tmp_path / "js", ignore=ignored)
    (tmp_path / "src" / "ciwidgets").mkdir(parents=True)

    def run(**environment):
        return subprocess.run(
            [sys.executable, str(tmp_path / "js" / "build_hook.py")],
            env={**os.environ, "npm_config_cache": str(tmp_path / "cache"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_registry_that_cannot_be_reached_is_said_in_one_sentence(build_hook):
    done = build_hook(npm_config_offline="true")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "npm could not reach its registry" in done.stderr
    assert "run the same command again" in done.stderr


def test_pages_are_built_again_only_when_a_source_changed(build_hook, tmp_path):
    needed = ROOT / "js" / "node_modules"
    if not needed.is_dir():
        pytest.skip("The front end's packages are not installed in js/node_modules.")
    shutil.copytree(needed, tmp_path / "js" / "node_modules", symlinks=True)

    first = build_hook()
    assert first.stdout.startswith("Built the pages"), first.stderr
    assert "already" in build_hook().stdout

    sheet = tmp_path / "js" / "src" / "shared" / "tokens.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "/* changed */\n", encoding="utf-8")
    assert build_hook().stdout.startswith("Built the pages")

    sheet.write_text("body { color: ", encoding="utf-8")
    (tmp_path / "js" / "src" / "host" / "host.ts").write_text("const = ;", encoding="utf-8")
    broken = build_hook()
    assert broken.returncode == 1
    assert "could not be built" in broken.stderr
    assert "host.ts" in broken.stderr
