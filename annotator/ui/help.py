"""The window with the help pages, and which of them is about what."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.model import Label
from annotator.ui.actions import Actions
from annotator.ui.browser import Browser
from annotator.ui.manual import PAGES, Manual

_PAGE = Qt.ItemDataRole.UserRole
_SIZE = (900, 640)
_LIST = 220


def page_for(widget: QWidget | None) -> str:
    """Return the page on a widget or what it is part of: the nearest dynamic property `help`."""
    part: QObject | None = widget
    while part is not None:
        page = part.property("help")
        if page in PAGES:
            return str(page)
        part = part.parent()
    return PAGES[0]


class Helping(QObject):
    """Opens the help on whatever has the keyboard: in a window or in one of its dialogs."""

    def __init__(
        self, window: QWidget, acting: Actions, labels: Callable[[], Iterable[Label]]
    ) -> None:
        """`labels` are those of the project that is open, asked for when a page is shown."""
        super().__init__(window)
        self._window, self._acting, self._labels = window, acting, labels
        self._help: Help | None = None
        QApplication.instance().focusChanged.connect(self._let_key_count)  # type: ignore[union-attr]

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "help.contents": lambda: self.open_page(page_for(QApplication.focusWidget())),
            "help.keys": lambda: self.open_page("keys"),
        }

    def open_page(self, page: str) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            # A window beside a dialog that blocks it could be looked at, but not used.
            shown = dialog.findChild(Help) or Help(self._acting, self._labels, dialog)
        else:
            shown = self._help = self._help or Help(self._acting, self._labels, self._window)
        shown.open_page(page)

    def _let_key_count(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Let the key of the help count in a dialog that gets the keyboard."""
        top = now.window() if now is not None else None
        action = self._acting["help.contents"]
        if isinstance(top, QDialog) and action not in top.actions() and self._owns(top):
            top.addAction(action)

    def _owns(self, dialog: QWidget) -> bool:
        owner = dialog.parentWidget()
        return owner is not None and (owner.window() is self._window or self._owns(owner.window()))


class Help(QWidget):
    """A window of its own beside the main one; when it is closed it keeps its size and place."""

    def __init__(
        self, acting: Actions, labels: Callable[[], Iterable[Label]], parent: QWidget
    ) -> None:
        """`labels` are those of the project that is open, asked for when a page is shown."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Help")
        self._manual = Manual(acting, labels)
        self._texts: dict[str, str] = {}
        self._search = QLineEdit(self, clearButtonEnabled=True, placeholderText="Search")
        self._search.setAccessibleName("Search the help")
        self._search.textChanged.connect(self._seek)
        self._list = QListWidget(self)
        self._list.setObjectName("helpPages")
        self._list.setAccessibleName("Pages")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.ensurePolished()  # else rows are measured before they have their padding
        self._nothing = QLabel(self, wordWrap=True)
        self._nothing.setObjectName("hint")
        self._browser = Browser(self._manual.markdown, self)
        self._browser.setAccessibleName("Page")
        self._browser.page_changed.connect(self._show_where)
        for page in PAGES:
            item = QListWidgetItem(self._manual.title(page), self._list)
            item.setData(_PAGE, page)
        self._list.currentItemChanged.connect(self._open_chosen)
        self._search.returnPressed.connect(self._browser.go_to_next)
        self._lay_out()
        acting.rebound.connect(self._refresh)
        self.resize(*_SIZE)

    def open_page(self, page: str) -> None:
        """Show a page, and the window with it."""
        self._browser.open_page(page)
        self._search.clear()
        self.show()
        self.activateWindow()
        self._browser.setFocus()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Another project may be open by now, with other labels.
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._search.text():
            self._search.clear()
        else:
            self.close()

    def _lay_out(self) -> None:
        back = self._arrow("Back", Qt.ArrowType.LeftArrow, "Alt+Left", self._browser.backward)
        forth = self._arrow("Forward", Qt.ArrowType.RightArrow, "Alt+Right", self._browser.forward)
        self._browser.backwardAvailable.connect(back.setEnabled)
        self._browser.forwardAvailable.connect(forth.setEnabled)
        arrows = QHBoxLayout()
        arrows.setSpacing(4)
        for widget in (back, forth):
            arrows.addWidget(widget)
        arrows.addWidget(self._search, 1)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 10, 8, 10)
        column.addLayout(arrows)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        self._nothing.hide()
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.addWidget(side)
        parts.addWidget(self._browser)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        parts.setSizes([_LIST, _SIZE[0] - _LIST])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.setFocus)
        QShortcut(QKeySequence.StandardKey.Close, self, self.close)

    def _arrow(
        self, text: str, arrow: Qt.ArrowType, key: str, go: Callable[[], object]
    ) -> QToolButton:
        button = QToolButton(self)
        button.setArrowType(arrow)
        button.setShortcut(QKeySequence(key))
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{text} ({shown})")
        button.setAccessibleName(text)
        button.setEnabled(False)
        button.clicked.connect(go)
        return button

    def _open_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_PAGE) != self._browser.page:
            self._browser.open_page(item.data(_PAGE))

    def _show_where(self) -> None:
        """Mark the page that is shown in the list, however one has come there."""
        row = PAGES.index(self._browser.page)
        if not self._list.item(row).isHidden():
            self._list.setCurrentRow(row)

    def _refresh(self) -> None:
        self._texts.clear()
        if self._browser.page and self.isVisible():
            self._browser.refresh()

    def _seek(self, sought: str) -> None:
        """Offer the pages that hold all words, and mark these; without words, offer all pages."""
        words = sought.casefold().split()
        for row, page in enumerate(PAGES):
            there = not words or all(word in self._text(page) for word in words)
            self._list.item(row).setHidden(not there)
        self._browser.seek(words)
        offered = [row for row in range(len(PAGES)) if not self._list.item(row).isHidden()]
        self._nothing.setVisible(not offered)
        self._nothing.setText(f"No page has “{sought.strip()}”.")
        if offered and PAGES.index(self._browser.page) not in offered:
            self._list.setCurrentRow(offered[0])
        self._show_where()

    def _text(self, page: str) -> str:
        """Return what a page says, without its marks, in lower case."""
        if page not in self._texts:
            document = QTextDocument()
            document.setMarkdown(self._manual.markdown(page))
            self._texts[page] = document.toPlainText().casefold()
        return self._texts[page]
