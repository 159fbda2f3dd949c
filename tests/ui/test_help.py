"""The help: pages that cannot be wrong about keys, and a window to read them in."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QTextFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator import __version__, resources
from annotator.core.model import Label
from annotator.core.scheme import LABELS
from annotator.ui import about
from annotator.ui.actions import Actions
from annotator.ui.appearance import dress
from annotator.ui.crash import log_folder
from annotator.ui.help import Help, Helping, page_for
from annotator.ui.manual import PAGES, Manual, keys_shown, place
from annotator.ui.specs import SPECS
from annotator.ui.theme import DARK, LIGHT, READABLE, THEMES, Theme, contrast

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def acting(window: QMainWindow) -> Actions:
    return Actions(window, lambda _: None)


@pytest.fixture
def manual(acting: Actions) -> Manual:
    return Manual(acting, lambda: LABELS)


@pytest.fixture
def shown(acting: Actions, window: QMainWindow, qtbot: QtBot) -> Help:
    window.show()
    shown = Help(acting, lambda: LABELS, window)
    shown.open_page("start")
    qtbot.waitExposed(shown)
    return shown


def the(kind: type[W], whole: QWidget) -> W:
    found = whole.findChild(kind)
    assert isinstance(found, kind)
    return found


def pages_listed(shown: Help) -> list[str]:
    listed = the(QListWidget, shown)
    items = [listed.item(row) for row in range(listed.count())]
    return [item.text() for item in items if not item.isHidden()]


def title_shown(shown: Help) -> str:
    return the(QTextBrowser, shown).document().firstBlock().text()


@pytest.mark.parametrize("page", PAGES)
def test_every_placeholder_of_a_page_is_filled(manual: Manual, page: str) -> None:
    text = manual.markdown(page)
    assert text.startswith("# ")
    assert re.findall(r"\{[\w:.]*\}", text) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_page(manual: Manual, page: str) -> None:
    targets = re.findall(r"\]\(([^)]*)\)", manual.markdown(page))
    assert [one for one in targets if one.removesuffix(".md") not in PAGES] == []


def test_every_file_is_a_page_and_every_page_is_reached_by_a_link() -> None:
    files = {file.stem for file in resources.path("help").glob("*.md")}
    sources = [resources.path("help", f"{page}.md").read_text("utf-8") for page in PAGES]
    linked = {target for source in sources for target in re.findall(r"\((\w+)\.md\)", source)}
    assert files == set(PAGES)
    assert files - linked <= {"start", "trouble"}


def test_every_page_that_a_widget_names_is_there() -> None:
    modules = Path(about.__file__).parent.rglob("*.py")
    named = [
        page
        for module in modules
        for page in re.findall(r'setProperty\("help", "(\w*)"\)', module.read_text("utf-8"))
    ]
    assert named
    assert set(named) <= set(PAGES)


def test_a_placeholder_for_what_is_not_there_is_a_mistake(manual: Manual) -> None:
    for what, name in (("action", "file.nothing"), ("keys", "x"), ("colour", "red")):
        with pytest.raises(KeyError):
            manual._filled(what, name)


def test_every_action_is_on_the_page_of_keys(manual: Manual) -> None:
    page = manual.markdown("keys").replace("\\", "")
    for spec in SPECS:
        assert place(spec.name).split(" → ")[1] in page
        for key in keys_shown(spec.keys):
            assert f"\u202f{key}\u202f" in page


def test_a_label_without_a_key_is_on_no_page_of_keys(manual: Manual) -> None:
    keyless = [label for label in LABELS if not label.key]
    assert keyless
    for label in keyless:
        assert f"tag as {label.title.lower()}" not in manual.markdown("keys")


def test_a_key_that_was_changed_is_told_everywhere(acting: Actions, manual: Manual) -> None:
    acting.rebind("file.export", "Ctrl+Alt+X")
    acting.rebind("edit.undo", "")
    assert "(\u202f\u202fCtrl\\+Alt\\+X\u202f\u202f)" in manual.markdown("files")
    assert "Ctrl\\+E\u202f" not in manual.markdown("keys")
    assert "**Edit → Undo** takes it back" in manual.markdown("start"), "without a key, the place"


def test_several_keys_are_told_once_each_and_as_they_are_printed() -> None:
    assert keys_shown("Return; Enter") == ["Enter"]
    assert keys_shown("Ctrl+Shift+Z; Ctrl+Y") == ["Ctrl+Shift+Z", "Ctrl+Y"]
    assert keys_shown("Ctrl++; Ctrl+=") == ["Ctrl++", "Ctrl+="]
    assert keys_shown("") == []


def test_keys_and_titles_of_labels_are_shown_as_they_are(acting: Actions, qtbot: QtBot) -> None:
    odd = Label(
        uid="1", name="odd", title="A|b *c* <d> `e`", key="|", colour="#123456", channel="tint"
    )
    shown = Help(acting, lambda: [odd], acting.parent())  # type: ignore[arg-type]
    shown.open_page("keys")
    text = the(QTextBrowser, shown).toPlainText()
    assert "tag as a|b *c* <d> `e`" in text
    assert "\u202f|\u202f" in text
    shown.open_page("annotate")
    assert "the key of the label “quote”" in the(QTextBrowser, shown).toPlainText()


def test_the_list_opens_pages_and_follows_links_and_the_way_back(shown: Help) -> None:
    listed, browser = the(QListWidget, shown), the(QTextBrowser, shown)
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert title_shown(shown) == "The library"
    browser.setSource(browser.source().resolved(QUrl("files.md")))
    assert title_shown(shown) == "Files"
    assert listed.currentItem().text() == "Files"
    back, forward = shown.findChildren(QToolButton)[:2]
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert listed.currentItem().text() == title_shown(shown) == "The library"
    QTest.mouseClick(forward, Qt.MouseButton.LeftButton)
    assert title_shown(shown) == "Files"
    assert not forward.isEnabled()


def test_a_link_is_followed_by_the_keyboard(shown: Help) -> None:
    browser = the(QTextBrowser, shown)
    assert browser.hasFocus()
    QTest.keyClick(browser, Qt.Key.Key_Tab)
    QTest.keyClick(browser, Qt.Key.Key_Return)
    assert title_shown(shown) == "The library"


def test_the_search_keeps_the_pages_that_have_all_words_and_marks_them(shown: Help) -> None:
    search, browser = the(QLineEdit, shown), the(QTextBrowser, shown)
    QTest.keyClicks(search, "helper SHM")
    assert pages_listed(shown) == ["Files"]
    assert title_shown(shown) == "Files"
    marked = {one.cursor.selectedText().lower() for one in browser.extraSelections()}
    assert marked == {"helper", "shm"}
    here = browser.textCursor().position()
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert browser.textCursor().position() != here
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert len(pages_listed(shown)) == len(PAGES)
    assert browser.extraSelections() == []
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_what_no_page_has_is_said(shown: Help) -> None:
    QTest.keyClicks(the(QLineEdit, shown), "zeppelin")
    assert pages_listed(shown) == []
    assert "No page has “zeppelin”." in [one.text() for one in shown.findChildren(QLabel)]


def test_the_keys_that_are_shown_follow_a_change(shown: Help, acting: Actions) -> None:
    shown.open_page("files")
    acting.rebind("file.export", "Ctrl+Alt+X")
    assert "Ctrl+Alt+X" in the(QTextBrowser, shown).toPlainText()


def test_the_search_finds_the_keys_as_they_are(shown: Help, acting: Actions) -> None:
    search = the(QLineEdit, shown)
    QTest.keyClicks(search, "ctrl+alt+x")
    assert pages_listed(shown) == []
    acting.rebind("file.export", "Ctrl+Alt+X")
    search.clear()
    QTest.keyClicks(search, "ctrl+alt+x")
    assert "Files" in pages_listed(shown)


def test_the_window_keeps_its_size_while_it_is_closed(shown: Help) -> None:
    shown.resize(777, 555)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    shown.open_page("keys")
    assert (shown.width(), shown.height()) == (777, 555)
    assert title_shown(shown) == "Keys"


def colours(browser: QTextBrowser) -> set[tuple[str, str]]:
    """Return which colours of letters stand on which grounds."""
    found = set()
    block = browser.document().begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            drawn = place.fragment().charFormat()
            ink, ground = browser.palette().text(), browser.palette().base()
            if drawn.hasProperty(QTextFormat.Property.ForegroundBrush):
                ink = drawn.foreground()
            if drawn.hasProperty(QTextFormat.Property.BackgroundBrush):
                ground = drawn.background()
            found.add((ink.color().name(), ground.color().name()))
            place += 1
        block = block.next()
    return found


@pytest.fixture
def dressed() -> Iterator[None]:
    yield
    dress(LIGHT)


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_word_is_legible_in_every_theme(shown: Help, theme: Theme) -> None:
    dress(LIGHT if theme is DARK else DARK)
    shown.open_page("panes")
    QApplication.processEvents()
    dress(theme)
    QApplication.processEvents()
    browser = the(QTextBrowser, shown)
    pairs = colours(browser)
    assert (theme.ink, theme.paper) in pairs
    assert (theme.accent, theme.paper) in pairs, "links"
    assert [one for one in pairs if contrast(*map(QColor, one)) < READABLE] == []


def test_the_page_on_a_widget_is_that_of_what_it_is_part_of(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    panel.setProperty("help", "inspector")
    field = QLineEdit(QWidget(panel))
    assert page_for(field) == "inspector"
    field.setProperty("help", "keys")
    assert page_for(field) == "keys"
    panel.setProperty("help", "nothing of ours")
    field.setProperty("help", None)
    assert page_for(field) == page_for(None) == "start"


class Desk:
    """A window with its help, and the pages that were asked for."""

    def __init__(self, window: QMainWindow, acting: Actions, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.field = QLineEdit(window)
        self.field.setProperty("help", "inspector")
        window.setCentralWidget(self.field)
        window.addActions([acting["help.contents"], acting["help.keys"]])
        helping = Helping(window, acting, lambda: LABELS)
        for name, handler in helping.handlers().items():
            acting.on(name, handler)
        window.show()

    def press(self, widget: QWidget, key: Qt.Key) -> Help:
        """Press a key in a widget and return the help that comes."""
        top = widget.window()
        top.activateWindow()
        self.qtbot.waitUntil(top.isActiveWindow)
        widget.setFocus()
        QTest.keyClick(widget, key)
        shown = the(Help, top)
        self.qtbot.waitUntil(shown.isActiveWindow)
        return shown


@pytest.fixture
def desk(window: QMainWindow, acting: Actions, qtbot: QtBot) -> Desk:
    return Desk(window, acting, qtbot)


def test_the_key_of_the_help_opens_the_page_on_what_has_the_keyboard(
    desk: Desk, acting: Actions
) -> None:
    shown = desk.press(desk.field, Qt.Key.Key_F1)
    assert title_shown(shown) == "The inspector"
    desk.window.activateWindow()
    acting["help.keys"].trigger()
    assert title_shown(shown) == "Keys"
    assert desk.window.findChildren(Help) == [shown], "one window for all pages"


def test_the_key_of_the_help_counts_in_dialogs_too(desk: Desk) -> None:
    dialog = QDialog(desk.window)
    dialog.setProperty("help", "settings")
    field = QLineEdit(dialog)
    dialog.open()
    shown = desk.press(field, Qt.Key.Key_F1)
    assert title_shown(shown) == "Settings"
    assert shown.parent() is dialog, "else the dialog would block it"
    QTest.keyClicks(the(QLineEdit, shown), "zeppelin")
    assert pages_listed(shown) == []
    shown.close()
    assert desk.press(field, Qt.Key.Key_F1) is shown
    dialog.close()


def test_about_tells_versions_and_copies_them(window: QMainWindow) -> None:
    box = about.show_about(window)
    texts = [label.text() for label in box.findChildren(QLabel)]
    assert f"Annotator {__version__}" in texts
    copy = next(one for one in box.findChildren(QPushButton) if "Copy" in one.text())
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == about.versions()
    assert "PySide6" in about.versions()
    box.close()


class Opened(QObject):
    """Takes what would be opened by the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


def test_about_leads_to_the_log(window: QMainWindow) -> None:
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")  # type: ignore[arg-type]  # a stub that is wrong
    box = about.show_about(window)
    link = next(one for one in box.findChildren(QLabel) if "href" in one.text())
    link.setFocus()
    link.linkActivated.emit("log")
    assert link.text() == f"There is no log yet; it would be in {log_folder()}."
    log_folder().mkdir(parents=True)
    about.show_log()
    QDesktopServices.unsetUrlHandler("file")
    assert opened.urls == [QUrl.fromLocalFile(str(log_folder()))]
    box.close()
