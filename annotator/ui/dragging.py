"""Articles under the mouse, between the library and the panes."""

import json
from collections.abc import Iterable

from PySide6.QtCore import QMimeData

ARTICLES_MIME = "application/x-annotator-articles"


def to_drag(uids: Iterable[str]) -> QMimeData:
    data = QMimeData()
    data.setData(ARTICLES_MIME, json.dumps(list(uids)).encode())
    return data


def dragged(data: QMimeData) -> list[str]:
    """Return the uids of the articles that are dragged; none where it is something else."""
    if not data.hasFormat(ARTICLES_MIME):
        return []
    try:
        uids = json.loads(bytes(data.data(ARTICLES_MIME).data()))
    except ValueError:  # from another program that took our name
        return []
    return [str(uid) for uid in uids] if isinstance(uids, list) else []
