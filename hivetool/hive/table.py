"""A whole hive as plain lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Table:
    """Lists of equal length: three for the keys' rows, four for the values'.

    ``key_parents[i]`` is a row of the keys, -1 for the root (row 0); ``value_keys[i]`` likewise. Names are text,
    data raw bytes, types plain numbers.
    """

    key_names: list[str]
    key_parents: list[int]
    value_keys: list[int]
    value_names: list[str]
    value_types: list[int]
    value_data: list[bytes]

    def key_paths(self) -> list[str]:
        """The path of every key, ``""`` for the root. Parents stand before their children."""
        paths = [""] * len(self.key_names)
        for row in range(1, len(paths)):
            above = paths[self.key_parents[row]]
            paths[row] = f"{above}\\{self.key_names[row]}" if above else self.key_names[row]
        return paths
