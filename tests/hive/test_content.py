from __future__ import annotations

import pytest
from hypothesis import given

from hivetool.hive.content import ContentKey, ContentValue, content_of, differences, exact_differences
from tests.trees import PlainKey, PlainValue, hive_of, patient, trees

TREE = PlainKey("r", (PlainValue("v", 4, b"1234"),), (PlainKey("a", last_written=5, class_name="C"), PlainKey("b")))


def test_content_is_keys_with_their_paths_and_values() -> None:
    content = content_of(hive_of(TREE))
    assert content.keys == (ContentKey((), 0, b""), ContentKey(("a",), 5, b"C\0"), ContentKey(("b",), 0, b""))
    assert content.values == (ContentValue((), "v", 4, b"1234"),)


@given(trees())
@patient
def test_a_hive_does_not_differ_from_itself(tree: PlainKey) -> None:
    assert differences(content_of(hive_of(tree)), content_of(hive_of(tree))) == ()


@given(trees(), trees())
@patient
def test_hives_without_a_difference_have_the_same_content(one: PlainKey, two: PlainKey) -> None:
    a, b = content_of(hive_of(one)), content_of(hive_of(two))
    same = set(a.keys) == set(b.keys) and set(a.values) == set(b.values)
    assert (differences(a, b) == ()) == same
    assert bool(differences(a, b)) == bool(differences(b, a))


def test_no_more_differences_than_asked_for() -> None:
    many = PlainKey("r", tuple(PlainValue(f"v{number}") for number in range(50)))
    assert len(differences(content_of(hive_of(many)), content_of(hive_of(PlainKey("r"))), limit=7)) == 7


@given(trees())
@patient
def test_a_hive_is_exactly_itself(tree: PlainKey) -> None:
    assert exact_differences(hive_of(tree), hive_of(tree)) == ()


A, B = PlainKey("a", last_written=5, class_name="C"), PlainKey("b")
CHANGED = [
    (PlainKey("R", TREE.values, (A, B)), "(root): name 'r' was meant, 'R' is there"),
    (PlainKey("r", TREE.values, (B, A)), "a: name 'a' was meant, 'b' is there"),
    (PlainKey("r", TREE.values, (A,)), "(root): number of keys 3 was meant, 2 is there"),
    (PlainKey("r", (), (A, B)), "(root): number of values 1 was meant, 0 is there"),
    (PlainKey("r", TREE.values, (PlainKey("a", (), (B,), 5, "C"),)), "b: place in the tree 0 was meant, 1 is there"),
    (PlainKey("r", TREE.values, (PlainKey("a", class_name="C"), B)), "a: time 5 was meant"),
    (PlainKey("r", TREE.values, (PlainKey("a", last_written=5), B)), "a: class 2 bytes 4300 was meant, nothing is"),
    (PlainKey("r", TREE.values, (A, PlainKey("b", class_name=""))), "b: class nothing was meant, no bytes is there"),
    (PlainKey("r", TREE.values, (A, PlainKey("b", security=b"sd"))), "b: security descriptor nothing was meant"),
    (PlainKey("r", TREE.values, (A, PlainKey("b", flags=1))), "b: flags 0 was meant, 1 is there"),
    (PlainKey("r", (PlainValue("V", 4, b"1234"),), (A, B)), ":v: name 'v' was meant, 'V' is there"),
    (PlainKey("r", (PlainValue("v", 3, b"1234"),), (A, B)), ":v: type 4 was meant, 3 is there"),
    (PlainKey("r", (PlainValue("v", 4, b""),), (A, B)), ":v: data 4 bytes 31323334 was meant, no bytes is there"),
    (PlainKey("r", (), (PlainKey("a", TREE.values, (), 5, "C"), B)), ":v: key 0 was meant, 1 is there"),
]


@pytest.mark.parametrize(("changed", "said"), CHANGED)
def test_whatever_is_not_the_same_row_by_row_is_said(changed: PlainKey, said: str) -> None:
    found = exact_differences(hive_of(TREE), hive_of(changed))
    assert said in str(found[0])


def test_no_more_exact_differences_than_asked_for() -> None:
    many = [PlainKey("r", tuple(PlainValue(f"v{number}", kind) for number in range(50))) for kind in (1, 2)]
    assert len(exact_differences(hive_of(many[0]), hive_of(many[1]), limit=7)) == 7
