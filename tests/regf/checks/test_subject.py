from __future__ import annotations

import numpy as np

from hivetool.regf.checks.subject import Subject, largest
from hivetool.regf.reader import survey
from tests.regf.checks.breaking import SOUND


def test_records_stand_in_the_order_of_the_rows() -> None:
    subject = Subject.of(survey(SOUND))
    assert (subject.keys["signature"] == b"nk").all()
    assert (subject.values["signature"] == b"vk").all()
    assert len(subject.keys) == len(subject.survey.hive) == len(subject.key_names.count)
    assert len(subject.claims("key node").start) == len(subject.keys)


def test_the_largest_of_each_group() -> None:
    found = largest(np.array([3, 9, 4]), np.array([0, 0, 2]), 4)
    assert found.tolist() == [9, 0, 4, 0]
