"""One whole article by keys alone: quotes, cues, speakers, claims and mentions, from nothing."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import resources
from annotator.core.model import Article
from annotator.formats.contract import WriteOptions
from annotator.project import exchange
from annotator.project.project import Project
from tests.build import ANN, article, project
from tests.journeys.hands import Hands, open_window

_OUTLET = "Tern News Agency"
_EXPECTED = json.loads(
    (Path(__file__).parent.parent / "data" / "journey_rows.json").read_text(encoding="utf-8")
)
# Of each quotation in turn: a later part of the one before, or what says its speaker and cue.
_PART = "part"
_SPOKEN = ("U", "S", "Return")
_QUOTATIONS = (
    _SPOKEN, _SPOKEN, _SPOKEN, _SPOKEN, _PART, _SPOKEN, _PART, _SPOKEN, _SPOKEN, _SPOKEN, _PART,
    _SPOKEN, _SPOKEN, _SPOKEN, _PART, _SPOKEN,
)  # fmt: skip
# Names that are no actors here.
_PLACES = {
    "Sarrowmouth", "SARROWMOUTH", "Sarrow Barrier", "Gate No", "Sarrow", "Kingsholt",
    "Lower Staithe", "St. Ebba’s Church", "St. Ebba's Church", "St. Ebba", "Church",
}  # fmt: skip


class Counting:
    """Presses keys, and counts them by what they are for."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.pressed: dict[str, list[int]] = defaultdict(list)
        self._count = 0

    def keys(self, *names: str) -> None:
        self.hands.keys(*names)
        self._count += len(names)

    @contextmanager
    def counted(self, what: str) -> Iterator[None]:
        before = self._count
        yield
        self.pressed[what].append(self._count - before)

    @property
    def selection(self) -> str:
        pane = self.hands.left
        span = pane.view.selection()
        return span.of(pane.article.text) if span and pane.article else ""

    def top(self) -> None:
        self.hands.keys("Ctrl+Home", "Esc")


@pytest.fixture
def text() -> Article:
    lines = resources.path("samples", "storm-barrier.jsonl").read_text("utf-8").splitlines()
    found = (json.loads(line) for line in lines)
    return next(
        article(one["text"], title=one["title"], outlet=_OUTLET)
        for one in found
        if one["type"] == "article" and one["outlet"] == _OUTLET
    )


@pytest.fixture
def made(tmp_path: Path, text: Article) -> Project:
    return project(tmp_path, text)


@pytest.fixture
def hand(qtbot: QtBot, tmp_path: Path, made: Project) -> Counting:
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.window.show_project(made)
    hands.wait_for_window()
    hands.left.take_keyboard()
    return Counting(hands)


def tag_quotations(hand: Counting) -> None:
    """Tag each quotation; of each that is no later part say the cue and the speaker."""
    for spoken in _QUOTATIONS:
        with hand.counted("quote"):
            hand.keys("Space", "Shift+Q" if spoken == _PART else "Q")
        if spoken == _PART:
            continue
        with hand.counted("cue"):
            hand.keys(spoken[0])
        with hand.counted("speaker"):
            hand.keys(*spoken[1:])
    hand.keys("Space")
    assert hand.hands.told[1] == "There is no quotation in this article that is not tagged."


def tag_claims(hand: Counting) -> None:
    """Tag the sentence of two paragraphs in which nothing is tagged, and say who claims it."""
    with hand.counted("claim"):
        hand.keys("Ctrl+Down", "C")
    with hand.counted("cue"):
        hand.keys("U")
    with hand.counted("claimant"):
        hand.keys("S", "Return")
    with hand.counted("claim"):
        hand.keys("Ctrl+Down", "C")
    with hand.counted("claimant"):
        hand.keys("S", "0")  # it is the article itself that says so


def tag_names(hand: Counting) -> None:
    """Tag all names that are actors, and say who they are."""
    while True:
        before = hand.hands.told
        hand.keys(".")
        if hand.hands.told != before and "no untagged name" in hand.hands.told[1]:
            return
        if hand.selection in _PLACES:
            continue
        with hand.counted("mention"):
            hand.keys("A", "Return")


def rows(made: Project, folder: Path) -> list[list[str]]:
    """Return what the CSV tells of each annotation, as far as this is about it."""
    to = folder / "out.csv"
    exchange.take_out(made.reading, "csv", to, WriteOptions())
    names = (
        "label", "text", "part", "speaker", "speaker_kind", "speaker_mention", "cue", "actor",
        "actor.mention",
    )  # fmt: skip
    with to.open(newline="", encoding="utf-8") as file:
        return [[row[name] for name in names] for row in csv.DictReader(file)]


def test_a_whole_article_by_keys_alone(hand: Counting, made: Project, tmp_path: Path) -> None:
    hand.top()
    tag_quotations(hand)
    hand.top()
    tag_claims(hand)
    hand.top()
    tag_names(hand)
    QApplication.processEvents()

    assert rows(made, tmp_path) == _EXPECTED
    most = {what: max(counts) for what, counts in hand.pressed.items()}
    assert most == {
        "quote": 2, "cue": 1, "speaker": 2, "claim": 2, "claimant": 2, "mention": 2,
    }  # fmt: skip


def test_all_of_it_is_taken_back_key_by_key_and_done_again(
    hand: Counting, made: Project, tmp_path: Path
) -> None:
    hand.top()
    tag_quotations(hand)
    done = rows(made, tmp_path)
    assert len(done) > len(_QUOTATIONS)
    presses = 0
    while made.next_undo is not None:
        hand.keys("Ctrl+Z")
        presses += 1
    assert rows(made, tmp_path) == []
    gestures = len(_QUOTATIONS) + 2 * sum(one != _PART for one in _QUOTATIONS)
    assert presses == gestures, "each gesture is one step"
    for _ in range(presses):
        hand.keys("Ctrl+Shift+Z")
    assert rows(made, tmp_path) == done
