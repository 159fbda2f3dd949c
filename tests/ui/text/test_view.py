"""Real gestures on a real widget, at places that Qt finds, so that ours are put to the test."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QCursor,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation
from annotator.core.scheme import ACTOR, CLAIM, CUE, LABELS, PASSAGE, QUOTE
from annotator.core.span import Span
from annotator.core.utf16 import Utf16
from annotator.ui.text.view import TextView
from annotator.ui.theme import DARK, LIGHT, Theme

NEWS = (
    "Harbour to close\n"
    "Mayor Solheim said: “We don’t wait.” The port’s 3.5% share fell. Nobody minded.\n"
    "Later\u00a0on, 😀 Berg told 🇳🇴 radio: “No 👩‍👩‍👧 here.” He left.\n"
    "قالت الوزيرة ليلى حداد: «لن نغلق الميناء» اليوم हिन्दी.\n"
    "The end."
)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def annotation(words: str, label: str = QUOTE, text: str = NEWS) -> Annotation:
    start = text.index(words)
    return Annotation(
        uid=f"{label}/{words}", article="a", label=label, start=start, end=start + len(words),
        text=words, coder="c", created_at="", modified_at="",
    )  # fmt: skip


def span_of(words: str, text: str = NEWS) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def shown(qtbot: QtBot, view: TextView) -> TextView:
    view.resize(760, 620)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


@pytest.fixture(autouse=True)
def _caret_that_does_not_blink(qapp: QApplication) -> None:
    qapp.setCursorFlashTime(0)


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.show_text(NEWS, SpanIndex(), LABELS)
    return shown(qtbot, view)


def caret_rect(view: TextView, at: int, text: str = NEWS) -> QRect:
    cursor = QTextCursor(view.document())
    cursor.setPosition(Utf16(text).to_qt(at))
    return view.cursorRect(cursor)


def place(view: TextView, at: int, text: str = NEWS) -> QPoint:
    """Return where a character can be hit, a little right of its left edge."""
    return caret_rect(view, at, text).center() + QPoint(2, 0)


def send(
    view: QWidget,
    kind: QEvent.Type,
    at: QPoint,
    *,
    time: int = 0,
    held: bool = False,
    modifiers: Qt.KeyboardModifier = NO_MODIFIER,
) -> None:
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    buttons = LEFT if held else Qt.MouseButton.NoButton
    point = QPointF(at)
    event = QMouseEvent(kind, point, QPointF(view.mapToGlobal(at)), button, buttons, modifiers)
    event.setTimestamp(time)
    QApplication.sendEvent(view, event)


def drag(
    view: TextView, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NO_MODIFIER
) -> None:
    on = view.viewport()
    send(on, QEvent.Type.MouseButtonPress, start, held=True, modifiers=modifiers)
    for step in range(1, 6):
        between = start + (end - start) * (step / 5)
        send(on, QEvent.Type.MouseMove, between, held=True, modifiers=modifiers)
    send(on, QEvent.Type.MouseButtonRelease, end, modifiers=modifiers)


def press_in_a_row(view: TextView, at: QPoint, times: int) -> None:
    """Press as a hand does: Qt makes every second quick press a double click."""
    for number in range(times):
        kind = QEvent.Type.MouseButtonDblClick if number % 2 else QEvent.Type.MouseButtonPress
        send(view.viewport(), kind, at, time=1_000 + number * 50, held=True)
        send(view.viewport(), QEvent.Type.MouseButtonRelease, at, time=1_020 + number * 50)


def key(view: QWidget, which: int, text: str, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, which, modifiers, text))


def picture(view: TextView) -> QImage:
    return view.viewport().grab().toImage()


def colours_in(image: QImage, rect: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    }


# Places


@pytest.mark.parametrize("at", range(0, len(NEWS), 3))
def test_a_caret_is_where_it_was_put_in_code_points(view: TextView, at: int) -> None:
    view.set_caret(at)

    assert view.caret() == at
    assert view.selection() is None


def test_a_selection_is_told_in_code_points(view: TextView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.caret_moved):
        view.select(span_of("🇳🇴 radio"))

    assert view.selection() == span_of("🇳🇴 radio")
    assert view.caret() == span_of("🇳🇴 radio").end
    view.clear_selection()
    assert view.selection() is None


def test_copied_text_is_ours_to_the_last_no_break_space(view: TextView) -> None:
    view.select(Span(0, len(NEWS)))

    view.copy()

    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == NEWS
    assert not data.hasHtml()


@pytest.mark.parametrize("text", ["", "\n", "one", "one\n\n\ntwo", "😀", "a\u00a0b\ufeffc", "שלום"])
def test_any_canonical_text_can_be_shown(view: TextView, text: str) -> None:
    view.show_text(text, SpanIndex(), LABELS)

    view.set_caret(len(text))

    assert view.caret() == len(text)
    assert not picture(view).isNull()


def test_text_that_is_not_canonical_is_a_mistake_of_ours(view: TextView) -> None:
    with pytest.raises(AssertionError, match="not canonical"):
        view.show_text("a\r\nb", SpanIndex(), LABELS)


def test_a_view_without_a_text_is_blank_paper(qtbot: QtBot) -> None:
    view = TextView(DARK)
    qtbot.addWidget(view)
    shown(qtbot, view)

    image = view.grab().toImage()

    assert image.pixelColor(5, 5).name() == DARK.paper
    assert image.pixelColor(400, 300).name() == DARK.paper


def test_a_cleared_view_shows_nothing(view: TextView) -> None:
    view.clear_text()

    assert view.caret() == 0
    assert view.document().isEmpty()


# The mouse


def test_a_drag_selects_whole_words(view: TextView) -> None:
    start, end = NEWS.index("ayor"), NEWS.index("lheim")

    drag(view, place(view, start), place(view, end))

    assert view.selection() == span_of("Mayor Solheim")
    assert view.caret() == span_of("Mayor Solheim").end


def test_a_drag_to_the_left_leaves_the_caret_at_the_left(view: TextView) -> None:
    drag(view, place(view, NEWS.index("lheim")), place(view, NEWS.index("ayor")))

    assert view.selection() == span_of("Mayor Solheim")
    assert view.caret() == span_of("Mayor Solheim").start


def test_a_drag_with_ctrl_selects_to_the_character(view: TextView) -> None:
    start, end = NEWS.index("ayor"), NEWS.index("lheim")

    drag(view, place(view, start), place(view, end), Qt.KeyboardModifier.ControlModifier)

    assert view.selection() == span_of("ayor So")


def test_a_drag_over_blanks_alone_selects_nothing(view: TextView) -> None:
    at = NEWS.index(" Solheim")

    drag(view, place(view, at), place(view, at + 1), Qt.KeyboardModifier.ControlModifier)

    assert view.selection() is None


def test_a_drag_beyond_the_page_scrolls_it(view: TextView, qtbot: QtBot) -> None:
    view.show_text(LONG, SpanIndex(), LABELS)
    below = QPoint(200, view.viewport().height() + 60)
    send(view.viewport(), QEvent.Type.MouseButtonPress, QPoint(20, 60), held=True)
    send(view.viewport(), QEvent.Type.MouseMove, QPoint(60, 100), held=True)
    QCursor.setPos(view.viewport().mapToGlobal(below))

    send(view.viewport(), QEvent.Type.MouseMove, below, held=True)

    qtbot.waitUntil(lambda: view.first_visible() > 0)
    send(view.viewport(), QEvent.Type.MouseButtonRelease, below)
    selection = view.selection()
    assert selection is not None
    assert selection.end > view.first_visible()


def test_a_drag_takes_emoji_whole(view: TextView) -> None:
    drag(view, place(view, NEWS.index("No 👩")), place(view, NEWS.index(" here")))

    assert view.selection() == span_of("No 👩‍👩‍👧")


def test_a_drag_selects_arabic_words(view: TextView) -> None:
    words = span_of("الوزيرة ليلى")
    right, left = caret_rect(view, words.start), caret_rect(view, words.end)
    assert left.x() < right.x()

    drag(view, right.center() - QPoint(4, 0), left.center() + QPoint(3, 0))

    assert view.selection() == words


def test_a_drag_across_lines_selects_across_them(view: TextView) -> None:
    drag(view, place(view, NEWS.index("to close")), place(view, NEWS.index("Berg") + 2))

    assert view.selection() == Span(NEWS.index("to close"), NEWS.index("Berg") + 4)


def test_a_drag_may_begin_in_the_margin(view: TextView, qtbot: QtBot) -> None:
    line = caret_rect(view, NEWS.index("Mayor")).center()
    left = view.viewport().x()
    down = view.viewport().y()

    send(view, QEvent.Type.MouseButtonPress, QPoint(left - 20, line.y() + down), held=True)
    end = place(view, NEWS.index("lheim")) + QPoint(left, down)
    send(view, QEvent.Type.MouseMove, QPoint(left - 10, end.y()), held=True)
    send(view, QEvent.Type.MouseMove, end, held=True)  # what got the press gets all of it
    send(view, QEvent.Type.MouseButtonRelease, end)

    assert view.selection() == span_of("Mayor Solheim")


def test_between_two_lines_the_mouse_is_on_one_of_them(view: TextView) -> None:
    text = "word " * 60
    view.show_text(text, SpanIndex(), LABELS)
    at = 7
    line = caret_rect(view, at, text)
    for lower in range(view.spacing.pitch - line.height()):
        point = QPoint(line.x() + 1, line.bottom() + lower)
        send(view.viewport(), QEvent.Type.MouseButtonPress, point, held=True, time=lower * 5_000)
        send(view.viewport(), QEvent.Type.MouseButtonRelease, point)

        assert caret_rect(view, view.caret(), text).x() == line.x()


def test_a_click_tells_the_character_under_the_mouse(view: TextView, qtbot: QtBot) -> None:
    at = NEWS.index("radio") + 2
    view.select(Span(0, 5))

    with qtbot.waitSignal(view.clicked) as told:
        qtbot.mouseClick(view.viewport(), LEFT, pos=place(view, at))

    assert told.args == [at]
    assert view.caret() == at
    assert view.selection() is None


def test_a_click_beside_the_words_tells_the_end_of_the_text(view: TextView, qtbot: QtBot) -> None:
    below = QPoint(200, view.viewport().height() - 10)

    with qtbot.waitSignal(view.clicked) as told:
        qtbot.mouseClick(view.viewport(), LEFT, pos=below)

    assert told.args == [len(NEWS)]


def test_a_drag_is_no_click(view: TextView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.clicked):
        drag(view, place(view, 3), place(view, 9))


def test_the_selected_words_cannot_be_dragged_away(view: TextView) -> None:
    view.select(span_of("Mayor Solheim"))

    drag(view, place(view, NEWS.index("Solheim") + 2), place(view, NEWS.index("We")))

    assert view.selection() == span_of("Solheim said: “")


@pytest.mark.parametrize(
    ("within", "times", "expected"),
    [
        ("don’t", 2, "don’t"),
        ("3.5", 2, "3.5"),
        ("Solheim", 2, "Solheim"),
        ("share", 3, "The port’s 3.5% share fell."),
        ("share", 4, NEWS.split("\n")[1]),
        ("share", 5, NEWS.split("\n")[1]),
        ("حداد", 2, "حداد"),
    ],
)
def test_clicks_in_a_row_select_more_and_more(
    view: TextView, within: str, times: int, expected: str
) -> None:
    at = caret_rect(view, NEWS.index(within) + 2).center()

    press_in_a_row(view, at, times)

    assert view.selection() == span_of(expected)


def test_qts_own_double_click_selects_a_word(view: TextView, qtbot: QtBot) -> None:
    qtbot.mouseDClick(view.viewport(), LEFT, pos=place(view, NEWS.index("We")))

    assert view.selection() == span_of("We")


def test_shift_and_click_extends_the_selection(view: TextView, qtbot: QtBot) -> None:
    view.set_caret(NEWS.index("Mayor"))

    qtbot.mouseClick(
        view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, place(view, NEWS.index("lheim"))
    )

    assert view.selection() == span_of("Mayor Solheim")


# The keyboard


@pytest.mark.parametrize(
    ("which", "text", "letter"),
    [
        (Qt.Key.Key_Q, "q", "Q"),
        (Qt.Key.Key_Z, "z", "Z"),
        (Qt.Key.Key_1, "1", "1"),
        (0x0424, "ф", "Ф"),
        (Qt.Key.Key_A, "ф", "A"),
    ],
)
def test_a_letter_is_passed_on(
    view: TextView, qtbot: QtBot, which: int, text: str, letter: str
) -> None:
    with qtbot.waitSignal(view.letter_typed) as told:
        key(view, which, text)

    assert told.args == [letter, False]


def test_shift_and_a_letter_says_so(view: TextView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.letter_typed) as told:
        qtbot.keyClick(view, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)

    assert told.args == ["Q", True]


def test_a_letter_that_is_held_down_counts_once(view: TextView, qtbot: QtBot) -> None:
    again = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, NO_MODIFIER, "q", True)

    with qtbot.assertNotEmitted(view.letter_typed):
        QApplication.sendEvent(view, again)


@pytest.mark.parametrize(
    ("which", "modifiers", "keys"),
    [
        (Qt.Key.Key_Tab, NO_MODIFIER, "Tab"),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier, "Shift+Tab"),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, "Shift+Tab"),
        (Qt.Key.Key_Escape, NO_MODIFIER, "Esc"),
        (Qt.Key.Key_Delete, NO_MODIFIER, "Del; Backspace"),
        (Qt.Key.Key_Backspace, NO_MODIFIER, "Del; Backspace"),
        (Qt.Key.Key_N, NO_MODIFIER, "N"),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, "Ctrl+A"),
    ],
)
def test_a_key_of_an_action_is_the_actions(
    view: TextView, qtbot: QtBot, which: Qt.Key, modifiers: Qt.KeyboardModifier, keys: str
) -> None:
    action = QAction(view)
    action.setShortcuts(QKeySequence.listFromString(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    view.addAction(action)

    with qtbot.waitSignal(action.triggered), qtbot.assertNotEmitted(view.letter_typed):
        qtbot.keyClick(view, which, modifiers)

    assert view.hasFocus()
    assert view.selection() is None


def test_the_letter_of_an_action_that_cannot_be_done_is_a_letter(
    view: TextView, qtbot: QtBot
) -> None:
    action = QAction(view)
    action.setShortcut("N")
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setEnabled(False)
    view.addAction(action)

    with qtbot.waitSignal(view.letter_typed) as told:
        qtbot.keyClick(view, Qt.Key.Key_N)

    assert told.args == ["N", False]


def test_the_arrows_move_the_caret_over_whole_characters(view: TextView, qtbot: QtBot) -> None:
    family = span_of("👩‍👩‍👧")
    view.set_caret(family.start)

    qtbot.keyClick(view, Qt.Key.Key_Right)

    assert view.caret() == family.end
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.caret() == len(NEWS)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.caret() < len(NEWS)


def test_shift_and_arrows_select_to_the_character(view: TextView, qtbot: QtBot) -> None:
    view.set_caret(1)

    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    assert view.selection() == Span(1, 4)


def test_ctrl_a_and_ctrl_c_are_qts(view: TextView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == NEWS


@pytest.fixture
def window(qtbot: QtBot, view: TextView) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(view)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return window


def shortcut(window: QMainWindow, keys: str) -> QAction:
    action = QAction("Do", window)
    action.setShortcut(QKeySequence(keys))
    window.addAction(action)
    return action


def press(qtbot: QtBot, view: TextView, keys: str) -> None:
    combination = QKeySequence(keys)[0]  # type: ignore[index]  # the stubs forget __getitem__
    qtbot.keyClick(view, combination.key(), combination.keyboardModifiers())


@pytest.mark.parametrize("keys", ["Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+F", "F6", "Ctrl+1", "Ctrl+Q"])
def test_a_windows_shortcut_with_ctrl_is_not_swallowed(
    window: QMainWindow, view: TextView, qtbot: QtBot, keys: str
) -> None:
    action = shortcut(window, keys)

    with qtbot.waitSignal(action.triggered):
        press(qtbot, view, keys)


@pytest.mark.parametrize("keys", ["Q", "Shift+Q", "5"])
def test_a_windows_shortcut_on_a_letter_is_ours(
    window: QMainWindow, view: TextView, qtbot: QtBot, keys: str
) -> None:
    action = shortcut(window, keys)

    with qtbot.assertNotEmitted(action.triggered):
        press(qtbot, view, keys)


# What is painted


@pytest.mark.parametrize("label", [QUOTE, CLAIM, ACTOR, CUE])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "words", ["We don’t wait.", "No 👩‍👩‍👧 here", "الوزيرة ليلى حداد", "हिन्दी"]
)
def test_an_annotation_is_painted_where_it_is(
    view: TextView, label: str, theme: Theme, words: str
) -> None:
    index: SpanIndex[Annotation] = SpanIndex()
    view.set_theme(theme)
    view.show_text(NEWS, index, LABELS)
    before = picture(view)
    item = annotation(words, label)

    index.add(item)
    view.refresh([item.span])

    after = picture(view)
    rect = view.item_rect(item.uid)
    assert rect is not None
    mark = theme.label_colours(next(one.colour for one in LABELS if one.uid == label)).mark
    assert mark.name() in colours_in(after, rect)
    assert mark.name() not in colours_in(before, rect)
    changed = differing(before, after)
    assert rect.adjusted(-4, -4, 4, 4).contains(changed)
    assert changed.width() >= rect.width() - 2


def differing(one: QImage, other: QImage) -> QRect:
    """Return the rectangle around all pixels that are not the same in two pictures."""
    result = QRect()
    for y in range(one.height()):
        if one.copy(0, y, one.width(), 1) != other.copy(0, y, one.width(), 1):
            xs = [x for x in range(one.width()) if one.pixel(x, y) != other.pixel(x, y)]
            result = result.united(QRect(xs[0], y, xs[-1] - xs[0] + 1, 1))
    return result


def test_a_quotes_tint_is_under_its_words(view: TextView) -> None:
    quote = annotation("“We don’t wait.”")
    view.show_text(NEWS, SpanIndex([quote]), LABELS)

    rect = view.item_rect(quote.uid)
    assert rect is not None
    top = QRect(rect.left() + 3, rect.top(), rect.width() - 6, 2)
    (tint,) = colours_in(picture(view), top)
    assert tint != LIGHT.paper
    assert abs(QColor(tint).hsvHue() - QColor(LABELS[0].colour).hsvHue()) < 10


def test_an_annotation_that_is_gone_is_painted_away(view: TextView) -> None:
    quote = annotation("“We don’t wait.”")
    index: SpanIndex[Annotation] = SpanIndex()
    view.show_text(NEWS, index, LABELS)
    bare = picture(view)
    index.add(quote)
    view.refresh([quote.span])
    assert picture(view) != bare

    index.discard(quote.uid)
    view.refresh([quote.span])

    assert picture(view) == bare
    assert view.item_rect(quote.uid) is None


@pytest.mark.parametrize("label", [QUOTE, CLAIM, ACTOR, CUE, PASSAGE])
def test_the_selected_annotation_stands_out(view: TextView, label: str) -> None:
    item = annotation("We don’t wait", label)
    view.show_text(NEWS, SpanIndex([item]), LABELS)
    before = picture(view)

    view.set_selected(item.uid)

    assert picture(view) != before
    view.set_selected(None)
    assert picture(view) == before


@pytest.mark.parametrize("label", [QUOTE, CLAIM, ACTOR, CUE])
def test_a_suggestion_looks_different(view: TextView, label: str) -> None:
    item = annotation("We don’t wait", label)
    view.show_text(NEWS, SpanIndex([item]), LABELS)
    accepted = picture(view)
    view.show_text(NEWS, SpanIndex([replace(item, status="suggested")]), LABELS)
    suggested = picture(view)
    view.show_text(NEWS, SpanIndex([replace(item, status="rejected")]), LABELS)

    assert len({bytes(one.constBits()) for one in (accepted, suggested, picture(view))}) == 3


def test_two_claims_that_overlap_are_both_underlined(view: TextView) -> None:
    inner, outer = annotation("don’t wait", CLAIM), annotation("We don’t wait.” The", CLAIM)
    view.show_text(NEWS, SpanIndex([inner, outer]), LABELS)

    rect = view.item_rect(inner.uid)
    assert rect is not None
    image = picture(view)
    mark = LABELS[1].colour
    column = [image.pixelColor(rect.center().x(), y).name() for y in range(rect.y(), rect.y() + 50)]
    starts = [y for y in range(1, 50) if column[y] == mark and column[y - 1] != mark]
    assert len(starts) == 2


def test_hovering_lets_the_innermost_annotation_stand_out(view: TextView, qtbot: QtBot) -> None:
    quote, passage = annotation("“We don’t wait.”"), annotation("We don’t wait", PASSAGE)
    view.show_text(NEWS, SpanIndex([quote, passage]), LABELS)
    before = picture(view)
    at = place(view, NEWS.index("don’t"))

    send(view.viewport(), QEvent.Type.MouseMove, at)

    rect = view.item_rect(passage.uid)
    assert rect is not None
    assert rect.adjusted(-2, -4, 2, 4).contains(differing(before, picture(view)))
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert picture(view) == before


def test_a_tooltip_says_what_the_owner_has_to_say(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = TextView(LIGHT, tooltip_for=lambda item: f"Quote: {item.text}")
    qtbot.addWidget(view)
    view.show_text(NEWS, SpanIndex([annotation("“We don’t wait.”")]), LABELS)
    shown(qtbot, view)
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, widget: said.append(text))

    for words in ("don’t", "Nobody"):
        at = place(view, NEWS.index(words))
        event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)

    assert said == ["Quote: “We don’t wait.”", ""]


def test_an_arabic_paragraph_is_on_the_right(view: TextView) -> None:
    start = caret_rect(view, NEWS.index("قالت"))
    column = view.viewport().width()

    assert column - start.x() < 12


def test_the_column_is_never_wider_than_is_comfortable(view: TextView, qtbot: QtBot) -> None:
    view.resize(2_000, 600)

    qtbot.waitUntil(lambda: view.viewport().width() < 40 * view.spacing.em)
    left, right = view.viewport().x(), view.width() - view.viewport().geometry().right()
    assert abs(left - right) < 4 * view.spacing.em


def test_the_caret_can_be_seen(view: TextView) -> None:
    view.set_caret(NEWS.index("Nobody"))
    rect = caret_rect(view, view.caret())
    image = picture(view)

    drawn = [image.pixelColor(rect.x() + x, rect.y() + 2).lightness() for x in range(-1, 3)]
    assert [lightness < 30 for lightness in drawn] == [False, True, True, False]


# Long texts

LONG = "\n".join(f"Paragraph {n}. " + "words and more words " * 20 for n in range(300))
GIANT = "Giant 😀. " + "words and more words here " * 8_000 + "the 👩‍👩‍👧 end"


def test_a_span_far_away_is_brought_on_screen_with_some_context(view: TextView) -> None:
    view.show_text(LONG, SpanIndex(), LABELS)
    span = span_of("Paragraph 250.", LONG)

    view.reveal(span)

    rect = caret_rect(view, span.start, LONG)
    assert 60 < rect.top() < view.viewport().height() / 2
    assert view.caret() == 0


@pytest.mark.parametrize("number", [0, 3, 150, 298, 299])
def test_any_paragraph_can_be_brought_on_screen(view: TextView, number: int) -> None:
    view.show_text(LONG, SpanIndex(), LABELS)
    span = span_of(f"Paragraph {number}.", LONG)
    view.reveal(span_of("Paragraph 80.", LONG))

    view.reveal(span)

    assert view.viewport().rect().contains(caret_rect(view, span.start, LONG))


def test_nothing_moves_for_what_is_on_screen_already(view: TextView) -> None:
    view.show_text(LONG, SpanIndex(), LABELS)
    view.reveal(span_of("Paragraph 150.", LONG))
    before = view.first_visible()

    view.reveal(span_of("Paragraph 151.", LONG))

    assert view.first_visible() == before


def test_the_scroll_place_can_be_kept(view: TextView) -> None:
    view.show_text(LONG, SpanIndex(), LABELS)
    view.reveal(span_of("Paragraph 99.", LONG))
    place_to_keep = view.first_visible()

    view.show_text(LONG, SpanIndex(), LABELS)
    assert view.first_visible() == 0
    view.set_first_visible(place_to_keep)

    assert view.first_visible() == place_to_keep


def test_larger_type_keeps_the_place(view: TextView) -> None:
    view.show_text(LONG, SpanIndex(), LABELS)
    view.set_first_visible(LONG.index("Paragraph 99."))

    view.set_reading(replace(view.reading, size=18.0))

    assert view.first_visible() == LONG.index("Paragraph 99.")


def test_ctrl_and_the_wheel_are_left_to_the_owner(view: TextView) -> None:
    size = view.font().pointSizeF()
    point = QPointF(100, 100)
    wheel = QWheelEvent(
        point, point, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(view.viewport(), wheel)

    assert view.font().pointSizeF() == size


def test_a_giant_paragraph_keeps_every_offset(view: TextView) -> None:
    item = annotation("the 👩‍👩‍👧 end", text=GIANT)
    view.show_text(GIANT, SpanIndex([item]), LABELS)

    view.select(Span(0, len(GIANT)))
    view.copy()
    view.reveal(item.span)

    assert view.document().blockCount() > 5
    assert QGuiApplication.clipboard().text() == GIANT
    assert view.selection() == Span(0, len(GIANT))
    rect = view.item_rect(item.uid)
    assert rect is not None
    assert rect.contains(caret_rect(view, item.start + 1, GIANT).center())
    assert colours_in(picture(view), rect) & {LABELS[0].colour}


def test_a_giant_paragraph_without_spaces_is_marked_where_it_is_visible(view: TextView) -> None:
    text = "東京" * 20_000
    items = [
        replace(annotation("東京", text=text), uid=str(n), start=n, end=n + 7)
        for n in range(0, len(text) - 7, 9)
    ]
    view.show_text(text, SpanIndex(items), LABELS)
    middle = items[len(items) // 2]

    view.reveal(middle.span)

    rect = view.item_rect(middle.uid)
    assert rect is not None
    assert LABELS[0].colour in colours_in(picture(view), rect.adjusted(-2, 0, 2, 0))


def test_what_is_kept_of_long_texts_is_bounded(view: TextView) -> None:
    text = "word\n" * 3_000
    view.show_text(text, SpanIndex([annotation("word", text=text)]), LABELS)

    for at in range(0, len(text), 60):
        view.set_first_visible(at)
        picture(view)

    assert 0 < len(view._underlay._kept) <= 400
