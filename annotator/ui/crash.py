"""Failures of ours: a log file, and a report to copy (`ui/report`); the work is saved already."""

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import PySide6
from platformdirs import user_log_path
from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)

from annotator import __version__

_log = logging.getLogger(__name__)

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def guard(folder: Path | None = None) -> Path:
    """Log to a file, show unexpected errors as a report; return the log file.

    Also the last words of a crash inside Qt go beside the log, by faulthandler.
    """
    folder = folder or log_folder()
    log = folder / "annotator.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            log, maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
        )
        # Stays open for as long as the program runs: faulthandler keeps only the number.
        faulthandler.enable((folder / "crash.txt").open("a", encoding="utf-8"))
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    qInstallMessageHandler(_qt_message)
    sys.excepthook = _unexpected
    threading.excepthook = lambda hook: _unexpected(
        hook.exc_type, hook.exc_value or hook.exc_type(), hook.exc_traceback
    )
    return log


def last_words(folder: Path | None = None) -> str:
    """Return what a crash inside Qt left the last time, once; empty where all went well."""
    left = (folder or log_folder()) / "crash.txt"
    try:
        words = left.read_text(encoding="utf-8", errors="replace")
        if words:
            left.replace(left.with_name("crash-told.txt"))
    except OSError:  # there is none, most often
        return ""
    return words


def log_folder() -> Path:
    """Return where failures are noted."""
    return user_log_path("annotator")


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return what a person can send us: versions and the traceback, nothing of their texts."""
    versions = (
        f"Annotator {__version__}, Python {platform.python_version()}, "
        f"PySide6 {PySide6.__version__}, {platform.platform()}"
    )
    return "\n\n".join((versions, "".join(traceback.format_exception(kind, error, trace))))


def _unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    text = report(kind, error, trace)
    _log.error("Unexpected error\n%s", text)
    if sys.stderr is not None:  # there is none where the program was started without a console
        sys.stderr.write(text)
    on_main_thread = threading.current_thread() is threading.main_thread()
    if QCoreApplication.instance() is not None and on_main_thread:
        from annotator.ui.report import show_report  # noqa: PLC0415  # not before the first paint

        show_report(text)


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_QT_LEVELS[kind], "%s", message)
