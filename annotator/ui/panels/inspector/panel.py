"""The inspector at the right: all that is known of the selected annotation, to look at and set."""

from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedLayout, QWidget
from typing_extensions import override

from annotator.core import acts
from annotator.core.edit import Change
from annotator.core.model import Actor, Annotation, Article, Coder, Link, LinkKind
from annotator.core.scheme import PASSAGE
from annotator.project.project import Event, Project
from annotator.project.ties import Ties, ties_of
from annotator.ui.actions import Actions
from annotator.ui.panels.inspector import changing
from annotator.ui.panels.inspector.facts import facts, place
from annotator.ui.panels.inspector.hint import InspectorHint
from annotator.ui.panels.inspector.sheet import Sheet
from annotator.ui.panels.inspector.ties import link_rows, part_rows
from annotator.ui.panels.inspector.voices import voices
from annotator.ui.panels.inspector.whereabouts import Whereabouts
from annotator.ui.staying import keep
from annotator.ui.swatch import swatch
from annotator.ui.text.reading import Reading
from annotator.ui.theme import LIGHT, Theme

_WHOLE = "This is a later part of a split {label}. Answers and links belong to all of it."


class Inspector(QWidget):
    """Shows one annotation after another; every change is saved at once.

    While it is hidden it reads nothing.
    """

    jump_requested = Signal(str)  # an annotation
    left = Signal()  # back to the text
    # Who speaks, is spoken to (a LinkKind) or is mentioned (None) is asked, beside a widget.
    who_asked = Signal(object, object, QWidget)  # Annotation, LinkKind | None
    registry_requested = Signal(str)  # an actor

    def __init__(self, acting: Actions, parent: QWidget, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setProperty("help", "inspector")
        self._acting, self._theme, self._reading = acting, theme, Reading()
        self._project: Project | None = None
        self._where: Whereabouts | None = None
        self._annotation: Annotation | None = None
        self._ties: Ties | None = None
        # The annotation that the sheet shows, and the one whose answers.
        self._filled: tuple[str, str] | None = None
        self._is_stale = False
        self._empty = InspectorHint(self)
        self.sheet = Sheet(acting.attempt)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self.sheet)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        self._connect()
        self.set_reading(self._reading)
        self.set_theme(theme)
        self._fill()

    def work_on(self, project: Project | None) -> None:
        """Show another project, or none; no annotation of it is selected yet."""
        self.show_annotation(None)
        self.sheet.history.show_annotation(None, None)
        self.sheet.questions.forget()
        self._project = project
        self._where = Whereabouts(project) if project else None
        self._show_labels()
        self._fill()

    def show_annotation(self, annotation: Annotation | None) -> None:
        """Show an annotation as it is now, or what to do where none is selected.

        What was being typed is saved for the one it was typed for, or is in the clipboard.
        """
        former = self._annotation
        if annotation is former or annotation == former:
            return
        if former is not None and (annotation is None or annotation.uid != former.uid):
            self._let_go()
        self._annotation = annotation
        self._acting.attempt(self._fill)

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        anew = event.edit.touches_codebook
        if anew and self._where is not None and self._project is not None:
            self._where = Whereabouts(self._project)
            self._show_labels()
        for change in event.edit.of(Article.table):
            if self._where is not None:
                self._where.forget(str(change.identity[0]))
        if anew or any(map(self._concerns, event.edit.changes)):
            self._acting.attempt(self._look_again)

    def refresh(self) -> None:
        """Show what no event tells of, such as another name of the coder."""
        self._acting.attempt(self._look_again)

    @property
    def is_unsaved(self) -> bool:
        """Say whether something was typed that is not saved, or could not be."""
        return self.sheet.questions.is_unsaved or self.sheet.note.stay.is_unsaved

    def commit(self) -> None:
        """Save what has been typed, if anything; what is refused stays in its field."""
        self.sheet.questions.commit()
        self.sheet.note.stay.commit()

    def edit_note(self) -> None:
        """Give the keyboard to the note, with the caret at its end."""
        if self._annotation is not None:
            self.sheet.note.take_keyboard()
            self._scroll.ensureWidgetVisible(self.sheet.note)

    def focus_first(self) -> None:
        """Give the keyboard to the first question, or to the note where nothing is asked."""
        first = self._first()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if first is not self._empty:
            self._scroll.ensureWidgetVisible(first)

    def has_focus(self) -> bool:
        """Say whether the keyboard is somewhere in here."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.sheet.excerpt.set_theme(theme)
        self._show_labels()
        self._show_label()

    def set_reading(self, reading: Reading) -> None:
        """Set the words of the annotation as the texts are set."""
        self._reading = reading
        self.sheet.excerpt.set_reading(reading, self.font().pointSizeF() + 1)

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, 500)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (
            is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.commit()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._acting.attempt(self._look_again)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_reading(self._reading)

    # Showing

    def _connect(self) -> None:
        sheet, attempt = self.sheet, self._acting.attempt
        sheet.label.activated.connect(lambda at: attempt(partial(self._relabel, at)))
        sheet.where.clicked.connect(self._jump_to_it)
        sheet.who.asked.connect(self._ask_who)
        sheet.who.registry_requested.connect(self.registry_requested)
        self._acting.rebound.connect(self._show_hint)
        for rows in (sheet.parts, sheet.outgoing, sheet.incoming):
            rows.jump_requested.connect(self.jump_requested)
            rows.unlink_requested.connect(lambda link: attempt(partial(self._unlink, link)))

    def _look_again(self) -> None:
        """Show what has become of the annotation."""
        former, project = self._annotation, self._project
        if former is not None and project is not None:
            stored = project.reading.record(Annotation.table, former.identity)
            if not isinstance(stored, Annotation):
                self._let_go()
                stored = None
            self._annotation = stored
        self._fill()

    def _concerns(self, change: Change) -> bool:
        if self._annotation is None:
            return False
        shown = self._ties.uids() if self._ties else {self._annotation.uid}
        match change.record:
            case Annotation() as one:
                return one.uid in shown
            case Link() as link:
                return link.source in shown or link.target in shown
            case Article() | Coder() | Actor():
                return True
        return False

    def _fill(self) -> None:
        """Show the annotation, later if nobody sees it."""
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        annotation, project, where = self._annotation, self._project, self._where
        if (
            annotation is None
            or project is None
            or where is None
            or not project.scheme.has_label(annotation.label)  # it goes with its label
        ):
            self._filled, self._ties = None, None
            self.sheet.history.show_annotation(None, None)
            self._show_hint()
            self._stack.setCurrentWidget(self._empty)
        else:
            self._ties = ties_of(project, annotation)
            self._show(annotation, self._ties, project, where)
            self._filled = (annotation.uid, self._ties.head.uid)
            self._stack.setCurrentWidget(self._scroll)
        self.setFocusProxy(self._first())

    def _show(
        self, annotation: Annotation, ties: Ties, project: Project, where: Whereabouts
    ) -> None:
        sheet, scheme = self.sheet, project.scheme
        label, head = scheme.label(annotation.label), ties.head
        self._show_label()
        sheet.excerpt.show_text(annotation.text, label)
        sheet.where.show_text(place(ties, where))
        home = where.home(annotation.article)
        sheet.article.show_text("  ·  ".join(one for one in (home.outlet, home.title) if one))
        is_later = head is not annotation
        sheet.shared.setVisible(is_later)
        if is_later:
            sheet.shared.setText(_WHOLE.format(label=label.title.lower()))
        attributes = scheme.attributes_of(head.label)
        if self._filled != (annotation.uid, head.uid) or not sheet.questions.asks(
            head.label, attributes
        ):
            self._let_go()
        shown = list(voices(ties, project))
        has_more = sheet.who.show_voices(shown, may_ask=not project.read_only)
        if sheet.questions.ask(head.label, attributes) or has_more:
            sheet.chain()
        if self._filled == (annotation.uid, head.uid):
            sheet.questions.follow(head.attributes)
            sheet.note.stay.follow(annotation.note)
        else:
            may = not project.read_only
            answer = partial(partial, changing.answer, project, head.uid)
            write = partial(changing.write_note, project, annotation.uid)
            sheet.questions.show_answers(head.attributes, answer if may else None)
            sheet.note.setReadOnly(not may)
            sheet.note.stay.show(annotation.note, write if may else None)
            self._scroll.verticalScrollBar().setValue(0)
        sheet.show_rows(sheet.parts, part_rows(ties, where))
        sheet.show_rows(sheet.outgoing, link_rows(ties, where, scheme, outgoing=True))
        sheet.show_rows(sheet.incoming, link_rows(ties, where, scheme, outgoing=False))
        sheet.facts.setText("\n".join(facts(annotation, project)))
        sheet.history.show_annotation(project, annotation)

    def _show_hint(self) -> None:
        self._empty.show_hint(self._acting, is_open=self._project is not None)

    def _show_labels(self) -> None:
        """Fill the list of labels from the codebook."""
        labels = self._project.scheme.labels if self._project else ()
        box = self.sheet.label
        with QSignalBlocker(box):
            box.clear()
            for one in labels:
                if one.uid != PASSAGE:
                    box.addItem(swatch(one, self._theme), one.title, one.uid)
        box.setEnabled(self._project is not None and not self._project.read_only)

    def _show_label(self) -> None:
        box, annotation = self.sheet.label, self._annotation
        if annotation is None or self._project is None:
            return
        at = box.findData(annotation.label)
        scheme = self._project.scheme
        if at < 0 and scheme.has_label(annotation.label):  # as the ends of comparisons have
            label = scheme.label(annotation.label)
            box.addItem(swatch(label, self._theme), label.title, label.uid)
            at = box.count() - 1
        with QSignalBlocker(box):
            box.setCurrentIndex(at)

    def _first(self) -> QWidget:
        if self._filled is None:
            return self._empty
        return self.sheet.questions.first or self.sheet.note

    def _ask_who(self, kind: LinkKind | None, beside: QWidget) -> None:
        if self._ties is not None:
            self.who_asked.emit(self._ties.head, kind, beside)

    def _jump_to_it(self) -> None:
        if self._annotation is not None:
            self.jump_requested.emit(self._annotation.uid)

    # Changing

    def _relabel(self, at: int) -> None:
        label = self.sheet.label.itemData(at)
        self._show_label()  # until it is done, and if it is refused
        if self._project is not None and self._annotation is not None:
            self.commit()
            changing.relabel(self._project, self._annotation, label)

    def _let_go(self) -> None:
        """Save what has been typed for the last time; what cannot be goes to the clipboard."""
        lost = self.sheet.questions.let_go()
        note = self.sheet.note.stay.let_go()
        self._filled = None
        lost += [note] if note else []
        keep(lost, self._acting.attempt)

    def _unlink(self, link: Link) -> None:
        if self._project is not None:
            self._project.perform(acts.unlink(link))
