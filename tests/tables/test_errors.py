from __future__ import annotations

import pytest

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.hive.location import Location
from hivetool.tables.errors import BrokenDatabase, BrokenJson, CannotHold, NoSqlite, OtherContent, TooDeep


@pytest.mark.parametrize("kind", [BrokenJson, BrokenDatabase, OtherContent])
def test_what_ends_a_reading_is_an_unreadable_input(kind: type[UnreadableInput]) -> None:
    error = kind("this is a pie", Location(line=3))
    assert isinstance(error, UnreadableInput)
    assert str(error) == "line 3: this is a pie"


def test_a_python_without_sqlite_is_told_what_to_do() -> None:
    error = NoSqlite("it has none")
    assert isinstance(error, HivetoolError)
    assert str(error) == (
        "SQLite databases cannot be read or written with this Python: it has none; "
        "use another Python, or JSON, which holds the same"
    )


def test_what_does_not_fit_is_told() -> None:
    error = CannotHold("a JSON document", "it is too long")
    assert str(error) == "a JSON document cannot hold this hive: it is too long"


def test_a_key_that_is_too_deep_is_named() -> None:
    assert str(TooDeep(Location("a\\b"), 512)) == "a\\b: cannot be written: more than 512 levels below the root"
