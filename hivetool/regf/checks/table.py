"""Every invariant that is checked beside what the reader finds (:class:`hivetool.regf.faults.Fault`): one table.

An invariant that no hive written by Windows violates is an error; one that Windows repairs or ignores, or that real
hives differ in, is a warning. Sources: M. Suhanov, "Windows registry file format specification" (fields); the
documentation of hivex, lib/write.c (order of subkeys); Project Zero, "The Windows Registry Adventure" #5 (what
Windows accepts); 52 hives written by Windows (what it writes).
"""

from __future__ import annotations

from enum import Enum

from hivetool.hive.errors import Severity


class Check(Enum):
    """A row: code, severity, what is wrong where the invariant does not hold, whether its facts are plain numbers."""

    FORMAT = ("regf-format", "error", "the file format of the base block is not 1", True)
    CLUSTERING = ("regf-clustering-factor", "warning", "the clustering factor of the base block is not 1", True)
    TRAILING = ("regf-trailing-bytes", "warning", "bytes follow the hive bins data", True)
    ROOT_FLAG = ("regf-root-flag", "warning", "the root key has no KEY_HIVE_ENTRY flag")

    CELL_CHAIN = ("regf-cell-chain", "error", "the cells of a hive bin do not lead to its end")
    CELL_REFERENCE = ("regf-cell-reference", "error", "a {what} does not begin where a cell begins")
    CELL_LEAK = ("regf-cell-leak", "warning", "a cell is in use, but nothing refers to it")
    FREE_CELLS = ("regf-free-cells", "warning", "a free cell follows a free cell, of which Windows makes one")

    PARENT = ("regf-parent", "error", "the parent field of a key is not the offset of its parent")
    KEY_SIZE = ("regf-key-size", "error", "the cell of a key is larger than Windows loads")
    KEY_NAME = ("regf-key-name", "error", "the name of a key has a backslash or more than 255 characters")
    KEY_NAME_FLAG = (
        "regf-key-name-flag",
        "warning",
        "a key's name is stored two bytes a character though one would do, or has half a character",
    )
    VOLATILE = ("regf-volatile-count", "warning", "a key counts volatile subkeys, which are never on disk", True)
    NO_SUBKEYS = ("regf-no-subkeys", "warning", "a key without subkeys has a subkeys list")
    NO_VALUES = ("regf-no-values", "error", "a key without values has a key values list")
    PREDEFINED = ("regf-predefined-handle", "warning", "a key is marked as a predefined handle, its number is none")
    CLASS_OFFSET = ("regf-class-offset", "warning", "a key has a class name's length or its offset, but not both")
    CLASS_SIZE = ("regf-class-size", "warning", "a class name has half a character", True)
    NO_SECURITY = ("regf-no-security", "error", "a key has no key security item")
    LARGEST_KEY_NAME = (
        "regf-largest-subkey-name",
        "error",
        "the longest name of a key's subkeys is longer than the key says",
        True,
    )
    LARGEST_CLASS = (
        "regf-largest-subkey-class",
        "error",
        "the longest class of a key's subkeys is longer than the key says",
        True,
    )
    LARGEST_VALUE_NAME = (
        "regf-largest-value-name",
        "error",
        "the longest name of a key's values is longer than the key says",
        True,
    )
    LARGEST_DATA = (
        "regf-largest-data",
        "error",
        "the largest data of a key's values is larger than the key says",
        True,
    )

    ORDER = ("regf-subkey-order", "error", "the subkeys of a key are not in the order of their upper-case names")
    DUPLICATE_KEY = ("regf-duplicate-subkey", "error", "a key has two subkeys of one name")
    HASH = ("regf-name-hash", "error", "the name hash in a hash leaf is not that of the key")
    HINT = ("regf-name-hint", "warning", "the name hint in a fast leaf is not that of the key")
    LEAF_KIND = ("regf-leaf-kind", "warning", "a leaf is of a kind that Windows does not write in this version")
    LEAF_LARGE = ("regf-leaf-large", "error", "a leaf has more than 1013 elements", True)
    LEAF_EMPTY = ("regf-leaf-empty", "error", "a subkeys list has no elements")
    LEAVES_MIXED = ("regf-leaves-mixed", "warning", "the leaves under an index root are of several kinds")

    DUPLICATE_VALUE = ("regf-duplicate-value", "error", "a key has two values of one name")
    VALUE_NAME = ("regf-value-name", "error", "the name of a value has more than 16383 characters", True)
    DEFAULT_FLAG = ("regf-default-value-flag", "warning", "a value without a name has the flag of one-byte names")
    VALUE_NAME_FLAG = (
        "regf-value-name-flag",
        "warning",
        "a value's name is stored two bytes a character though one would do, or has half a character",
    )
    NOT_INLINE = (
        "regf-data-not-inline",
        "warning",
        "data of at most four bytes does not stand in the key value itself",
        True,
    )
    EMPTY_DATA = ("regf-empty-data", "warning", "a value without data has a data offset")
    NO_BIG_DATA = (
        "regf-no-big-data",
        "error",
        "data of more than 16344 bytes stands in one cell, in a version that knows big data",
        True,
    )

    RING = ("regf-security-ring", "error", "the key security items are not linked into one ring")
    REFERENCES = ("regf-security-references", "error", "the reference count of a key security item is wrong", True)
    SECURITY_TWICE = ("regf-security-twice", "warning", "two key security items hold the same security descriptor")
    DESCRIPTOR = ("regf-security-descriptor", "warning", "the data of a key security item is no security descriptor")

    def __init__(self, code: str, severity: Severity, message: str, counted: bool = False) -> None:
        self.code = code
        self.severity = severity
        self.message = message
        self.counted = counted

    @property
    def whole_file(self) -> bool:
        """See :class:`hivetool.regf.faults.Kind`."""
        return self in (Check.FORMAT, Check.CLUSTERING, Check.TRAILING)
