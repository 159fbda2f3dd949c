"""The menus of the table of annotations: of its columns, of a header, of a cell and of a group."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.store.listing import Condition, Group
from annotator.ui.actions import Actions
from annotator.ui.checklist import Checklist
from annotator.ui.icons import icon
from annotator.ui.models.annotation_columns import Column
from annotator.ui.models.annotations import AnnotationTable
from annotator.ui.panels.annotations.columns import Columns
from annotator.ui.panels.annotations.table import Table
from annotator.ui.phrases import counted, excerpt


class Menus(QObject):
    """Makes menus; what they choose is told, or done to the columns and the rows at once."""

    # Of a column by its name, at a place of the screen or with None below its header.
    filter_requested = Signal(str, object)
    only_requested = Signal(Condition, str)  # with the title of its value
    jump_requested = Signal(str)

    def __init__(
        self, acting: Actions, table: Table, model: AnnotationTable, columns: Columns
    ) -> None:
        super().__init__(table)
        self._acting, self._table, self._model, self._columns = acting, table, model, columns

    def button(self, parent: QWidget) -> QToolButton:
        """Return the button that offers all there is to choose about the columns."""
        button = QToolButton(parent)
        button.setObjectName("flat")
        button.setIcon(icon("columns"))
        button.setToolTip("Columns, sorting and filters")
        button.setAccessibleName("Columns, sorting and filters")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Checklist(button)
        menu.aboutToShow.connect(lambda: self.fill(menu, button))
        button.setMenu(menu)
        return button

    def fill(self, menu: Checklist, button: QToolButton) -> None:
        """Fill the menu of a button with all there is to choose about the columns."""
        menu.clear()
        self._fill_columns(menu)
        menu.addSeparator()
        self._fill_filters(_inner(menu, "&Filter by"), partial(self._filter_beside, button))
        self._fill_groups(_inner(menu, "&Group by"))
        self._fill_order(_inner(menu, "&Sort by"))

    def of_header(self, name: str, place: QPoint) -> None:
        """Open the menu of the header of a column at a place of the screen."""
        menu = self._made()
        column = next((one for one in self._model.columns if one.name == name), None)
        if column is not None:
            self._add_column(menu, column)
            menu.addSeparator()
        self._fill_columns(_inner(menu, "&Columns"))
        self._fill_order(_inner(menu, "&Sort by"))
        menu.popup(place)

    def of_row(self, at: QPoint) -> None:
        """Open the menu of the current row at a place of the viewport."""
        self._table.tell_current()  # on which depends what is enabled in it
        index = self._table.currentIndex()
        place = self._table.viewport().mapToGlobal(at)
        group = self._model.group(index.row())
        if group is not None:
            self.of_group(group, place)
        else:
            self.of_cell(index, place)

    def of_cell(self, index: QModelIndex, place: QPoint) -> None:
        """Open the menu of a row, and of what a cell of it says."""
        uid = self._model.uid(index.row())
        if uid is None:
            return
        menu = self._acting.menu("annotation", self._table)
        first = menu.actions()[0]
        jump = menu.addAction(icon("jump"), "&Go there\tEnter")
        jump.triggered.connect(lambda: self.jump_requested.emit(uid))
        menu.insertAction(first, jump)
        column = self._model.columns[index.column()]
        if self._model.may_edit(index):
            title = column.attribute.title if column.attribute else column.title
            change = menu.addAction(icon("change"), f"C&hange {_plain(title.lower())}…\tF2")
            self._opens(menu, change, partial(self._edit, QPersistentModelIndex(index)))
            menu.insertAction(first, change)
        menu.insertSeparator(first)
        menu.addSeparator()
        self._add_filters(menu, column, uid)
        menu.addSeparator()
        copy = menu.addAction(icon("copy"), "Cop&y\tCtrl+C")
        copy.triggered.connect(self._table.copy_pressed)
        menu.popup(place)

    def of_group(self, group: Group, place: QPoint) -> None:
        """Open the menu of the header of a group."""
        menu, folding = self._made(), self._table.folding
        name = self._model.wanted.group
        only = partial(self.only_requested.emit, _only(name, group.value), group.title)
        folded = self._model.is_folded(group)
        rows = counted(group.count, "row")
        for title, do in (
            ("&Unfold" if folded else "&Fold", partial(self._model.fold, group, folded=not folded)),
            ("Fold &all\tCtrl+Left", partial(folding.fold_all, folded=True)),
            ("U&nfold all\tCtrl+Right", partial(folding.fold_all, folded=False)),
            ("", None),
            (f"&Choose {'this' if group.count == 1 else 'these'} {rows}",
             partial(folding.choose_group, group)),
            (f"&Only “{_plain(excerpt(folding.title(group)))}”", only),
            ("", None),
            ("Do not &group", partial(self._columns.group_by, "")),
        ):  # fmt: skip
            if do is None:
                menu.addSeparator()
            else:
                menu.addAction(title).triggered.connect(partial(_do, do))
        menu.popup(place)

    # Parts of menus

    def _add_column(self, menu: QMenu, column: Column) -> None:
        name, subject = column.name, _plain(column.subject)
        if column.filter:
            ask = menu.addAction(icon("filter"), f"&Filter by {subject}…")
            self._opens(menu, ask, partial(self.filter_requested.emit, name, None))
        elif column.name == "attributes" and any(map(_is_of_attribute, self._model.columns)):
            by, below = _inner(menu, "&Filter by"), self._columns.place_below(name)
            for one in filter(_is_of_attribute, self._model.columns):
                entry = by.addAction(f"{_plain(one.title)}…")
                self._opens(menu, entry, partial(self.filter_requested.emit, one.name, below))
        if column.can_group:
            group = menu.addAction(f"&Group by {subject}")
            group.setCheckable(True)
            group.setChecked(self._columns.group == name)
            group.toggled.connect(lambda on: self._columns.group_by(name if on else ""))
        hide = menu.addAction(f"&Hide {subject}")
        hide.triggered.connect(partial(_do, partial(self._columns.show_column, name, False)))

    def _add_filters(self, menu: QMenu, column: Column, uid: str) -> None:
        """Offer to show only what has the same in a column, or anything at all."""
        found = self._model.value(column, uid) if column.filter == "values" else None
        subject = _plain(column.subject)
        if found is not None:
            value, title = found
            told = f"&Only {subject} “{_plain(excerpt(title))}”" if value else f"&Only no {subject}"
            only = menu.addAction(icon("filter"), told)
            ask = partial(self.only_requested.emit, _only(column.name, value), title)
            only.triggered.connect(partial(_do, ask))
        if column.filter:
            ask_all = menu.addAction(f"F&ilter by {subject}…")
            self._opens(menu, ask_all, partial(self.filter_requested.emit, column.name, None))

    def _edit(self, kept: QPersistentModelIndex) -> None:
        self._table.edit_requested.emit(self._model.index(kept.row(), kept.column()))

    def _opens(self, menu: QMenu, entry: QAction, open_: Callable[[], object]) -> None:
        """Let an entry open what Qt closes when a menu is deleted: after that."""
        entry.triggered.connect(
            lambda: menu.destroyed.connect(lambda: QTimer.singleShot(0, self, open_))
        )

    def _fill_columns(self, menu: Checklist) -> None:
        """Offer the columns; those of single attributes in a menu of their own."""
        attributes = _inner(menu, "A&ttributes")
        attributes.menuAction().setVisible(any(map(_is_of_attribute, self._model.columns)))
        for column in self._model.columns:
            into = attributes if column.attribute else menu
            action = into.addAction(_plain(column.title))
            action.setCheckable(True)
            action.setChecked(self._columns.is_shown(column.name))
            action.toggled.connect(partial(self._show_column, column.name, action))
        menu.addAction(attributes.menuAction())  # below the others

    def _show_column(self, name: str, action: QAction, shown: bool) -> None:
        action.setChecked(self._columns.show_column(name, shown))

    def _filter_beside(self, button: QToolButton, name: str) -> None:
        """Ask for the filter of a column at the button, once Qt has let go of it."""

        def ask() -> None:
            button.setDown(False)
            button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            button.update()
            place = button.mapToGlobal(button.rect().bottomLeft())
            self.filter_requested.emit(name, place)

        QTimer.singleShot(0, button, ask)

    def _fill_filters(self, menu: QMenu, request: Callable[[str], object]) -> None:
        for column in self._model.columns:
            if column.filter:
                action = menu.addAction(f"{_plain(column.title)}…")
                action.triggered.connect(partial(_do, partial(request, column.name)))

    def _fill_groups(self, menu: QMenu) -> None:
        columns = [one for one in self._model.columns if one.can_group]
        choices = [("", "Nothing"), *((one.name, one.title) for one in columns)]
        self._fill_choices(menu, choices, self._columns.group, self._columns.group_by)

    def _fill_order(self, menu: QMenu) -> None:
        name, descending = self._columns.order()
        shown = [one for one in self._model.columns if not one.attribute or self._is_seen(one)]
        choices = [("", "Place in the texts"), *((one.name, one.title) for one in shown)]
        self._fill_choices(menu, choices, name, self._columns.sort)
        menu.addSeparator()
        down = menu.addAction("&Descending")
        down.setCheckable(True)
        down.setChecked(descending)
        down.triggered.connect(self._columns.turn)

    def _fill_choices(
        self,
        menu: QMenu,
        choices: Iterable[tuple[str, str]],
        now: str,
        choose: Callable[[str], object],
    ) -> None:
        group = QActionGroup(menu)
        for name, title in choices:
            action = menu.addAction(_plain(title))
            action.setCheckable(True)
            action.setChecked(name == now)
            group.addAction(action)
            action.triggered.connect(partial(_do, partial(choose, name)))

    def _is_seen(self, column: Column) -> bool:
        return self._columns.is_shown(column.name)

    def _made(self) -> Checklist:
        menu = Checklist(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _inner(menu: QMenu, title: str) -> Checklist:
    inner = Checklist(title, menu)
    menu.addMenu(inner)
    return inner


def _is_of_attribute(column: Column) -> bool:
    return column.attribute is not None


def _only(column: str, value: str) -> Condition:
    """Return the condition that a column has one value, or nothing."""
    if value:
        return Condition(column, frozenset((value,)))
    return Condition(column, empty=True)


def _plain(title: str) -> str:
    return title.replace("&", "&&")


def _do(act: Callable[[], object], _checked: bool = False) -> None:
    """Do something when an entry is chosen, whatever Qt tells of it."""
    act()
