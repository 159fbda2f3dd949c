"""What must hold of an annotation that is wanted, in SQL."""

import json
from collections.abc import Iterable

from annotator.core.folding import fold
from annotator.store import columns
from annotator.store.asking import Asking
from annotator.store.wanted import Wanted

_IN_HEAD = "instr(folded(article.title || char(10) || outlet), :word{n})"
_IN_BODY = (
    "instr(folded(annotation.text), :word{n}) OR note <> '' AND instr(folded(note), :word{n})"
)
# The titles of all articles are looked through once, not for each annotation.
_SAYS = f"(article_id IN (SELECT id FROM article WHERE {_IN_HEAD}) OR {_IN_BODY})"
_ONE_SAYS = f"({_IN_HEAD} OR {_IN_BODY})"


def conditions(ask: Asking, wanted: Wanted, *, whole: bool) -> tuple[str, dict[str, str]]:
    """Return what must hold, with its values, for all annotations or for one that is given."""
    named: dict[str, str] = {}

    def marks(name: str, given: Iterable[str]) -> str:
        own = {f"{name}{n}": one for n, one in enumerate(sorted(given))}
        named.update(own)
        return ", ".join(f":{one}" for one in own)

    all_of = [f"status IN ({marks('status', wanted.statuses)})"]
    if wanted.article is not None:
        all_of.append(f"article.uid = {marks('article', [wanted.article])}")
    if wanted.story is not None:
        all_of.append(f"story.uid = {marks('story', [wanted.story])}")
    if wanted.labels is not None:
        labels = marks("label", wanted.labels)
        all_of.append(f"label_id IN (SELECT id FROM label WHERE uid IN ({labels}))")
    for n, word in enumerate(wanted.words):
        named[f"word{n}"] = fold(word)
        all_of.append((_SAYS if whole else _ONE_SAYS).format(n=n))
    for n, condition in enumerate(wanted.conditions):
        column = columns.column(ask, condition.column)
        named.update(column.named)
        if condition.values:
            named[f"values{n}"] = json.dumps(sorted(condition.values))
            all_of.append(f"{column.value} IN (SELECT value FROM json_each(:values{n}))")
        if condition.empty is not None:
            all_of.append(f"{column.value} {'=' if condition.empty else '<>'} ''")
        for m, word in enumerate(condition.words.split()):
            named[f"says{n}_{m}"] = fold(word)
            all_of.append(f"instr(folded({column.shown}), :says{n}_{m})")
    return " AND ".join(all_of), named
