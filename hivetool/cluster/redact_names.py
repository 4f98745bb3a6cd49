"""The names of a hive, what stands for each, and where they occur in a text.

Names are found anywhere in a text, also inside words, the longest first: a dictionary from the first three characters
to the lengths of the names that begin so takes one look for each place of a text, however many names there are. Names
of one or two characters count as whole words only, names of digits only where no other digit is next to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from hivetool.hive.upcase import upcase

from .redact_addresses import hashed
from .redact_rules import KINDS
from .redact_tokens import is_token, safe_spans
from .redact_words import PHRASES, is_well_known, without_phrases

_HEAD = 3
"""Shorter names are whole words only."""

_TRIES = 1000
"""Numbers that are tried behind one beginning before the next is taken."""


class Hit(NamedTuple):
    """A name (in upper case) at a place of a text."""

    start: int
    end: int
    name: str


class Found:
    """Collects names: each with its best kind and its first spelling, in order of appearance."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[str, str]] = {}

    def add(self, kind: str, text: str) -> None:
        """Take note of a name, unless it is none: empty, punctuation, a short number, an address or a known word."""
        for part in text.split("\0"):
            name = part.strip()
            upcased = upcase(name)
            if _tells_nothing(upcased) or upcased in PHRASES or is_token(upcased):
                continue
            known = self.names.get(upcased)
            if known is None:
                self.names[upcased] = (kind, name)
            elif _RANKS[kind] < _RANKS[known[0]]:
                self.names[upcased] = (kind, known[1])

    def add_label(self, kind: str, text: str) -> None:
        """Take note of the name behind the well-known words of a label."""
        upcased = upcase(text.strip())
        if upcased and not is_well_known(upcased):
            start, end = without_phrases(upcased)
            self.add(kind, text.strip()[start:end])


_RANKS = MappingProxyType({kind: rank for rank, kind in enumerate(KINDS)})


def _tells_nothing(upcased: str) -> bool:
    if not any(char.isalnum() or char > "\x7f" for char in upcased):
        return True
    return len(upcased) < _HEAD and upcased.isdecimal()


@dataclass(frozen=True)
class Index:
    """Names in upper case with what stands for each (``""`` while nothing does), and how to find them.

    ``heads`` are their first three characters with the lengths of the names that begin so, the longest first;
    ``short`` the first characters of the names that have fewer.
    """

    replacements: Mapping[str, str]
    heads: Mapping[str, tuple[int, ...]]
    short: frozenset[str]

    def hits(self, upcased: str, safe: Callable[[str], list[tuple[int, int]]] | None = safe_spans) -> list[Hit]:
        """The names in a text, from left to right, the longest at each place; none that lies in a safe span."""
        found: list[Hit] = []
        spans: list[tuple[int, int]] | None = None
        last = 0
        for place in self._places(upcased):
            if place < last:
                continue
            for hit in self._at(upcased, place):
                if spans is None:
                    spans = safe(upcased) if safe is not None else []
                if not any(start <= place and hit.end <= end for start, end in spans):
                    found.append(hit)
                    last = hit.end
                    break
        return found

    def _places(self, upcased: str) -> Iterable[int]:
        heads = self.heads
        if self.short:
            short = self.short
            return [at for at, char in enumerate(upcased) if upcased[at : at + _HEAD] in heads or char in short]
        return [at for at in range(len(upcased) - _HEAD + 1) if upcased[at : at + _HEAD] in heads]

    def _at(self, upcased: str, place: int) -> Iterator[Hit]:
        sizes = self.heads.get(upcased[place : place + _HEAD], ())
        for size in (*sizes, 2, 1) if self.short else sizes:
            name = upcased[place : place + size]
            if len(name) == size and name in self.replacements and _stands_alone(upcased, place, place + size):
                yield Hit(place, place + size, name)


def _stands_alone(upcased: str, start: int, end: int) -> bool:
    before, after = upcased[start - 1 : start], upcased[end : end + 1]
    if end - start < _HEAD:
        return not before.isalnum() and not after.isalnum()
    if upcased[start:end].isdecimal():
        return not before.isdecimal() and not after.isdecimal()
    return True


def indexed(replacements: Mapping[str, str]) -> Index:
    """The index of these names."""
    heads: dict[str, set[int]] = {}
    for name in replacements:
        if len(name) >= _HEAD:
            heads.setdefault(name[:_HEAD], set()).add(len(name))
    lengths = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in heads.items()}
    short = frozenset(name[0] for name in replacements if len(name) < _HEAD)
    return Index(MappingProxyType(dict(replacements)), MappingProxyType(lengths), short)


def allotted(names: Mapping[str, tuple[str, str]], texts: frozenset[str], key: bytes) -> Index:
    """The index of ``names`` (upper case to kind and spelling) with a replacement for each.

    No replacement has a name of the hive in it, nor is it one of the hive's ``texts`` (upper case).
    """
    index = indexed(dict.fromkeys(names, ""))
    given: dict[str, str] = {}
    used: set[str] = set()
    makers = {kind: _candidates(kind, index, key) for kind in KINDS}
    for name, (kind, _) in sorted(names.items(), key=lambda item: _RANKS[item[1][0]]):
        for candidate in makers[kind]:
            fitted = _shaped(candidate, name) if kind == "id" else candidate
            upcased = upcase(fitted)
            if upcased not in texts and upcased not in used and not index.hits(upcased, None):
                break
        used.add(upcased)
        given[name] = fitted
    return indexed(given)


def _shaped(candidate: str, name: str) -> str:
    """An id that is no single word in a dependency's expression stays no single word."""
    return candidate if all(char.isalnum() or char in "-{}_." for char in name) else f"{candidate} {candidate}"


def _candidates(kind: str, index: Index, key: bytes) -> Iterator[str]:
    """Replacements of one kind: ``NODE1``, ``NODE2``, …; letters alone where names of the hive do not let that be."""
    ending = ".example" if kind == "domain" else ""
    for beginning in (KINDS[kind], f"X{KINDS[kind][0].upper()}", "Q", "Z", "J"):
        misses = 0
        for number in count(1):
            candidate = f"{beginning}{number}{ending}"
            misses = misses + 1 if index.hits(upcase(candidate), None) else 0
            if misses > _TRIES:
                break
            if not misses:
                yield candidate
    for number in count():
        letters = hashed(key, kind, number.to_bytes(8, "big"), 12)
        yield "".join(chr(ord("A") + byte % 26) for byte in letters)
