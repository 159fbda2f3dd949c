"""Patterns that a person types: read, explained where they are wrong, and not run for ever.

They are those of the `regex` module in its version 1: sets can be nested and subtracted, options
turned on for a part, and ß is SS where case makes no difference. `^` and `$` are the ends of lines.
"""

from collections.abc import Iterator
from math import prod

import regex

from annotator.core.errors import AnnotatorError

# Seconds without a hit after which a pattern takes too long, where nobody has less time.
_PATIENCE = 2.0

# How the messages of `regex` begin, and what they mean.
_REASONS = (
    ("missing )", "a “)” is missing"),
    ("unbalanced parenthesis", "this “)” has no “(”"),
    ("unterminated character set", "a “]” is missing"),
    ("missing ]", "a “]” is missing"),
    ("missing >", "a “>” is missing"),
    ("expected }", "a “}” is missing"),
    ("missing {}", "“{…}” is missing"),
    ("nothing to repeat", "there is nothing before it that could be repeated"),
    ("multiple repeat", "two signs of repetition follow each other"),
    ("min repeat greater", "the larger number comes second in “{…}”"),
    ("repeat count too big", "that is too many repetitions"),
    ("bad character range", "a range in “[…]” goes from the lower to the higher character"),
    ("bad escape (end", "a backslash needs a character after it; write \\\\ to find one"),
    ("bad escape", "this backslash has no meaning"),
    ("bad hex escape", "a code of hexadecimal digits is wrong"),
    ("incomplete escape", "the code after a backslash is too short"),
    ("undefined character name", "no character has this name"),
    ("unknown property", "there is no such property of characters"),
    ("unknown group", "there is no such group"),
    ("invalid group reference", "there is no such group"),
    ("cannot refer to an open group", "a group cannot refer to itself"),
    ("bad character in group name", "the name of a group has letters and digits only"),
    ("missing group name", "a group has no name"),
    ("unknown extension", "“(?” begins nothing that is known"),
    ("bad inline flags", "these options in “(?…)” do not go together"),
    ("undefined named list", "there are no named lists here"),
)


# What a repetition may ask for, and all of them multiplied: compiling takes memory for each.
_TIMES, _ALL_TIMES = 1_000, 20_000
_REPEATED = regex.compile(r"\{(\d+)(?:,(\d*))?\}")
_RECURSION = regex.compile(r"\(\?(?:R|[+-]?\d+|&\w+|P>\w+)\)")


class TakesTooLong(AnnotatorError):
    """A pattern was given up."""


def compiled(text: str, *, match_case: bool) -> regex.Pattern[str]:
    """Return a pattern that a person typed; AnnotatorError says where it is wrong and why."""
    _check_size(text)
    flags = regex.VERSION1 | regex.MULTILINE
    if not match_case:
        flags |= regex.IGNORECASE
    try:
        pattern = regex.compile(text, flags)
    except regex.error as problem:
        raise AnnotatorError(_why(text, problem)) from None
    except RecursionError:
        raise AnnotatorError("This pattern has too many brackets in each other.") from None
    except ValueError as problem:
        raise AnnotatorError(f"This pattern cannot be used: {problem}.") from None
    if pattern.flags & regex.REVERSE:
        raise AnnotatorError("A pattern cannot search backwards here; leave out the (?r).")
    return pattern


def _check_size(text: str) -> None:
    """Refuse what would take gigabytes to compile, which nothing could stop once it has begun."""
    if _RECURSION.search(text):
        raise AnnotatorError("A pattern cannot call itself here; leave out the (?R).")
    counts = [int(most or least) for least, most in _REPEATED.findall(text)]
    if any(count > _TIMES for count in counts) or prod(filter(None, counts)) > _ALL_TIMES:
        raise AnnotatorError(
            f"A pattern can repeat something {_TIMES:,} times at most; take a smaller number in "
            "the braces."
        )


def matches(
    pattern: regex.Pattern[str], text: str, start: int, patience: float | None
) -> Iterator[tuple[int, int]]:
    """Yield where a pattern matches more than nothing.

    Raises TakesTooLong after so many seconds without a match, of processor time.
    """
    went_on = True
    while went_on:
        went_on = False
        try:
            # The time counts from here, and while our caller works, too: hence the next round.
            for found in pattern.finditer(text, start, timeout=patience or _PATIENCE):
                if found.end() > found.start():
                    yield found.span()
                    start, went_on = found.end(), True
        except (TimeoutError, MemoryError):
            if not went_on:
                raise TakesTooLong(
                    "This pattern takes too long in this text. Make it plainer: a repetition "
                    "inside a repetition, as in (a+)+, is often the cause."
                ) from None
        else:
            return


def _why(pattern: str, problem: regex.error) -> str:
    """Return what is wrong with a pattern and where, as a sentence."""
    said = str(getattr(problem, "msg", problem))
    reason = next((ours for theirs, ours in _REASONS if said.startswith(theirs)), said)
    at = getattr(problem, "pos", None)
    if at is None:
        return f"This pattern cannot be read: {reason}."
    if at >= len(pattern):
        return f"This pattern cannot be read at its end: {reason}."
    return f"This pattern cannot be read at character {at + 1}, “{pattern[at]}”: {reason}."
