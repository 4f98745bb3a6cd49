"""Small primary files made by hand, cell by cell, with the construct declarations.

Children come before their parents, because a record says where the records below it are. What is built is sound;
:meth:`Image.patch` makes it unsound.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any

from hivetool.regf import structs
from hivetool.regf.base_block import checksum

NOWHERE = 0xFFFFFFFF
HEADER = 4096
NARROW_KEY, WIDE_KEY = 0x20, 0


@dataclass
class Image:
    """One bin of cells, growing; offsets are relative to the hive bins data, as in the file."""

    minor: int = 5
    cells: bytearray = field(default_factory=lambda: bytearray(32))

    def cell(self, content: bytes, free: bool = False) -> int:
        """Append a cell and say where it is."""
        offset = len(self.cells)
        content += bytes(-(len(content) + 4) % 8)
        self.cells += structs.Cell.build({"cell_data": content})
        if free:
            self.patch(offset, struct.pack("<i", len(content) + 4))
        return offset

    def patch(self, offset: int, content: bytes) -> None:
        """Overwrite bytes; ``offset`` counts from the size of the cell."""
        self.cells[offset : offset + len(content)] = content

    def key(self, name: str = "k", subkeys: int = NOWHERE, values: tuple[int, ...] = (), **fields: Any) -> int:
        """A key node over a subkeys list (see :meth:`leaf`) and some values."""
        narrow = all(ord(letter) < 256 for letter in name)
        record = {
            "flags": NARROW_KEY if narrow else WIDE_KEY,
            "key_name_string": name.encode("latin-1" if narrow else "utf-16-le", "surrogatepass"),
            "subkeys_list_offset": subkeys,
            "number_of_subkeys": 0 if subkeys == NOWHERE else self.counted(subkeys),
            "number_of_key_values": len(values),
            "key_values_list_offset": self.cell(structs.KeyValuesList.build(values)) if values else NOWHERE,
        }
        return self.cell(structs.KeyNode.build(record | fields))

    def counted(self, offset: int) -> int:
        """How many keys a subkeys list names."""
        signature, count = struct.unpack_from("<2sH", self.cells, offset + 4)
        if signature != b"ri":
            return int(count)
        return sum(self.counted(leaf) for leaf in struct.unpack_from(f"<{count}I", self.cells, offset + 8))

    def leaf(self, *keys: int, kind: str = "lh") -> int:
        """A subkeys list of one of the four kinds."""
        if kind == "lf":
            elements: list[Any] = [{"key_node_offset": key, "name_hint": b"hint"} for key in keys]
            return self.cell(structs.FastLeaf.build({"list_elements": elements}))
        if kind == "lh":
            elements = [{"key_node_offset": key, "name_hash": 37} for key in keys]
            return self.cell(structs.HashLeaf.build({"list_elements": elements}))
        declaration = structs.IndexLeaf if kind == "li" else structs.IndexRoot
        return self.cell(declaration.build({"list_elements": list(keys)}))

    def value(self, name: str = "v", data: bytes = b"data", kind: int = 3, **fields: Any) -> int:
        """A key value with its data inline where it fits, else in one cell."""
        narrow = all(ord(letter) < 256 for letter in name)
        if len(data) <= 4:
            place = {"data_size": len(data) | 0x80000000, "data_offset": int.from_bytes(data.ljust(4, b"\0"), "little")}
        else:
            place = {"data_size": len(data), "data_offset": self.cell(data)}
        record = {
            "value_name_string": name.encode("latin-1" if narrow else "utf-16-le", "surrogatepass"),
            "flags": int(narrow),
            "data_type": kind,
        }
        return self.cell(structs.KeyValue.build(record | place | fields))

    def big(self, data: bytes, name: str = "v", segment: int = 16344) -> int:
        """A key value whose data stands in segments."""
        parts = [self.cell(data[at : at + segment]) for at in range(0, len(data), segment)]
        offsets = self.cell(structs.ListOfSegments.build(parts))
        record = {"number_of_segments": len(parts), "offset_of_list_of_segments": offsets}
        return self.value(name, data_size=len(data), data_offset=self.cell(structs.BigData.build(record)))

    def security(self, descriptor: bytes) -> int:
        """A key security item, alone in its ring."""
        offset = len(self.cells)
        record = {"flink": offset, "blink": offset, "reference_count": 1, "security_descriptor": descriptor}
        return self.cell(structs.KeySecurity.build(record))

    def bins(self) -> bytes:
        """The hive bins data: one bin, the rest of it a free cell."""
        size = -(-len(self.cells) // HEADER) * HEADER
        rest = size - len(self.cells)
        tail = struct.pack("<i", rest) + bytes(rest - 4) if rest else b""
        header: bytes = structs.HiveBin.build({"offset": 0, "size": size})
        return header + bytes(self.cells[32:]) + tail

    def file(self, root: int, **fields: Any) -> bytes:
        """The whole file."""
        bins = self.bins()
        return base_block(root, len(bins), minor_version=self.minor, **fields) + bins


def base_block(root: int = 32, size: int = 4096, **fields: Any) -> bytes:
    """A sound base block with the right checksum, unless one is given."""
    record = {
        "primary_sequence_number": 7,
        "secondary_sequence_number": 7,
        "root_cell_offset": root,
        "hive_bins_data_size": size,
    } | fields
    block: bytes = structs.BaseBlock.build({"checksum": checksum(structs.BaseBlock.build(record))} | record)
    return block


def sample() -> bytes:
    """A file with everything in it once: for tests that damage it at random."""
    image = Image()
    security = image.security(b"descriptor of twenty")
    class_name = image.cell("Class".encode("utf-16-le"))
    common: dict[str, Any] = {"key_security_offset": security}
    first = image.key("first", values=(image.value("a"), image.big(bytes(range(256)) * 130)), **common)
    second = image.key("Zweiter€", values=(image.value("", b"long enough"),), **common)
    li = image.leaf(image.key("x", **common), kind="li")
    lf = image.leaf(image.key("y", **common), kind="lf")
    third = image.key("third", image.leaf(li, lf, kind="ri"), **common)
    root = image.key(
        "root", image.leaf(first, second, third), class_name_offset=class_name, class_name_length=10, **common
    )
    return image.file(root)
