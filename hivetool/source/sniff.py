"""What an input is, told by its content alone: one table of signatures, the first that fits counts."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from hivetool.hive.location import Location
from hivetool.regtext.decoding import codec_name
from hivetool.regtext.errors import UnreadableText
from hivetool.tables.fields import FAMILY
from hivetool.tables.sqlite_schema import APPLICATION_ID

from .errors import EXPORT

HEAD = 1 << 14
"""Bytes at the beginning that are looked at as text."""

Door = Literal["regf", "reg", "reg-query", "json", "sqlite", "packed", "archive"]
"""How a kind is read; ``packed`` is one file in another, ``archive`` several."""


@dataclass(frozen=True)
class Signature:
    """A row of the table.

    ``what`` completes "this is"; ``pattern`` is matched with the first bytes, or (a str) searched in the decoded
    head; ``door`` reads the kind, without one ``advice`` says what to do.
    """

    kind: str
    what: str
    pattern: re.Pattern[bytes] | re.Pattern[str]
    door: Door | None = None
    advice: str = EXPORT

    @property
    def start(self) -> Location:
        """Where such an input begins: the first line of a text, the first byte of anything else."""
        return Location(line=1) if isinstance(self.pattern.pattern, str) else Location(offset=0)


def _bytes(kind: str, what: str, pattern: bytes, advice: str = EXPORT, door: Door | None = None) -> Signature:
    return Signature(kind, what, re.compile(pattern, re.DOTALL), door, advice)


def _text(kind: str, what: str, pattern: str, advice: str = EXPORT, door: Door | None = None) -> Signature:
    return Signature(kind, what, re.compile(pattern), door, advice)


# Signatures of the binary kinds: the formats' own specifications; transaction logs: Suhanov's specification of
# the registry file format; CLFS log blocks: the unofficial CLFS documentation (version 0x15, first record at 0x70).
SIGNATURES: tuple[Signature, ...] = (
    _bytes("empty", "an empty file", rb"\Z"),
    _bytes("zeros", "a file of nothing but zero bytes", rb"\0++\Z"),
    _bytes(
        "regf-log",
        "a transaction log of a registry hive (.LOG1, .LOG2)",
        rb"regf.{508}(?:HvLE|DIRT)|HvLE|DIRT",
        "give the hive itself, the file of the same name without .LOG",
    ),
    _bytes("regf", "a registry hive", rb"regf", door="regf"),
    _bytes("hbin", "a piece of a registry hive without its base block", rb"hbin"),
    _bytes("regf-damaged", "a registry hive with a damaged base block", rb".{4096}hbin", door="regf"),
    _bytes(
        "clfs",
        "a CLFS log file (.blf or .container), which belongs to a hive",
        rb"\x15\x00.{38}\x70\x00\x00\x00",
        "give the hive itself, CLUSDB",
    ),
    _bytes("gzip", "a gzip-compressed file", rb"\x1f\x8b", door="packed"),
    _bytes("xz", "an xz-compressed file", rb"\xfd7zXZ\0", door="packed"),
    _bytes("zip", "a zip archive", rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", door="archive"),
    _bytes("bzip2", "a bzip2-compressed file", rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", door="packed"),
    _bytes("zstd", "a Zstandard-compressed file", rb"\x28\xb5\x2f\xfd", "unpack it first"),
    _bytes("7z", "a 7z archive", rb"7z\xbc\xaf\x27\x1c", "unpack it first"),
    _bytes("cab", "a cabinet archive", rb"MSCF\0{4}", "unpack it first"),
    _bytes(
        "sqlite-hive",
        "an SQLite database made by hivetool convert",
        rb"SQLite format 3\0.{52}" + re.escape(APPLICATION_ID.to_bytes(4, "big")),
        door="sqlite",
    ),
    _bytes("sqlite", "an SQLite database, not one made by hivetool convert", rb"SQLite format 3\0"),
    _bytes("evtx", "a Windows event log (.evtx)", rb"ElfFile\0"),
    _bytes("evt", "a Windows event log (.evt)", rb".{4}LfLe"),
    _bytes("ese", "an ESE database", rb".{4}\xef\xcd\xab\x89"),
    _bytes("pol", "a registry policy file (Registry.pol)", rb"PReg"),
    _bytes("pe", "a Windows program or library", rb"MZ"),
    _bytes("elf", "a Linux program or library", rb"\x7fELF"),
    _bytes("dump", "a memory dump", rb"MDMP|PAGEDU(?:MP|64)"),
    _bytes("pdf", "a PDF document", rb"%PDF-"),
    _text("reg", "a .reg file", r"\A\s*+(?i:windows registry editor|regedit)", door="reg"),
    _text("reg-without-header", "a .reg file without its header", r"\A\s*+\[-?HKEY_", door="reg"),
    _text(
        "utf-16be",
        "text in UTF-16BE",
        r"\A\ufeff",
        f"save it as UTF-16LE or pass --encoding utf-16-be if it is a .reg file; else {EXPORT}",
    ),
    _text("clixml", "a PowerShell CLIXML file", r"\A\s*+(?:#< CLIXML\s*+)?(?:<\?xml[^>]{0,200}+>\s*+)?<Objs\b"),
    _text("html", "an HTML page", r"\A\s*+(?i:<!doctype html|<html)\b"),
    _text("mht", "a web archive (MHT)", r"(?is)\A(?:From|MIME-Version|Content-Type): .{0,1000}?multipart/related"),
    _text("xml", "an XML file", r"\A\s*+<(?:\?xml|!--|[A-Za-z])"),
    _text(
        "json-hive",
        "a JSON document made by hivetool convert",
        r'\A\s*+\{\s*+"schema"\s*+:\s*+"' + re.escape(f"{FAMILY}/"),
        door="json",
    ),
    _text(
        "json-report",
        "a report of hivetool in JSON, which holds no hive",
        r'\A\s*+\{\s*+"schema"\s*+:\s*+"hivetool\.',
        "give the input that the report was made of",
    ),
    _text(
        "dump",
        "a listing made by hivetool dump, without security descriptors and flags",
        r'\A\s*+\{"path": "',
        "hivetool convert HIVE -o NAME.json makes a document that is read again",
    ),
    _text("json", "a JSON file", r'\A\s*+(?:\{\s*+["}]|\[\s*+(?:["{\]\[\d-]|true\b|false\b|null\b))'),
    _text(
        "cluster-log",
        "a cluster log, which holds states, not the database",
        r"(?m)^\[=== [^\n]{1,60} ===\]|^[0-9a-f]{8}\.[0-9a-f]{8}::\d{4}/\d\d/\d\d-"
        r"|^(?:\d{4}/\d\d/\d\d-)?\d\d:\d\d:\d\d\.\d{3} (?:INFO|WARN|ERR|DBG)\b",
    ),
    _text(
        "reg-query",
        "a listing made by reg query",
        r"(?m)^HK(?:EY_[A-Z_]{4,20}|LM|U|CU|CR|CC)(?:\\|$)"
        r"|^    [^\n]{1,300}?(?:    |\t)REG_[A-Z_]{2,30}(?: |\t|$)",
        door="reg-query",
    ),
    _text("powershell", "a listing made by PowerShell", r"(?m)^PS(?:Path|ParentPath|ChildName|Provider) {1,20}:"),
    _text("text", "a text file", r"\A[^\0-\x08\x0e-\x1a\x1c-\x1f]*+\Z"),
)

UNKNOWN = _bytes("unknown", "a file of a kind this program does not know", rb"")

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def sniff(data: bytes, encoding: str | None = None) -> Signature:
    """The first row of the table that fits ``data``, or ``UNKNOWN``.

    ``encoding`` is the caller's word for text without a byte order mark.
    """
    head = _head_text(data[:HEAD], encoding)
    for row in SIGNATURES:
        pattern = row.pattern
        found = pattern.search(head) if isinstance(pattern.pattern, str) else pattern.match(data)
        if found:
            return row
    return UNKNOWN


def _head_text(head: bytes, encoding: str | None) -> str:
    """The head decoded as well as can be, LF line ends; only UTF-16BE nobody asked for keeps its mark."""
    mark, marked = next(((mark, name) for mark, name in _MARKS if head.startswith(mark)), (b"", None))
    wide = "utf-16-le" if head[1:2] == b"\0" and head[:1] != b"\0" else None
    asked = _asked(encoding)
    text = head[len(mark) :].decode(marked or asked or wide or "latin-1", "replace")
    if marked == "utf-16-be" and asked is None:
        text = "\ufeff" + text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _asked(encoding: str | None) -> str | None:
    try:
        return codec_name(encoding)
    except UnreadableText:
        return None  # the door complains, if it is one that cares
