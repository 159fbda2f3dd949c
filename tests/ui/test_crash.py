"""A failure of ours leaves a log and a report, never a lost annotation."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from annotator.ui import crash
from annotator.ui.report import Report, show_report

_FAILS = """
import sys
from pathlib import Path
from annotator.ui import crash
log = crash.guard(Path(sys.argv[1]))
raise RuntimeError("our own fault")
"""


def test_an_unexpected_error_is_written_down(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FAILS, str(tmp_path)], capture_output=True, text=True, check=False
    )
    log = (tmp_path / "annotator.log").read_text(encoding="utf-8")
    assert done.returncode == 1
    assert "RuntimeError: our own fault" in log
    assert "PySide6" in log
    assert "our own fault" in done.stderr


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    box = show_report("what happened")
    qtbot.addWidget(box)
    copy = next(button for button in box.buttons() if button.text() == "Copy report")
    copy.click()
    assert QApplication.clipboard().text() == "what happened"


def test_the_report_says_that_nothing_is_lost(qtbot: QtBot) -> None:
    box = show_report("what happened")
    qtbot.addWidget(box)
    assert isinstance(box, QMessageBox)
    assert "saved" in box.informativeText()


def test_a_report_holds_versions_and_the_traceback() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        1 / 0  # noqa: B018
    text = crash.report(caught.type, caught.value, caught.tb)
    assert text.startswith("Annotator ")
    assert "ZeroDivisionError" in text


def test_a_failure_is_told_where_there_is_no_console(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    error = ValueError("unheard")
    crash._unexpected(ValueError, error, None)
    boxes = [one for one in QApplication.topLevelWidgets() if isinstance(one, Report)]
    assert ["unheard" in box.detailedText() for box in boxes if box.isVisible()] == [True]
    for box in boxes:
        box.close()
    caplog.clear()  # that it was logged is as it should be
