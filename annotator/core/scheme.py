"""What can be tagged: labels, their attributes and the kinds of link, and the built-in ones.

Built-in records have fixed uids (UUID5 of their path in a namespace of ours), so that two projects
made on two machines agree on what a quote is and can be merged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid5

from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Attribute, Label, LinkKind

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

# The own voice of any article; it comes into a project when it is first said to speak.
AUTHOR = builtin_uid("actor/author")
AUTHOR_ACTOR = Actor(uid=AUTHOR, name="Author", kind="author")

# Square brackets in an example show what is tagged.
LABELS = (
    Label(
        uid=QUOTE, name="quote", title="Quote", colour="#b87700", channel="tint", key="Q",
        description="Words given as somebody’s own, with their quotation marks; also what is "
        "reported of them in other words (type: indirect). Who speaks, and the verb, stay outside. "
        "A quotation that is interrupted is one quote in parts. Titles, and words in quotation "
        "marks that nobody is said to have said, are no quotes.",
        examples=(
            "[“The gates will hold,”] the harbour engineer said.",
            "[“I signed nothing,”] Solheim said, [“and I never will.”] (one quote, two parts)",
            "The port says [that both pumps were tested in May]. (indirect)",
        ),
        position=0,
    ),
    Label(
        uid=CLAIM, name="claim", title="Claim", colour="#0060a0", channel="underline", key="C",
        description="A statement that can be true or false, a prediction, a demand or a judgement, "
        "whoever makes it: somebody who is quoted, or the article itself. As short as it can be "
        "and still say all of it. A quote may hold several.",
        examples=(
            "She said that [the barrier had failed three tests].",
            "[The repair will cost 40 million crowns], according to the council.",
            "“[The harbour must stay closed until spring],” the union demanded.",
        ),
        position=1,
    ),
    Label(
        uid=ACTOR, name="actor", title="Actor", colour="#00785a", channel="outline", key="A",
        description="A mention of a person, organisation, place, group or document that acts, "
        "speaks or is spoken of: a name, a description or a pronoun. Titles and offices belong to "
        "it, relative clauses do not.",
        examples=(
            "[Mayor Ingrid Solheim] opened the gates.",
            "[A spokesperson for the port] declined to comment.",
            "[She] had warned [the council], which did not answer.",
        ),
        position=2,
    ),
    Label(
        uid=CUE, name="cue", title="Cue", colour="#8a3a86", channel="dots", key="U",
        description="The words that tie what was said to who said it: most often a verb, with its "
        "auxiliaries. One stretch, and as short as it can be.",
        examples=(
            "“Never,” she [said].",
            "[According to] two engineers, the pumps were off.",
            "The union [has repeatedly warned] that the gates are old.",
        ),
        position=3,
    ),
    Label(
        uid=PASSAGE, name="passage", title="Passage", colour="#6b7280", channel="none",
        description="An end of a confirmed comparison that is nothing else. The comparison of "
        "articles makes these.",
        position=4,
    ),
)  # fmt: skip


def _choice(
    label: str, name: str, title: str, position: int, description: str, choices: Mapping[str, str]
) -> Attribute:
    return Attribute(
        uid=builtin_uid(f"attribute/{label}/{name}"),
        label=builtin_uid(f"label/{label}"),
        name=name,
        title=title,
        choices=tuple(
            {"name": one, "title": one.capitalize(), "description": meaning}
            for one, meaning in choices.items()
        ),
        description=description,
        position=position,
    )


ATTRIBUTES = (
    _choice("quote", "type", "Type", 0, "Whose words these are.", {
        "direct": "the speaker’s, between quotation marks",
        "indirect": "the reporter’s, who tells what was said",
        "mixed": "the reporter’s, with some of the speaker’s between quotation marks",
    }),
    _choice("claim", "stance", "Stance", 0, "How whoever makes the claim stands to it.", {
        "affirm": "says that it is so",
        "refute": "says that it is not so",
        "neutral": "passes it on and takes no side",
    }),
    _choice("claim", "kind", "Kind", 1, "What kind of statement it is.", {
        "factual": "can be true or false already",
        "prediction": "says what will be",
        "demand": "says what somebody should do",
        "value": "says what is good or bad",
    }),
    _choice("claim", "checkworthy", "Check-worthy", 2, "Whether readers need it checked.", {
        "no": "nothing hangs on it, or nobody could check it",
        "minor": "it can be checked, and little hangs on it",
        "yes": "it can be checked, and readers would go by it",
    }),
    _choice("actor", "mention", "Mention", 0, "How the actor is mentioned.", {
        "named": "by a name: Mayor Ingrid Solheim",
        "nominal": "by a description: the mayor",
        "pronoun": "by a pronoun: she, who, they",
    }),
)  # fmt: skip

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

    def has_label(self, uid: str) -> bool:
        """Say whether there is a label, which others may have taken away."""
        return uid in self._labels

    def has_link_kind(self, uid: str) -> bool:
        """Say whether there is a kind of link; also a built-in one may be taken away."""
        return uid in self._link_kinds

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

    def voice(self, label: str) -> LinkKind | None:
        """Return the kind of link that says who speaks or claims an annotation of a label (by uid).

        `None` where annotations of the label are not spoken.
        """
        voices = (one for one in self.link_kinds if one.uid in (SPEAKER_LINK, CLAIMANT_LINK))
        return next((one for one in voices if _begins_at(one, label)), None)

    def attributes_of(self, label: str) -> tuple[Attribute, ...]:
        """Return the attributes of a label (by uid), in their order."""
        return _ordered(one for one in self.attributes if one.label == label)


def _begins_at(voice: LinkKind, label: str) -> bool:
    # Where it may begin at any label, those that it leads to still do not speak.
    return label in voice.from_labels if voice.from_labels else label not in voice.to_labels


def _ordered(attributes: Iterable[Attribute]) -> tuple[Attribute, ...]:
    return tuple(sorted(attributes, key=lambda one: (one.position, one.name)))
