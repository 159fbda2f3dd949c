"""What can be tagged: labels, their attributes and the kinds of link, and the built-in ones.

Built-in records have fixed uids (UUID5 of their path in a namespace of ours), so that two projects
made on two machines agree on what a quote is and can be merged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid5

from annotator.core.errors import AnnotatorError
from annotator.core.model import Attribute, Label, LinkKind

_NAMESPACE = UUID("6c1f2a52-5a0b-4c8e-9d61-0f5b8a7e3d14")

# Keys that act on the selected annotation, so that no label may have them.
RESERVED_KEYS = frozenset("SLN")


def builtin_uid(path: str) -> str:
    """Return the fixed uid of a built-in record, from a path such as `label/quote`."""
    return str(uuid5(_NAMESPACE, path))


QUOTE = builtin_uid("label/quote")
CLAIM = builtin_uid("label/claim")
ACTOR = builtin_uid("label/actor")
CUE = builtin_uid("label/cue")
PASSAGE = builtin_uid("label/passage")

SPEAKER_LINK = builtin_uid("link/speaker")
CLAIMANT_LINK = builtin_uid("link/claimant")
CUE_LINK = builtin_uid("link/cue")
ADDRESSEE_LINK = builtin_uid("link/addressee")
ABOUT_LINK = builtin_uid("link/about")
CONTINUES_LINK = builtin_uid("link/continues")

LABELS = (
    Label(
        uid=QUOTE, name="quote", title="Quote", colour="#b87700", channel="tint", key="Q",
        description="Words given as somebody's own, with their quotation marks; "
        "also what is reported of them in other words (type: indirect).",
        examples=("“We will not sign,” she said.",), position=0,
    ),
    Label(
        uid=CLAIM, name="claim", title="Claim", colour="#0060a0", channel="underline", key="C",
        description="A statement that can be true or false, or a demand, whoever makes it.",
        examples=("The talks lasted nine hours.",), position=1,
    ),
    Label(
        uid=ACTOR, name="actor", title="Actor", colour="#00785a", channel="outline", key="A",
        description="A mention of a person, organisation, place or group that acts, "
        "speaks or is spoken of.",
        examples=("Mayor Ingrid Solheim", "a spokesperson"), position=2,
    ),
    Label(
        uid=CUE, name="cue", title="Cue", colour="#8a3a86", channel="dots", key="U",
        description="The words that tie what was said to who said it.",
        examples=("said", "according to", "warned"), position=3,
    ),
    Label(
        uid=PASSAGE, name="passage", title="Passage", colour="#6b7280", channel="none",
        description="An end of a confirmed comparison that is nothing else.", position=4,
    ),
)  # fmt: skip


def _choice(label: str, name: str, title: str, position: int, *choices: str) -> Attribute:
    return Attribute(
        uid=builtin_uid(f"attribute/{label}/{name}"),
        label=builtin_uid(f"label/{label}"),
        name=name,
        title=title,
        choices=tuple({"name": one, "title": one.capitalize()} for one in choices),
        position=position,
    )


ATTRIBUTES = (
    _choice("quote", "type", "Type", 0, "direct", "indirect", "mixed"),
    _choice("claim", "stance", "Stance", 0, "affirm", "refute", "neutral"),
    _choice("claim", "kind", "Kind", 1, "factual", "prediction", "demand", "value"),
    _choice("claim", "checkworthy", "Check-worthy", 2, "no", "minor", "yes"),
    _choice("actor", "mention", "Mention", 0, "named", "nominal", "pronoun"),
)

_SPEECH = (QUOTE, CLAIM)
LINK_KINDS = (
    LinkKind(
        uid=SPEAKER_LINK, name="speaker", title="Speaker",
        from_labels=(QUOTE,), to_labels=(ACTOR,), many=True, position=0,
    ),
    LinkKind(
        uid=CLAIMANT_LINK, name="claimant", title="Claimant",
        from_labels=(CLAIM,), to_labels=(ACTOR,), many=True, position=1,
    ),
    LinkKind(
        uid=CUE_LINK, name="cue", title="Cue",
        from_labels=_SPEECH, to_labels=(CUE,), many=True, position=2,
    ),
    LinkKind(
        uid=ADDRESSEE_LINK, name="addressee", title="Addressee",
        from_labels=_SPEECH, to_labels=(ACTOR,), many=True, position=3,
    ),
    LinkKind(uid=ABOUT_LINK, name="about", title="About", many=True, position=4),
    LinkKind(uid=CONTINUES_LINK, name="continues", title="Continues", position=5),
    *(
        LinkKind(
            uid=builtin_uid(f"link/{name}"), name=name, title=title,
            many=True, across=True, position=position,
        )
        for position, (name, title) in enumerate(
            (
                ("same", "Same words"),
                ("variant", "Variant"),
                ("supports", "Supports"),
                ("contradicts", "Contradicts"),
            ),
            start=6,
        )
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Scheme:
    """The codebook of a project, looked up by uid, name or key."""

    labels: tuple[Label, ...] = LABELS
    attributes: tuple[Attribute, ...] = ATTRIBUTES
    link_kinds: tuple[LinkKind, ...] = LINK_KINDS

    @cached_property
    def _labels(self) -> dict[str, Label]:
        return {label.uid: label for label in self.labels}

    @cached_property
    def _link_kinds(self) -> dict[str, LinkKind]:
        return {kind.uid: kind for kind in self.link_kinds}

    def label(self, uid: str) -> Label:
        return self._labels[uid]

    def link_kind(self, uid: str) -> LinkKind:
        return self._link_kinds[uid]

    def label_named(self, name: str) -> Label:
        """Return the label of that name or title, in any case.

        Raises AnnotatorError with the names there are when there is no such label.
        """
        wanted = name.strip().casefold()
        for label in self.labels:
            if wanted in (label.name, label.title.casefold()):
                return label
        known = ", ".join(label.name for label in self.labels)
        raise AnnotatorError(f"There is no label “{name}” in this project. It has: {known}.")

    def label_on_key(self, key: str) -> Label | None:
        """Return the label that a letter tags with, if any."""
        return next((one for one in self.labels if one.key and one.key == key.upper()), None)

    def attributes_of(self, label: str) -> tuple[Attribute, ...]:
        """Return the attributes of a label (by uid), in their order."""
        return _ordered(one for one in self.attributes if one.label == label)


def _ordered(attributes: Iterable[Attribute]) -> tuple[Attribute, ...]:
    return tuple(sorted(attributes, key=lambda one: (one.position, one.name)))
