"""What the selected annotation is tied to, in the words of the inspector's lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.model import Annotation, Link
from annotator.core.scheme import CONTINUES_LINK, Scheme
from annotator.store.tracing import End, Tie
from annotator.ui.panels.links import Row
from annotator.ui.panels.whereabouts import Whereabouts
from annotator.ui.phrases import excerpt

_LONG = 400


@dataclass(frozen=True, slots=True)
class Ties:
    """The links of an annotation and, of a split one, of all its parts."""

    annotation: Annotation
    ties: Sequence[Tie] = ()

    @property
    def head(self) -> Annotation:
        """Return the annotation on which answers and links live."""
        for tie in self.ties:
            if _continues(tie) and tie.link.source == self.annotation.uid:
                return tie.target.annotation
        return self.annotation

    @property
    def parts(self) -> list[Annotation]:
        """Return the parts of a split annotation in the order of the text, or the only one."""
        found = {self.annotation.uid: self.annotation}
        for tie in filter(_continues, self.ties):
            for end in (tie.source, tie.target):
                found.setdefault(end.annotation.uid, end.annotation)
        return sorted(found.values(), key=lambda one: (one.start, one.end, one.uid))

    @property
    def links(self) -> list[Link]:
        return [tie.link for tie in self.ties]

    @property
    def others(self) -> dict[str, Annotation]:
        """Return all annotations at the ends, by uid."""
        ends = (end.annotation for tie in self.ties for end in (tie.source, tie.target))
        return {one.uid: one for one in ends}

    def uids(self) -> set[str]:
        """Return the annotations of which something is shown."""
        return {self.annotation.uid, *self.others}

    def part_rows(self, where: Whereabouts) -> list[Row]:
        """Return a row for each part, if there are several; later ones can be taken away."""
        parts = self.parts
        if len(parts) == 1:
            return []
        ties = {tie.link.source: tie.link for tie in filter(_continues, self.ties)}
        return [
            Row(
                one.uid, f"{number}", _quoted(one.text), f"¶ {where.paragraph(one)}",
                f"{excerpt(one.text)}\nEnter or a click goes there."
                + ("\nDelete makes it an annotation of its own." if one.uid in ties else ""),
                ties.get(one.uid), one.uid == self.annotation.uid,
            )
            for number, one in enumerate(parts, start=1)
        ]  # fmt: skip

    def rows(self, where: Whereabouts, scheme: Scheme, *, outgoing: bool) -> list[Row]:
        """Return a row for each link that begins here, or for each that ends here."""
        own = {one.uid for one in self.parts}
        shown = (
            (tie, tie.target if outgoing else tie.source)
            for tie in self.ties
            if not _continues(tie) and (tie.link.source if outgoing else tie.link.target) in own
        )
        rows = [self._row(tie, end, where, scheme, outgoing) for tie, end in shown]
        return sorted(rows, key=lambda row: _position(row, scheme))

    def _row(self, tie: Tie, end: End, where: Whereabouts, scheme: Scheme, outgoing: bool) -> Row:
        other, kind = end.annotation, scheme.link_kind(tie.link.kind)
        place = f"¶ {where.paragraph(other)}"
        is_across = other.article != self.annotation.article
        name = end.outlet or end.title
        text = f"{name}: {_quoted(other.text)}" if is_across else _quoted(other.text)
        lines = (
            f"{kind.title} {'→' if outgoing else '←'} {_shortened(other.text)}",
            " — ".join(part for part in (end.outlet, end.title) if part) if is_across else "",
            f"Note: {tie.link.note}" if tie.link.note else "",
            "Enter or a click goes there, Delete takes the link away.",
        )
        tip = "\n".join(line for line in lines if line)
        arrow = "→" if outgoing else "←"
        return Row(other.uid, f"{kind.title} {arrow}", text, place, tip, tie.link)


def _continues(tie: Tie) -> bool:
    return tie.link.kind == CONTINUES_LINK


def _position(row: Row, scheme: Scheme) -> int:
    assert row.link is not None  # those of links all have one
    return scheme.link_kind(row.link.kind).position


def _quoted(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str) -> str:
    line = _quoted(text)
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"
