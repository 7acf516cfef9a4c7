"""What the command says to somebody who typed something it was not meant to be given."""

from __future__ import annotations

import pytest

from ciwidgets.cli import main

TYPED = {
    "code": "ciwidgets has no command 'code'. Did you mean codes?",
    "": "`ciwidgets` also needs a command, such as init, serve or report.",
    "codes --paper a5": "--paper can be letter or a4, not 'a5'. Did you mean a4?",
    "serve --port 70000": "--port: '70000' is not a number from 1 to 65535.",
    "serve --port abc": "--port: 'abc' is not a number from 1 to 65535.",
    "serve --most-pages 0": "--most-pages: '0' is not a number from 1 up.",
    "proxy --nginx --workers 0": "--workers: '0' is not a number from 1 up.",
    "proxy --nginx --systemd": "--nginx and --systemd do not go together: give one of them.",
    "proxy": "`ciwidgets proxy` also needs --nginx or --systemd.",
    "codes here": "`ciwidgets` does not know what to do with here.",
    "paper": "`ciwidgets paper` also needs --out.",
    "codes --store": "--store: expected one argument.",
}


@pytest.mark.parametrize("typed", TYPED)
def test_a_slip_is_told_in_a_sentence_and_ends_as_wrong_usage(
    typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed.split())
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith(TYPED[typed])
    assert said.endswith("--help` lists all.\n")
    assert "usage:" not in said


def test_cards_without_an_address_are_told_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CIWIDGETS_PUBLIC_URL", raising=False)
    monkeypatch.setenv("CIWIDGETS_STORE", "sqlite://")
    assert main(["codes", "--cards", "cards.pdf"]) == 2
    assert "Add --public-url with it" in capsys.readouterr().err
