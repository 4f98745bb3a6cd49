from __future__ import annotations

import pytest

from hivetool.hive.errors import HivetoolError
from hivetool.make.errors import BadPlan, CannotPlant, NoSuchDefect


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (BadPlan("nodes", 0, "a whole number from 1 to 64"), "nodes is 0: a whole number from 1 to 64"),
        (NoSuchDefect("HT000", "; near it: HT101"), "no defect 'HT000' can be planted; near it: HT101"),
        (CannotPlant("HT404", "a virtual machine"), "HT404 needs a virtual machine, which the cluster does not have"),
    ],
)
def test_an_error_says_what_is_wrong(error: HivetoolError, text: str) -> None:
    assert str(error) == text
    assert isinstance(error, HivetoolError)
