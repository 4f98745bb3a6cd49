"""A sound hive, and the ways to break one thing of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hivetool.hive.errors import Problem
from hivetool.regf.base_block import checksum
from hivetool.regf.check import check_regf
from hivetool.regf.layout import BASE_BLOCK, KEY_NODE, KEY_SECURITY, KEY_VALUE
from hivetool.regf.reader import Survey, survey
from hivetool.regf.writer import write_regf
from tests.trees import PlainKey, PlainValue, hive_of

SYSTEM = bytes.fromhex("0100008014000000000000000000000000000000" + "010100000000000512000000")
OTHER = SYSTEM[:-4] + bytes([19, 0, 0, 0])
TREE = PlainKey(
    "root",
    (PlainValue("small", 4, b"\1\0\0\0"), PlainValue("Large", 3, bytes(100)), PlainValue("", 1, b"")),
    (
        PlainKey("alpha", class_name="klass", security=SYSTEM),
        PlainKey("Beta", (PlainValue("big", 3, bytes(40_000)),), security=OTHER),
        PlainKey("gämma", subkeys=tuple(PlainKey(f"k{number:04}", security=SYSTEM) for number in range(600))),
        PlainKey("€uro", (PlainValue("wide €", 1, b"x\0"),)),
    ),
)
SOUND = write_regf(hive_of(TREE))


@dataclass
class Broken:
    """The sound hive's bytes, to be changed field by field."""

    data: bytearray
    survey: Survey

    def key(self, path: str, **fields: Any) -> Broken:
        """Change fields of a key node."""
        return self.at(int(self.survey.hive.columns.keys.place[self.survey.hive.key(path).row]), KEY_NODE, **fields)

    def value(self, path: str, name: str, **fields: Any) -> Broken:
        """Change fields of a key value."""
        found = self.survey.hive.key(path).value(name)
        assert found is not None
        return self.at(int(self.survey.hive.columns.values.place[found.row]), KEY_VALUE, **fields)

    def security(self, number: int, **fields: Any) -> Broken:
        """Change fields of a key security item."""
        return self.at(self.start("key security item", number), KEY_SECURITY, **fields)

    def base(self, **fields: Any) -> Broken:
        """Change fields of the base block, with a right checksum."""
        self.at(0, BASE_BLOCK, **fields)
        return self.at(0, BASE_BLOCK, checksum=checksum(bytes(self.data)))

    def at(self, place: int, record: np.dtype[Any], **fields: Any) -> Broken:
        """Change fields of a record anywhere."""
        view = np.frombuffer(self.data, record, 1, place)
        for name, value in fields.items():
            view[name] = value
        return self

    def put(self, place: int, content: bytes) -> Broken:
        """Overwrite bytes."""
        self.data[place : place + len(content)] = content
        return self

    def start(self, kind: str, number: int = 0) -> int:
        """The file offset of a record in use."""
        return int(self.survey.claims.of(kind).start[number])

    def problems(self) -> tuple[Problem, ...]:
        """What the validator says."""
        return check_regf(bytes(self.data)).problems

    def codes(self) -> set[str]:
        """The codes of it."""
        return {problem.code for problem in self.problems()}


def broken() -> Broken:
    """A fresh copy of the sound hive."""
    return Broken(bytearray(SOUND), survey(SOUND))
