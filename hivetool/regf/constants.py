"""Numbers of the format that are no fields: sizes, masks and the offset that points nowhere.

Names and meanings follow M. Suhanov's "Windows registry file format specification".
"""

from __future__ import annotations

from typing import Final

BASE_BLOCK_SIZE: Final = 4096
"""Bytes before the hive bins data; an offset in a record plus this is an offset in the file."""

CHECKSUM_OFFSET: Final = 508
"""Where the checksum stands; it covers the bytes before it."""

HIVE_BIN_HEADER_SIZE: Final = 32
HIVE_BIN_ALIGNMENT: Final = 4096
CELL_ALIGNMENT: Final = 8
CELL_HEADER_SIZE: Final = 4

NOWHERE: Final = 0xFFFFFFFF
"""An offset that does not point anywhere."""

KEY_HIVE_ENTRY: Final = 0x0004
KEY_NO_DELETE: Final = 0x0008
KEY_SYM_LINK: Final = 0x0010
KEY_COMP_NAME: Final = 0x0020
"""The key's name is stored one byte a character (Latin-1)."""
KEY_PREDEF_HANDLE: Final = 0x0040
"""The number of key values is a handle instead; there are no values."""
FIRST_HANDLE: Final = 0x80000000
"""Predefined handles are numbers from here on (HKEY_PERFORMANCE_TEXT is 0x80000050)."""

KEY_LAYER_SEMANTICS: Final = 0x03
KEY_INHERIT_CLASS: Final = 0x80
"""Bits of the layered key bit fields (version 1.6): what the key does to the layers below, and whose class counts."""

VALUE_COMP_NAME: Final = 0x0001
"""The value's name is stored one byte a character (Latin-1)."""
VALUE_TOMBSTONE: Final = 0x0002
"""The value hides one of the same name in a lower layer (version 1.6)."""

DATA_IN_OFFSET: Final = 0x80000000
"""Bit of a key value's data size: the data, at most four bytes, stands in the data offset's field."""

SEGMENT_SIZE: Final = 16344
"""The most bytes one data cell or data segment holds where big data is known."""

SEGMENT_CELL_DATA: Final = SEGMENT_SIZE + 4
"""What the cell of a data segment holds. Windows makes each so large, the last one too, and hivex counts on it."""

BIG_DATA_MINOR: Final = 4
"""The first minor version that knows big data."""

SECTOR_SIZE: Final = 512
"""What transaction logs count in: their base block is one sector, their entries begin at sectors."""

LOG_FILE_TYPES: Final = frozenset({1, 2})
NEW_LOG_FILE_TYPE: Final = 6
"""File types of transaction logs of the old format (dirty vector) and the new one (log entries)."""
