"""The on-disk records of a primary file, as construct declarations: the format, written down once.

Names and order follow M. Suhanov's "Windows registry file format specification". Every record stands at the
start of a cell's data, save :data:`BaseBlock` (start of the file), :data:`HiveBin` (start of a bin) and
:data:`Cell` itself. All numbers are little-endian; all offsets count from the start of the hive bins data,
which is 4096 bytes into the file; an offset of ``0xFFFFFFFF`` points nowhere. Parts of variable size stand
last, so that everything before them is a record of fixed size (see :mod:`hivetool.regf.layout`).

The declarations build as well as parse. Fields that a field of variable size decides (the number of a list's
elements, the length of a name) are computed when building.
"""

from __future__ import annotations

from construct import (
    Array,
    Bytes,
    Const,
    Default,
    GreedyRange,
    Int8ul,
    Int16ul,
    Int32sl,
    Int32ul,
    Int64ul,
    Rebuild,
    Struct,
    len_,
    this,
)

_NOWHERE = 0xFFFFFFFF

Guid = Default(Bytes(16), bytes(16))

BaseBlock = Struct(
    "signature" / Const(b"regf"),
    "primary_sequence_number" / Int32ul,
    "secondary_sequence_number" / Int32ul,
    "last_written_timestamp" / Default(Int64ul, 0),
    "major_version" / Default(Int32ul, 1),
    "minor_version" / Default(Int32ul, 5),
    "file_type" / Default(Int32ul, 0),  # 0 is a primary file; 1, 2 and 6 are transaction logs
    "file_format" / Default(Int32ul, 1),
    "root_cell_offset" / Int32ul,
    "hive_bins_data_size" / Int32ul,
    "clustering_factor" / Default(Int32ul, 1),
    "file_name" / Default(Bytes(64), bytes(64)),  # UTF-16LE, the end of the path
    "rm_id" / Guid,
    "log_id" / Guid,
    "flags" / Default(Int32ul, 0),
    "tm_id" / Guid,
    "guid_signature" / Default(Bytes(4), bytes(4)),  # "rmtm" where the GUIDs are in use
    "last_reorganized_timestamp" / Default(Int64ul, 0),
    "offreg_signature"
    / Default(Bytes(4), bytes(4)),  # "OfRg" of offreg.dll; some of its versions put it 8 bytes earlier
    "offreg_flags" / Default(Int32ul, 0),
    "reserved" / Default(Bytes(324), bytes(324)),
    "checksum" / Default(Int32ul, 0),
    "serialization_timestamp" / Default(Int64ul, 0),  # offreg.dll only
    "reserved_2" / Default(Bytes(3520), bytes(3520)),
    "thaw_tm_id" / Guid,
    "thaw_rm_id" / Guid,
    "thaw_log_id" / Guid,
    "boot_type" / Default(Int32ul, 0),
    "boot_recover" / Default(Int32ul, 0),
)

HiveBin = Struct(
    "signature" / Const(b"hbin"),
    "offset" / Int32ul,
    "size" / Int32ul,
    "reserved" / Default(Bytes(8), bytes(8)),
    "timestamp" / Default(Int64ul, 0),
    "spare" / Default(Int32ul, 0),
)

Cell = Struct(
    "size" / Rebuild(Int32sl, lambda cell: -(len(cell.cell_data) + 4)),  # negative: allocated
    "cell_data" / Bytes(lambda cell: abs(cell.size) - 4),
)

KeyNode = Struct(
    "signature" / Const(b"nk"),
    "flags" / Int16ul,
    "last_written_timestamp" / Default(Int64ul, 0),
    "access_bits" / Default(Int8ul, 0),
    "layered_key_bit_fields" / Default(Int8ul, 0),  # bit 7: inherit class; bits 0 and 1: layer semantics
    "spare" / Default(Int16ul, 0),
    "parent" / Default(Int32ul, _NOWHERE),
    "number_of_subkeys" / Default(Int32ul, 0),
    "number_of_volatile_subkeys" / Default(Int32ul, 0),
    "subkeys_list_offset" / Default(Int32ul, _NOWHERE),
    "volatile_subkeys_list_offset" / Default(Int32ul, _NOWHERE),
    "number_of_key_values" / Default(Int32ul, 0),
    "key_values_list_offset" / Default(Int32ul, _NOWHERE),
    "key_security_offset" / Default(Int32ul, _NOWHERE),
    "class_name_offset" / Default(Int32ul, _NOWHERE),
    "largest_subkey_name_length" / Default(Int16ul, 0),
    "virtualization_control_and_user_flags" / Default(Int8ul, 0),
    "debug" / Default(Int8ul, 0),
    "largest_subkey_class_name_length" / Default(Int32ul, 0),
    "largest_value_name_length" / Default(Int32ul, 0),
    "largest_value_data_size" / Default(Int32ul, 0),
    "work_var" / Default(Int32ul, 0),
    "key_name_length" / Rebuild(Int16ul, len_(this.key_name_string)),
    "class_name_length" / Default(Int16ul, 0),
    "key_name_string" / Bytes(this.key_name_length),
)

KeyValue = Struct(
    "signature" / Const(b"vk"),
    "name_length" / Rebuild(Int16ul, len_(this.value_name_string)),
    "data_size" / Int32ul,  # bit 31: the data itself stands in data_offset
    "data_offset" / Int32ul,
    "data_type" / Int32ul,
    "flags" / Int16ul,
    "spare" / Default(Int16ul, 0),
    "value_name_string" / Bytes(this.name_length),
)

KeySecurity = Struct(
    "signature" / Const(b"sk"),
    "reserved" / Default(Int16ul, 0),
    "flink" / Int32ul,
    "blink" / Int32ul,
    "reference_count" / Int32ul,
    "security_descriptor_size" / Rebuild(Int32ul, len_(this.security_descriptor)),
    "security_descriptor" / Bytes(this.security_descriptor_size),
)

KeyValuesList = GreedyRange(Int32ul)
"""Offsets of key values; how many of them count is said by the key node."""

IndexLeaf = Struct(
    "signature" / Const(b"li"),
    "number_of_elements" / Rebuild(Int16ul, len_(this.list_elements)),
    "list_elements" / Array(this.number_of_elements, Int32ul),
)

FastLeafElement = Struct("key_node_offset" / Int32ul, "name_hint" / Bytes(4))

FastLeaf = Struct(
    "signature" / Const(b"lf"),
    "number_of_elements" / Rebuild(Int16ul, len_(this.list_elements)),
    "list_elements" / Array(this.number_of_elements, FastLeafElement),
)

HashLeafElement = Struct("key_node_offset" / Int32ul, "name_hash" / Int32ul)

HashLeaf = Struct(
    "signature" / Const(b"lh"),
    "number_of_elements" / Rebuild(Int16ul, len_(this.list_elements)),
    "list_elements" / Array(this.number_of_elements, HashLeafElement),
)

IndexRoot = Struct(
    "signature" / Const(b"ri"),
    "number_of_elements" / Rebuild(Int16ul, len_(this.list_elements)),
    "list_elements" / Array(this.number_of_elements, Int32ul),
)

BigData = Struct(
    "signature" / Const(b"db"),
    "number_of_segments" / Int16ul,
    "offset_of_list_of_segments" / Int32ul,
)

ListOfSegments = GreedyRange(Int32ul)
"""Offsets of data segments; how many of them count is said by the big data record."""

LogEntry = Struct(  # in a transaction log of the new format, from its second sector on
    "signature" / Const(b"HvLE"),
    "size" / Int32ul,  # of the whole entry, a multiple of 512
    "flags" / Default(Int32ul, 0),
    "sequence_number" / Int32ul,
    "hive_bins_data_size" / Int32ul,
    "dirty_pages_count" / Int32ul,
    "hash_1" / Int64ul,  # of what follows this header
    "hash_2" / Int64ul,  # of the header up to here
)
"""Followed by the references to its dirty pages and by the pages, without gaps."""

DirtyPageReference = Struct("offset" / Int32ul, "size" / Int32ul)
