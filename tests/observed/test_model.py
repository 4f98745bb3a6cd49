from __future__ import annotations

import pytest

from hivetool.observed.model import Sighting
from hivetool.observed.states import RESOURCE_STATES


@pytest.mark.parametrize(
    ("state", "owner", "what"), [("Online", "HV01", "Online on HV01"), ("Failed", None, "Failed"), (None, "N", "on N")]
)
def test_what_it_says(state: str | None, owner: str | None, what: str) -> None:
    word = RESOURCE_STATES.find(state) if state else None
    assert Sighting("resource", "x", "cluster", state=word, owner=owner).what == what
