"""Letters on keyboards that have no Latin ones."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.scheme import LABELS
from annotator.ui.text.keyboard import digit_at, letter_at
from annotator.ui.text.keys import typed
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT
from tests.ui.text.test_view import NEWS, shown

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CYRILLIC_SHORT_I = 0x0419  # on the key that is Q on a US keyboard

# What each system says of the key of Q, of M and of the digit 1: scan code, virtual key.
PLACES = {
    "xcb": {"Q": (24, 0x6CA), "M": (58, 0x6D8), "": (10, 0x31)},
    "wayland": {"Q": (24, 0x6CA), "M": (58, 0x6D8), "": (10, 0x31)},
    "windows": {"Q": (0x10, 0x51), "M": (0x32, 0x4D), "": (0x02, 0x31)},
    "cocoa": {"Q": (1, 0x0C), "M": (1, 0x2E), "": (1, 0x12)},
    "offscreen": {"": (24, 0x0C)},
}


def event(
    text: str, key: int = CYRILLIC_SHORT_I, *, scan: int = 24, virtual: int = 0, shift: bool = False
) -> QKeyEvent:
    held = SHIFT if shift else NO_MODIFIER
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, virtual, 0, text)


@pytest.fixture
def xcb(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.show_text(NEWS, SpanIndex(), LABELS)
    return shown(qtbot, view)


@pytest.mark.parametrize("platform", PLACES)
def test_each_system_tells_places_in_its_own_way(platform: str) -> None:
    for letter, (scan, virtual) in PLACES[platform].items():
        assert letter_at(event("й", scan=scan, virtual=virtual), platform) == letter


def test_a_us_keyboard_has_each_letter_once() -> None:
    for platform in ("xcb", "windows", "cocoa"):
        codes = range(256)
        at = [letter_at(event("й", scan=code, virtual=code), platform) for code in codes]
        assert sorted(filter(None, at)) == [chr(letter) for letter in range(ord("A"), ord("Z") + 1)]


@pytest.mark.parametrize("platform", PLACES)
def test_each_system_tells_the_place_of_a_digit(platform: str) -> None:
    scan, virtual = PLACES[platform][""]
    typed = event("!", scan=scan, virtual=virtual, shift=True)
    assert digit_at(typed, platform) == "1"


def test_a_us_keyboard_has_each_digit_once() -> None:
    for platform in ("xcb", "windows", "cocoa"):
        at = [digit_at(event("x", scan=code, virtual=code), platform) for code in range(256)]
        assert sorted(filter(None, at)) == [*"0123456789"]


@pytest.mark.parametrize(
    ("text", "scan", "readings"),
    [
        ("q", 24, ("Q",)),
        ("x", 56, ("X",)),  # Dvorak: nobody means B by it
        ("é", 11, ("É",)),
        ("ı", 31, ("I",)),
        ("й", 24, ("Й", "Q")),
        ("α", 38, ("Α", "A")),
        ("ض", 24, ("ض", "Q")),
        ("/", 24, None),
        ("ש", 38, ("ש", "A")),
        ("٣", 12, ("3",)),
        ("²", 49, ("²",)),
        ("५", 14, ("5",)),
    ],
)
@pytest.mark.usefixtures("xcb")
def test_what_a_key_may_mean(text: str, scan: int, readings: tuple[str, ...] | None) -> None:
    letter = typed(event(text, scan=scan))

    assert (letter.readings if letter else None) == readings


@pytest.mark.usefixtures("xcb")
@pytest.mark.parametrize("shift", [False, True])
def test_the_label_at_the_place_of_a_cyrillic_letter_is_meant(
    view: TextView, qtbot: QtBot, shift: bool
) -> None:
    with qtbot.waitSignal(view.letter_typed) as told:
        QApplication.sendEvent(view, event("Й" if shift else "й", shift=shift))

    assert told.args == ["Q", shift]


@pytest.mark.usefixtures("xcb")
def test_a_label_on_a_cyrillic_letter_goes_first(view: TextView, qtbot: QtBot) -> None:
    labels = [LABELS[0], *LABELS[2:]]
    own = type(LABELS[1])(
        uid="own", name="own", title="Own", colour="#000000", channel="dots", key="Й"
    )
    view.set_labels([*labels, own])

    with qtbot.waitSignal(view.letter_typed) as told:
        QApplication.sendEvent(view, event("й"))

    assert told.args == ["Й", False]


@pytest.mark.usefixtures("xcb")
@pytest.mark.parametrize("enabled", [True, False])
def test_so_is_the_action_at_its_place(view: TextView, qtbot: QtBot, enabled: bool) -> None:
    action = QAction(view)
    action.setShortcut("N")
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setEnabled(enabled)
    view.addAction(action)
    told: list[object] = []
    action.triggered.connect(lambda: told.append("action"))
    view.letter_typed.connect(lambda letter, _: told.append(letter))

    QApplication.sendEvent(view, event("т", 0x0422, scan=57))

    assert told == (["action"] if enabled else ["Т"])


@pytest.mark.usefixtures("xcb")
def test_shift_and_the_place_of_an_action_is_not_that_action(view: TextView, qtbot: QtBot) -> None:
    action = QAction(view)
    action.setShortcut("N")
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    view.addAction(action)

    with qtbot.assertNotEmitted(action.triggered), qtbot.waitSignal(view.letter_typed):
        QApplication.sendEvent(view, event("Т", 0x0422, scan=57, shift=True))


@pytest.mark.usefixtures("xcb")
def test_a_window_gets_no_shortcut_from_such_a_letter(view: TextView) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, CYRILLIC_SHORT_I, NO_MODIFIER, 24, 0, 0, "й")
    override.ignore()

    QApplication.sendEvent(view, override)

    assert override.isAccepted()


def test_a_held_key_types_once_also_where_qt_does_not_notice(view: TextView, qtbot: QtBot) -> None:
    typed_letters: list[str] = []
    view.letter_typed.connect(lambda letter, _: typed_letters.append(letter))

    def press_or_release(kind: QEvent.Type, time: int) -> None:
        key = QKeyEvent(kind, Qt.Key.Key_Q, NO_MODIFIER, "q")
        key.setTimestamp(time)
        QApplication.sendEvent(view, key)

    press_or_release(QEvent.Type.KeyPress, 1_000)
    for time in (1_500, 1_530, 1_560):  # the repetitions of a key that stays down
        press_or_release(QEvent.Type.KeyRelease, time)
        press_or_release(QEvent.Type.KeyPress, time)
    assert typed_letters == ["Q"]
    press_or_release(QEvent.Type.KeyRelease, 1_600)
    press_or_release(QEvent.Type.KeyPress, 1_640)
    assert typed_letters == ["Q", "Q"]
