"""A small project with something in every column of the table of annotations."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotator.core.model import Actor, Annotation, Article, Attribute, Coder, Link, Record, Story
from annotator.core.scheme import (
    ACTOR,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE,
    CUE_LINK,
    QUOTE,
    SPEAKER_LINK,
)
from tests.build import ANN, BEN, annotation, article

FERRY, PORT = Story(uid="ferry", title="Ferry strike"), Story(uid="port", title="élan of the port")
COURIER = article(uid="courier", title="Ferry strike enters third day", outlet="Courier")
WIRE = article(
    "Grève au port\n\n« Nous ne signerons pas », a dit Zoé Müller. Ärger im Hafen, so 😀 Çelik.",
    uid="wire", title="Grève au port", outlet="Ñandú Wire",
)  # fmt: skip
ALONE = article("The end. “Don’t wait,” he said.", uid="alone", title="The end", outlet="courier")


MORE = (
    Attribute(uid="loud", label=CLAIM, name="loud", title="Loud", kind="yes_no"),
    Attribute(uid="people", label=CLAIM, name="people", title="People", kind="number"),
    Attribute(uid="day", label=CLAIM, name="day", title="Day", kind="date"),
    Attribute(uid="words", label=CLAIM, name="words", title="Words", kind="text"),
)


def records() -> Iterator[Record]:
    yield from (BEN, FERRY, PORT, *MORE)
    yield from (replace(COURIER, story="ferry"), replace(WIRE, story="port"), ALONE)
    yield Actor(uid="brandt", name="Ida Brandt")
    yield Actor(uid="union", name="the Union")
    quote = made(COURIER, "“We will not sign,”", attributes={"type": "direct"}, actor="union")
    part = made(COURIER, "“Not this year.”")
    mention = made(COURIER, "Ida Brandt", ACTOR, actor="brandt")
    claim = made(
        COURIER,
        "The port lost 1.2 million crowns",
        CLAIM,
        coder=BEN,
        note="Überprüfen!",
        attributes={"loud": False, "people": 1200, "day": "2025-03", "words": "Élan"},
    )
    berg = made(COURIER, "Tomas Berg", ACTOR, coder=BEN)
    said = made(COURIER, "said", CUE, status="suggested", origin="rules")
    yield from (quote, part, mention, claim, berg, said)
    yield made(COURIER, "leads", CUE, status="rejected", origin="rules")
    asked = made(WIRE, "« Nous ne signerons pas »", attributes={"type": "indirect"})
    spoke = made(WIRE, "a dit", CUE)
    yield from (asked, spoke)
    yield made(WIRE, "Zoé Müller", ACTOR)
    yield made(
        WIRE,
        "Ärger im Hafen",
        CLAIM,
        actor="union",
        note="später 100% _a_",
        attributes={"loud": True, "people": 30.5, "stance": "refute", "words": "elan"},
    )
    yield made(WIRE, "Çelik", ACTOR)
    yield made(ALONE, "“Don’t wait,”")
    yield made(ALONE, "The end", CLAIM, attributes={"people": 200, "stance": "affirm"})
    for kind, source, target in (
        (SPEAKER_LINK, quote, mention),
        (CONTINUES_LINK, part, quote),
        (CLAIMANT_LINK, claim, berg),
        (CUE_LINK, quote, said),
        (CUE_LINK, asked, spoke),
    ):
        yield Link(
            uid=f"{source.uid} to {target.uid}", kind=kind, source=source.uid, target=target.uid,
            coder=ANN.uid, created_at="", modified_at="",
        )  # fmt: skip


def made(
    of: Article, words: str, label: str = QUOTE, coder: Coder = ANN, **values: Any
) -> Annotation:
    number = len(of.uid) * 100 + of.text.index(words)
    times: dict[str, Any] = {
        "created_at": f"2025-03-{number % 28 + 1:02}",
        "modified_at": f"2025-04-{number:05}",
    }
    return replace(annotation(of, words, label, coder), uid=f"{of.uid} {words}", **times, **values)
