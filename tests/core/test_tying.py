"""Whether a kind of link may tie two annotations is told in one place, whoever asks."""

from dataclasses import replace

import pytest

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Article, LinkKind
from annotator.core.scheme import ACTOR, CLAIM, CONTINUES_LINK, CUE, QUOTE
from annotator.core.tying import may_begin, may_end, may_tie, objection
from tests.build import ANN, SCHEME, annotation, article

HERE, ELSEWHERE = article(), article()


def tagged(label: str, words: str = "Ferry", of: Article = HERE) -> Annotation:
    return annotation(of, words, label)


@pytest.mark.parametrize("kind", SCHEME.link_kinds, ids=lambda one: one.name)
@pytest.mark.parametrize("target_of", [HERE, ELSEWHERE], ids=["here", "elsewhere"])
def test_what_may_be_tied_can_be_linked_and_nothing_else(
    kind: LinkKind, target_of: Article
) -> None:
    for source in (QUOTE, CLAIM, ACTOR, CUE):
        for target in (QUOTE, CLAIM, ACTOR, CUE):
            one, other = tagged(source), tagged(target, "strike", target_of)
            fits = may_begin(kind, source) and may_end(kind, target)
            fits = fits and kind.across == (target_of is ELSEWHERE)
            fits = fits and (kind.uid != CONTINUES_LINK or source == target)
            assert may_tie(kind, one, other) == fits
            reason = objection(kind, one, other)
            if reason is None:
                assert acts.link(kind, one, other, ANN.uid, ())
            else:
                with pytest.raises(AnnotatorError) as refused:
                    acts.link(kind, one, other, ANN.uid, ())
                assert str(refused.value) == reason


def test_nothing_is_tied_to_itself() -> None:
    about = replace(SCHEME.link_kinds[0], from_labels=(), to_labels=())
    assert objection(about, one := tagged(QUOTE), one) == "An annotation cannot be its own speaker."


def test_a_kind_without_labels_takes_all_of_them() -> None:
    kind = replace(SCHEME.link_kinds[0], from_labels=(), to_labels=(CUE,))
    assert may_begin(kind, ACTOR)
    assert (may_end(kind, CUE), may_end(kind, ACTOR)) == (True, False)
