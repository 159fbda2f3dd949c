"""What is told in passing is also said to those who do not see it."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.notices import Notices
from annotator.ui.status import StatusLine

POLITE = QAccessible.AnnouncementPoliteness.Polite
AT_ONCE = QAccessible.AnnouncementPoliteness.Assertive


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, QAccessible.AnnouncementPoliteness]]:
    """Listen as a screen reader would, which this machine has none of."""
    said: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return said


def test_notices_and_refusals_are_said(qtbot: QtBot, heard: list[object]) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    notices = Notices(over)
    notices.tell("Backed up.")
    notices.refuse("Not now.")
    notices.offer("Deleted it.", QAction(over))
    notices.tell("")
    assert heard == [("Backed up.", POLITE), ("Not now.", AT_ONCE), ("Deleted it.", POLITE)]


def test_what_happened_is_said(qtbot: QtBot, heard: list[object]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    status = StatusLine(window)
    status.tell("Tagged as Quote")
    status.tell("")
    assert heard == [("Tagged as Quote", POLITE)]


def test_where_nobody_listens_nothing_is_said(
    qtbot: QtBot, heard: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    window = QWidget()
    qtbot.addWidget(window)
    status = StatusLine(window)
    status.tell("Tagged as Quote")
    assert heard == []
