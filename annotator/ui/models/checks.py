"""What the checks have found as rows: under each rule its findings, by article and place."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from annotator.core.checks import RULES, Finding, Rule
from annotator.store.checking import Place
from annotator.ui.models.checks_steps import Spot, Steps
from annotator.ui.phrases import counted, tooltip

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()


@dataclass(slots=True, eq=False)
class Group:
    """A rule, and what it has found as far as that is shown, in the order of the list."""

    rule: Rule
    findings: list[Finding] = field(default_factory=list)
    is_open: bool = True

    @property
    def height(self) -> int:
        """Return how many rows it takes; one that has found nothing takes none."""
        return 0 if not self.findings else 1 + (len(self.findings) if self.is_open else 0)


class ChecksModel(QAbstractListModel):
    """Rows are headings, one for each rule that has found something, and findings."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.groups = [Group(rule) for rule in RULES]
        self._places: Mapping[str, Place] = {}
        self._ranks: dict[str, int] = {}  # of articles, in the order of the list
        self.names_articles = True  # whether more than one article is looked at

    # What is shown

    def show(
        self, order: Sequence[str], places: Mapping[str, Place], findings: Iterable[Finding]
    ) -> None:
        """Show findings instead of all that is shown; they are in order of article and place."""
        self.beginResetModel()
        self._places = places
        self._ranks = {uid: rank for rank, uid in enumerate(order)}
        found: dict[str, list[Finding]] = {group.rule.name: [] for group in self.groups}
        for one in findings:
            found[one.rule].append(one)
        for group in self.groups:
            group.findings = found[group.rule.name]
        self.endResetModel()

    def update(self, fresh: Mapping[str, Sequence[Finding]]) -> None:
        """Show something else of some articles (`""` is the registry), and only that anew."""
        ranked = [(self._rank(article), article) for article in sorted(fresh, key=self._rank)]
        for group in self.groups:
            coming: list[Finding] = []
            for rank, article in ranked:
                found = [one for one in fresh[article] if one.rule == group.rule.name]
                first, last = self._range(group, rank)
                if first == last == len(group.findings):
                    coming += found  # what comes at the end comes at once
                elif group.findings[first:last] != found:
                    self._replace(group, first, last, found)
            if coming:
                self._replace(group, len(group.findings), len(group.findings), coming)

    def show_places(self, places: Mapping[str, Place]) -> None:
        """Call articles something else."""
        self._places = places
        self._tell(range(self.rowCount()))

    def fold(self, row: int, *, closed: bool) -> None:
        """Hide what stands under a heading, or show it."""
        group = self.group_at(row)
        if group is None or group.is_open is not closed:
            return
        first = row + 1
        last = row + len(group.findings)
        if closed:
            self.beginRemoveRows(_ROOT, first, last)
            group.is_open = False
            self.endRemoveRows()
        else:
            self.beginInsertRows(_ROOT, first, last)
            group.is_open = True
            self.endInsertRows()
        self._tell([row])

    # What there is

    @property
    def count(self) -> int:
        """Return how many findings there are, also of rules that are folded."""
        return sum(len(group.findings) for group in self.groups)

    def group_at(self, row: int) -> Group | None:
        """Return the rule of which a row is the heading, if it is one."""
        group, at = self._find(row)
        return group if at < 0 else None

    def group_over(self, row: int) -> Group | None:
        """Return the rule to which a row belongs."""
        return self._find(row)[0]

    def finding(self, row: int) -> Finding | None:
        group, at = self._find(row)
        return group.findings[at] if group is not None and at >= 0 else None

    def heading(self, group: Group) -> int:
        """Return the row of the heading of a rule that has found something."""
        return sum(one.height for one in self.groups[: self.groups.index(group)])

    def row_of(self, finding: Finding | None) -> int | None:
        """Return where a finding stands; None where it does not, or is folded away."""
        if finding is None:
            return None
        group = next(one for one in self.groups if one.rule.name == finding.rule)
        if not group.is_open or self._rank(finding.article or "") > len(self._ranks):
            return None
        first, last = self._range(group, self._rank(finding.article or ""))
        for at in range(first, last):
            if group.findings[at] == finding:
                return self.heading(group) + 1 + at
        return None

    def beside(self, place: Finding | tuple[str, int], *, back: bool) -> Finding | None:
        """Return the finding after another, or after a caret in an article, in text order.

        Rules do not count there, so those of one article come one after another. At the caret is
        after it. With `back` it is the one before.
        """
        steps = Steps([group.findings for group in self.groups], self._spot)
        if isinstance(place, Finding):
            rules = [group.rule.name for group in self.groups]
            return steps.beside(place, rules.index(place.rule), back=back)
        article, at = place
        return steps.from_spot((self._rank(article), at), back=back)

    def place(self, finding: Finding) -> str:
        """Return where a finding is, in words."""
        there = self._places.get(finding.article or "")
        if there is None:
            return ""
        name = " · ".join(part for part in (there.outlet, there.title) if part)
        return name if self.names_articles else ""

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else sum(group.height for group in self.groups)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        group, at = self._find(index.row())
        if group is None:
            return None
        if at < 0:
            return self._heading_data(group, role)
        finding = group.findings[at]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{finding.before}{finding.words}{finding.after}"
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip("\n".join(self._told(finding)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ". ".join(one.rstrip(".") for one in self._told(finding))
        return None

    # How it is done

    def _heading_data(self, group: Group, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return group.rule.title
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(group.rule.meaning)
            case Qt.ItemDataRole.AccessibleTextRole:
                state = "open" if group.is_open else "folded"
                return f"{group.rule.title}, {counted(len(group.findings), 'finding')}, {state}"
        return None

    def _told(self, finding: Finding) -> list[str]:
        there = self._places.get(finding.article or "")
        where = [part for part in (there.outlet, there.title) if part] if there else []
        if finding.paragraph:
            where.append(f"paragraph {finding.paragraph:,}")
        told = [finding.words, finding.sentence, ", ".join(where), finding.repair]
        return [one for one in told if one]

    def _find(self, row: int) -> tuple[Group | None, int]:
        """Return the rule of a row and its place there, -1 for the heading."""
        for group in self.groups:
            if row < group.height:
                return (group, row - 1) if row >= 0 else (None, 0)
            row -= group.height
        return None, 0

    def _rank(self, article: str) -> int:
        # The registry comes last, and what is not shown after that.
        return self._ranks.get(article, len(self._ranks) + bool(article))

    def _spot(self, finding: Finding) -> Spot:
        return self._rank(finding.article or ""), finding.span.start if finding.span else 0

    def _range(self, group: Group, rank: int) -> tuple[int, int]:
        def of(one: Finding) -> int:
            return self._rank(one.article or "")

        if not group.findings or of(group.findings[-1]) < rank:
            return len(group.findings), len(group.findings)
        first = bisect_left(group.findings, rank, key=of)
        return first, bisect_right(group.findings, rank, first, key=of)

    def _replace(self, group: Group, first: int, last: int, found: list[Finding]) -> None:
        """Put findings in the place of others, as few rows as can be."""
        former = group.findings[first:last]
        same = _common(former, found)
        same_end = _common(former[same:][::-1], found[same:][::-1])
        first, last = first + same, last - same_end
        found = found[same : len(found) - same_end]
        self._remove(group, first, last)
        self._insert(group, first, found)

    def _remove(self, group: Group, first: int, last: int) -> None:
        if first == last:
            return
        heading = self.heading(group)
        is_all = last - first == len(group.findings)
        if group.is_open:
            self.beginRemoveRows(_ROOT, heading + (not is_all) + first, heading + last)
        elif is_all:
            self.beginRemoveRows(_ROOT, heading, heading)
        del group.findings[first:last]
        if group.is_open or is_all:
            self.endRemoveRows()
        if not is_all:
            self._tell([heading])

    def _insert(self, group: Group, first: int, found: list[Finding]) -> None:
        if not found:
            return
        heading = self.heading(group)
        is_new = not group.findings
        if group.is_open:
            top = heading if is_new else heading + 1 + first
            self.beginInsertRows(_ROOT, top, heading + first + len(found))
        elif is_new:
            self.beginInsertRows(_ROOT, heading, heading)
        group.findings[first:first] = found
        if group.is_open or is_new:
            self.endInsertRows()
        if not is_new:
            self._tell([heading])

    def _tell(self, rows: Collection[int]) -> None:
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))


def _common(ones: Sequence[Finding], others: Sequence[Finding]) -> int:
    """Return how many two lists have in common at their beginning."""
    pairs = enumerate(zip(ones, others, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(ones), len(others)))
