"""The rows of the checks: what is told of them is what there is, whatever comes and goes."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtTest import QAbstractItemModelTester

from annotator.core.checks import Finding
from annotator.core.span import Span
from annotator.store.checking import Place
from annotator.ui.models.checks import ChecksModel

ARTICLES = ("a", "b", "c", "d")
PLACES = {uid: Place(uid, f"Title {uid}", "", None) for uid in ARTICLES}

_RULES = st.sampled_from(["quotation", "speaker", "word"])
_FINDINGS = st.builds(
    lambda rule, start: (rule, start), _RULES, st.integers(0, 3)
)  # what differs between two findings of an article
_FOUND = st.dictionaries(
    st.sampled_from([*ARTICLES, ""]), st.lists(_FINDINGS, max_size=4, unique=True), max_size=4
)
_STEP = st.one_of(_FOUND, st.integers(0, 8))  # an update, or a row to fold or unfold


def finding(article: str, rule: str, start: int) -> Finding:
    if not article:
        return Finding(rule=rule, sentence="?", actor=f"{start}", words=f"actor {start}")
    return Finding(
        rule=rule,
        sentence="?",
        article=article,
        annotation=f"{article}{rule}{start}",
        span=Span(start, start + 1),
        words=f"{article}{start}",
    )


def made(found: Mapping[str, list[tuple[str, int]]]) -> dict[str, list[Finding]]:
    return {
        article: [finding(article, *one) for one in sorted(each, key=lambda one: one[1])]
        for article, each in found.items()
    }


class Mirror:
    """What somebody believes who hears the signals alone."""

    def __init__(self, model: ChecksModel) -> None:
        self.model = model
        self.rows = self.there()
        model.rowsInserted.connect(self._insert)
        model.rowsRemoved.connect(self._remove)

    def there(self) -> list[str]:
        return [self._row(at) for at in range(self.model.rowCount())]

    def _row(self, at: int) -> str:
        return str(self.model.index(at, 0).data())

    def _insert(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.rows[first:first] = [self._row(at) for at in range(first, last + 1)]

    def _remove(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self.rows[first : last + 1]


@given(steps=st.lists(_STEP, max_size=12))
@pytest.mark.usefixtures("qapp")
def test_whoever_hears_of_each_change_knows_all_rows(
    steps: list[dict[str, list[tuple[str, int]]] | int],
) -> None:
    owner = QObject()
    model = ChecksModel(owner)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, owner)
    model.show(ARTICLES, PLACES, ())
    mirror = Mirror(model)
    known: dict[str, list[Finding]] = {}
    for step in steps:
        if isinstance(step, int):
            group = model.group_at(step)
            model.fold(step, closed=group is not None and group.is_open)
        else:
            fresh = made(step)
            known |= fresh
            model.update(fresh)
        assert mirror.rows == mirror.there()
    for group in model.groups:
        in_order = [
            one
            for article in (*ARTICLES, "")
            for one in known.get(article, ())
            if one.rule == group.rule.name
        ]
        assert group.findings == in_order
        shown = [model.row_of(one) for one in in_order]
        if group.is_open and in_order:
            first = model.heading(group) + 1
            assert shown == list(range(first, first + len(in_order)))
        else:
            assert set(shown) <= {None}


@given(found=_FOUND)
@pytest.mark.usefixtures("qapp")
def test_who_goes_from_finding_to_finding_meets_each_once_in_the_order_of_the_texts(
    found: dict[str, list[tuple[str, int]]],
) -> None:
    owner = QObject()
    model = ChecksModel(owner)
    fresh = made(found)
    model.show(ARTICLES, PLACES, ())
    model.update(fresh)
    every = [one for each in fresh.values() for one in each]
    met: list[Finding] = []
    place: Finding | tuple[str, int] = ("a", 0)
    while (following := model.beside(place, back=False)) is not None:
        met.append(following)
        assert len(met) <= len(every)
        place = following
    assert len(met) == len(every)
    assert set(met) == set(every)
    ranks = [(one.article or "~", one.span.start if one.span else 0) for one in met]
    assert ranks == sorted(ranks)
    back: list[Finding] = []
    place = ("nowhere", 0)
    while (before := model.beside(place, back=True)) is not None:
        back.append(before)
        assert len(back) <= len(every)
        place = before
    assert back == met[::-1]
