"""Cues: found from the quote, and the quote from them."""

from dataclasses import replace
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.cues import cues_near, speech_of
from annotator.core.index import SpanIndex
from annotator.core.model import Annotation
from annotator.core.scheme import CUE, QUOTE
from annotator.core.span import Span
from tests.build import annotation, article
from tests.core.attributed import attributed


def place(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def cues(text: str, speech: str) -> list[str]:
    return [one.of(text) for one in cues_near(text, place(text, speech))]


@pytest.mark.parametrize(
    ("text", "speech", "cue"),
    [
        ("“We go,” he said on Monday.", "“We go,”", "said"),
        ("“We go,” said Ida, who asked to stay.", "“We go,”", "said"),
        ("Ida told the paper: “We go.”", "“We go.”", "told"),
        ("Ida called it “hasty” and said no more.", "“hasty”", "called"),
        ("She warned that, come what may, “we go.”", "“we go.”", "warned"),
        ("The port is “lost,” according to Tom, who denied it.", "“lost,”", "according to"),
        ("It was “over,” in the words of Ida.", "“over,”", "in the words of"),
        ("The port lost money, Tom Berg said.", "The port lost money", "said"),
        ("Tom asked for “time.”", "“time.”", "asked for"),
        ("“We go,” Ida said. “We do not come back.”", "“We do not come back.”", "said"),
        ("“We go?” asked Ida. Tom denied it.", "“We go?”", "asked"),
        ("This is what she told the Mercury:\n\n“You know that gate.”", "“You know that gate.”",
         "told"),
        ("„Das reicht“, sagte Scholz.", "„Das reicht“", "sagte"),
        ("„Wir bleiben“, so Kanzler Scholz.", "„Wir bleiben“", "so"),
        ("Laut Polizei war er „zu schnell“.", "„zu schnell“", "Laut"),
        ("« Non », a déclaré le ministre.", "« Non »", "déclaré"),
        ("« Rien de neuf », dit-il.", "« Rien de neuf »", "dit"),
        ("Selon M. Dupont, c’est « grave ».", "« grave »", "Selon"),
        ("“No vamos a ceder”, dijo la ministra.", "“No vamos a ceder”", "dijo"),
    ],
)  # fmt: skip
def test_the_first_cue_is_the_one_that_ties_it(text: str, speech: str, cue: str) -> None:
    assert cues(text, speech)[0] == cue


@pytest.mark.parametrize(
    "text",
    [
        "The claims were old: “We go.”",
        "United States “We go.”",
        "A warning came. “We go.”",
        "It continued to rain. “We go.”",
        "“We go.”",
    ],
)
def test_nouns_and_names_are_no_cues(text: str) -> None:
    assert cues(text, "“We go.”") == []


def test_what_is_said_in_another_quotation_is_no_cue_of_this_one() -> None:
    text = "“He said no,” Ida wrote. “She added: ‘We go,’ and left.”"
    assert cues(text, "“He said no,”") == ["wrote"]
    assert cues(text, "‘We go,’") == ["added"]


def test_a_quotation_that_goes_on_for_sentences_has_no_cue_of_this_one() -> None:
    text = "“He came,” she wrote. “I told her. I do not mind.”"
    assert cues(text, "“He came,”") == ["wrote"]


def test_a_verb_beside_a_mention_comes_before_one_as_near() -> None:
    text = "Asked, Ida promised “help.”"
    ida = [place(text, "Ida")]
    speech = place(text, "“help.”")
    assert cues_near(text, speech, ida)[0] == place(text, "promised")


def test_the_cues_of_the_sample_are_found() -> None:
    asked = list(attributed())
    hits = sum(cues_near(one.article.text, one.span)[:1] == [one.cue] for one in asked)
    assert len(asked) == 57
    assert hits >= 56


def test_the_quotes_of_the_sample_are_found_from_their_cues() -> None:
    """A cue of several quotes is one of them: pressed again, it is linked to the next."""
    asked = list(attributed())
    for one in asked:
        speeches = [
            annotation_at(other.article, other.span, QUOTE)
            for other in asked
            if other.article is one.article
        ]
        own = {other.span for other in asked if other.cue == one.cue}
        found = speech_of(one.article.text, one.cue, SpanIndex(speeches))
        assert found is not None
        assert found.span in own, one.cue.of(one.article.text)


def annotation_at(of: object, span: Span, label: str) -> Annotation:
    some = annotation(article("x"), "x", label)
    return replace(some, uid=f"{label}{span}", start=span.start, end=span.end)


def test_words_in_no_table_are_the_cue_of_the_nearest_quote() -> None:
    text = article("“We go,” gurgled Ida.\n\n“We stay,” burbled Tom.")
    quotes = [annotation(text, "“We go,”"), annotation(text, "“We stay,”")]
    cue = annotation(text, "burbled", CUE)
    assert speech_of(text.text, cue.span, quotes) is quotes[1]
    assert speech_of(text.text, cue.span, []) is None
    assert speech_of(text.text, cue.span, quotes[:1]) is None


PIECES = st.sampled_from(
    ["“", "”", "‘", "’", '"', ",", ".", ":", " ", "said", "according to", "Ida", "who", "\n\n",
     "he", "and", "told", "a", "日", "?”"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=20).map("".join), st.data())
def test_in_any_text_cues_lie_outside_of_what_is_said(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    speech = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = cues_near(text, speech)
    assert len(set(found)) == len(found)
    assert not any(one.overlaps(speech) for one in found)
    assert all(one.end <= len(text) for one in found)


def test_a_cue_is_found_in_a_book_as_fast_as_in_an_article() -> None:
    text = "“We go,” said Ida. It rained, and Tom warned that “all is lost.”\n\n" * 20_000
    speech = Span(text.index("“all", 700_000), text.index("lost.”", 700_000) + 6)
    took = []
    for _ in range(3):
        start = thread_time()
        assert cues_near(text, speech)[0].of(text) == "warned"
        took.append(thread_time() - start)
    assert min(took) < 0.02
