"""What has happened, in the words that a person is shown."""

from collections.abc import Callable, Mapping

from annotator.core.edit import Change, Edit, Kind
from annotator.core.model import (
    Actor,
    Annotation,
    Article,
    Attribute,
    CodingStatus,
    Label,
    Link,
    LinkKind,
    Record,
    Story,
)
from annotator.core.scheme import Scheme
from annotator.project.project import Cause
from annotator.ui.phrases import counted, excerpt

_DONE = {
    Kind.ANNOTATE: "tagged {what}",
    Kind.ERASE: "erased {what}",
    Kind.RELABEL: "relabelled {what}",
    Kind.RESIZE: "moved the ends of {what}",
    Kind.SET_ATTRIBUTE: "set an attribute of {what}",
    Kind.NOTE: "wrote a note on {what}",
    Kind.CONTINUE: "continued with {what}",
    Kind.LINK: "linked {what}",
    Kind.UNLINK: "unlinked {what}",
    Kind.ARTICLE: "changed the properties of {what}",
    Kind.ADD: "added {what}",
    Kind.DELETE: "deleted {what}",
    Kind.STATUS: "set how far an article is",
    Kind.REVIEW: "set the status of {what}",
    Kind.STORY: "moved articles between stories",
    Kind.RENAME_STORY: "renamed the story {what}",
    Kind.DELETE_STORY: "deleted the story {what}",
    Kind.TITLE: "renamed the project",
    Kind.CODEBOOK: "{what}",
    Kind.ADD_ACTOR: "added the actor {what}",
    Kind.ACTOR: "changed the actor {what}",
    Kind.MERGE_ACTORS: "merged actors into {what}",
    Kind.SPLIT_ACTOR: "split off the actor {what}",
    Kind.DELETE_ACTOR: "deleted {what} from the registry",
    Kind.MENTION: "said who {what} is",
    Kind.SPEAKER: "said who speaks {what}",
    Kind.CUE: "{what}",
    Kind.LEAVE: "changed which findings are left as they are",
    Kind.IMPORT: "imported articles",
}
# Tells the text of an annotation by its uid.
TextOf = Callable[[str], str]
# Of these it is told how many, where there are several.
_COUNTED = frozenset(
    (
        Kind.ANNOTATE, Kind.ERASE, Kind.DELETE, Kind.ARTICLE, Kind.RELABEL, Kind.SET_ATTRIBUTE,
        Kind.NOTE, Kind.MENTION, Kind.DELETE_ACTOR, Kind.RESIZE, Kind.REVIEW,
    )
)  # fmt: skip
_OF_ACTORS = frozenset(
    (Kind.ADD_ACTOR, Kind.ACTOR, Kind.MERGE_ACTORS, Kind.SPLIT_ACTOR, Kind.DELETE_ACTOR)
)
_CODEBOOK: Mapping[type[Record], str] = {
    Label: "label",
    Attribute: "attribute",
    LinkKind: "kind of link",
}
STATUS: Mapping[CodingStatus, str] = {
    "todo": "To do", "doing": "In progress", "done": "Done",
}  # fmt: skip
_PREFIX = {
    Cause.DONE: "",
    Cause.UNDONE: "Undone: ",
    Cause.REDONE: "Done again: ",
    Cause.ELSEWHERE: "In another window: ",
}


def happened(cause: Cause, edit: Edit, scheme: Scheme, text_of: TextOf = lambda _: "") -> str:
    """Say what an edit did. For an undone edit, what it is that was taken back.

    `text_of` tells the text of an annotation by its uid, as links name only that.
    """
    if edit.kind is Kind.IMPORT and cause is Cause.ELSEWHERE:
        return "In another window: articles came or went"
    if edit.kind is Kind.CODEBOOK and cause is Cause.UNDONE:
        edit = edit.inverse()
    subject = ""
    # An import names nothing: what it took away with it may have been the label of the rest.
    if edit.kind is not Kind.IMPORT:
        subject = _SUBJECTS.get(edit.kind, _subject)(edit, scheme, text_of)
    sentence = _PREFIX[cause] + _DONE[edit.kind].format(what=subject)
    return sentence[0].upper() + sentence[1:]


def properties(article: Article) -> str:
    """Return outlet, date and author of an article on one line."""
    return "  ·  ".join(
        part for part in (article.outlet, article.published, article.author) if part
    )


def _tied(edit: Edit, scheme: Scheme, text_of: TextOf) -> str:
    """Say what a link ties."""
    ties = [change for change in edit.of("link") if None in (change.before, change.after)]
    tie = ties[-1].record if ties else None  # one that gives way to another comes before it
    if not isinstance(tie, Link):
        return _subject(edit, scheme, text_of)
    source, target = (in_quotes(text_of(end)) for end in (tie.source, tie.target))
    known = scheme.has_link_kind(tie.kind)
    kind = scheme.link_kind(tie.kind).title.lower() if known else tie.table
    return f"{source} → {kind} {target}"


def _spoken(edit: Edit, _scheme: Scheme, text_of: TextOf) -> str:
    """Name what is spoken: what the links are from, and what is changed besides the mentions."""
    links = [one.record for one in edit.of("link") if isinstance(one.record, Link)]
    sources, mentions = {one.source for one in links}, {one.target for one in links}
    changed = [
        one
        for one in edit.of("annotation")
        if None not in (one.before, one.after) and one.identity[0] not in mentions
    ]
    spoken = sources.union(str(one.identity[0]) for one in changed)
    if len(spoken) > 1:
        return counted(len(spoken), "annotation")
    texts = [one.record.text for one in changed if isinstance(one.record, Annotation)]
    return in_quotes(texts[0] if texts else text_of(next(iter(spoken), "")))


def _cued(edit: Edit, scheme: Scheme, text_of: TextOf) -> str:
    """Name the cue, which may have been tagged before."""
    if any(edit.of("annotation")):
        return f"tagged {_subject(edit, scheme, text_of)}"
    ties = [one.record for one in edit.of("link")]
    tie = ties[-1] if ties else None
    return f"linked the cue {in_quotes(text_of(tie.target))}" if isinstance(tie, Link) else "linked"


def _in_codebook(edit: Edit, scheme: Scheme, _text_of: TextOf) -> str:
    """Say what was done to which part of the codebook; the largest part is told."""
    if merged := _merged(edit, scheme):
        return merged
    for kind, name in _CODEBOOK.items():
        changes = list(edit.of(kind.table))
        made = [one for one in changes if one.before is None]
        gone = [one for one in changes if one.after is None]
        for verb, told in (("deleted", gone), ("added", made), ("changed", changes)):
            if len(told) == 1:
                return f"{verb} the {name} {in_quotes(str(getattr(told[0].record, 'title', '')))}"
            if told:
                return f"{verb} {len(told)} {_several(name)}"
    return "changed the codebook"


def _merged(edit: Edit, scheme: Scheme) -> str:
    """Say which label was merged into which, where annotations have gone over; else nothing."""
    gone = [one.before for one in edit.of(Label.table) if one.after is None]
    if len(gone) != 1 or not isinstance(gone[0], Label):
        return ""
    for change in edit.of(Annotation.table):
        match change.before, change.after:
            case Annotation(label=before), Annotation(label=after) if before != after:
                if before == gone[0].uid:
                    into = scheme.label(after).title
                    return f"merged the label {in_quotes(gone[0].title)} into {in_quotes(into)}"
    return ""


def _several(name: str) -> str:
    return "kinds of link" if name == "kind of link" else f"{name}s"


def _subject(edit: Edit, scheme: Scheme, _text_of: TextOf) -> str:
    """Name what an edit is about, or count it."""
    told = [one for one in edit.changes if _tells(one, edit.kind)]
    # With an article goes all that is tagged in it; with a head, its next part is changed.
    articles = [one for one in told if isinstance(one.record, Article)]
    whole = [one for one in articles or told if None in (one.before, one.after)]
    if edit.kind is Kind.MERGE_ACTORS:  # who stays, where anything is new about them
        whole = [one for one in told if None not in (one.before, one.after)]
    about = whole or articles or told
    if not about:
        return "it"
    if len(about) > 1 and edit.kind in _COUNTED:
        return counted(len(about), about[0].table)
    return _named(about[0], scheme)


def _mentioned(edit: Edit, scheme: Scheme, text_of: TextOf) -> str:
    mentions = [one.record for one in edit.of("annotation")]
    if len(mentions) == 1 and isinstance(mentions[0], Annotation):
        return in_quotes(mentions[0].text)
    return _subject(edit, scheme, text_of)


def _tells(change: Change, kind: Kind) -> bool:
    if kind in _OF_ACTORS:
        return isinstance(change.record, Actor)
    return isinstance(change.record, Annotation | Article | Story)


def _named(change: Change, scheme: Scheme) -> str:
    record: Record = change.record
    match record:
        case Annotation():
            # What others did may be told when they have taken the label away since.
            known = scheme.has_label(record.label)
            label = scheme.label(record.label).title.lower() if known else record.table
            return f"{label} {in_quotes(record.text)}"
        case Article() | Story():
            return in_quotes(record.title)
        case Actor():
            return in_quotes(record.name)
        case _:
            return record.table


_SUBJECTS = {
    Kind.LINK: _tied, Kind.UNLINK: _tied, Kind.SPEAKER: _spoken, Kind.MENTION: _mentioned,
    Kind.CUE: _cued, Kind.CODEBOOK: _in_codebook,
}  # fmt: skip


# What closes what an opening mark opened, the usual one first.
_CLOSING = {"“": "”", '"': '"', "«": "»", "„": "“”", "「": "」", "『": "』"}


def in_quotes(text: str) -> str:
    """Return an excerpt in quotation marks; one that begins with its own is closed with those."""
    short = excerpt(text)
    if short[:1] not in _CLOSING:
        return f"“{short}”"
    closing = _CLOSING[short[0]]
    return short if short[-1] in closing and len(short) > 1 else f"{short}{closing[0]}"
