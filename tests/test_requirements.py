"""What a run does when a browser, a database server or a web server is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import requirements
from tests.support.browser import browser_arguments
from tests.support.requirements import MISSING, REQUIRE, skip_or_fail

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def nothing_installed(monkeypatch):
    """A machine without any of them, where nothing can be installed."""
    monkeypatch.setattr(requirements.shutil, "which", lambda _name: None)
    monkeypatch.setattr(requirements, "chromium", lambda: None)
    monkeypatch.setattr(requirements, "postgres_programs", lambda: None)
    monkeypatch.setattr(requirements, "nginx", lambda: None)
    monkeypatch.setattr(requirements, "_run", lambda _command: "the download was refused")


def test_a_missing_piece_skips_a_test_with_a_sentence(monkeypatch):
    monkeypatch.delenv(REQUIRE, raising=False)
    with pytest.raises(pytest.skip.Exception, match="install one"):
        skip_or_fail("browser", MISSING["browser"])


def test_a_missing_piece_that_is_required_is_a_failure(monkeypatch):
    monkeypatch.setenv(REQUIRE, "browser, postgres")
    with pytest.raises(pytest.fail.Exception, match="install them.*CIWIDGETS_TEST_REQUIRE"):
        skip_or_fail("postgres", MISSING["postgres"])


def test_what_cannot_be_installed_is_told_in_one_line_each_and_stops_nothing(
    nothing_installed, capsys
):
    requirements.main()
    lines = [line for line in capsys.readouterr().out.splitlines() if "trying" not in line]
    assert len(lines) == 3
    for line, sentence in zip(lines, MISSING.values(), strict=True):
        assert line.startswith(sentence)
        assert "this system has no apt-get" in line


def test_apt_get_is_not_tried_without_root(monkeypatch):
    monkeypatch.setattr(requirements.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(requirements.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(requirements, "_run", lambda _command: pytest.fail("it was tried"))
    assert requirements.install_postgres() == "apt-get needs root to install postgresql-common"


def test_postgresql_is_installed_without_a_cluster_and_the_machine_keeps_its_settings(
    monkeypatch, tmp_path
):
    settings = tmp_path / "createcluster.conf"
    settings.write_text("#create_main_cluster = true\nssl = on\n", encoding="utf-8")
    seen = {}

    def run(command):
        seen[command[-1]] = settings.read_text(encoding="utf-8")

    monkeypatch.setattr(requirements, "CLUSTER_SETTINGS", settings)
    monkeypatch.setattr(requirements.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(requirements.os, "geteuid", lambda: 0)
    monkeypatch.setattr(requirements, "_run", run)
    assert requirements.install_postgres() is None
    assert "\ncreate_main_cluster = false" not in seen["postgresql-common"]
    assert seen["postgresql"].endswith("\ncreate_main_cluster = false\n")
    assert settings.read_text(encoding="utf-8") == "#create_main_cluster = true\nssl = on\n"


@pytest.mark.parametrize("has_a_policy", [False, True])
def test_nginx_is_installed_without_a_service_and_the_machine_keeps_its_policy(
    monkeypatch, tmp_path, has_a_policy
):
    policy = tmp_path / "policy-rc.d"
    if has_a_policy:
        policy.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    seen = []

    def run(command):
        seen.append((command[-1], policy.read_text(encoding="utf-8")))

    monkeypatch.setattr(requirements, "SERVICE_POLICY", policy)
    monkeypatch.setattr(requirements.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(requirements.os, "geteuid", lambda: 0)
    monkeypatch.setattr(requirements, "_run", run)
    assert requirements.install_nginx() is None
    status = 0 if has_a_policy else 101
    assert seen == [("nginx-light", f"#!/bin/sh\nexit {status}\n")]
    assert policy.exists() is has_a_policy


def test_the_newest_postgresql_of_several_is_used(monkeypatch, tmp_path):
    for version in ("9.6", "15", "17"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        for name in requirements.POSTGRES_NAMES:
            (folder / name).touch()
    (tmp_path / "17" / "bin" / "initdb").unlink()
    monkeypatch.setattr(requirements, "DEBIAN_POSTGRES", tmp_path)
    monkeypatch.setattr(requirements.shutil, "which", lambda _name: None)
    assert requirements.postgres_programs() == tmp_path / "15" / "bin"


def test_chromium_keeps_its_sandbox_unless_root_runs_it(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "--no-sandbox" not in browser_arguments()
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--no-sandbox" in browser_arguments()


def test_a_run_ends_by_saying_what_was_skipped_and_why(tmp_path):
    (tmp_path / "test_it.py").write_text(
        "from tests.support.requirements import MISSING, skip_or_fail\n"
        "def test_it():\n    skip_or_fail('postgres', MISSING['postgres'])\n",
        encoding="utf-8",
    )
    (tmp_path / "conftest.py").write_text(
        "from tests.conftest import pytest_terminal_summary\n", encoding="utf-8"
    )
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", str(tmp_path)],
        env={"PATH": "", "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Skipped for want of postgres: 1 tests." in done.stdout
    assert MISSING["postgres"] in done.stdout


@pytest.mark.browser
def test_a_browser_is_found_and_opens_a_page(browser):
    page = browser.new_page()
    page.set_content("<title>ciwidgets</title><h1>Welcome</h1>")
    assert page.get_by_role("heading").inner_text() == "Welcome"
    page.close()
