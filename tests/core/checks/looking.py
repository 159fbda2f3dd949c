"""Small subjects for the tests of the rules, and what is found in them."""

from collections.abc import Iterable

from annotator.core.acts.linking import new_link
from annotator.core.checks import Finding, Subject, rule_named
from annotator.core.checks.repairing import Repairing
from annotator.core.checks.subject import Left
from annotator.core.model import Actor, Annotation, Article, Link
from annotator.core.scheme import CONTINUES_LINK, Scheme
from tests.build import ANN, SCHEME, article

TEXT = (
    "Ferry strike enters third day\n\n"
    "“We will not sign,” said Ida Brandt, who leads the union. “Not this year.”\n\n"
    "The port lost 1.2 million crowns, according to Tomas Berg."
)
ARTICLE = article(TEXT, uid="ferry")


def tie(kind: str, source: Annotation, target: Annotation) -> Link:
    return new_link(kind, source.uid, target.uid, ANN.uid)


def continued(head: Annotation, *parts: Annotation) -> list[Link]:
    return [tie(CONTINUES_LINK, part, head) for part in parts]


def subject(
    annotations: Iterable[Annotation] = (),
    links: Iterable[Link] = (),
    of: Article = ARTICLE,
    scheme: Scheme = SCHEME,
    known: dict[str, Actor] | None = None,
    left: Left = (),
) -> Subject:
    return Subject(of, annotations, links, scheme, known, left)


def found(rule: str, in_: Subject) -> list[Finding]:
    find = rule_named(rule).find
    assert find is not None
    return [one for one in find(in_) if one is not None]


def words(rule: str, in_: Subject) -> list[str]:
    """Return the words of what a rule finds, those that can be repaired with a star."""
    return [f"{one.words}{'*' if one.repair else ''}" for one in found(rule, in_)]


def repaired(rule: str, in_: Subject) -> list[str]:
    """Repair all that a rule finds; return what is tagged then, in the order of the text."""
    Repairing(in_, ANN.uid).repair(found(rule, in_))
    return [one.span.of(in_.text) for one in in_.index]
