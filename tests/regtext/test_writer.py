from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.apply import apply
from hivetool.hive.diff import whole
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.regtext.reader import read_reg
from hivetool.regtext.tree import hive_from_reg
from hivetool.regtext.writer import NotExpressible, Version, encoded_reg, write_reg, write_reg_partly
from tests.hive.plain_edits import edits_for, plain, plainly_applied
from tests.trees import PlainKey, hive_of, patient, trees

ROOT = r"HKEY_LOCAL_MACHINE\Cluster"
VERSIONS: tuple[Version, ...] = ("5.00", "4")


def read_again(text: str, version: Version = "5.00", encoding: str = "cp1252") -> tuple[Edit, ...]:
    found = read_reg(encoded_reg(text, version, encoding), encoding=encoding if version == "4" else None, root=ROOT)
    assert not [problem for problem in found.problems if problem.severity == "error"], found.problems
    return tuple(found.edits)


@given(st.data())
@patient
def test_read_again_the_edits_do_the_same(data: st.DataObject) -> None:
    version = data.draw(st.sampled_from(VERSIONS))
    tree = data.draw(trees())
    edits = list(_with_keys(data.draw(edits_for(tree))))
    hive = hive_of(tree)
    text, lost = write_reg_partly([CreateKey(""), *edits], version=version)
    said = [edit for edit in edits if not any(_is_about(error, edit) for error in lost)]
    assert plain(apply(hive, read_again(text, version))) == plain(apply(hive, said))


def _with_keys(edits: list[Edit]) -> Iterator[Edit]:
    """A line that deletes a value stands below one that makes its key."""
    for edit in edits:
        if isinstance(edit, DeleteValue):
            yield CreateKey(edit.key)
        yield edit


def _is_about(error: NotExpressible, edit: Edit) -> bool:
    """Whether the edit could not be said; an error names a key, or a value of it."""
    if error.at.path != edit.key:
        return False
    return error.at.value is None or (isinstance(edit, SetValue | DeleteValue) and error.at.value == edit.name)


@given(trees())
@patient
def test_a_whole_tree_comes_back(tree: PlainKey) -> None:
    hive = hive_of(tree)
    text, lost = write_reg_partly([CreateKey(""), *whole(hive)])
    assert all(set(str(error.at.path) + str(error.at.value)) & set("\0\r\n") for error in lost)
    left_out = {(error.at.path, error.at.value) for error in lost}
    said = [edit for edit in whole(hive) if (edit.key, None) not in left_out and not _left_out(edit, left_out)]
    again = hive_from_reg(read_reg(encoded_reg(text), root=ROOT))
    empty = hive_of(PlainKey("Cluster"))
    assert plain(again) == plainly_applied(plain(empty), said)


def _left_out(edit: Edit, left_out: set[Any]) -> bool:
    return isinstance(edit, SetValue) and (edit.key, edit.name) in left_out


EXAMPLES = (
    (CreateKey(""), [rf"[{ROOT}]"]),
    (CreateKey("Groups"), [rf"[{ROOT}\Groups]"]),
    (DeleteKey("Groups"), [rf"[-{ROOT}\Groups]"]),
    (DeleteKey(""), [rf"[-{ROOT}]"]),
    (DeleteValue("G", "Name"), [rf"[{ROOT}\G]", '"Name"=-']),
    (DeleteValue("G", ""), [rf"[{ROOT}\G]", "@=-"]),
    (SetValue("G", "Name", 1, 'SQL "01"\\x\0'.encode("utf-16-le")), [rf"[{ROOT}\G]", r'"Name"="SQL \"01\"\\x"']),
    (SetValue("", "", 1, b"\0\0"), [rf"[{ROOT}]", '@=""']),
    (SetValue("", "n", 1, b""), [rf"[{ROOT}]", '"n"=hex(1):']),
    (SetValue("", "n", 1, b"a\0"), [rf"[{ROOT}]", '"n"=hex(1):61,00']),
    (SetValue("", "n", 1, b"a\0\0\0b\0\0\0"), [rf"[{ROOT}]", '"n"=hex(1):61,00,00,00,62,00,00,00']),
    (SetValue("", "n", 1, b"\n\0\0\0"), [rf"[{ROOT}]", '"n"=hex(1):0a,00,00,00']),
    (SetValue("", "n", 1, b"\0\xd8\0\0"), [rf"[{ROOT}]", '"n"=hex(1):00,d8,00,00']),
    (SetValue("", "a\nb", 4, b"\1\0\0\0"), [rf"[{ROOT}]", r'"a\nb"=dword:00000001']),
    (SetValue("", "n", 4, b"\1\0\0"), [rf"[{ROOT}]", '"n"=hex(4):01,00,00']),
    (SetValue("", "n", 0xFFFF0012, b"\1"), [rf"[{ROOT}]", '"n"=hex(ffff0012):01']),
    (SetValue("", "n", 3, b""), [rf"[{ROOT}]", '"n"=hex:']),
    (SetValue("", "n", 7, b"a\0\0\0\0\0"), [rf"[{ROOT}]", '"n"=hex(7):61,00,00,00,00,00']),
)


@pytest.mark.parametrize(("edit", "lines"), EXAMPLES, ids=lambda each: repr(each)[:60])
def test_how_an_edit_is_written(edit: Edit, lines: list[str]) -> None:
    assert write_reg([edit]) == "\r\n".join(["Windows Registry Editor Version 5.00", "", *lines, "", ""])


def test_values_of_one_key_stand_below_one_line() -> None:
    edits: list[Edit] = [
        CreateKey("G"),
        SetValue("G", "a", 1, b"\0\0"),
        DeleteValue("G", "b"),
        CreateKey("H"),
        CreateKey("G"),
    ]
    expected = ["", rf"[{ROOT}\G]", '@a=""', '"b"=-', "", rf"[{ROOT}\H]", "", rf"[{ROOT}\G]", "", ""]
    assert write_reg(edits).splitlines()[1:] == [line.replace("@a", '"a"') for line in expected[:-1]]


def test_a_value_set_after_its_key_was_deleted_gets_a_line_of_its_own() -> None:
    edits: list[Edit] = [SetValue("G", "a", 1, b"\0\0"), DeleteKey("G"), SetValue("G", "b", 1, b"\0\0")]
    assert [line for line in write_reg(edits).splitlines()[1:] if line] == [
        rf"[{ROOT}\G]",
        '"a"=""',
        rf"[-{ROOT}\G]",
        rf"[{ROOT}\G]",
        '"b"=""',
    ]


def test_long_data_is_folded_as_regedit_folds_it() -> None:
    lines = write_reg([SetValue("", "Security", 3, bytes(range(100)))]).splitlines()[3:-1]
    assert lines[0] == '"Security"=hex:' + ",".join(f"{each:02x}" for each in range(20)) + ",\\"
    assert lines[1] == "  " + ",".join(f"{each:02x}" for each in range(20, 45)) + ",\\"
    assert max(map(len, lines)) <= 78
    assert not lines[-1].endswith("\\")


@pytest.mark.parametrize("size", [0, 1, 19, 20, 21, 44, 45, 46, 20_000])
@pytest.mark.parametrize("name", ["", "n", "x" * 74, "x" * 200])
def test_data_of_any_size_comes_back(size: int, name: str) -> None:
    edit = SetValue("k", name, 3, bytes(number % 251 for number in range(size)))
    assert read_again(write_reg([edit]))[1:] == (edit,)


IMPOSSIBLE = (
    (CreateKey("a\nb"), "line break"),
    (CreateKey("a\0b"), "NUL"),
    (SetValue("a\rb", "v", 1, b""), "line break"),
    (SetValue("a", "v\0", 1, b""), "its name has a NUL"),
    (SetValue("a", "v" * 16384, 1, b""), "longer than 16383"),
    (CreateKey("v" * 256), "longer than 255"),
    (CreateKey("\\".join(["k"] * 512)), "more than 512 levels"),
    (CreateKey("a\\\\b"), "has no name"),
)


@pytest.mark.parametrize(("edit", "reason"), IMPOSSIBLE, ids=[reason for _, reason in IMPOSSIBLE])
def test_what_cannot_be_said(edit: Edit, reason: str) -> None:
    with pytest.raises(NotExpressible, match=reason):
        write_reg([edit])
    text, lost = write_reg_partly([edit, SetValue("b", "v", 4, b"\0\0\0\0")])
    assert [reason in str(error) for error in lost] == [True]
    assert '"v"=dword:00000000' in text


def test_without_a_root_the_paths_say_it_all() -> None:
    assert r"[HKEY_USERS\x]" in write_reg([CreateKey(r"HKEY_USERS\x")], root="")
    with pytest.raises(NotExpressible, match="does not begin with a root key"):
        write_reg([CreateKey("x")], root="")
    with pytest.raises(NotExpressible, match="cannot be deleted"):
        write_reg([DeleteKey("HKEY_USERS")], root="")


def test_an_old_file_has_the_characters_of_its_code_page() -> None:
    text = "Größe\0".encode("utf-16-le")
    edits = [SetValue("Knoten ä", "ü", 1, text), SetValue("Knoten ä", "m", 7, text + b"\0\0")]
    written = write_reg(edits, version="4")
    assert written.startswith("REGEDIT4\r\n")
    assert '"m"=hex(7):47,72,f6,df,65,00,00' in written
    assert read_again(written, "4")[1:] == tuple(edits)
    for edit in (SetValue("a", "v", 1, "Ж\0".encode("utf-16-le")), CreateKey("Ж"), DeleteValue("a", "Ж")):
        with pytest.raises(NotExpressible, match="not in cp1252"):
            write_reg([edit], version="4")
    assert "Ж" in write_reg([CreateKey("Ж")], version="4", encoding="cp1251")
    with pytest.raises(NotExpressible, match="half a character"):
        write_reg([SetValue("a", "v", 7, b"abc")], version="4")
