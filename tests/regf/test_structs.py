from __future__ import annotations

import struct

import pytest
from construct import ConstError, Struct

from hivetool.regf import structs

FIXED_SIZES = (
    (structs.BaseBlock, 4096),
    (structs.HiveBin, 32),
    (structs.FastLeafElement, 8),
    (structs.HashLeafElement, 8),
    (structs.BigData, 8),
)


@pytest.mark.parametrize(("declaration", "size"), FIXED_SIZES)
def test_sizes_are_those_of_the_specification(declaration: Struct, size: int) -> None:
    assert declaration.sizeof() == size


def test_the_fields_of_a_base_block_stand_where_the_specification_says() -> None:
    block = structs.BaseBlock.build(
        {
            "primary_sequence_number": 1,
            "secondary_sequence_number": 2,
            "root_cell_offset": 0x20,
            "hive_bins_data_size": 0x1000,
            "flags": 3,
            "guid_signature": b"rmtm",
            "offreg_signature": b"OfRg",
            "checksum": 0x01020304,
            "serialization_timestamp": 5,
            "thaw_tm_id": b"t" * 16,
            "boot_recover": 6,
        }
    )
    assert block[:4] == b"regf"
    assert struct.unpack_from("<2I", block, 4) == (1, 2)
    assert struct.unpack_from("<4I", block, 20) == (1, 5, 0, 1)
    assert struct.unpack_from("<3I", block, 36) == (0x20, 0x1000, 1)
    assert struct.unpack_from("<I", block, 144) == (3,)
    assert block[164:168] == b"rmtm"
    assert block[176:180] == b"OfRg"
    assert struct.unpack_from("<IQ", block, 508) == (0x01020304, 5)
    assert block[4040:4056] == b"t" * 16
    assert struct.unpack_from("<I", block, 4092) == (6,)


def test_a_key_node_is_76_bytes_and_its_name() -> None:
    node = structs.KeyNode.build({"flags": 0x2C, "key_name_string": b"Root", "largest_subkey_name_length": 0x0102})
    assert node[:4] == b"nk\x2c\x00"
    assert len(node) == 76 + 4
    assert struct.unpack_from("<H", node, 72) == (4,)
    assert node[52:56] == b"\x02\x01\x00\x00"
    assert structs.KeyNode.parse(node).key_name_string == b"Root"


def test_a_key_value_is_20_bytes_and_its_name() -> None:
    value = structs.KeyValue.build(
        {"data_size": 0x80000004, "data_offset": 1, "data_type": 4, "flags": 1, "value_name_string": b"State"}
    )
    assert value == b"vk" + struct.pack("<HIIIHH", 5, 0x80000004, 1, 4, 1, 0) + b"State"


def test_a_security_item_counts_its_descriptor() -> None:
    item = structs.KeySecurity.build({"flink": 1, "blink": 2, "reference_count": 3, "security_descriptor": b"12345"})
    assert item == b"sk" + struct.pack("<HIIII", 0, 1, 2, 3, 5) + b"12345"


def test_lists_count_their_elements() -> None:
    assert structs.IndexLeaf.build({"list_elements": [1, 2]}) == b"li\2\0" + struct.pack("<2I", 1, 2)
    assert structs.IndexRoot.build({"list_elements": [3]}) == b"ri\1\0" + struct.pack("<I", 3)
    fast = [{"key_node_offset": 4, "name_hint": b"ab\0\0"}]
    assert structs.FastLeaf.build({"list_elements": fast}) == b"lf\1\0" + struct.pack("<I", 4) + b"ab\0\0"
    hashed = [{"key_node_offset": 5, "name_hash": 6}]
    assert structs.HashLeaf.build({"list_elements": hashed}) == b"lh\1\0" + struct.pack("<2I", 5, 6)


def test_an_allocated_cell_has_a_negative_size_that_includes_itself() -> None:
    cell = structs.Cell.build({"cell_data": b"1234"})
    assert cell == struct.pack("<i", -8) + b"1234"
    assert structs.Cell.parse(struct.pack("<i", 8) + b"free").cell_data == b"free"


def test_a_wrong_signature_is_refused() -> None:
    with pytest.raises(ConstError):
        structs.BigData.parse(b"DB" + bytes(6))
