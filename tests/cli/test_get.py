from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import article, run
from tests.clusters import HEADER, ROOT, resource_id

VM1 = f"Resources\\{resource_id('Virtual Machine 1')}"
TREE = f'{HEADER}[{ROOT}]\n@="default"\n"a:b"="colon"\n"x"=hex:00,ff\n\n[{ROOT}\\k:v]\n"n"=dword:7\n'.encode()


def got(*arguments: str, stdin: bytes = TREE) -> tuple[int, bytes, str]:
    found = run("get", "-", *arguments, stdin=stdin)
    return found.exit_code, found.stdout_bytes, found.stderr


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (":", b"default\n"),
        (":a:b", b"colon\n"),
        ("k:v:n", b"7\n"),
        ("K:V\\:N", b"7\n"),
        (f"{ROOT}\\k:v:n", b"7\n"),
        ("HKLM\\Cluster:a:b", b"colon\n"),
        ("Computer\\HKEY_LOCAL_MACHINE\\Cluster\\k:v:n", b"7\n"),
        (":x", b"00ff\n"),
    ],
)
def test_a_value_by_its_path(path: str, value: bytes) -> None:
    assert got(path) == (0, value, "")


def test_the_bytes_as_they_are() -> None:
    assert got(":x", "--format", "raw") == (0, b"\0\xff", "")
    assert got(":a:b", "--format", "hex") == (0, "colon\0".encode("utf-16-le").hex().encode() + b"\n", "")
    assert got("k:v", "--format", "raw")[0] == 2


def test_a_key(tmp_path: Path) -> None:
    code, out, _ = got("k:v")
    assert (code, out) == (0, b"n  REG_DWORD  7 (0x7)\n")
    assert got()[1].endswith(b"k:v\\\n")
    document = json.loads(run("get", str(article(tmp_path)), VM1, "--format", "json").stdout)
    assert [value["name"] for value in document["values"]] == ["Name", "Type", "PersistentState"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (":nothing", "the root has no value 'nothing'"),
        ("k:v:m\x1b", "'k:v' has no value 'm\\x1b'"),
        ("kv\\deep", "the root has no key 'kv'; did you mean 'k:v'?"),
        ("k:v\\deep:x", "'k:v' has no key 'deep'"),
    ],
)
def test_what_is_not_there(path: str, said: str) -> None:
    code, out, err = got(path)
    assert (code, out) == (1, b"")
    assert said in err
