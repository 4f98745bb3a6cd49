from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import sqlite3
import time
import zipfile
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hivetool.report.dump import dump_jsonl
from hivetool.source.errors import EXPORT
from hivetool.source.sniff import SIGNATURES, UNKNOWN, sniff
from hivetool.tables.json_writer import write_json
from hivetool.tables.sqlite_writer import write_sqlite
from tests.regtext.writing import HEADER
from tests.trees import PlainKey, hive_of

REG = f"{HEADER}\r\n\r\n[HKEY_LOCAL_MACHINE\\Cluster]\r\n"
LOG = (
    "[=== Cluster ===]\n_clusterName\n",
    "00000fe4.00001628::2022/12/15-14:26:02.654 WARN [QUORUM] Node 1: Lost quorum (1)\n",
    "2020/06/15-15:51:52.361 ERR   [RES] SQL Server\n",
)
CLIXML = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\r\n  <Obj RefId="0">'
QUERY = "\r\nHKEY_LOCAL_MACHINE\\Cluster\r\n    ClusterName    REG_SZ    CL1\r\n"
BANNER = f"{'-' * 20}\r\n[HKLM\\Cluster]\r\n{'-' * 20}\r\n{QUERY}"


def zipped() -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("x", b"regf")
    return memory.getvalue()


def database() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table t (x)")
        return bytes(connection.serialize())


SAMPLES: list[tuple[str, bytes]] = [
    ("empty", b""),
    ("zeros", bytes(100_000)),
    ("regf", b"regf" + bytes(4092)),
    ("regf", b"regf"),
    ("regf-log", b"regf" + bytes(508) + b"HvLE"),
    ("regf-log", b"regf" + bytes(508) + b"DIRT" + bytes(100)),
    ("regf-log", b"HvLE"),
    ("regf-damaged", b"\xff" * 4096 + b"hbin"),
    ("hbin", b"hbin\0\0\0\0"),
    ("hbin", b"hbin" * 1025),
    ("clfs", b"\x15\x00\x01" + bytes(37) + b"\x70\0\0\0" + bytes(68)),
    ("gzip", gzip.compress(b"regf")),
    ("xz", lzma.compress(b"regf")),
    ("zip", zipped()),
    ("zip", b"PK\x05\x06" + bytes(18)),
    ("bzip2", bz2.compress(b"regf")),
    ("bzip2", bz2.compress(b"")),
    ("zstd", b"\x28\xb5\x2f\xfd\x04"),
    ("7z", b"7z\xbc\xaf\x27\x1c\0\4"),
    ("cab", b"MSCF\0\0\0\0\x10"),
    ("sqlite", database()),
    ("sqlite-hive", write_sqlite(hive_of(PlainKey("R")))),
    ("evtx", b"ElfFile\0" + bytes(100)),
    ("evt", b"\x30\0\0\0LfLe"),
    ("ese", b"\x12\x34\x56\x78\xef\xcd\xab\x89"),
    ("pol", b"PReg\1\0\0\0"),
    ("pe", b"MZ\x90\0\3\0"),
    ("elf", b"\x7fELF\2\1\1\0"),
    ("dump", b"MDMP\x93\xa7"),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3"),
    ("reg", codecs.BOM_UTF16_LE + REG.encode("utf-16-le")),
    ("reg", codecs.BOM_UTF8 + REG.encode()),
    ("reg", REG.encode()),
    ("reg", REG.encode() + b'"caf\xe9"=-'),
    ("reg", REG.encode("utf-16-le")),
    ("reg", b"\r\n \t" + REG.encode()),
    ("reg", b"REGEDIT4\r\n\r\n[HKEY_LOCAL_MACHINE\\Cluster]\r\n"),
    ("reg", b"WINDOWS REGISTRY EDITOR VERSION 5.00"),
    ("reg-without-header", b"[HKEY_LOCAL_MACHINE\\Cluster]\r\n"),
    ("reg-without-header", b"\r\n[-HKEY_USERS\\x]"),
    ("utf-16be", codecs.BOM_UTF16_BE + REG.encode("utf-16-be")),
    ("utf-16be", codecs.BOM_UTF16_BE + "x".encode("utf-16-be")),
    ("clixml", CLIXML.encode()),
    ("clixml", codecs.BOM_UTF16_LE + CLIXML.encode("utf-16-le")),
    ("clixml", b"#< CLIXML\r\n" + CLIXML.encode()),
    ("html", b"<!DOCTYPE HTML><html>"),
    ("mht", b"From: <Saved by x>\r\nSubject: y\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; z"),
    ("xml", b'<?xml version="1.0"?><Event/>'),
    ("xml", codecs.BOM_UTF8 + b"<Report>"),
    ("json-hive", write_json(hive_of(PlainKey("R")))),
    ("json-hive", codecs.BOM_UTF16_LE + write_json(hive_of(PlainKey("R"))).decode().encode("utf-16-le")),
    ("json-hive", b'\r\n{\t"schema" : "hivetool.hive/2"'),
    ("json-report", b'{\n  "schema": "hivetool.inspect/1",'),
    ("dump", next(dump_jsonl(hive_of(PlainKey("R")))).encode()),
    ("json", b'{"Name": 1, "schema": "hivetool.hive/1"}'),
    ("json", b'[\r\n  {"a"'),
    ("json", b"[]"),
    ("json", b"[1, 2]"),
    ("cluster-log", LOG[0].encode()),
    ("cluster-log", codecs.BOM_UTF16_LE + LOG[1].encode("utf-16-le")),
    ("cluster-log", b"Cluster log of HV01\r\n" + LOG[2].encode()),
    ("reg-query", QUERY.encode()),
    ("reg-query", BANNER.encode()),
    ("reg-query", codecs.BOM_UTF16_LE + BANNER.encode("utf-16-le")),
    ("reg-query", b"    ClusterName    REG_SZ    CL1\r\n"),
    ("powershell", b"\r\nClusterName : CL1\r\nPSPath      : Microsoft.PowerShell.Core\\Registry\r\n"),
    ("text", b"Dear support,\r\nthe cluster is down.\r\n"),
    ("text", b"caf\xe9"),
    ("unknown", b"\1\2\3\4"),
    ("unknown", bytes(500) + b"\1"),
]


@pytest.mark.parametrize(("kind", "data"), SAMPLES, ids=lambda value: value if isinstance(value, str) else "")
def test_kinds(kind: str, data: bytes) -> None:
    assert sniff(data).kind == kind


def test_every_row_of_the_table_has_a_sample() -> None:
    assert {kind for kind, _ in SAMPLES} == {row.kind for row in SIGNATURES} | {UNKNOWN.kind}


def test_hives_texts_and_what_they_are_packed_in_have_a_door() -> None:
    doors = {row.kind: row.door for row in SIGNATURES if row.door}
    assert doors == {
        "regf": "regf",
        "regf-damaged": "regf",
        "reg": "reg",
        "reg-without-header": "reg",
        "reg-query": "reg-query",
        "json-hive": "json",
        "sqlite-hive": "sqlite",
        "gzip": "packed",
        "xz": "packed",
        "bzip2": "packed",
        "zip": "archive",
    }


def test_all_others_say_what_to_do() -> None:
    for row in (*SIGNATURES, UNKNOWN):
        assert row.advice
        assert row.what.startswith(("a ", "an ", "text "))
    advice = {row.kind: row.advice for row in SIGNATURES}
    assert advice["clixml"] == EXPORT
    assert all(advice[kind].startswith("unpack it first") for kind in ("7z", "zstd", "cab"))
    assert "CLUSDB" in advice["clfs"]


def test_the_callers_encoding_counts_for_text_without_a_mark() -> None:
    assert sniff(REG.encode("utf-16-be"), "utf-16-be").door == "reg"
    assert sniff(codecs.BOM_UTF16_BE + REG.encode("utf-16-be"), "utf-16-be").door == "reg"
    assert sniff(REG.encode("cp037"), "cp037").door == "reg"
    assert sniff(REG.encode("cp037")).door is None
    assert sniff(b"regf", "cp037").door == "regf"


@pytest.mark.parametrize("encoding", ["nonsense", "hex", "unicode_escape", "a\0"])
def test_a_senseless_encoding_is_the_doors_business(encoding: str) -> None:
    assert sniff(REG.encode(), encoding).door == "reg"


@settings(deadline=None)
@given(st.binary(max_size=300) | st.sampled_from([data for _, data in SAMPLES]).map(lambda data: data[:-1]))
def test_anything_is_something(data: bytes) -> None:
    assert sniff(data) in (*SIGNATURES, UNKNOWN)


@pytest.mark.parametrize(
    "data",
    [
        b" " * 5_000_000,
        b"[ " * 2_000_000,
        b"    " * 1_000_000,
        b"From: " + b"multipart/" * 500_000,
        b"<?xml " + b" " * 4_000_000,
        bytes(5_000_000) + b"\1",
    ],
)
def test_sniffing_is_quick(data: bytes) -> None:
    begin = time.process_time()
    sniff(data)
    assert time.process_time() - begin < 2
