"""The one type that travels back: what to change in a hive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CreateKey:
    """Make the key at ``key`` (a path relative to the root) and its missing parents."""

    key: str


@dataclass(frozen=True, slots=True)
class DeleteKey:
    """Remove the key at ``key`` with everything below it; for ``""``, the root, everything below it and its values."""

    key: str


@dataclass(frozen=True, slots=True)
class SetValue:
    """Store ``data`` as ``type`` under ``name`` (``""`` is the default value), making the key if need be."""

    key: str
    name: str
    type: int
    data: bytes


@dataclass(frozen=True, slots=True)
class DeleteValue:
    """Remove the value ``name`` of the key at ``key``."""

    key: str
    name: str


Edit = CreateKey | DeleteKey | SetValue | DeleteValue
