"""SQLite with nothing of ours around it, set as a project file is."""

import sqlite3
from pathlib import Path


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def insertion(table: str, columns: int) -> str:
    """Return the statement that takes a whole row, `SELECT *` of the same table."""
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"
