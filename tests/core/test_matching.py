"""Whom words mean: the registry asked by a mention, and by what somebody types."""

from collections.abc import Callable, Iterable
from time import thread_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.matching import Matcher
from annotator.core.model import Actor

HERE, ELSEWHERE = "article-here", "article-elsewhere"


def actor(name: str, **values: Any) -> Actor:
    return Actor(uid=values.pop("uid", name), name=name, **values)


PEOPLE = [
    actor("Wendy Sherman", role="deputy secretary of state"),
    actor("Sergey Ryabkov"),
    actor("Honor Tallis", role="mayor of Sarrowmouth"),
    actor("Una O’Tierney", role="operations manager"),
    actor("Aurèle Brisquet"),
    actor("Yusuf Demir"),
    actor("Xi Jinping"),
    actor("Ursula von der Leyen"),
    actor("Andrés Manuel López Obrador"),
    actor("Martin Luther King Jr."),
    actor("Brenvale Tideworks", kind="organisation"),
    actor("World Health Organization", kind="organisation"),
    actor("WTO", kind="organisation"),
    actor("United States", kind="place"),
    actor("The man in the café", kind="unnamed", article=HERE),
    actor("The woman in the café", kind="unnamed", article=ELSEWHERE),
]
MATCHER = Matcher(PEOPLE)


def best(words: str, matcher: Matcher = MATCHER) -> tuple[str, bool] | None:
    """Return who is proposed first, and whether that is certain."""
    found = matcher.propose(words, HERE)
    return (found[0].actor.name, found[0].is_certain) if found else None


def names(matches: Iterable[Any]) -> list[str]:
    return [one.actor.name for one in matches]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Wendy Sherman", "Wendy Sherman"),
        ("Sherman", "Wendy Sherman"),
        ("Sherman’s", "Wendy Sherman"),
        ("Ms. Sherman", "Wendy Sherman"),
        ("Deputy Secretary Sherman", "Wendy Sherman"),
        ("US Deputy Secretary of State Wendy Sherman", "Wendy Sherman"),
        ("W. Sherman", "Wendy Sherman"),
        ("Sherman, Wendy", "Wendy Sherman"),
        ("WENDY SHERMAN", "Wendy Sherman"),
        ("Mayor Honor Tallis", "Honor Tallis"),
        ("Honor Tallis, the mayor", "Honor Tallis"),
        ("Its mayor, Honor Tallis", "Honor Tallis"),
        ("Ms. O'Tierney", "Una O’Tierney"),
        ("Dr. Aurele Brisquet", "Aurèle Brisquet"),
        ("BRISQUET", "Aurèle Brisquet"),
        ("von der Leyen", "Ursula von der Leyen"),
        ("López Obrador", "Andrés Manuel López Obrador"),
        ("President Xi", "Xi Jinping"),
        ("Martin Luther King", "Martin Luther King Jr."),
        ("King", "Martin Luther King Jr."),
        ("Brenvale", "Brenvale Tideworks"),
        ("Brenvale Tideworks Ltd.", "Brenvale Tideworks"),
        ("the WHO’s", "World Health Organization"),
        ("World Trade Organization", "WTO"),
        ("US", "United States"),
        ("the U.S.", "United States"),
    ],
)
def test_who_is_named_is_proposed_for_certain(words: str, name: str) -> None:
    assert best(words) == (name, True)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Youssef Demir", "Yusuf Demir"),
        ("Sergei Riabkov", "Sergey Ryabkov"),
        ("Tallys", "Honor Tallis"),
        ("Honor", "Honor Tallis"),
        ("the mayor", "Honor Tallis"),
        ("the operations manager", "Una O’Tierney"),
        ("López", "Andrés Manuel López Obrador"),
    ],
)
def test_who_is_spelt_otherwise_or_described_is_proposed_to_be_looked_at(
    words: str, name: str
) -> None:
    assert best(words) == (name, False)


@pytest.mark.parametrize(
    "words",
    [
        "John Sherman",  # another first name
        "Mr. Jack Tallis",
        "she",
        "who",
        "us",
        "a spokesman for Brenvale Tideworks",
        "Brenvale’s boss",
        "people in the United States",
        "Nobody Else",
        "“",
        "",
    ],
)
def test_nobody_is_proposed_for_somebody_else(words: str) -> None:
    assert best(words) is None


FIRST, LAST = ("Wendy", "John", "Maria", "Omar"), ("Sherman", "Brandt", "Okafor")


@given(st.sampled_from(FIRST), st.sampled_from(FIRST), st.sampled_from(LAST))
def test_another_first_name_with_the_last_name_is_never_certain(
    one: str, other: str, last: str
) -> None:
    found = Matcher([actor(f"{one} {last}", aliases=(last, f"Ms. {last}"))]).propose(
        f"{other} {last}", HERE
    )
    assert [match.is_certain for match in found] == ([True] if one == other else [])


def test_of_two_with_one_last_name_neither_is_certain() -> None:
    matcher = Matcher([actor("John Smith"), actor("Mary Smith")])
    assert [one.is_certain for one in matcher.propose("Smith", HERE)] == [False, False]


def test_of_two_with_one_last_name_the_one_in_the_article_is_meant() -> None:
    matcher = Matcher([actor("John Smith"), actor("Mary Smith")])
    found = matcher.propose("Smith", HERE, known={"Mary Smith"})
    assert [(one.actor.name, one.is_certain) for one in found] == [
        ("Mary Smith", True),
        ("John Smith", False),
    ]


def test_an_alias_is_as_good_as_the_name() -> None:
    matcher = Matcher([actor("Federal Reserve", kind="organisation", aliases=("the Fed",))])
    assert [one.why for one in matcher.propose("The Fed", HERE)] == ["alias"]


def test_somebody_unnamed_is_met_in_the_own_article_only() -> None:
    assert best("The man in the café") == ("The man in the café", True)
    assert best("The woman in the café") is None
    assert names(MATCHER.search("café", HERE)) == ["The man in the café"]
    assert names(MATCHER.search("café", ELSEWHERE)) == ["The woman in the café"]


def test_all_are_there_by_name_before_anything_is_typed() -> None:
    found = names(MATCHER.search("", HERE))
    assert found[:3] == ["Andrés Manuel López Obrador", "Aurèle Brisquet", "Brenvale Tideworks"]
    assert "The woman in the café" not in found
    assert len(found) == len(PEOPLE) - 1


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("s", "Sergey Ryabkov"),
        ("she", "Wendy Sherman"),
        ("wen sh", "Wendy Sherman"),
        ("sh wen", "Wendy Sherman"),
        ("aurele", "Aurèle Brisquet"),
        ("o'ti", "Una O’Tierney"),
        ("mayor", "Honor Tallis"),
        ("shremn", "Wendy Sherman"),
        ("brisqet", "Aurèle Brisquet"),
        ("von d", "Ursula von der Leyen"),
    ],
)
def test_what_is_typed_finds_also_with_a_slip(typed: str, name: str) -> None:
    assert names(MATCHER.search(typed, HERE))[0] == name


def test_a_name_that_begins_as_typed_comes_before_a_role() -> None:
    matcher = Matcher([actor("Anna Berg", role="mayor"), actor("Mayor’s Office")])
    assert names(matcher.search("mayor", HERE)) == ["Mayor’s Office", "Anna Berg"]


def test_an_actor_that_is_renamed_is_found_by_the_new_name_alone() -> None:
    matcher = Matcher([actor("Ida Brandt", uid="a"), actor("Tomas Berg", uid="b")])
    matcher.add(actor("Ida Solheim", uid="a"))
    assert names(matcher.search("brandt", HERE)) == []
    assert names(matcher.propose("Solheim", HERE)) == ["Ida Solheim"]
    matcher.discard("a")
    assert matcher.propose("Solheim", HERE) == []
    assert names(matcher.search("", HERE)) == ["Tomas Berg"]


WORDS = st.sampled_from(["Ida", "Ines", "Berg", "Brandt", "van", "Ltd", "WHO", "É.", "Otto"])
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
STEPS = st.lists(st.tuples(st.integers(0, 4), st.none() | NAMES), max_size=12)


def test_who_comes_in_is_found_by_words_asked_for_before() -> None:
    matcher = Matcher([actor("Ida Brandt")])
    assert matcher.propose("Tomas Reinholt", HERE) == []
    matcher.add(actor("Tomas Reinhold"))
    assert [one.actor.name for one in matcher.propose("Tomas Reinholt", HERE)] == ["Tomas Reinhold"]


@given(STEPS, NAMES)
def test_a_matcher_that_followed_changes_is_as_one_made_anew(
    steps: list[tuple[int, str | None]], words: str
) -> None:
    followed, there = Matcher(), dict[str, Actor]()
    for number, name in steps:
        followed.propose(words, HERE)
        uid = f"actor-{number}"
        there.pop(uid, None)
        if name is None:
            followed.discard(uid)
        else:
            there[uid] = actor(name, uid=uid, role="mayor", aliases=(words,) if number else ())
            followed.add(there[uid])
    fresh = Matcher(there.values())
    assert followed.propose(words, HERE) == fresh.propose(words, HERE)
    for typed in ("", words, words[:1]):
        assert followed.search(typed, HERE) == fresh.search(typed, HERE)


@given(NAMES)
def test_whoever_has_the_very_name_is_found_by_it(name: str) -> None:
    matcher = Matcher([actor(name, uid="a"), actor("Somebody Else")])
    assert matcher.propose(name, HERE)[0].actor.uid == "a"
    assert matcher.search(name, HERE)[0].actor.uid == "a"


def test_ten_thousand_actors_are_asked_in_no_time() -> None:
    syllables = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u", "ai", "ou")]
    many = [
        actor(
            f"{syllables[at % 84]}{syllables[at // 7 % 84]} "
            f"{syllables[at % 79]}{syllables[at // 83 % 84]}{syllables[at // 11 % 84]}",
            uid=str(at),
            role="minister of trade" if at % 5 == 0 else "",
        )
        for at in range(10_000)
    ]
    matcher = Matcher(many)
    matcher.search("x", HERE)
    asks: tuple[Callable[[int], object], ...] = (
        # Never the same words, as what was asked before is remembered.
        lambda at: matcher.propose(f"Minister {many[77 + at].name}", HERE),
        lambda at: matcher.propose(("Wendy Sherman", "Ines Kühl", "Ida Berg")[at], HERE),
        lambda at: matcher.propose(("the minister", "a minister", "minister")[at], HERE),
        lambda _: matcher.search("", HERE),
        lambda _: matcher.search("ba", HERE),
        lambda _: matcher.search("bxkt", HERE),
    )
    for ask in asks:
        took = []
        for at in range(3):
            start = thread_time()
            ask(at)
            took.append(thread_time() - start)
        assert min(took) < 0.03


def test_who_is_unnamed_is_met_by_the_very_words_only() -> None:
    matcher = Matcher([actor("Unnamed source", kind="unnamed", article=HERE),
                       actor("NATO foreign ministers", kind="unnamed", article=HERE)])  # fmt: skip
    for words in ("U.S.", "US", "source", "NATO", "foreign ministers"):
        assert matcher.propose(words, HERE) == [], words
    assert best("NATO foreign ministers", matcher) == ("NATO foreign ministers", True)


@pytest.mark.parametrize("words", ["NATO", "Japan", "Tokyo"])
def test_an_acronym_or_country_is_no_short_name_of_a_body(words: str) -> None:
    bodies = [actor(f"{words} {what}", kind="organisation") for what in ("Bank", "Council")]
    assert Matcher(bodies).propose(words, HERE) == []


def test_two_letters_are_no_person() -> None:
    assert Matcher([actor("Una Solheim")]).propose("the U.S.", HERE) == []
