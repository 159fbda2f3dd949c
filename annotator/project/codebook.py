"""The codebook of an open project: each change of it as an `Edit`, with all that goes with it.

Nothing here performs: what comes back is told with `core.consequences` and given to
`project.perform`. An edit without changes (which is false) says that all is so already. All raise
AnnotatorError with a sentence when what is asked makes no sense.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from annotator.core import acts
from annotator.core.acts import attributes, labels, link_kinds
from annotator.core.acts.adopting import adopt
from annotator.core.answers import written
from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, AttributeKind
from annotator.core.revision import Revision
from annotator.core.scheme import Scheme
from annotator.core.tying import Tied
from annotator.formats.codebook import CodebookFile, read_codebook, write_codebook
from annotator.project.exchange import is_same_file
from annotator.project.project import SUFFIX as PROJECT_SUFFIX
from annotator.project.project import Project

# As many answers become choices where an attribute becomes one; there are not more keys to choose.
_MOST_CHOICES = 30
_LONGEST_CHOICE = 60


class Codebook:
    """Reads what an act needs from the project and returns the edit."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @property
    def scheme(self) -> Scheme:
        """Return the codebook as it is now."""
        return self._project.scheme

    # Labels

    def add_label(self, title: str, **values: Any) -> Edit:
        """Make a label, the last one. `values` may be those of `change_label`, and `name`.

        What is not given is made: the name from the title, a colour, channel and key that no
        other label has, as far as there are such.
        """
        return self._edit(labels.add(self.scheme, title, values))

    def change_label(self, uid: str, **values: Any) -> Edit:
        """Change `title`, `colour`, `channel`, `key`, `description` or `examples`.

        A key that another label has goes over, and that label gets the former one.
        """
        return self._edit(labels.change(self.scheme, uid, values))

    def order_labels(self, uids: Sequence[str]) -> Edit:
        """Put labels in this order; those that are not named come behind, as they were."""
        return self._edit(labels.order(self.scheme, uids))

    def rename_label(self, uid: str, name: str) -> Edit:
        """Change the identifier, which stands in CSV columns and codebook files."""
        return self._edit(labels.rename(self.scheme, uid, name))

    def merge_labels(self, kept: str, gone: str) -> Edit:
        """Give the annotations of one label to another, with its attributes, and delete it.

        Of two annotations of one coder in the same place one is made.
        """
        return self._edit(labels.merge(self.scheme, kept, gone))

    def delete_label(self, uid: str) -> Edit:
        """Delete a label with its annotations, their links, and kinds of link of it alone."""
        return self._edit(labels.delete(self.scheme, uid))

    # Attributes

    def add_attribute(
        self, label: str, title: str, kind: AttributeKind = "choice", **values: Any
    ) -> Edit:
        """Make an attribute, the last one of its label.

        `values` may be those of `change_attribute`, and `name`. There may be answers to it before
        it is there, from an import: a choice without choices gets those.
        """
        revision = attributes.add(self.scheme, label, title, kind, values)
        if kind == "choice" and "choices" not in values:
            made = revision.after.attributes[-1]
            choices = attributes.choices_from(self._answered(label, made.name))
            given = {**values, "choices": choices}
            revision = attributes.add(self.scheme, label, title, kind, given)
        return self._edit(revision)

    def change_attribute(self, uid: str, **values: Any) -> Edit:
        """Change `title`, `kind`, `choices`, `required`, `show_when` or `description`.

        Answers are converted to another kind where that can be; those that no longer fit are
        taken away. A choice is {"name": …, "title": …} or a title, of which the name is made; one
        that keeps its name keeps its answers. An attribute that becomes a choice and has none
        gets those that were answered so far.
        """
        attribute = attributes.attribute_of(self.scheme, uid)
        is_choice = values.get("kind") == "choice"
        answered = self._answered(attribute.label, attribute.name) if is_choice else ()
        return self._edit(attributes.change(self.scheme, uid, values, answered))

    def order_attributes(self, label: str, uids: Sequence[str]) -> Edit:
        return self._edit(attributes.order(self.scheme, label, uids))

    def rename_attribute(self, uid: str, name: str) -> Edit:
        """Change the identifier, in the answers and in `show_when` of others as well."""
        return self._edit(attributes.rename(self.scheme, uid, name))

    def merge_attributes(self, kept: str, gone: str) -> Edit:
        """Give the answers to one attribute to another of the same label, whose own stay."""
        return self._edit(attributes.merge(self.scheme, kept, gone))

    def delete_attribute(self, uid: str) -> Edit:
        """Delete an attribute with its answers; what was shown only with some is always shown."""
        return self._edit(attributes.delete(self.scheme, uid))

    def rename_choice(self, attribute: str, name: str, new_name: str) -> Edit:
        """Change the name of a choice (not its title) in the answers and in `show_when`."""
        return self._edit(attributes.rename_choice(self.scheme, attribute, name, new_name))

    def merge_choices(self, attribute: str, kept: str, gone: str) -> Edit:
        """Turn the answers of one choice (by name) into another, and delete it."""
        return self._edit(attributes.merge_choices(self.scheme, attribute, kept, gone))

    # Kinds of link

    def add_link_kind(self, title: str, **values: Any) -> Edit:
        """Make a kind of link, the last one. `values` as in `change_link_kind`, and `name`."""
        return self._edit(link_kinds.add(self.scheme, title, values))

    def change_link_kind(self, uid: str, **values: Any) -> Edit:
        """Change `title`, `from_labels`, `to_labels` (uids; none is any), `many` or `across`.

        Links that no longer fit go; where only one is allowed now, the oldest stays.
        """
        return self._edit(link_kinds.change(self.scheme, uid, values))

    def order_link_kinds(self, uids: Sequence[str]) -> Edit:
        return self._edit(link_kinds.order(self.scheme, uids))

    def rename_link_kind(self, uid: str, name: str) -> Edit:
        return self._edit(link_kinds.rename(self.scheme, uid, name))

    def merge_link_kinds(self, kept: str, gone: str) -> Edit:
        """Turn the links of one kind into another, which may then tie what both may."""
        return self._edit(link_kinds.merge(self.scheme, kept, gone))

    def delete_link_kind(self, uid: str) -> Edit:
        """Delete a kind of link with its links."""
        return self._edit(link_kinds.delete(self.scheme, uid))

    # Files

    def load(self, scheme: Scheme, *, only_these: bool) -> Edit:
        """Take over the codebook of a file.

        What is there by uid, else by name, becomes as the file has it. With `only_these` all
        that the file does not have is deleted, annotations with it; else it stays, behind.
        """
        return self._edit(adopt(self.scheme, scheme, only_these=only_these))

    def read(self, path: Path) -> CodebookFile:
        """Read a codebook file; never the project's own, which must not be opened twice."""
        self._check_other(path)
        return read_codebook(path)

    def save(self, path: Path, title: str = "", description: str = "", source: str = "") -> None:
        """Write the codebook to a file; the title is the project's when none is given."""
        self._check_other(path)
        title = title.strip() or self._project.title
        write_codebook(CodebookFile(title, self.scheme, description, source), path)

    def _check_other(self, path: Path) -> None:
        # Not even looked at: closing it again would drop SQLite's locks on a project.
        if path.suffix.lower() == PROJECT_SUFFIX or is_same_file(path, self._project.path):
            raise AnnotatorError(f"{path} is a project, not a codebook. Name another file.")

    def _answered(self, label: str, name: str) -> Iterator[str]:
        """Yield the most frequent answers that can be choices."""
        found = self._project.reading.coded.answers(label, name)
        short = (one for one in map(written, found) if len(one) <= _LONGEST_CHOICE)
        return islice(short, _MOST_CHOICES)

    def _edit(self, revision: Revision) -> Edit:
        """Read what a revision concerns, and make the edit of it."""
        with self._project.reading.snapshot():
            annotations = list(self._concerned(revision))
            links = {one.link.uid: one for one in self._tied(revision)}
        return acts.recode(revision, annotations, links.values(), self._project.coder.uid)

    def _concerned(self, revision: Revision) -> Iterator[Annotation]:
        coded = self._project.reading.coded
        for label in (*revision.deleted_labels, *revision.labels):
            yield from coded.annotations(label)
        for gone, kept in revision.labels.items():
            yield from coded.units_at(gone, kept)
        for label, names in revision.answers.items():
            yield from coded.answering(label, names)

    def _tied(self, revision: Revision) -> Iterator[Tied]:
        coded = self._project.reading.coded
        ends = {*revision.deleted_labels, *chain(*revision.labels.items())}
        if ends:
            yield from coded.links_at(ends)
        if revision.touched_kinds:
            yield from coded.links_of(revision.touched_kinds)
