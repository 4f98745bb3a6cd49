from __future__ import annotations

import pytest

from hivetool.regtext.errors import NoSuchRoot
from hivetool.regtext.roots import MOST_CANDIDATES, below, chosen_root, found_root, relative_path
from hivetool.regtext.rows import Op, RegRows, RowsBuilder

MOUNT = r"HKEY_LOCAL_MACHINE\Cluster"


@pytest.mark.parametrize(
    ("paths", "root"),
    [
        ([MOUNT], MOUNT),
        ([rf"{MOUNT}\Groups\1", r"HKEY_LOCAL_MACHINE\CLUSTER\Nodes"], MOUNT),
        ([r"HKEY_USERS\.DEFAULT\x", r"HKEY_USERS\.DEFAULT"], r"HKEY_USERS\.DEFAULT"),
        ([MOUNT, r"HKEY_LOCAL_MACHINE\Clusters"], ""),
        ([MOUNT, r"HKEY_USERS\Cluster"], ""),
        ([MOUNT, "HKEY_LOCAL_MACHINE"], ""),
        (["HKEY_LOCAL_MACHINE"], ""),
        ([r"HKEY_CURRENT_USER\Software"], ""),
        ([r"HKEY_CLASSES_ROOT\.txt"], ""),
        ([], ""),
    ],
)
def test_the_root_that_reg_save_would_give(paths: list[str], root: str) -> None:
    assert found_root(paths) == root


PATHS = (MOUNT, rf"{MOUNT}\Groups\One", rf"{MOUNT}\groups2")


@pytest.mark.parametrize(
    ("wanted", "root"),
    [
        (rf"{MOUNT}\GROUPS", rf"{MOUNT}\Groups"),
        (r"hklm\cluster\groups\one", rf"{MOUNT}\Groups\One"),
        ("groups", rf"{MOUNT}\Groups"),
        ("HKEY_LOCAL_MACHINE", "HKEY_LOCAL_MACHINE"),
        ("\\groups\\\\one\\", rf"{MOUNT}\Groups\One"),
        ("", MOUNT),
    ],
)
def test_a_chosen_root_is_compared_without_case_and_spelled_as_in_the_file(wanted: str, root: str) -> None:
    assert chosen_root(PATHS, wanted) == root


def test_below_a_root_without_a_name_every_path_begins_with_a_root_key() -> None:
    paths = (MOUNT, r"HKEY_USERS\x")
    assert chosen_root(paths, "") == ""
    assert chosen_root(paths, r"HKU\X") == r"HKEY_USERS\x"


@pytest.mark.parametrize("wanted", ["Group", r"HKEY_LOCAL_MACHINE\Clus", r"HKLM\Cluster\Nodes", "HKEY_USERS"])
def test_a_root_that_is_not_there_lists_what_is(wanted: str) -> None:
    with pytest.raises(NoSuchRoot) as caught:
        chosen_root(PATHS, wanted)
    assert (caught.value.wanted, caught.value.candidates) == (wanted, (MOUNT,))
    assert str(caught.value).endswith(f"the file has keys under '{MOUNT}'")


def test_candidates_are_bounded() -> None:
    paths = [rf"HKEY_USERS\{number}\x" for number in range(1000)]
    with pytest.raises(NoSuchRoot) as caught:
        chosen_root(paths, "HKLM")
    assert len(caught.value.candidates) == MOST_CANDIDATES


def rows_of(*rows: tuple[Op, str]) -> RegRows:
    builder = RowsBuilder()
    for line, (op, path) in enumerate(rows, 2):
        builder.add(op, builder.number_of(path), line)
    return builder.rows()


def test_rows_below_a_root() -> None:
    rows = rows_of(
        (Op.CREATE_KEY, MOUNT),
        (Op.CREATE_KEY, rf"{MOUNT}\Groups"),
        (Op.SET_VALUE, rf"{MOUNT}\GROUPS\1"),
        (Op.CREATE_KEY, rf"{MOUNT}\Groups2"),
        (Op.DELETE_KEY, rf"{MOUNT}\Groups"),
        (Op.DELETE_KEY, MOUNT),
        (Op.DELETE_KEY, rf"{MOUNT}\Groups2"),
    )
    taken = below(rows, rf"{MOUNT}\Groups")
    found = [(Op(op), taken.paths[path], line) for op, path, line in zip(taken.op, taken.path, taken.line, strict=True)]
    assert found == [
        (Op.CREATE_KEY, "", 3),
        (Op.SET_VALUE, "1", 4),
        (Op.DELETE_KEY, "", 6),
        (Op.DELETE_KEY, "", 7),  # the key above goes, and the root with it
    ]
    assert below(rows, "") is rows


def test_relative_paths() -> None:
    assert relative_path(rf"{MOUNT}\a\b", MOUNT.upper()) == r"a\b"
    assert relative_path(MOUNT, MOUNT) == ""
    assert relative_path(f"{MOUNT}2", MOUNT) is None
    assert relative_path(MOUNT, "") == MOUNT
