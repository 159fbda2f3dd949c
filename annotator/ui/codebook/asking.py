"""What a person is asked in the editor: for titles, for names, and what may be deleted or merged.

What is done to what is chosen in the outline depends on what that is; each is one edit.
"""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.core.edit import Edit
from annotator.core.model import Attribute, Label, LinkKind
from annotator.ui.codebook.changing import IDENTIFIER, Asked, Changing, Part
from annotator.ui.codebook.merging import MergeDialog
from annotator.ui.codebook.outline import Outline
from annotator.ui.dialogs.title import TitleDialog

NAMES: dict[type[Part], str] = {
    Label: "label",
    Attribute: "attribute",
    LinkKind: "kind of link",
}


class Asking(QObject):
    """Acts on what is chosen in an outline."""

    def __init__(self, changing: Changing, outline: Outline, window: QWidget) -> None:
        super().__init__(window)
        self._changing, self._outline, self._window = changing, outline, window
        book = changing.codebook
        self._rename: dict[type[Part], Callable[[str, str], Edit]] = {
            Label: book.rename_label,
            Attribute: book.rename_attribute,
            LinkKind: book.rename_link_kind,
        }
        self._merge: dict[type[Part], Callable[[str, str], Edit]] = {
            Label: book.merge_labels,
            Attribute: book.merge_attributes,
            LinkKind: book.merge_link_kinds,
        }
        self._delete: dict[type[Part], Callable[[str], Edit]] = {
            Label: book.delete_label,
            Attribute: book.delete_attribute,
            LinkKind: book.delete_link_kind,
        }

    @property
    def chosen(self) -> Part | None:
        return self._changing.part(self._outline.chosen)

    def label(self) -> Label | None:
        """Return the label that is chosen, or of which an attribute is."""
        match self.chosen:
            case Label() as label:
                return label
            case Attribute() as attribute:
                return self._changing.project.scheme.label(attribute.label)
        return None

    def others(self) -> list[Part]:
        """Return what the chosen part could be merged into."""
        scheme, part = self._changing.project.scheme, self.chosen
        found: Iterable[Part] = ()
        match part:
            case Label():
                found = scheme.labels
            case Attribute():
                found = scheme.attributes_of(part.label)
            case LinkKind():
                found = scheme.link_kinds
        return [one for one in found if one is not part]

    def add(self, kind: type[Part] | None = None) -> None:
        """Ask for the title of something new, of the kind that is chosen if none is said."""
        kind = kind or (type(self.chosen) if self.chosen is not None else Label)
        book, label = self._changing.codebook, self.label()
        make: Callable[[str], Edit] = book.add_label
        if kind is LinkKind:
            make = book.add_link_kind
        elif kind is Attribute and label is not None:
            make = partial(book.add_attribute, label.uid)
        save = partial(self._add, make)
        TitleDialog(f"New {NAMES[kind]}", "Title", "", save, self._window).open()

    def rename(self) -> None:
        """Ask for another identifier."""
        part = self.chosen
        if part is None:
            return
        rename, uid = self._rename[type(part)], part.uid
        question = Asked(f"Rename the identifier of “{part.title}”?", "Rename")

        def save(name: str) -> None:
            self._changing.do(lambda: rename(uid, name.strip()), question)

        TitleDialog("Rename the identifier", IDENTIFIER, part.name, save, self._window).open()

    def merge(self) -> None:
        """Ask what the chosen part is to be merged into."""
        part, others = self.chosen, {one.uid: one.title for one in self.others()}
        if part is not None and others:
            merge, uid = self._merge[type(part)], part.uid
            MergeDialog(
                part.title, others, lambda kept: merge(kept, uid), self._changing, self._window,
                self._outline.go_to,
            ).open()  # fmt: skip

    def delete(self) -> None:
        """Delete the chosen part, after a question where annotations go with it."""
        part = self.chosen
        if part is not None:
            name = NAMES[type(part)]
            question = Asked(f"Delete the {name} “{part.title}”?", f"Delete the {name}")
            make = partial(self._delete[type(part)], part.uid)
            self._changing.attempt(lambda: self._changing.do(make, question))

    def put(self, uid: str, uids: list[str]) -> None:
        """Put a part and what stands beside it into another order."""
        self._changing.attempt(lambda: self._put(uid, uids))

    def _add(self, make: Callable[[str], Edit], title: str) -> None:
        title = " ".join(title.split())
        there = {one.uid for one in self._changing.parts}

        def go_to_it() -> None:
            new = (one.uid for one in self._changing.parts if one.uid not in there)
            self._outline.go_to(next(new, ""))

        self._changing.do(partial(make, title), Asked(f"Add “{title}”?", "Add"), go_to_it)

    def _put(self, uid: str, uids: list[str]) -> None:
        changing, part = self._changing, self._changing.part(uid)
        match part:
            case Label():
                changing.project.perform(changing.codebook.order_labels(uids))
            case Attribute():
                changing.project.perform(changing.codebook.order_attributes(part.label, uids))
            case LinkKind():
                changing.project.perform(changing.codebook.order_link_kinds(uids))
