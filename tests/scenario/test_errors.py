from __future__ import annotations

from hivetool.hive.errors import UnreadableInput
from hivetool.hive.location import Location
from hivetool.scenario.errors import BadScenario, BadToml


def test_sentences() -> None:
    assert str(BadScenario("event 2: at", "must be a duration")) == "event 2: at: must be a duration"
    assert str(BadToml("not TOML: x", Location(line=2, column=3))) == "line 2, column 3: not TOML: x"


def test_a_file_that_is_no_toml_is_unreadable_and_a_wrong_field_is_not() -> None:
    assert issubclass(BadToml, UnreadableInput)
    assert not issubclass(BadScenario, UnreadableInput)
