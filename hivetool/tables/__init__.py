"""The table doors: a hive as one JSON document, and as an SQLite database."""
