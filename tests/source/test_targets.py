from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from hivetool.cli.outputs import FORMATS
from hivetool.hive.content import exact_differences
from hivetool.hive.diff import diff
from hivetool.hive.hive import Hive
from hivetool.source.opening import open_hive
from hivetool.source.targets import MOST_SAID, TARGETS, How, Target, Written, target_for, target_named
from tests.shared import PROJECT
from tests.tables.making import OWNER, edited
from tests.trees import PlainKey, PlainValue, hive_of, patient, trees

TIME = 132514164000000000
TREE = PlainKey(
    "Cluster",
    (PlainValue("ClusterName", 1, "HVC01\0".encode("utf-16-le")), PlainValue("Number", 4, b"\1\2\3\4")),
    (
        PlainKey("Groups", (PlainValue("Name", 1, "Group é\0".encode("utf-16-le")),), security=OWNER, flags=0x20),
        PlainKey(
            "Resources", (PlainValue("", 3, bytes(100)),), (PlainKey("below", last_written=TIME, class_name="Klass"),)
        ),
    ),
    last_written=TIME,
)
ROWS = pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)


def said(written: Written, target: Target, title: str | None = None) -> list[str]:
    """What the proofs of a format have to say, or the one of this title."""
    return [line for name, proof in target.proofs if title in (None, name) for line in proof(written)]


def written_as(name: str, hive: Hive | None = None) -> Written:
    return target_named(name).write(hive or hive_of(TREE), How())


@ROWS
def test_every_row_writes_and_proves(target: Target) -> None:
    written = target.write(hive_of(TREE), How())
    assert (written.lost, written.reasons) == ((), ())
    assert said(written, target) == []


@ROWS
def test_every_fixture_is_proved(target: Target) -> None:
    for name in ("article", "hvc01", "structures"):
        written = target.write(open_hive(PROJECT / "fixtures" / f"{name}.hiv"), How())
        wrong = said(written, target)
        assert wrong == [], (name, wrong[:3])


@ROWS
def test_a_hive_without_anything(target: Target) -> None:
    written = target.write(hive_of(PlainKey("Cluster")), How())
    assert said(written, target) == []
    assert len(open_hive(written.data)) == 1


@ROWS
def test_the_same_hive_gives_the_same_bytes(target: Target) -> None:
    assert target.write(hive_of(TREE), How()).data == target.write(hive_of(TREE), How()).data


@pytest.mark.parametrize("second", TARGETS, ids=lambda target: target.name)
@pytest.mark.parametrize("first", TARGETS, ids=lambda target: target.name)
def test_from_every_format_to_every_other(first: Target, second: Target) -> None:
    hive = open_hive(PROJECT / "fixtures" / "hvc01.hiv")
    one = open_hive(first.write(hive, How()).data)
    two = open_hive(second.write(one, How()).data)
    assert (one.problems, two.problems) == ((), ())
    assert (diff(hive, two), two.root.name) == ((), "Cluster")
    if not first.loses and not second.loses:
        assert exact_differences(hive, two) == ()


@given(trees())
@patient
def test_json_and_sqlite_keep_everything_of_any_tree(tree: PlainKey) -> None:
    for name in ("json", "sqlite"):
        written = written_as(name, hive_of(tree))
        assert said(written, target_named(name)) == []


def test_the_choices_of_the_command_line_are_the_rows() -> None:
    assert tuple(target.name for target in TARGETS) == FORMATS
    assert all(target_named(target.name) is target for target in TARGETS)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("CLUSDB", "regf"),
        ("x.hiv", "regf"),
        ("x.json.hiv", "regf"),
        ("x.reg", "reg"),
        ("X.REG", "reg"),
        ("a.b.json", "json"),
        ("x.sqlite", "sqlite"),
        ("x.DB", "sqlite"),
        ("", "regf"),
        ("json", "regf"),
    ],
)
def test_the_suffix_decides(path: str, name: str) -> None:
    assert target_for(path).name == name


def test_no_suffix_is_that_of_two_formats() -> None:
    suffixes = [suffix for target in TARGETS for suffix in target.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(target.proofs for target in TARGETS)


def swapped(before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    """What replaces some bytes by as many others."""

    def tamper(data: bytes) -> bytes:
        assert before in data
        return data.replace(before, after)

    return tamper


def wide(before: str, after: str) -> Callable[[bytes], bytes]:
    return swapped(before.encode("utf-16-le"), after.encode("utf-16-le"))


def sql(statement: str) -> Callable[[bytes], bytes]:
    return lambda data: edited(data, statement)


def other_hash(data: bytes) -> bytes:
    """The name hash of the first subkey of the root, which no reading needs."""
    at = data.index(b"lh") + 8
    return data[:at] + b"\0\0\0\0" + data[at + 4 :]


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


NUMBER = b"\1\2\3\4"
TAMPERED: list[tuple[str, str, Callable[[bytes], bytes], str]] = [
    ("regf", "read again", swapped(NUMBER, b"\1\2\3\5"), ":Number: data 4 bytes 01020304 was meant"),
    ("regf", "read again", wide("Klass", "Class"), "Resources\\below: class"),
    ("regf", "read again", swapped(OWNER, OWNER[:-4] + b"\x13\0\0\0"), "Groups: security or flags are not as"),
    ("regf", "read again", swapped(TIME.to_bytes(8, "little"), bytes(8)), "time 132514164000000000 was meant"),
    ("regf", "read again", lambda data: b"", "the file is empty"),
    ("regf", "read again", cut, "offset 0x"),
    ("regf", "python-registry", swapped(NUMBER, b"\1\2\3\5"), "Number"),
    ("regf", "python-registry", swapped(b"ClusterName", b"ClusterNome"), "ClusterNome"),
    ("regf", "python-registry", lambda data: bytes(5000), ""),
    ("regf", "check", other_hash, "the name hash in a hash leaf is not that of the key"),
    ("regf", "check", cut, "offset 0x"),
    ("reg", "read again", wide("HVC01", "HVC02"), ":ClusterName: it is not as it was meant"),
    ("reg", "read again", wide("04030201", "04030202"), ":Number: it is not as it was meant"),
    ("reg", "read again", wide("below", "belaw"), "Resources\\below: it is not as it was meant"),
    ("reg", "read again", lambda data: data[:200], "Resources"),
    ("reg", "read again", lambda data: b"", "line 1"),
    ("reg4", "read again", swapped(b"HVC01", b"HVC02"), ":ClusterName: it is not as it was meant"),
    ("reg4", "read again", swapped(b"\xe9", b"e"), "Groups:Name: it is not as it was meant"),
    ("reg4", "read again", lambda data: data[:100], "Resources"),
    ("json", "read again", swapped(b"01020304", b"01020305"), ":Number: data 4 bytes 01020304 was meant"),
    ("json", "read again", swapped(b'"type": 4', b'"type": 5'), ":Number: type 4 was meant, 5 is there"),
    ("json", "read again", swapped(b"ClusterName", b"clusterName"), "name 'ClusterName' was meant"),
    (
        "json",
        "read again",
        swapped(b'"root": "C', b'"root": "c'),
        "(root): name 'Cluster' was meant",
    ),
    ("json", "read again", swapped(b"Klass", b"klass"), "class 10 bytes"),
    ("json", "read again", swapped(b'"class": null', b'"class": ""'), "class nothing was meant, no bytes is there"),
    ("json", "read again", swapped(b'"last_written": null', b'"last_written": 0'), "time"),
    ("json", "read again", swapped(b'"security": 0', b'"security": null'), "Groups: security descriptor 32 bytes"),
    ("json", "read again", swapped(b'"flags": 32', b'"flags": 33'), "Groups: flags 32 was meant, 33 is there"),
    ("json", "read again", swapped(b'"flags": 32', b'"flags": -1'), "a key cannot have flags -1"),
    (
        "json",
        "read again",
        swapped(b'"Resources\\\\below"', b'"Groups\\\\below"'),
        "place in the tree",
    ),
    (
        "json",
        "read again",
        lambda data: data.replace(b'"path": "Groups"', b'"path": "Groups", "x": 1'),
        "no field of this",
    ),
    ("json", "read again", cut, "this is no JSON"),
    ("json", "read again", lambda data: b"{}", "this is JSON of something else"),
    ("sqlite", "read again", sql("UPDATE key_values SET data = 5 WHERE type = 4"), ":Number: data 4 bytes 01020304"),
    (
        "sqlite",
        "read again",
        sql("UPDATE key_values SET type = 1 WHERE type = 3"),
        "type 3 was meant",
    ),
    ("sqlite", "read again", sql("UPDATE key_values SET id = 9 WHERE id = 1"), "name 'ClusterName' was meant"),
    ("sqlite", "read again", sql("UPDATE keys SET name = 'x' WHERE id = 1"), "(root): name 'Cluster' was meant"),
    ("sqlite", "read again", sql("UPDATE keys SET class = 'x' WHERE class NOT NULL"), "Resources\\below: class"),
    ("sqlite", "read again", sql("UPDATE keys SET last_written = NULL"), "time 132514164000000000 was meant"),
    ("sqlite", "read again", sql("UPDATE keys SET security = NULL"), "Groups: security descriptor 32 bytes"),
    ("sqlite", "read again", sql("UPDATE descriptors SET data = X'00'"), "Groups: security descriptor 32 bytes"),
    ("sqlite", "read again", sql("UPDATE keys SET flags = 33 WHERE flags = 32"), "Groups: flags 32 was meant"),
    ("sqlite", "read again", sql("UPDATE keys SET parent = 2 WHERE name = 'below'"), "place in the tree"),
    ("sqlite", "read again", sql("DELETE FROM key_values WHERE id = 1"), "number of values 4 was meant, 3 is there"),
    ("sqlite", "read again", sql("DELETE FROM keys WHERE name = 'below'"), "number of keys 4 was meant, 3 is there"),
    ("sqlite", "read again", sql("DELETE FROM hivetool"), "an SQLite database of something else"),
    ("sqlite", "read again", cut, "offset 0x0: "),
    ("sqlite", "read again", lambda data: b"", "this is no SQLite database"),
]


@pytest.mark.parametrize(("name", "title", "tamper", "words"), TAMPERED)
def test_every_proof_can_fail(name: str, title: str, tamper: Callable[[bytes], bytes], words: str) -> None:
    target, written = target_named(name), written_as(name)
    tampered = replace(written, data=tamper(written.data))
    assert tampered.data != written.data
    lines = said(tampered, target, title)
    assert any(words in line for line in lines), lines
    assert len(lines) <= 4 * MOST_SAID


def test_every_proof_is_tampered_with() -> None:
    proofs = {(target.name, title) for target in TARGETS for title, _ in target.proofs}
    assert {(name, title) for name, title, _, _ in TAMPERED} == proofs


def test_the_order_counts_where_a_format_keeps_it() -> None:
    hive = hive_of(PlainKey("r", (PlainValue("a"), PlainValue("b")), (PlainKey("x"), PlainKey("y"))))
    turned = hive_of(PlainKey("r", (PlainValue("b"), PlainValue("a")), (PlainKey("y"), PlainKey("x"))))
    for name in ("json", "sqlite"):
        written = replace(written_as(name, turned), meant=hive)
        assert said(written, target_named(name))


def test_a_hive_with_equal_names_is_kept_as_it_is() -> None:
    hive = hive_of(PlainKey("r", (PlainValue("v"), PlainValue("V")), (PlainKey("a", flags=1), PlainKey("A"))))
    for name in ("json", "sqlite"):
        written = written_as(name, hive)
        assert said(written, target_named(name)) == []
        assert {problem.severity for problem in open_hive(written.data).problems} == {"warning"}


def test_what_a_reg_file_cannot_hold_is_lost_and_nothing_else_may_be() -> None:
    keys = (PlainKey("d\ne", subkeys=(PlainKey("f"),)), PlainKey("g"))
    tree = PlainKey("r", (PlainValue("a\0b"), PlainValue("c")), keys)
    target, written = target_named("reg"), written_as("reg", hive_of(tree))
    assert [(at.path, at.value) for at in written.lost] == [("", "a\0b"), ("d\ne", None), ("d\ne\\f", None)]
    assert len(written.reasons) == 3
    assert said(written, target) == []
    assert said(replace(written, data=wide('"c"', '"C2"')(written.data)), target)
    assert said(replace(written, lost=()), target)


def test_a_root_and_a_code_page_are_asked_for() -> None:
    how = How(r"HKEY_USERS\S-1-5-18", "cp437")
    for name in ("reg", "reg4"):
        target = target_named(name)
        written = target.write(hive_of(TREE), how)
        assert "HKEY_USERS\\S-1-5-18\\Groups" in written.data.decode("utf-16-le" if name == "reg" else "cp437")
        assert said(written, target) == []
    assert b"Group \x82" in written.data


def test_importing_the_table_is_cheap() -> None:
    heavy = "{'construct', 'Registry', 'sqlite3'}"
    program = f"import sys; import hivetool.source.targets; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
