from __future__ import annotations

import pytest

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.hive.location import Location
from hivetool.regtext.errors import NoHeader, NoKeyLine, NoSuchRoot, UnreadableText


@pytest.mark.parametrize("kind", [UnreadableText, NoHeader, NoKeyLine, NoSuchRoot])
def test_every_error_is_one_of_ours_and_says_line_and_reason(kind: type[UnreadableInput]) -> None:
    error = kind("reason", Location(line=3, column=4))
    assert isinstance(error, HivetoolError)
    assert str(error) == "line 3, column 4: reason"
