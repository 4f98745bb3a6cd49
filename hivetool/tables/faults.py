"""Everything that can be wrong in a table and be survived."""

from __future__ import annotations

from hivetool.hive.faults import FaultRow


class Fault(FaultRow):
    """The rows."""

    UNKNOWN = ("table-unknown", "warning", "no field of this place is called {actual}", "it is ignored")
    REPEATED = ("json-repeated", "error", "an object has the member {actual} more than once", "the last one counts")
    KEY_FIELD = ("table-key-field", "error", "a key cannot have {actual}", "the field is read as not stored")
    KEY = ("table-key", "error", "this is no key: {actual}", "it is left out, with its values")
    NAMES = ("json-names", "warning", "the names of a key do not make up its path: {actual}", "the names count")
    VALUE = ("table-value", "error", "this is no value: {actual}", "it is left out")
    DESCRIPTOR = (
        "table-descriptor",
        "error",
        "this is no security descriptor: {actual}",
        "the keys that have it are read as without one",
    )
    NO_PARENT = ("json-no-parent", "warning", "a key stands here without those above it", "they are made, empty")
    ORPHAN = (
        "sqlite-no-parent",
        "error",
        "the parent of a key is not there: {actual}",
        "the key is left out, with everything below it",
    )
    SECOND_ROOT = (
        "table-second-root",
        "error",
        "there is more than one root key",
        "the first counts, this one is left out",
    )
    CYCLE = ("sqlite-cycle", "error", "keys are above themselves", "they are left out, with everything below them")
    DEPTH = ("table-depth", "error", "a key lies more than 512 levels deep", "it is left out")
    SAME_KEY = (
        "table-same-key",
        "warning",
        "a key has two subkeys that are called {actual}",
        "both are kept, the first is the one that is found by its name",
    )
    SAME_VALUE = (
        "table-same-value",
        "warning",
        "a key has two values that are called {actual}",
        "both are kept, the first is the one that is found by its name",
    )
    WAL = (
        "sqlite-wal",
        "warning",
        "the database is in WAL mode, its last changes may be in a file of its name with -wal at the end",
        "it is read without that; PRAGMA journal_mode = DELETE puts them in",
    )


OF_THE_HIVE = frozenset({Fault.SAME_KEY.code, Fault.SAME_VALUE.code})
"""Faults that a hive has wherever it is written to."""
