from __future__ import annotations

import pytest

from hivetool.cli.detail import detail_of
from hivetool.cli.options import Talk


@pytest.mark.parametrize(
    ("talk", "detail"),
    [(Talk(), "normal"), (Talk(quiet=True), "brief"), (Talk(verbose=1), "full"), (Talk(verbose=2), "full")],
)
def test_detail_of(talk: Talk, detail: str) -> None:
    assert detail_of(talk) == detail
