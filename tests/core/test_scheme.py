"""The built-in codebook keeps its promises."""

from itertools import chain

import pytest

from annotator.core.errors import AnnotatorError
from annotator.core.model import Record
from annotator.core.scheme import (
    ATTRIBUTES,
    LABELS,
    LINK_KINDS,
    QUOTE,
    RESERVED_KEYS,
    SPEAKER_LINK,
    Scheme,
)


def test_no_two_labels_share_a_key_and_none_takes_a_reserved_one() -> None:
    keys = [label.key for label in LABELS if label.key]
    assert len(keys) == len(set(keys))
    assert not RESERVED_KEYS & set(keys)


def test_no_two_built_in_records_share_a_uid() -> None:
    uids = [one.identity for one in chain[Record](LABELS, ATTRIBUTES, LINK_KINDS)]
    assert len(uids) == len(set(uids))


def test_built_in_uids_never_change() -> None:
    """Projects out there hold them."""
    assert QUOTE == "33f208cc-7bdb-56e3-b645-cbfb37895e5d"
    assert SPEAKER_LINK == "ba96a8d1-11b6-5496-993c-bbbf97a7357e"


@pytest.mark.parametrize("name", ["quote", "Quote", " QUOTE "])
def test_a_label_is_found_by_its_name_in_any_case(name: str) -> None:
    assert Scheme().label_named(name).uid == QUOTE


def test_an_unknown_label_is_told_with_those_there_are() -> None:
    with pytest.raises(AnnotatorError, match="quote, claim, actor, cue, passage"):
        Scheme().label_named("rumour")


def test_a_key_finds_its_label() -> None:
    found = Scheme().label_on_key("q")
    assert found is not None
    assert found.uid == QUOTE
    assert Scheme().label_on_key("X") is None
