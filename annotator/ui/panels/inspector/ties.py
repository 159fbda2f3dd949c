"""What the selected annotation is tied to, in the words of the inspector's lists."""

from annotator.core.scheme import CONTINUES_LINK, Scheme
from annotator.project.ties import Ties
from annotator.store.tracing import End, Tie
from annotator.ui.panels.inspector.links import Row
from annotator.ui.panels.inspector.whereabouts import Whereabouts
from annotator.ui.phrases import excerpt

_LONG = 400


def part_rows(ties: Ties, where: Whereabouts) -> list[Row]:
    """Return a row for each part, if there are several; later ones can be taken away."""
    parts = ties.parts
    if len(parts) == 1:
        return []
    continuing = {tie.link.source: tie.link for tie in filter(_continues, ties.ties)}
    return [
        Row(
            one.uid, f"{number}", _quoted(one.text), f"¶ {where.paragraph(one)}",
            f"{excerpt(one.text)}\nEnter or a click goes there."
            + ("\nDelete makes it an annotation of its own." if one.uid in continuing else ""),
            continuing.get(one.uid), one.uid == ties.annotation.uid,
        )
        for number, one in enumerate(parts, start=1)
    ]  # fmt: skip


def link_rows(ties: Ties, where: Whereabouts, scheme: Scheme, *, outgoing: bool) -> list[Row]:
    """Return a row for each link that begins here, or for each that ends here."""
    own, home = {one.uid for one in ties.parts}, ties.annotation.article
    shown = (
        (tie, tie.target if outgoing else tie.source)
        for tie in ties.ties
        if not _continues(tie)
        and scheme.has_link_kind(tie.link.kind)  # else it goes with its kind
        and (tie.link.source if outgoing else tie.link.target) in own
    )
    arrow = "→" if outgoing else "←"
    rows = [
        _row(tie, end, where, scheme, arrow, end.annotation.article != home) for tie, end in shown
    ]
    return sorted(rows, key=lambda row: _position(row, scheme))


def _row(
    tie: Tie, end: End, where: Whereabouts, scheme: Scheme, arrow: str, is_across: bool
) -> Row:
    other, kind = end.annotation, scheme.link_kind(tie.link.kind)
    place = f"¶ {where.paragraph(other)}"
    name = end.outlet or end.title
    text = f"{name}: {_quoted(other.text)}" if is_across else _quoted(other.text)
    lines = (
        f"{kind.title} {arrow} {_shortened(other.text)}",
        " — ".join(part for part in (end.outlet, end.title) if part) if is_across else "",
        f"Note: {tie.link.note}" if tie.link.note else "",
        "Enter or a click goes there, Delete takes the link away.",
    )
    tip = "\n".join(line for line in lines if line)
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
