"""The lines from a quote to its cue and speaker, as they are painted."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.bonds import Bond, bonds_at
from annotator.core.index import SpanIndex
from annotator.core.links import Links
from annotator.core.model import Annotation, Link
from annotator.core.scheme import (
    ACTOR,
    CLAIM,
    CLAIMANT_LINK,
    CUE,
    CUE_LINK,
    LABELS,
    QUOTE,
    SPEAKER_LINK,
)
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT

AT = "2026-01-01T00:00:00Z"
LONG = "The harbour lay still and nobody had come down to the quay that morning at all. " * 12
NEWS = f"Ann of the port authority said “no boats” today.\n\n{LONG}\n\n“No crews,” he told us."
RTL = "قال سامي أمس «لا سفن» في الميناء"


class Scene:
    """A page with a quote, its cue and its speaker in one text."""

    def __init__(self, qtbot: QtBot, text: str, quote: str, cue: str, speaker: str) -> None:
        self.quote, self.cue, self.speaker = (
            _tagged(text, words, label)
            for words, label in ((quote, QUOTE), (cue, CUE), (speaker, ACTOR))
        )
        self.index = SpanIndex([self.quote, self.cue, self.speaker])
        self.links = Links(
            [_tie(CUE_LINK, self.quote, self.cue), _tie(SPEAKER_LINK, self.quote, self.speaker)]
        )
        self.view = TextView(LIGHT, bonds_of=self._bonds)
        qtbot.addWidget(self.view)
        self.view.resize(420, 320)
        self.view.show_text(text, self.index, LABELS)
        self.view.show()
        qtbot.waitExposed(self.view)
        QApplication.processEvents()

    def _bonds(self, one: Annotation) -> list[Bond]:
        return bonds_at(one, self.index, self.links)

    def picture(self) -> QImage:
        return self.view.viewport().grab().toImage()


def _tagged(text: str, words: str, label: str) -> Annotation:
    start = text.index(words)
    return Annotation(
        uid=words, article="a", label=label, start=start, end=start + len(words), text=words,
        coder="c", created_at=AT, modified_at=AT,
    )  # fmt: skip


def _tie(kind: str, source: Annotation, target: Annotation) -> Link:
    return Link(
        uid=kind, kind=kind, source=source.uid, target=target.uid, coder="c", created_at=AT,
        modified_at=AT,
    )  # fmt: skip


def inked(image: QImage, x: int, rows: range) -> bool:
    """Say whether a line in the amber of quotes, perhaps a smoothed one, crosses some pixels."""
    return any(_is_amber(QColor(image.pixel(x, y))) for y in rows)


def _is_amber(colour: QColor) -> bool:
    return colour.red() - colour.blue() > 80  # more than the tint of a quote


def between(scene: Scene) -> tuple[int, range]:
    """Return a column between cue and speaker, and the rows just above the words there."""
    cue, speaker = (scene.view.item_rect(one.uid) for one in (scene.cue, scene.speaker))
    assert cue is not None
    assert speaker is not None
    left, right = sorted((cue, speaker), key=lambda rect: rect.left())
    return (left.right() + right.left()) // 2, range(cue.top() - 4, cue.top() + 4)


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    return Scene(qtbot, NEWS, "“no boats”", "said", "Ann")


def test_the_selected_quote_is_tied_to_its_speaker_by_a_line_above_the_words(scene: Scene) -> None:
    place = between(scene)
    assert not inked(scene.picture(), *place)
    scene.view.set_selected(scene.quote.uid)
    assert inked(scene.picture(), *place)
    scene.view.set_selected(scene.cue.uid)
    assert inked(scene.picture(), *place), "the cue is on the way"
    scene.view.set_selected(None)
    assert not inked(scene.picture(), *place)


def test_cue_and_speaker_of_the_selected_quote_stand_out(scene: Scene) -> None:
    rect = scene.view.item_rect(scene.cue.uid)
    assert rect is not None
    before = scene.picture().copy(rect)
    scene.view.set_selected(scene.quote.uid)
    assert scene.picture().copy(rect) != before


def test_on_request_all_that_is_seen_is_tied_and_nothing_needs_to_be_selected(
    scene: Scene,
) -> None:
    place = between(scene)
    scene.view.set_bracketed(True)
    assert inked(scene.picture(), *place)
    scene.view.set_bracketed(False)
    assert not inked(scene.picture(), *place)


def test_ends_on_different_lines_are_tied_beside_the_column(qtbot: QtBot) -> None:
    scene = Scene(qtbot, NEWS, "“No crews,”", "told", "Ann")
    scene.view.set_caret(0)
    assert not any(inked(scene.picture(), x, range(40, 300)) for x in range(8))
    scene.view.set_selected(scene.quote.uid)  # which is out of sight, far below
    assert any(inked(scene.picture(), x, range(200, 201)) for x in range(8))


def test_what_is_linked_later_is_tied_at_once(qtbot: QtBot) -> None:
    scene = Scene(qtbot, NEWS, "“no boats”", "said", "Ann")
    speaks = next(one for one in scene.links if one.kind == SPEAKER_LINK)
    scene.links.discard(speaks.uid)
    scene.view.set_selected(scene.quote.uid)
    place = between(scene)
    assert not inked(scene.picture(), *place)
    scene.links.add(speaks)
    scene.view.refresh([scene.quote.span, scene.speaker.span])
    assert inked(scene.picture(), *place)


def test_a_quote_and_a_claim_inside_it_with_the_same_cue_and_speaker_are_both_seen_to_be_tied(
    qtbot: QtBot,
) -> None:
    scene = Scene(qtbot, NEWS, "“no boats”", "said", "Ann")
    scene.view.set_bracketed(True)
    column, _ = between(scene)
    cue = scene.view.item_rect(scene.cue.uid)
    assert cue is not None
    rows = range(cue.top() - 10, cue.top() + 4)
    before = scene.picture()
    claim = _tagged(NEWS, "no boats", CLAIM)
    scene.index.add(claim)
    for kind, target in ((CUE_LINK, scene.cue), (CLAIMANT_LINK, scene.speaker)):
        scene.links.add(replace(_tie(kind, claim, target), uid=f"{kind} of the claim"))
    scene.view.refresh([claim.span])
    after = scene.picture()
    assert inked(after, column, rows), "the line of the quote is not covered"
    changed = [y for y in rows if before.pixel(column, y) != after.pixel(column, y)]
    assert changed, "that of the claim is there"
    amber = {y for y in rows if _is_amber(QColor(after.pixel(column, y)))}
    assert not amber.issubset(changed)


def test_in_text_from_right_to_left_the_line_lies_between_the_same_words(qtbot: QtBot) -> None:
    scene = Scene(qtbot, RTL, "«لا سفن»", "قال", "سامي أمس")
    scene.view.set_selected(scene.quote.uid)
    cue, quote = (scene.view.item_rect(one.uid) for one in (scene.cue, scene.quote))
    assert cue is not None
    assert quote is not None
    assert quote.right() < cue.left(), "it is written from the right"
    middle = (quote.right() + cue.left()) // 2
    assert inked(scene.picture(), middle, range(cue.top() - 4, cue.top() + 4))


@pytest.mark.parametrize("everything", [False, True])
def test_no_line_leads_to_what_has_lost_its_label(qtbot: QtBot, everything: bool) -> None:
    scene = Scene(qtbot, NEWS, "“no boats”", "said", "Ann")
    scene.view.set_bracketed(everything)
    scene.view.set_selected(scene.speaker.uid)
    scene.view.set_labels(label for label in LABELS if label.uid != QUOTE)
    gone = scene.picture()
    scene.links = Links()
    scene.view.set_labels(label for label in LABELS if label.uid != QUOTE)
    assert gone == scene.picture()
