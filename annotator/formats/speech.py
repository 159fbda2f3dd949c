"""Who says what to whom, and with which words: the cells of a row that links and actors fill."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.core.model import Annotation, Article
from annotator.core.scheme import ADDRESSEE_LINK, CONTINUES_LINK, CUE_LINK
from annotator.formats.lookup import SPEAKER_LINKS, Lookup, Row, as_json
from annotator.formats.units import Tie

_NOTHING: Row = ("",) * 10 + ("[]", "[]")


class Speech:
    """Who says what to whom, and with which words, in one article."""

    def __init__(self, lookup: Lookup, article: Article, tied: Iterable[Tie]) -> None:
        self._lookup = lookup
        self._article = article.uid
        self._ties: dict[str, list[Tie]] = defaultdict(list)
        for one in sorted(tied, key=self._in_text_order):
            self._ties[one.source.uid].append(one)

    def _in_text_order(self, one: Tie) -> tuple[bool, int, int, str]:
        target = one.target
        return target.article != self._article, target.start, target.end, one.link.uid

    def of(self, head: Annotation) -> Row:
        """Return the cells from `speaker_id` to `addressees`."""
        tied = self._ties.get(head.uid, ())
        actor = head.actor if head.label in self._lookup.spoken else None
        if not tied and actor is None:
            return _NOTHING
        spoken = [one.target for one in tied if one.link.kind in SPEAKER_LINKS]
        addressees = [one.target for one in tied if one.link.kind == ADDRESSEE_LINK]
        cue = next((one.target for one in tied if one.link.kind == CUE_LINK), None)
        if spoken:
            speakers = [self._person(one.actor, one) for one in spoken]
            first = self._speaker(spoken[0].actor) + self._words(spoken[0])
        else:
            speakers = [self._person(actor, None)] if actor else []
            first = self._speaker(actor) + self._words(None)
        addressed = [self._person(one.actor, one) for one in addressees]
        return (*first, *self._words(cue), as_json(speakers), as_json(addressed))

    def other_links(self, head: Annotation, own: Annotation) -> str:
        """Return as JSON the links of a unit, and of this part, that no other column tells of."""
        tied = self._ties
        if not tied or (head.uid not in tied and own.uid not in tied):
            return "[]"
        of_head = tied.get(head.uid, [])
        told = next((one for one in of_head if one.link.kind == CUE_LINK), None)
        others = [
            one
            for one in of_head
            if one is not told and one.link.kind not in (*SPEAKER_LINKS, ADDRESSEE_LINK)
        ]
        if own.uid != head.uid:
            others += tied.get(own.uid, [])
        return as_json([self._link(one) for one in others if one.link.kind != CONTINUES_LINK])

    def _speaker(self, uid: str | None) -> Row:
        if uid is None:
            return "", "", "", ""
        actor = self._lookup.actors[uid]
        return actor.uid, actor.name, actor.kind, actor.role

    def _words(self, one: Annotation | None) -> Row:
        if one is None:
            return "", "", ""
        # Offsets are of this article's text; those of another would point at something else.
        return (one.text, one.start, one.end) if self._is_here(one) else (one.text, "", "")

    def _is_here(self, one: Annotation) -> bool:
        return one.article == self._article

    def _person(self, uid: str | None, mention: Annotation | None) -> Mapping[str, Any]:
        here = mention if mention and self._is_here(mention) else None
        return {
            "actor": uid,
            "name": self._lookup.actors[uid].name if uid else None,
            "mention": mention.text if mention else None,
            "start": here.start if here else None,
            "end": here.end if here else None,
        }

    def _link(self, one: Tie) -> Mapping[str, str]:
        return {
            "kind": self._lookup.kinds[one.link.kind],
            "target": one.target.uid,
            "article": one.target.article,
            "status": one.link.status,
        }
