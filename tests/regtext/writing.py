"""`.reg` text for tests: a header and lines as bytes, and a plain writer of whole trees."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from tests.trees import PlainKey, PlainValue

HEADER = "Windows Registry Editor Version 5.00"
CLUSTER = r"[HKEY_LOCAL_MACHINE\Cluster]"


def reg(*lines: str, key: str = CLUSTER) -> bytes:
    """A file with the header in line 1, ``key`` in line 2 and the lines from line 3 on, as ASCII."""
    return "\r\n".join((HEADER, key, *lines, "")).encode("ascii")


def utf16(text: str) -> bytes:
    """The text as regedit writes it."""
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le", "surrogatepass")


def escaped(text: str) -> str:
    for plain, written in (("\\", "\\\\"), ('"', '\\"'), ("\r", "\\r"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def hex_lines(kind: int, data: bytes, width: int) -> str:
    """``hex(kind):`` with ``width`` bytes a line."""
    rows = [data[at : at + width] for at in range(0, len(data), width)]
    return f"hex({kind:x}):" + ",\\\r\n  ".join(",".join(f"{byte:02x}" for byte in row) for row in rows)


def written(value: PlainValue, width: int) -> str:
    """One value line: strings and dwords in their short form wherever that holds the same bytes."""
    name = f'"{escaped(value.name)}"' if value.name else "@"
    text = _as_string(value)
    if text is not None:
        return f'{name}="{escaped(text)}"'
    if value.type == 4 and len(value.data) == 4:
        return f"{name}=dword:{int.from_bytes(value.data, 'little'):08x}"
    return f"{name}={hex_lines(value.type, value.data, width)}"


def tree_text(root: PlainKey, path: str, width: int = 25) -> str:
    """A whole tree whose root key lies at ``path``."""
    return "\r\n".join((HEADER, "", *_lines(root, path, width)))


def _lines(root: PlainKey, path: str, width: int) -> Iterator[str]:
    waiting = [(root, path)]
    while waiting:
        key, where = waiting.pop()
        yield f"[{where}]"
        yield from (written(value, width) for value in key.values)
        yield ""
        waiting.extend((subkey, f"{where}\\{subkey.name}") for subkey in reversed(key.subkeys))


def _as_string(value: PlainValue) -> str | None:
    if value.type != 1 or len(value.data) % 2 or value.data[-2:] != b"\0\0":
        return None
    text = value.data[:-2].decode("utf-16-le", "surrogatepass")
    return None if "\0" in text else text
