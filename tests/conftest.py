"""What every test gets: a home of its own, no unexpected log message, no thread left behind."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QDialog, QFileDialog

from annotator.ui import tasks

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")

_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("default", max_examples=60, **_COMMON)  # type: ignore[arg-type]
settings.register_profile("fuzz", max_examples=5000, **_COMMON)  # type: ignore[arg-type]
settings.load_profile("default")


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let settings, coders and samples go to a folder of this test's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def _no_unexpected_dialog(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that opens a dialog which waits for an answer, or leaves work under way."""

    def fail(*_: object) -> None:
        pytest.fail("a dialog waits for an answer")

    monkeypatch.setattr(QDialog, "exec", fail)
    for question in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, question, fail)
    yield
    tasks.stop_quiet()
    assert tasks.idle()


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which something was logged as a warning or worse."""
    yield
    loud = [one for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
    assert not loud, [one.getMessage() for one in loud]
