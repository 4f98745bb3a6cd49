from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue


def test_edits_are_values() -> None:
    one: Edit = SetValue("Resources\\x", "PersistentState", 4, b"\1\0\0\0")
    assert one == SetValue("Resources\\x", "PersistentState", 4, b"\1\0\0\0")
    assert len({one, CreateKey("a"), DeleteKey("a"), DeleteValue("a", "")}) == 4
    with pytest.raises(FrozenInstanceError):
        one.key = "b"  # type: ignore[misc]
