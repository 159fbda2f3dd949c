"""What is only told of an annotation: where it is, and who made it."""

from collections.abc import Iterator

from annotator.core.model import Annotation, Coder
from annotator.project.project import Project
from annotator.project.ties import Ties
from annotator.ui.moments import told
from annotator.ui.panels.inspector.whereabouts import Whereabouts


def place(ties: Ties, where: Whereabouts) -> str:
    """Say where an annotation is in its article, and in which order if it is split."""
    annotation, parts = ties.annotation, ties.parts
    said = f"Paragraph {where.paragraph(annotation):,} · {annotation.start:,}–{annotation.end:,}"
    if len(parts) == 1:
        return said
    number = [one.uid for one in parts].index(annotation.uid) + 1
    return f"{said} · part {number} of {len(parts)}"


def facts(annotation: Annotation, project: Project) -> Iterator[str]:
    """Yield what else there is to know, a line each."""
    if annotation.origin != "human":
        sure = annotation.confidence
        confidence = "" if sure is None else f", confidence {sure:.2f}"
        corrected = ", corrected" if annotation.corrected else ""
        yield f"Suggested by {annotation.origin}{confidence}{corrected}"
    if annotation.status != "accepted":
        yield f"Not accepted: {annotation.status}"
    coder = project.reading.record(Coder.table, (annotation.coder,))
    who = coder.name if isinstance(coder, Coder) else annotation.coder
    yield f"By {who}, {told(annotation.created_at)}"
