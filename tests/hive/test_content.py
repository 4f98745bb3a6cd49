from __future__ import annotations

from hypothesis import given

from hivetool.hive.content import ContentKey, ContentValue, content_of, differences
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
