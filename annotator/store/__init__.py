"""One SQLite file: the only place that knows SQL."""
