"""What one annotation is tied to, and what it is a part of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.core.model import Annotation, Link
from annotator.core.parts import Parts, in_text_order
from annotator.project.project import Project
from annotator.store.tracing import Tie


@dataclass(frozen=True)
class Ties:
    """The links of an annotation and, of a split one, of all its parts."""

    annotation: Annotation
    ties: Sequence[Tie] = ()

    @cached_property
    def head(self) -> Annotation:
        """Return the annotation on which answers and links live."""
        return self._there[self._split.head(self.annotation.uid)]

    @cached_property
    def parts(self) -> list[Annotation]:
        """Return the parts of a split annotation in the order of the text, or the only one."""
        return in_text_order(self._there[uid] for uid in self._split.of(self.annotation.uid))

    @property
    def links(self) -> list[Link]:
        return [tie.link for tie in self.ties]

    @cached_property
    def others(self) -> dict[str, Annotation]:
        """Return all annotations at the ends, by uid."""
        ends = (end.annotation for tie in self.ties for end in (tie.source, tie.target))
        return {one.uid: one for one in ends}

    def uids(self) -> set[str]:
        """Return the annotations of which something is told."""
        return {self.annotation.uid, *self.others}

    @cached_property
    def _split(self) -> Parts:
        return Parts(self.links)

    @property
    def _there(self) -> dict[str, Annotation]:
        return {**self.others, self.annotation.uid: self.annotation}


def ties_of(project: Project, annotation: Annotation) -> Ties:
    """Read what an annotation is tied to."""
    return Ties(annotation, project.reading.tracing.ties(annotation.uid))
