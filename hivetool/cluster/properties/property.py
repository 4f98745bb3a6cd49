"""What a row of the property tables says, and the words that rows share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from hivetool.hive.types import ValueType

UNSET = 0xFFFFFFFF
"""The DWORD that means "not set here": the resource type's value, the group's, or no limit."""

Kind = Literal[
    "cluster",
    "node",
    "group",
    "resource",
    "resource type",
    "network",
    "network interface",
    "quorum",
    "dependency",
    "group set",
    "affinity rule",
    "fault domain",
    "checkpoint",
]
Mark = Literal["documented", "seen", "inferred"]
Version = Literal["2003", "2008", "2008 R2", "2012", "2012 R2", "2016", "2019", "2022", "2025"]
Default = int | str | None

PARAMETERS = "Parameters"
"""The subkey of an object that holds its private properties (MS-CMRP 3.1.3.3)."""

ANY = "*"
"""The name of a property that stands for every value that has no row of its own."""

VERSIONS: tuple[Version, ...] = ("2003", "2008", "2008 R2", "2012", "2012 R2", "2016", "2019", "2022", "2025")
"""Windows Server, oldest first."""

LEVELS: Mapping[int, Version] = MappingProxyType({8: "2012 R2", 9: "2016", 10: "2019", 11: "2022", 12: "2025"})
"""ClusterFunctionalLevel -> the version whose features a cluster of that level has."""


class Form(StrEnum):
    """How a property is stored."""

    TEXT = "REG_SZ"
    """Read from REG_EXPAND_SZ too: which text has variables in it is up to whoever wrote it."""
    TEXTS = "REG_MULTI_SZ"
    NUMBER = "REG_DWORD"
    LARGE = "REG_QWORD"
    """A ULARGE of the API: whether the hive has it as REG_QWORD or as 8 bytes of REG_BINARY is not known."""
    TIME = "FILETIME"
    """100 ns since 1601, UTC; in which of the two forms of LARGE is not known."""
    BYTES = "REG_BINARY"


_STORED_AS: Mapping[Form, tuple[tuple[ValueType, int], ...]] = MappingProxyType(
    {
        Form.TEXT: ((ValueType.REG_SZ, 2), (ValueType.REG_EXPAND_SZ, 2)),
        Form.TEXTS: ((ValueType.REG_MULTI_SZ, 2),),
        Form.NUMBER: ((ValueType.REG_DWORD, 4),),
        Form.LARGE: ((ValueType.REG_QWORD, 8), (ValueType.REG_BINARY, 8)),
        Form.TIME: ((ValueType.REG_QWORD, 8), (ValueType.REG_BINARY, 8)),
        Form.BYTES: ((ValueType.REG_BINARY, 1),),
    }
)
"""The types a form is read from, the one it is written as first, each with the bytes that its data have: 4 and 8
exactly, 1 and 2 or a multiple."""

Words = tuple[tuple[int, str], ...]
"""Numbers and what they mean."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of one kind of object: a value of its key, or of its subkey ``Parameters``.

    ``limits`` are the least and the greatest number (None: whatever the form holds); a number in ``special`` has a
    meaning of its own and may lie outside. ``default`` is what absence means, None where that is not documented;
    ``defaults`` are others, each from a version of Windows on; ``page_default`` is what the page says where practice
    contradicts it. Nothing is ever judged by a default.

    ``types`` are the resource types whose objects have the property, empty for all. ``also`` are more forms that are
    accepted on reading. ``words`` are all the numbers that have a meaning, or, with ``bits``, the meanings of single
    bits. ``unset`` is the special number that counts as "not stored". ``inherits`` is where the value comes from then:
    a kind of object and the property's name there.

    ``read_only``: the API refuses to set it. ``runtime``: it changes while a cluster runs without anybody changing
    the configuration. ``ties``: it holds the database together, so that setting it alone breaks something.
    ``refers_to`` is the kind of object that it names by its id, or, with ``by_name``, by its id or its name.
    """

    kind: Kind
    name: str
    form: Form
    meaning: str
    source: str
    limits: tuple[int | None, int | None] = (None, None)
    default: Default = None
    mark: Mark = "documented"
    place: Literal["", "Parameters"] = field(default="", kw_only=True)
    types: tuple[str, ...] = field(default=(), kw_only=True)
    also: tuple[Form, ...] = field(default=(), kw_only=True)
    unit: str | None = field(default=None, kw_only=True)
    defaults: tuple[tuple[Version, int], ...] = field(default=(), kw_only=True)
    page_default: int | None = field(default=None, kw_only=True)
    unset: int | None = field(default=None, kw_only=True)
    special: Words = field(default=(), kw_only=True)
    words: Words = field(default=(), kw_only=True)
    bits: bool = field(default=False, kw_only=True)
    since: Version | None = field(default=None, kw_only=True)
    until: Version | None = field(default=None, kw_only=True)
    inherits: tuple[Kind, str] | None = field(default=None, kw_only=True)
    refers_to: Kind | None = field(default=None, kw_only=True)
    read_only: bool = field(default=False, kw_only=True)
    runtime: bool = field(default=False, kw_only=True)
    ties: bool = field(default=False, kw_only=True)
    by_name: bool = field(default=False, kw_only=True)
    stored_as: Mapping[int, int] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Gather the types the property may be stored as, with the bytes of each; it is written as the first."""
        stored_as: dict[int, int] = {}
        for form in (self.form, *self.also):
            for kind, unit in _STORED_AS[form]:
                stored_as.setdefault(kind, unit)
        object.__setattr__(self, "stored_as", MappingProxyType(stored_as))

    @property
    def minimum(self) -> int | None:
        """The least number, None if there is no other limit than the form's."""
        return self.limits[0]

    @property
    def maximum(self) -> int | None:
        """The greatest number, None if there is no other limit than the form's."""
        return self.limits[1]

    @property
    def most(self) -> int:
        """The greatest number that may be stored, special ones apart."""
        largest = UNSET if self.form is Form.NUMBER else 2**64 - 1
        return largest if self.maximum is None else self.maximum

    @property
    def written_as(self) -> int:
        """The type of value that it is written as."""
        return next(iter(self.stored_as))

    @property
    def is_number(self) -> bool:
        """Whether values of the property are numbers."""
        return self.form in (Form.NUMBER, Form.LARGE, Form.TIME)

    def fits(self, kind: int, size: int) -> bool:
        """Whether a value of this type and so many bytes has the property's form."""
        unit = self.stored_as.get(kind, 0)
        return size == unit if unit > 2 else unit > 0 and size % unit == 0

    def allows(self, number: int) -> bool:
        """Whether the number is in the property's range or a special one."""
        return (self.minimum or 0) <= number <= self.most or any(number == each for each, _ in self.special)

    def word(self, number: int) -> str | None:
        """What the number means, in words; None where it has none. Bits are listed, those without a name in hex."""
        for each, meaning in (*self.special, *(() if self.bits else self.words)):
            if each == number:
                return meaning
        return self._bit_words(number) if self.bits else None

    def _bit_words(self, number: int) -> str:
        named = [(bit, meaning) for bit, meaning in self.words if bit and number & bit]
        rest = number & ~sum(bit for bit, _ in named)
        words = [meaning for _, meaning in named] + ([f"0x{rest:x}"] if rest else [])
        return ", ".join(words) or next((meaning for bit, meaning in self.words if bit == 0), "none")

    def default_at(self, version: Version | None) -> Default:
        """The default of this version of Windows; without a version the one that has no version."""
        if version is None:
            return self.default
        reached = [number for since, number in self.defaults if VERSIONS.index(since) <= VERSIONS.index(version)]
        return reached[-1] if reached else self.default
