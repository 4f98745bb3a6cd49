"""Registry trees written down plainly: a hypothesis strategy for them, and the way into a Hive and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from hivetool.hive.building import built_hive
from hivetool.hive.hive import Hive, Source
from hivetool.hive.table import Table
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key

KeyPath = tuple[str, ...]

patient = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""Decorator for laws on random trees: a busy machine is no counterexample."""


@dataclass(frozen=True)
class PlainValue:
    """A value: its name (``""`` is the default), type and bytes."""

    name: str
    type: int = 1
    data: bytes = b""


@dataclass(frozen=True)
class PlainKey:
    """A key with everything below it. ``last_written`` is a FILETIME; None where there is nothing."""

    name: str
    values: tuple[PlainValue, ...] = ()
    subkeys: tuple[PlainKey, ...] = ()
    last_written: int | None = None
    class_name: str | None = None
    security: bytes | None = None
    flags: int = 0


@dataclass(frozen=True)
class FlatKey:
    """A key without its subkeys: what two trees are compared by, path for path."""

    values: tuple[PlainValue, ...]
    last_written: int | None
    class_name: str | None
    security: bytes | None
    flags: int


def hive_of(root: PlainKey) -> Hive:
    """The tree as a hive; siblings and values stay in their order."""
    keys, parents = _rows(root)
    values = [(row, value) for row, key in enumerate(keys) for value in key.values]
    table = Table(
        [key.name for key in keys],
        parents,
        [row for row, _ in values],
        [value.name for _, value in values],
        [value.type for _, value in values],
        [value.data for _, value in values],
    )
    return built_hive(
        table,
        Source("regf", "1.5", "offset"),
        last_written=[key.last_written for key in keys],
        class_names=[_utf16(key.class_name) for key in keys],
        security=[key.security for key in keys],
        flags=[key.flags for key in keys],
    )


def flat(root: PlainKey) -> dict[KeyPath, FlatKey]:
    """Every key by its path, the root's being empty."""
    keys, parents = _rows(root)
    paths: list[KeyPath] = [()]
    for key, parent in zip(keys[1:], parents[1:], strict=True):
        paths.append((*paths[parent], key.name))
    return {
        path: FlatKey(key.values, key.last_written, key.class_name, key.security, key.flags)
        for path, key in zip(paths, keys, strict=True)
    }


def flat_hive(hive: Hive) -> dict[KeyPath, FlatKey]:
    """Every key of a hive by its path, the root's being empty."""
    flags = hive.columns.keys.flags.tolist()
    paths: list[KeyPath] = []
    found = {}
    for row in range(len(hive)):
        key = Key(hive, row)
        parent = key.parent
        paths.append(() if parent is None else (*paths[parent.row], key.name))
        values = tuple(PlainValue(value.name, int(value.type), value.data) for value in key.values)
        found[paths[row]] = FlatKey(values, key.last_written, key.class_name, key.security, flags[row])
    table = hive.table()  # must tell the same as the views
    rows = zip(table.value_keys, table.value_names, table.value_types, table.value_data, strict=True)
    in_table = [(paths[key], PlainValue(name, number, data)) for key, name, number, data in rows]
    assert in_table == [(path, value) for path, key in found.items() for value in key.values]
    return found


def chain(depth: int) -> PlainKey:
    """A root with ``depth`` keys below it, each inside the one before."""
    key = PlainKey(f"level {depth}", (PlainValue("deepest", 3, b"\x01"),))
    for level in range(depth - 1, -1, -1):
        key = PlainKey(f"level {level}", subkeys=(key,))
    return key


def broad(count: int) -> PlainKey:
    """A root with ``count`` subkeys, not in the order of their names."""
    names = [f"Key {number * 7919 % count:06d}" for number in range(count)]
    return PlainKey("root", subkeys=tuple(PlainKey(name) for name in names))


def pattern(size: int, seed: int = 0) -> bytes:
    """``size`` bytes that look the same nowhere near."""
    return b"".join((seed + number).to_bytes(4, "big") for number in range(-(-size // 4)))[:size]


AWKWARD = (
    "aAzZ01 .-_{}/:*?\"<>|;=[]%'#@~\0\t\n\r\x1f\x7f\x80\x81\x9f\xa0\xb5\xdf\xe9\xff"
    "ĀıſǅΣςσЖжაᾳKﬀｆＦ\u200b\ufffd\uffff\ud800\udbff\udc00\udfff😀𐐀𐐨"
)
"""Characters that something has stumbled over: controls, NUL, the borders of Latin-1, letters whose capital is
a matter of opinion, lone surrogates, characters beyond the BMP."""

SIZES = (0, 1, 2, 3, 4, 5, 8, 12, 4060, 4061, 16343, 16344, 16345, 20_000, 32_688, 32_689, 40_000)
"""Sizes of data on both sides of every border of the format."""


def units(name: str) -> int:
    """How many UTF-16 code units a name has."""
    return len(name.encode("utf-16-le", "surrogatepass")) // 2


@st.composite
def names(draw: st.DrawFn, max_units: int = 255) -> str:
    """Names that are not empty, without a backslash; most of them short."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from("xéж")) * draw(st.integers(1, max_units))
    characters = st.sampled_from(AWKWARD) | st.characters(exclude_characters="\\")
    name = draw(st.text(characters, min_size=1, max_size=min(8, max_units // 2)))
    # two lone surrogates side by side are one character
    return name.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


@st.composite
def data(draw: st.DrawFn) -> bytes:
    """Bytes of a value, on both sides of every border of the format."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=24))
    return pattern(draw(st.sampled_from(SIZES)), draw(st.integers(0, 255)))


@st.composite
def values(draw: st.DrawFn) -> PlainValue:
    """Values of any type, known or not."""
    types = st.integers(0, 11) | st.sampled_from([0xFFFF0012, 0x20001, 0x200000]) | st.integers(0, 2**32 - 1)
    return PlainValue(draw(st.just("") | names(300)), draw(types), draw(data()))


def trees(max_keys: int = 12) -> st.SearchStrategy[PlainKey]:
    """Trees without two equal names in one place, with about ``max_keys`` keys at most."""
    return st.recursive(_keys(st.just(())), lambda inner: _keys(_distinct(inner)), max_leaves=max_keys)


def descriptors() -> st.SearchStrategy[bytes | None]:
    """None, one of two descriptors that many keys will share, or one more of its own: owner only, no lists."""
    owners = st.sampled_from([18, 19]) | st.integers(20, 2**32 - 1)
    return st.none() | owners.map(_owned_by)


def _keys(subkeys: st.SearchStrategy[tuple[PlainKey, ...]]) -> st.SearchStrategy[PlainKey]:
    return st.builds(
        PlainKey,
        names(),
        st.lists(values(), max_size=4, unique_by=lambda value: upcase(value.name)).map(tuple),
        subkeys,
        st.none() | st.integers(0, 2**64 - 2),
        st.none() | names(40),
        descriptors(),
        st.sampled_from([0, 0x08, 0x10, 0x20, 0x1000, 0x0180]),
    )


def _distinct(inner: st.SearchStrategy[PlainKey]) -> st.SearchStrategy[tuple[PlainKey, ...]]:
    return st.lists(inner, max_size=5, unique_by=lambda key: upcase(key.name)).map(tuple)


def _owned_by(last: int) -> bytes:
    """A self-relative descriptor that says only who owns: S-1-5-``last``."""
    header = b"\x01\0\0\x80" + (20).to_bytes(4, "little") + bytes(12)
    return header + b"\x01\x01" + (5).to_bytes(6, "big") + last.to_bytes(4, "little")


def _utf16(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-16-le", "surrogatepass")


def _rows(root: PlainKey) -> tuple[list[PlainKey], list[int]]:
    """The keys, parents first, and the row of each one's parent."""
    keys, parents = [root], [-1]
    for row, key in _growing(keys):
        keys.extend(key.subkeys)
        parents.extend([row] * len(key.subkeys))
    return keys, parents


def _growing(keys: list[PlainKey]) -> Iterator[tuple[int, PlainKey]]:
    row = 0
    while row < len(keys):
        yield row, keys[row]
        row += 1
