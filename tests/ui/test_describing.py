"""What an annotation is said to be: under the mouse, and to those who listen."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Actor, Annotation
from annotator.core.scheme import ACTOR, CLAIM, CUE, CUE_LINK, SPEAKER_LINK
from annotator.core.span import Span
from annotator.project.codebook import Codebook
from annotator.project.project import Project
from annotator.ui.describing import described, sentence
from tests.build import ANN, SCHEME, annotation, article, project
from tests.journeys.hands import Hands, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TEXT = article(uid="text")
FIRST, LATER = "“We will not sign,”", "“Not this year.”"
IDA = Actor(uid="ida", name="Ida Brandt")
QUOTED = annotation(TEXT, FIRST)
NAMED = annotation(TEXT, "Ida Brandt", ACTOR)
SAID = annotation(TEXT, "said", CUE)
CLAIMED = annotation(TEXT, "The port lost 1.2 million crowns", CLAIM)


@pytest.fixture
def made(tmp_path: Path) -> Project:
    made = project(tmp_path, TEXT)
    made.bring_in([IDA, QUOTED, NAMED, SAID, CLAIMED])
    return made


def again(made: Project, one: Annotation) -> Annotation:
    return made.reading.annotation(one.uid)


def link(made: Project, kind: str, source: Annotation, target: Annotation) -> None:
    made.perform(acts.link(SCHEME.link_kind(kind), source, target, ANN.uid, []))


def test_label_and_words_come_first(made: Project) -> None:
    assert described(CLAIMED, made) == ["Claim: “The port lost 1.2 million crowns”"]
    assert described(QUOTED, made) == ["Quote: “We will not sign,”"]


def test_long_words_are_cut_and_line_ends_are_blanks(made: Project) -> None:
    end = TEXT.text.index(" who leads")
    whole = annotation(TEXT, TEXT.text[:end])
    assert described(whole, made) == ["Quote: “Ferry strike enters … n,” said Ida Brandt,”"]


def test_who_speaks_and_with_which_words(made: Project) -> None:
    link(made, CUE_LINK, QUOTED, SAID)
    link(made, SPEAKER_LINK, QUOTED, NAMED)
    assert described(QUOTED, made)[1:] == ["Speaker: Ida Brandt", "Cue: said"]
    assert described(NAMED, made)[1:] == [], "nothing points from the name"


def test_a_speaker_of_the_registry_counts_where_no_mention_is_linked(made: Project) -> None:
    registered = replace(annotation(TEXT, LATER), actor=IDA.uid)
    claimed = replace(annotation(TEXT, "Tomas Berg", CLAIM), actor=IDA.uid)
    named = replace(annotation(TEXT, "who", ACTOR), actor=IDA.uid)
    made.bring_in([registered, claimed, named])
    assert described(registered, made)[1:] == ["Speaker: Ida Brandt"]
    assert described(claimed, made)[1:] == ["Claimant: Ida Brandt"]
    assert described(named, made)[1:] == ["Names: Ida Brandt"]

    link(made, SPEAKER_LINK, registered, NAMED)
    assert described(registered, made)[1:] == ["Speaker: Ida Brandt"], "the mention counts"
    link(made, SPEAKER_LINK, QUOTED, named)
    assert described(QUOTED, made)[1:] == ["Speaker: Ida Brandt"], "and not “who”"


def test_answers_are_in_the_words_of_the_codebook(made: Project) -> None:
    kind, checkworthy = SCHEME.attributes_of(CLAIM)[1:]
    made.perform(acts.set_attribute(CLAIMED, checkworthy, "minor"))
    made.perform(acts.set_attribute(again(made, CLAIMED), kind, "factual"))
    assert described(again(made, CLAIMED), made)[1:] == ["Kind: Factual", "Check-worthy: Minor"]


def test_parts_are_counted_and_share_what_the_first_says(made: Project) -> None:
    start = TEXT.text.index(LATER)
    made.perform(acts.continue_(TEXT, QUOTED, Span(start, start + len(LATER)), ANN.uid, []))
    link(made, SPEAKER_LINK, QUOTED, NAMED)
    part = next(one for one in made.reading.annotations_of("text") if one.text == LATER)

    assert described(QUOTED, made)[0] == "Quote, part 1 of 2: “We will not sign,”"
    assert described(part, made) == [
        "Quote, part 2 of 2: “Not this year.”", "Speaker: Ida Brandt",
    ]  # fmt: skip


def test_a_suggestion_and_a_note_are_told(made: Project) -> None:
    suggested = replace(
        annotation(TEXT, LATER), status="suggested", origin="rules", note="as in\nthe wire"
    )
    made.bring_in([suggested])
    assert described(suggested, made)[1:] == [
        "Suggested by rules, not accepted", "Note: as in the wire",
    ]  # fmt: skip


def test_it_is_read_out_as_one_sentence(made: Project) -> None:
    link(made, SPEAKER_LINK, QUOTED, NAMED)
    told = sentence(described(QUOTED, made))
    assert told == "Quote: “We will not sign,”; Speaker: Ida Brandt"


def test_while_the_file_cannot_be_read_there_is_the_name_at_least(made: Project) -> None:
    link(made, SPEAKER_LINK, QUOTED, NAMED)
    assert made.scheme.labels
    with made.released():
        assert described(QUOTED, made) == ["Quote: “We will not sign,”"]


def test_the_mouse_shows_it(qtbot: QtBot, made: Project, tmp_path: Path) -> None:
    made.perform(acts.note(QUOTED, "<b>5 & 6</b>"))
    link(made, SPEAKER_LINK, QUOTED, NAMED)
    made.close()
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.open(tmp_path / "test.annotator")
    hands.wait_for_window()
    point = Hands.point(hands.left, QUOTED.start + 5)

    viewport = hands.left.view.viewport()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, viewport.mapToGlobal(point))
    QApplication.sendEvent(viewport, event)

    assert QToolTip.text() == (
        "<qt>Quote: “We will not sign,”<br>Speaker: Ida Brandt"
        "<br>Note: &lt;b&gt;5 &amp; 6&lt;/b&gt;</qt>"
    )
    QToolTip.showText(QPoint(), "")


def test_who_speaks_is_told_also_where_links_that_say_so_are_not_wanted(made: Project) -> None:
    registered = replace(annotation(TEXT, LATER), actor=IDA.uid)
    made.bring_in([registered])
    made.perform(Codebook(made).delete_link_kind(SPEAKER_LINK))
    assert described(registered, made)[1:] == ["Speaker: Ida Brandt"]


def test_what_has_lost_its_label_has_words_still(made: Project) -> None:
    assert described(replace(CLAIMED, label="gone"), made)[0] == (
        "Annotation: “The port lost 1.2 million crowns”"
    )
