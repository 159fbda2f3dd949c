"""What can be checked of the looks: nothing is cut, nothing overlaps, all can be read."""

import os
import subprocess
import sys
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDockWidget,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.core.model import Coder
from annotator.ui.elided import ElidedLabel
from annotator.ui.settings import THEME
from annotator.ui.theme import READABLE, contrast
from tests.journeys.hands import Hands, open_window

# Offscreen there is no window manager that could do this.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

THEMES = ("light", "dark", "sepia")
_TEXT = {
    QPalette.ColorRole.WindowText: QPalette.ColorRole.Window,
    QPalette.ColorRole.Text: QPalette.ColorRole.Base,
    QPalette.ColorRole.ButtonText: QPalette.ColorRole.Button,
    QPalette.ColorRole.PlaceholderText: QPalette.ColorRole.Base,
    QPalette.ColorRole.HighlightedText: QPalette.ColorRole.Highlight,
    QPalette.ColorRole.ToolTipText: QPalette.ColorRole.ToolTipBase,
    QPalette.ColorRole.Link: QPalette.ColorRole.Window,
}


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    """Put somebody before the sample with an annotation selected, in a small window."""
    hands = open_window(qtbot, tmp_path / "settings.ini", Coder(uid="ann", name="Ann"))
    hands.window.memory.once("introduction")
    hands.choose("file.sample")
    hands.wait_for_window()
    hands.keys("Ctrl+Home", *["Down"] * 8, "Q")
    assert hands.window.workplace.desk.tagging.selected is not None
    hands.wait(lambda: hands.window.workplace.annotations.table.model().rowCount() > 0)
    return hands


def show(hands: Hands, width: int, height: int) -> None:
    QApplication.processEvents()  # so that what was hidden takes no room
    hands.window.resize(width, height)
    QApplication.processEvents()
    hands.window.grab()  # lays out and paints all of it
    QApplication.processEvents()
    assert (hands.window.width(), hands.window.height()) == (width, height)


def seen(hands: Hands) -> list[QWidget]:
    return [one for one in hands.window.findChildren(QWidget) if one.isVisible()]


def cut(widget: QWidget) -> bool:
    """Say whether a text is shown in less room than it needs, and not told under the mouse."""
    room = widget.contentsRect()
    if isinstance(widget, ElidedLabel):
        return widget.text() != widget.whole and not widget.toolTip()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    if isinstance(widget, (QLabel, QPushButton, QToolButton)):
        wide = isinstance(widget, QLabel) or shows_text(widget)
        text = widget.text().replace("&&", "\0").replace("&", "")
        needed = widget.fontMetrics().horizontalAdvance(text) if wide else 0
        return needed > room.width() + 1 or widget.fontMetrics().height() > widget.height() + 1
    return False


def cut_texts(hands: Hands) -> list[str]:
    found = [one for one in seen(hands) if isinstance(one, (QLabel, QAbstractButton)) and cut(one)]
    return [f"{one.objectName()}: {one.text()}" for one in found]


def nothing_is_cut(hands: Hands) -> None:
    assert cut_texts(hands) == []


def shows_text(button: QAbstractButton) -> bool:
    icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
    bare = isinstance(button, QToolButton) and button.toolButtonStyle() == icon_only
    return not (bare and not button.icon().isNull())


def overlaps(hands: Hands) -> list[str]:
    """Return what lies over what in the docks, among what a layout has put there."""
    found = []
    for dock in hands.window.findChildren(QDockWidget):
        for parent in [dock, *dock.findChildren(QWidget)]:
            layout = parent.layout()
            if layout is None or not parent.isVisible():
                continue
            inner = [
                one
                for one in parent.findChildren(
                    QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
                )
                if one.isVisible() and layout.indexOf(one) >= 0
            ]
            found += [
                f"{one} {other}"
                for one, other in combinations(inner, 2)
                if not (one.geometry() & other.geometry()).isEmpty()
            ]
            found += [f"{one} in {parent}" for one in inner if not within(one.geometry(), parent)]
    return found


def within(place: QRect, parent: QWidget) -> bool:
    return place.isEmpty() or parent.rect().contains(place)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_is_whole_or_told_and_nothing_overlaps(hands: Hands, theme: str) -> None:
    hands.window.settings.change(THEME, theme)
    for size in ((1024, 700), (1400, 880)):
        show(hands, *size)
        hands.qtbot.waitUntil(partial(nothing_is_cut, hands))
        assert overlaps(hands) == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_role_of_text_can_be_read(hands: Hands, theme: str) -> None:
    hands.window.settings.change(THEME, theme)
    palette = QApplication.palette()
    for ink, ground in _TEXT.items():
        on = contrast(palette.color(ink), palette.color(ground))
        assert on >= READABLE, f"{ink} on {ground}: {on:.1f}"
    for one in seen(hands):
        own = one.palette()
        on = contrast(own.color(one.foregroundRole()), opaque(one))
        assert on >= READABLE, f"{one.objectName()} {one}: {on:.1f}"


def opaque(widget: QWidget | None) -> QColor:
    """Return the first ground under a widget that lets nothing through."""
    while widget is not None:
        colour = widget.palette().color(widget.backgroundRole())
        if colour.alpha() == 255:
            return colour
        widget = widget.parentWidget()
    return QColor("white")


def test_the_smallest_window_holds_all_parts(hands: Hands) -> None:
    hands.window.resize(300, 200)
    check_parts(hands)


def test_a_window_of_640_by_400_holds_two_texts_and_one_part_beside_them(hands: Hands) -> None:
    hands.choose("view.annotations")
    hands.choose("view.inspector")
    show(hands, 640, 400)
    check_parts(hands)


def check_parts(hands: Hands) -> None:
    """Check that nothing lies over or beyond anything, and that there is something to read."""
    QApplication.processEvents()
    assert overlaps(hands) == []
    docks = [one for one in hands.window.findChildren(QDockWidget) if one.isVisible()]
    for part in [*docks, *hands.window.workplace.desk.panes]:
        place = QRect(part.mapTo(hands.window, part.rect().topLeft()), part.size())
        assert hands.window.rect().contains(place), f"{part} reaches beyond the window"
    for pane in hands.window.workplace.desk.panes:
        assert pane.view.viewport().width() > 60
        assert pane.view.viewport().height() > 40


@pytest.mark.skipif("QT_SCALE_FACTOR" in os.environ, reason="this is the larger run")
def test_all_of_this_holds_at_twice_the_size() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_screen_is_as_large_as_was_asked() -> None:
    factor = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    assert QGuiApplication.primaryScreen().devicePixelRatio() == factor
