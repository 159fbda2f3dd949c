"""What the key of a label tags: the words that are selected, or else what the caret is in."""

from annotator.core.errors import AnnotatorError
from annotator.core.expand import Unit, ladder
from annotator.core.model import Label
from annotator.core.names import without_possessive
from annotator.core.scheme import ACTOR, CLAIM, QUOTE
from annotator.core.span import Span
from annotator.core.text import fitted
from annotator.ui.pane import Pane

# Where nothing is selected; the other labels tag the word.
_UNITS = {QUOTE: Unit.QUOTATION, CLAIM: Unit.SENTENCE, ACTOR: Unit.NAME}


def spans_to_tag(pane: Pane, label: Label) -> list[Span]:
    """Return what the key tags now and, each wider, what it tags when pressed again.

    Raises AnnotatorError where there is nothing.
    """
    article, view = pane.article, pane.view
    assert article is not None  # whoever calls has looked
    unit = _UNITS.get(label.uid, Unit.WORD)
    selection = view.selection()
    if selection is None:
        spans = ladder(article.text, view.caret(), unit)
    else:
        whole = not view.selection_is_exact()
        first = fitted(article.text, selection.start, selection.end, whole_words=whole)
        if first is not None and unit is Unit.NAME and whole:
            plain = without_possessive(article.text, first)
            # Whoever has selected it wants it.
            first = plain if selection.end <= plain.end else first
        wider = ladder(article.text, first.start, unit) if first else []
        spans = [first, *(one for one in wider if _is_wider(one, first))] if first else []
    if not spans:
        raise AnnotatorError("There are only blanks here, nothing to tag.")
    return spans


def _is_wider(span: Span, than: Span) -> bool:
    return span.contains(than) and span != than
