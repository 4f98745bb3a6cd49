from __future__ import annotations

from hivetool.hive.location import Location
from hivetool.lint.unreadable import unreadable


def test_it_says_which_file_where_and_why() -> None:
    found = unreadable("a.zip::b.hiv", "it is cut off", Location(offset=5))
    assert (found.rule, found.severity, found.file, found.at.offset) == ("HT001", "error", "a.zip::b.hiv", 5)
    assert found.message == "it cannot be read: it is cut off"
    assert found.fix is not None
    assert not found.fix.edits
