from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.apply import apply
from hivetool.hive.diff import diff, whole
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, SetValue
from tests.hive.plain_edits import edits_for, plain, plainly_applied
from tests.trees import PlainKey, PlainValue, broad, chain, hive_of, patient, trees


@given(trees(), trees())
@patient
def test_applied_it_gives_the_other_content(one: PlainKey, two: PlainKey) -> None:
    a, b = hive_of(one), hive_of(two)
    edits = diff(a, b)
    assert plain(apply(a, edits)) == plain(b)
    assert plainly_applied(plain(a), edits) == plain(b)
    assert diff(apply(a, edits), b) == ()


@given(st.data())
@patient
def test_of_a_hive_and_its_changed_self(data: st.DataObject) -> None:
    tree = data.draw(trees())
    a = hive_of(tree)
    b = apply(a, data.draw(edits_for(tree)))
    assert plain(apply(a, diff(a, b))) == plain(b)
    assert plain(apply(b, diff(b, a))) == plain(a)


@given(trees())
@patient
def test_of_a_hive_and_itself_it_is_empty(tree: PlainKey) -> None:
    hive = hive_of(tree)
    assert diff(hive, hive) == ()
    assert diff(hive, hive_of(tree)) == ()


@given(trees())
@patient
def test_a_whole_hive_out_of_an_empty_one(tree: PlainKey) -> None:
    hive, empty = hive_of(tree), hive_of(PlainKey("root"))
    assert plain(apply(empty, whole(hive))) == plain(hive)
    assert tuple(whole(hive)) == diff(empty, hive)


def test_order_and_case_do_not_count() -> None:
    one = PlainKey("r", (PlainValue("a"), PlainValue("b")), (PlainKey("x"), PlainKey("y")))
    two = PlainKey("R", (PlainValue("B"), PlainValue("A")), (PlainKey("Y"), PlainKey("X")))
    assert diff(hive_of(one), hive_of(two)) == ()


def test_each_kind_of_edit_at_its_place() -> None:
    a = PlainKey("r", (PlainValue("gone"), PlainValue("other", 1, b"a")), (PlainKey("old", (PlainValue("v"),)),))
    b = PlainKey("r", (PlainValue("OTHER", 1, b"b"),), (PlainKey("new", subkeys=(PlainKey("below"),)),))
    assert diff(hive_of(a), hive_of(b)) == (
        DeleteValue("", "gone"),
        SetValue("", "OTHER", 1, b"b"),
        DeleteKey("old"),
        CreateKey("new"),
        CreateKey(r"new\below"),
    )


def test_a_type_alone_is_a_difference() -> None:
    a, b = PlainKey("r", (PlainValue("v", 1, b"aa"),)), PlainKey("r", (PlainValue("v", 2, b"aa"),))
    assert diff(hive_of(a), hive_of(b)) == (SetValue("", "v", 2, b"aa"),)


def test_many_keys_in_one_and_keys_deep_down() -> None:
    empty = hive_of(PlainKey("root"))
    assert len(diff(empty, hive_of(broad(5000)))) == 5000
    assert len(diff(empty, hive_of(chain(300)))) == 301
    assert len(diff(hive_of(chain(300)), empty)) == 1
