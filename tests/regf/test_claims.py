"""What a reading takes into use."""

from __future__ import annotations

import numpy as np

from hivetool.regf.claims import Claims
from hivetool.regf.reader import survey
from tests.regf.images import sample


def numbers(*items: int) -> np.ndarray:
    return np.array(items, np.int64)


def test_records_of_one_kind_stay_in_the_order_of_reading() -> None:
    claims = Claims()
    claims.add("a", numbers(8), numbers(16), numbers(0))
    claims.add("b", numbers(32), numbers(8), numbers(1))
    claims.add("a", numbers(64, 80), numbers(16, 24), numbers(2, 3))
    assert claims.kinds() == ("a", "b")
    assert claims.of("a").start.tolist() == [8, 64, 80]
    assert claims.of("a", "b").key.tolist() == [0, 2, 3, 1]
    assert claims.of().size.tolist() == [16, 16, 24, 8]
    assert claims.of("nothing").start.tolist() == []


def test_a_survey_claims_every_key_and_value_of_the_hive() -> None:
    found = survey(sample())
    columns = found.hive.columns
    assert found.claims.of("key node").start.tolist() == columns.keys.place.tolist()
    assert found.claims.of("key value").start.tolist() == columns.values.place.tolist()
    assert found.claims.of("key node").key.tolist() == columns.keys.parent.tolist()
