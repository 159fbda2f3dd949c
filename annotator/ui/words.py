"""What has happened, in the words that a person is shown."""

from annotator.core.edit import Change, Edit, Kind
from annotator.core.model import Annotation, Article, Record, Story
from annotator.core.scheme import Scheme
from annotator.project.project import Cause

_EXCERPT = 40

_DONE = {
    Kind.ANNOTATE: "tagged {what}",
    Kind.ERASE: "erased {what}",
    Kind.RELABEL: "relabelled {what}",
    Kind.RESIZE: "moved the ends of {what}",
    Kind.SET_ATTRIBUTE: "set an attribute of {what}",
    Kind.NOTE: "wrote a note on {what}",
    Kind.CONTINUE: "continued with {what}",
    Kind.LINK: "linked {what}",
    Kind.UNLINK: "took a link away",
    Kind.ARTICLE: "changed the properties of {what}",
    Kind.STORY: "put articles into a story",
    Kind.IMPORT: "imported articles",
}
_PREFIX = {
    Cause.DONE: "",
    Cause.UNDONE: "Undone: ",
    Cause.REDONE: "Done again: ",
    Cause.ELSEWHERE: "In another window: ",
}


def happened(cause: Cause, edit: Edit, scheme: Scheme) -> str:
    """Say what an edit did. For an undone edit, what it is that was taken back."""
    subject = next((_named(change, scheme) for change in edit.changes if _tells(change)), "it")
    sentence = _PREFIX[cause] + _DONE[edit.kind].format(what=subject)
    return sentence[0].upper() + sentence[1:]


def excerpt(text: str) -> str:
    """Return a text on one line, cut in the middle where it is long."""
    line = " ".join(text.split())
    if len(line) <= _EXCERPT:
        return line
    half = _EXCERPT // 2
    return f"{line[:half].rstrip()} … {line[-half:].lstrip()}"


def _tells(change: Change) -> bool:
    return isinstance(change.record, Annotation | Article | Story)


def _named(change: Change, scheme: Scheme) -> str:
    record: Record = change.record
    match record:
        case Annotation():
            return f"{scheme.label(record.label).title.lower()} {_in_quotes(record.text)}"
        case Article() | Story():
            return _in_quotes(record.title)
        case _:
            return record.table


def _in_quotes(text: str) -> str:
    """Return an excerpt in quotation marks, unless it brings its own."""
    short = excerpt(text)
    return short if short[:1] in '“"«„「『' else f"“{short}”"
