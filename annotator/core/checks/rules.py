"""All rules, as a table."""

from annotator.core.checks.answering import unanswered
from annotator.core.checks.cut_marks import cut_marks, whole_marks
from annotator.core.checks.cut_words import cut_words, whole_words
from annotator.core.checks.duplicates import duplicates, erase_duplicate
from annotator.core.checks.finding import Rule
from annotator.core.checks.mentioning import identify_by_name, unidentified
from annotator.core.checks.quotations import tag_quotation, untagged
from annotator.core.checks.speaking import without_claimant, without_speaker
from annotator.core.errors import AnnotatorError

RULES = (
    Rule(
        name="quotation", title="Quotations not tagged", find=untagged, repair=tag_quotation,
        meaning="Stretches between quotation marks that are no quote",
    ),
    Rule(
        name="speaker", title="Quotes without a speaker", find=without_speaker,
        meaning="Neither a mention is linked as the speaker, nor is an actor chosen",
    ),
    Rule(
        name="claimant", title="Claims without a claimant", find=without_claimant, is_usual=False,
        meaning="Neither a mention is linked as the claimant, nor is an actor chosen",
    ),
    Rule(
        name="required", title="Required attributes missing", find=unanswered,
        meaning="The codebook requires an answer, and there is none",
    ),
    Rule(
        name="actor", title="Mentions without an actor", find=unidentified,
        repair=identify_by_name,
        meaning="It is not said which actor of the registry they mean",
    ),
    Rule(
        name="mark", title="Quotation marks cut off", find=cut_marks, repair=whole_marks,
        meaning="Quotes that reach to a quotation mark and leave it out",
    ),
    Rule(
        name="word", title="Words cut", find=cut_words, repair=whole_words,
        meaning="Annotations that begin or end inside a word, or with a blank",
    ),
    Rule(
        name="duplicate", title="Tagged twice", find=duplicates, repair=erase_duplicate,
        meaning="The same words with the same label, by the same coder",
    ),
    Rule(
        name="unmentioned", title="Actors without a mention",
        meaning="Nothing in the project mentions them or lets them speak",
    ),
)  # fmt: skip
USUAL = frozenset(rule.name for rule in RULES if rule.is_usual)

_BY_NAME = {rule.name: rule for rule in RULES}


def rule_named(name: str) -> Rule:
    """Return the rule of a name. Raises AnnotatorError with those there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        known = ", ".join(_BY_NAME)
        raise AnnotatorError(f"There is no check “{name}”. There are: {known}.") from None
