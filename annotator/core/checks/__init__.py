"""What is likely wrong or forgotten in the annotations of a project, as rules that can be asked.

A rule looks at one article with all that is tagged in it (`Subject`), or at the registry of actors,
and yields findings. None of them is damage: whoever annotates decides what is done about one, and
may leave it as it is.
"""

from annotator.core.checks.finding import Finding, Rule
from annotator.core.checks.rules import RULES, USUAL, rule_named
from annotator.core.checks.subject import Subject, look

__all__ = ["RULES", "USUAL", "Finding", "Rule", "Subject", "look", "rule_named"]
