"""What an annotation is tied to is told of all its parts at once."""

from pathlib import Path

from annotator.core.model import Annotation, Link
from annotator.core.scheme import ACTOR, CONTINUES_LINK, SPEAKER_LINK
from annotator.project.ties import ties_of
from tests.build import ANN, annotation, article, project


def link(kind: str, source: Annotation, target: Annotation) -> Link:
    return Link(
        uid=f"{source.start}-{target.start}", kind=kind, source=source.uid, target=target.uid,
        coder=ANN.uid, created_at="", modified_at="",
    )  # fmt: skip


def test_each_part_knows_the_head_the_parts_and_the_links_of_all(tmp_path: Path) -> None:
    ferry = article()
    head, tail = annotation(ferry, "“We will not sign,”"), annotation(ferry, "“Not this year.”")
    actor = annotation(ferry, "Ida Brandt", ACTOR)
    links = [link(CONTINUES_LINK, tail, head), link(SPEAKER_LINK, head, actor)]
    with project(tmp_path, ferry) as made:
        made.bring_in([tail, head, actor, *links])
        for part in (head, tail):
            ties = ties_of(made, part)
            assert (ties.annotation, ties.head, ties.parts) == (part, head, [head, tail])
            assert ties.links == links
            assert ties.uids() == {head.uid, tail.uid, actor.uid}
        assert ties_of(made, actor).head == actor
        assert ties_of(made, actor).parts == [actor]


def test_what_is_tied_to_nothing_is_its_own_head(tmp_path: Path) -> None:
    ferry = article()
    alone = annotation(ferry, "“Not this year.”")
    with project(tmp_path, ferry) as made:
        made.bring_in([alone])
        ties = ties_of(made, alone)
        assert (ties.head, ties.parts, ties.links, ties.others) == (alone, [alone], [], {})
