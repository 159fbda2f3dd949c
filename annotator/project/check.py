"""Whether a project still is what it promises: every span says what its text says."""

from collections.abc import Iterable, Iterator

from annotator.core.canonical import fingerprint
from annotator.core.model import Annotation, Article
from annotator.core.progress import SILENT, Progress
from annotator.formats.contract import Problem
from annotator.store.reading import Reading


def check(reading: Reading, progress: Progress = SILENT) -> Iterator[Problem]:
    """Yield what is wrong with a project; nothing when all is well."""
    with reading.snapshot():
        yield from _all_of(reading, progress)


def _all_of(reading: Reading, progress: Progress) -> Iterator[Problem]:
    for sentence in reading.integrity():
        yield Problem("file", sentence)
    count = reading.article_count()
    for done, article in enumerate(reading.articles()):
        progress.report(done, count)
        yield from misfits(article, reading.annotations_of(article.uid))
    progress.report(count, count)


def misfits(article: Article, annotations: Iterable[Annotation]) -> Iterator[Problem]:
    """Yield the annotations whose text is not what stands at their place in the article."""
    where = f"{article.title} ({article.uid})"
    if fingerprint(article.text) != article.sha256:
        yield Problem(where, "the text is not the one that was imported.")
    for one in annotations:
        there = article.text[one.start : one.end]
        if there != one.text:
            yield Problem(
                where,
                f"annotation {one.uid} ({one.start} to {one.end}) says “{one.text}”, "
                f"but the text there is “{there}”.",
            )
