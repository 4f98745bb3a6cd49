from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.apply import MOST_BUFFERS, BadEdit, apply
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.hive import Hive
from tests.hive.plain_edits import Plain, edits_for, plain, plainly_applied
from tests.trees import PlainKey, PlainValue, hive_of, patient, trees

SMALL = PlainKey(
    "root",
    (PlainValue("r", 4, b"1234"),),
    (
        PlainKey("Groups", (PlainValue("a"), PlainValue("b", 3, b"x")), (PlainKey("g1"), PlainKey("g2"))),
        PlainKey("Resources", security=b"sd", last_written=7),
    ),
)


@given(st.data())
@patient
def test_edits_do_what_they_do_to_a_plain_tree(data: st.DataObject) -> None:
    tree = data.draw(trees())
    edits = data.draw(edits_for(tree))
    assert plain(apply(hive_of(tree), edits)) == plainly_applied(plain(hive_of(tree)), edits)


@given(st.data())
@patient
def test_one_by_one_is_as_all_at_once(data: st.DataObject) -> None:
    tree = data.draw(trees())
    edits: list[Edit] = data.draw(edits_for(tree))
    hive = hive_of(tree)
    for edit in edits:
        hive = apply(hive, (edit,))
    assert plain(hive) == plain(apply(hive_of(tree), edits))


def test_what_is_there_keeps_its_spelling_and_place_and_what_is_new_comes_last() -> None:
    edits: list[Edit] = [
        SetValue("GROUPS", "A", 1, b"z"),
        SetValue("Groups", "c", 1, b""),
        CreateKey(r"groups\g3\deep"),
    ]
    hive = apply(hive_of(SMALL), edits)
    groups = hive.key("Groups")
    assert [value.name for value in groups.values] == ["a", "b", "c"]
    assert groups.values[0].data == b"z"
    assert [key.path for key in groups.subkeys] == [r"Groups\g1", r"Groups\g2", r"Groups\g3"]
    assert hive.key(r"groups\G3\DEEP").path == r"Groups\g3\deep"


def test_the_hive_that_was_stays_as_it_was() -> None:
    hive = hive_of(SMALL)
    before = plain(hive)
    apply(hive, [DeleteKey(""), SetValue("x", "y", 1, b"")])
    assert plain(hive) == before


def test_times_of_what_was_changed() -> None:
    hive = apply(hive_of(SMALL), [SetValue(r"Resources\new\below", "v", 1, b""), DeleteValue("Groups", "a")], at=99)
    assert {key.path: key.last_written for key in hive.walk()} == {
        "": None,
        "Groups": 99,
        r"Groups\g1": None,
        r"Groups\g2": None,
        "Resources": 99,
        r"Resources\new": 99,
        r"Resources\new\below": 99,
    }
    unchanged = apply(hive_of(SMALL), [SetValue("Resources", "v", 1, b"")])
    assert unchanged.key("Resources").last_written == 7


def test_new_keys_have_the_descriptor_of_the_key_above() -> None:
    hive = apply(hive_of(SMALL), [CreateKey(r"Resources\a\b\c"), CreateKey(r"Groups\d")])
    assert hive.key(r"Resources\a\b\c").security == b"sd"
    assert hive.key(r"Groups\d").security is None


def test_deleting_the_root_leaves_an_empty_root() -> None:
    hive = apply(hive_of(SMALL), [CreateKey("new"), SetValue("", "x", 1, b""), DeleteKey(""), CreateKey("then")])
    assert plain(hive) == {("THEN",): {}, (): {}}


def test_a_key_made_again_has_nothing_of_the_old_one() -> None:
    hive = apply(hive_of(SMALL), [DeleteKey("Groups"), SetValue("groups", "new", 1, b"")])
    assert [key.path for key in hive.walk()] == ["", "Resources", "groups"]
    assert [value.name for value in hive.key("groups").values] == ["new"]


@pytest.mark.parametrize(
    "edit", [DeleteKey("none"), DeleteKey(r"Groups\none\below"), DeleteValue("none", "a"), DeleteValue("Groups", "no")]
)
def test_deleting_what_is_not_there_changes_nothing(edit: Edit) -> None:
    assert plain(apply(hive_of(SMALL), [edit], at=5)) == plain(hive_of(SMALL))
    assert apply(hive_of(SMALL), [edit], at=5).root.last_written is None


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (SetValue("a", "b", -1, b""), "a:b: cannot be changed: -1 is no type"),
        (SetValue("a", "b", 1 << 32, b""), "4294967296 is no type"),
        (CreateKey("a\\\\b"), "a key on its path has no name"),
        (DeleteKey("a\\"), "a key on its path has no name"),
    ],
)
def test_edits_that_make_no_sense(edit: Edit, says: str) -> None:
    with pytest.raises(BadEdit) as error:
        apply(hive_of(SMALL), [edit])
    assert says in str(error.value)


def test_buffers_do_not_pile_up() -> None:
    hive: Hive = hive_of(SMALL)
    for number in range(300):
        hive = apply(hive, [SetValue("Groups", f"v{number}", 1, bytes([number % 256]))])
        assert len(hive.columns.buffers) <= MOST_BUFFERS + 1
    found = {value.name: value.data for value in hive.key("Groups").values}
    assert all(found[f"v{number}"] == bytes([number % 256]) for number in range(300))
    assert found["b"] == b"x"
    assert hive.key("Resources").security == b"sd"


def test_rows_stay_in_level_order() -> None:
    hive = apply(hive_of(SMALL), [CreateKey(r"a\b\c"), CreateKey("b"), DeleteKey("Groups"), CreateKey(r"a\a")])
    parents = hive.columns.keys.parent.tolist()
    assert all(first <= second for first, second in pairwise(parents[1:]))


def test_plain_trees_know_what_a_deletion_is() -> None:
    tree: Plain = {(): {}, ("A",): {"X": (1, b"")}, ("A", "B"): {}}
    assert plainly_applied(tree, [DeleteKey("a")]) == {(): {}}
    assert plainly_applied(tree, [DeleteValue("a", "x")]) == {(): {}, ("A",): {}, ("A", "B"): {}}
