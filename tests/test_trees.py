from __future__ import annotations

from hypothesis import given

from hivetool.hive.upcase import upcase

from .trees import PlainKey, PlainValue, broad, chain, flat, flat_hive, hive_of, names, patient, pattern, trees, units


@given(trees())
@patient
def test_a_hive_holds_the_tree_it_was_made_of(tree: PlainKey) -> None:
    assert flat_hive(hive_of(tree)) == flat(tree)


@given(names(40))
@patient
def test_names_are_what_a_key_may_be_called(name: str) -> None:
    assert 1 <= units(name) <= 40
    assert "\\" not in name
    assert name.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass") == name


@given(trees())
@patient
def test_no_two_names_in_one_place_are_equal(tree: PlainKey) -> None:
    waiting = [tree]
    while waiting:
        key = waiting.pop()
        waiting.extend(key.subkeys)
        assert len({upcase(subkey.name) for subkey in key.subkeys}) == len(key.subkeys)
        assert len({upcase(value.name) for value in key.values}) == len(key.values)


def test_flat_names_every_key_by_its_path() -> None:
    value = PlainValue("v", 4, b"\x01\0\0\0")
    tree = PlainKey("root", subkeys=(PlainKey("a", subkeys=(PlainKey("b", (value,)),)), PlainKey("c")))
    assert set(flat(tree)) == {(), ("a",), ("a", "b"), ("c",)}
    assert flat(tree)["a", "b"].values == (value,)


def test_a_chain_is_as_deep_as_it_says() -> None:
    assert max(map(len, flat(chain(3)))) == 3


def test_broad_is_out_of_order_and_without_doubles() -> None:
    found = [key.name for key in broad(100).subkeys]
    assert len(set(found)) == 100
    assert found != sorted(found)


def test_patterns_have_their_size_and_do_not_repeat() -> None:
    assert [len(pattern(size)) for size in (0, 1, 5, 20_000)] == [0, 1, 5, 20_000]
    assert pattern(16_344) != pattern(40_000)[16_344 : 2 * 16_344]
