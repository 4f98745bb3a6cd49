from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hivetool.hive.columns import NO_TIME
from hivetool.hive.hive import Hive, Source
from hivetool.hive.location import Location
from hivetool.regtext.reader import read_reg
from hivetool.regtext.tree import hive_from_reg
from tests.regtext.writing import HEADER, reg, tree_text, utf16
from tests.trees import PlainKey, flat, flat_hive, trees


def hive_of(*lines: str, key: str = r"[HKEY_LOCAL_MACHINE\Cluster]", root: str | None = None) -> Hive:
    return hive_from_reg(read_reg(reg(*lines, key=key), root=root))


def shape(hive: Hive) -> dict[str, dict[str, int | str | list[str] | bytes]]:
    return {key.path: {value.name: value.decoded for value in key.values} for key in hive.walk()}


def test_parents_are_made_and_everything_has_its_line() -> None:
    hive = hive_of(r"[HKEY_LOCAL_MACHINE\Cluster\A\B\C]", '"x"=dword:5', r"[HKEY_LOCAL_MACHINE\Cluster\A]")
    assert shape(hive) == {"": {}, "A": {}, r"A\B": {}, r"A\B\C": {"x": 5}}
    assert [key.location.line for key in hive.walk()] == [2, 3, 3, 3]
    value = hive.key(r"a\b\c").value("X")
    assert value is not None
    assert value.location == Location(r"A\B\C", "x", line=4)


def test_the_root_is_named_after_its_key() -> None:
    assert hive_of().root.name == "Cluster"
    unnamed = hive_of(r"[HKEY_USERS\x]")
    assert (unnamed.root.name, unnamed.root.location) == ("", Location(""))
    assert [key.path for key in unnamed.walk()] == [
        "",
        "HKEY_LOCAL_MACHINE",
        r"HKEY_LOCAL_MACHINE\Cluster",
        "HKEY_USERS",
        r"HKEY_USERS\x",
    ]


def test_names_merge_without_case_and_the_first_spelling_stays() -> None:
    lines = (
        HEADER,
        r"[HKEY_LOCAL_MACHINE\Cluster\Größe]",
        '"Value"="1"',
        r"[hkey_local_machine\CLUSTER\GRÖßE]",
        '"VALUE"="2"',
        r"[HKEY_LOCAL_MACHINE\Cluster\grösse]",
    )
    hive = hive_from_reg(read_reg(utf16("\n".join(lines))))
    assert shape(hive) == {"": {}, "Größe": {"Value": "2"}, "grösse": {}}
    assert hive.key("GRÖßE").location.line == 2


def test_later_values_take_the_place_of_earlier_ones() -> None:
    hive = hive_of('"a"="1"', '"b"="2"', '"A"=hex(7):', '"c"="3"')
    assert [(value.name, int(value.type), value.data, value.location.line) for value in hive.root.values] == [
        ("a", 7, b"", 5),
        ("b", 1, b"2\0\0\0", 4),
        ("c", 1, b"3\0\0\0", 6),
    ]


def test_a_deleted_value_comes_back_at_the_end() -> None:
    hive = hive_of('"a"="1"', '"b"="2"', '"A"=-', '"nothing"=-', '"a"="3"')
    assert shape(hive) == {"": {"b": "2", "a": "3"}}
    assert [value.name for value in hive.root.values] == ["b", "a"]


def test_deletions_happen_in_order() -> None:
    hive = hive_of(
        r"[HKEY_LOCAL_MACHINE\Cluster\A\B]",
        '"x"="1"',
        r"[HKEY_LOCAL_MACHINE\Cluster\C]",
        r"[-HKEY_LOCAL_MACHINE\Cluster\a]",
        r"[-HKEY_LOCAL_MACHINE\Cluster\Nothing\There]",
        r"[HKEY_LOCAL_MACHINE\Cluster\a\b]",
        '"y"="2"',
    )
    assert shape(hive) == {"": {}, "C": {}, "a": {}, r"a\b": {"y": "2"}}
    assert hive.key("A").location.line == 8


def test_a_key_deleted_and_made_again_is_a_new_one() -> None:
    made = r"[HKEY_LOCAL_MACHINE\Cluster\A\B]"
    hive = hive_of(made, '"x"="1"', r"[-HKEY_LOCAL_MACHINE\Cluster\A]", made, '"y"="2"')
    assert shape(hive) == {"": {}, "A": {}, r"A\B": {"y": "2"}}
    assert [key.location.line for key in hive.walk()] == [2, 6, 6]


def test_deleting_a_value_of_a_key_that_is_not_there_makes_no_key() -> None:
    text = read_reg(reg(r"[-HKEY_LOCAL_MACHINE\Cluster\A]", key=r"[HKEY_LOCAL_MACHINE\Cluster\A]"))
    assert shape(hive_from_reg(text)) == {"": {}}


def test_deleting_the_root_empties_it_again_and_again() -> None:
    delete = r"[-HKEY_LOCAL_MACHINE\Cluster]"
    hive = hive_of(
        '"x"="1"',
        r"[HKEY_LOCAL_MACHINE\Cluster\A]",
        '"x"="1"',
        delete,
        r"[HKEY_LOCAL_MACHINE\Cluster\A]",
        r"[HKEY_LOCAL_MACHINE\Cluster\B]",
        delete,
        r"[HKEY_LOCAL_MACHINE\Cluster\B\C]",
        '"y"="2"',
    )
    assert shape(hive) == {"": {}, "B": {}, r"B\C": {"y": "2"}}
    assert hive.root.name == "Cluster"


def test_a_file_of_deletions_only_is_an_empty_hive() -> None:
    hive = hive_of(key=r"[-HKEY_LOCAL_MACHINE\Cluster\Groups]")
    assert shape(hive) == {"": {}}
    assert (hive.root.name, hive.root.location.line) == ("Cluster", 2)


def test_a_chosen_root() -> None:
    lines = ('"x"="1"', r"[HKEY_LOCAL_MACHINE\Cluster\Groups\1]", '"y"="2"')
    hive = hive_of(*lines, root="GROUPS")
    assert shape(hive) == {"": {}, "1": {"y": "2"}}
    assert (hive.root.name, hive.root.location.line) == ("Groups", 4)


def test_what_a_text_cannot_know() -> None:
    text = read_reg(reg('"x"="1"', "zzz"))
    hive = hive_from_reg(text)
    assert hive.source == Source("reg", "5.00", "line", size=text.size, encoding="utf-8")
    assert hive.problems == text.problems
    assert len(hive.problems) == 1
    assert (hive.root.last_written, hive.root.class_name, hive.root.security) == (None, None, None)
    assert hive.columns.keys.last_written.tolist() == [NO_TIME]


def test_one_key_of_many_levels() -> None:
    path = "\\".join(f"{level}" for level in range(511))
    hive = hive_of(rf"[HKEY_LOCAL_MACHINE\Cluster\{path}]", '"x"=dword:1')
    assert len(hive) == 512
    assert hive.key(path).value("x") is not None


def expressible(root: PlainKey) -> bool:
    """Whether the format has words for the tree: no line ends in key names, which also may not merge."""
    names = [name for path in flat(root) for name in path]
    return not any("\n" in name or "\r" in name for name in names)


@settings(deadline=None)
@given(trees().filter(expressible), st.sampled_from(["HKEY_LOCAL_MACHINE\\X", "HKEY_USERS\\X"]), st.integers(1, 30))
def test_a_written_tree_reads_back_the_same(tree: PlainKey, path: str, width: int) -> None:
    text = read_reg(utf16(tree_text(tree, path, width)))
    assert text.problems == ()
    found = flat_hive(hive_from_reg(text))
    expected = flat(tree)
    assert {path: key.values for path, key in found.items()} == {path: key.values for path, key in expected.items()}


@settings(deadline=None)
@given(trees(6).filter(expressible))
def test_order_is_kept(tree: PlainKey) -> None:
    hive = hive_from_reg(read_reg(utf16(tree_text(tree, "HKEY_LOCAL_MACHINE\\X"))))
    names = [[subkey.name for subkey in key.subkeys] for key in hive.walk()]
    waiting, expected = [tree], []
    while waiting:
        key = waiting.pop()
        expected.append([subkey.name for subkey in key.subkeys])
        waiting.extend(reversed(key.subkeys))
    assert names == expected
