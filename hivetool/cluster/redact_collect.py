"""The first look at a hive: which names, addresses and texts it has, before anything is replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hivetool.hive.decode import whole_units
from hivetool.hive.table import Table
from hivetool.hive.upcase import upcase

from .redact_addresses import Networks, networks
from .redact_names import Found, Index, indexed
from .redact_rules import KEYS, SCANNED, TYPE_KINDS, Rule, Treat, is_number, is_text, rule_for, shape_of
from .redact_tokens import Atom, account_atoms, atoms, is_token, tokens
from .redact_words import DOMAIN_WORDS, PHRASES, SHARES

_PATH = re.compile(r"\"?(?:[A-Z]:\\|\\\\|%[A-Z()0-9_]+%\\)")
_NUMBERED = re.compile(r"\"?.*:|%.*%|(?:VOLUME|HARDDISK|PARTITION|DISK|LUN)[0-9]+")
_TOKEN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDING = re.compile(r"\.[A-Z0-9]{1,5}\Z")
_KEPT = PHRASES | SHARES
_RUNS = (re.compile(rb"(?:[\x20-\x7e]\0){4,}"), re.compile(rb"[\x20-\x7e]{4,}"))


@dataclass(frozen=True)
class Collected:
    """``rules`` has one a value; ``names`` maps upper case to kind and spelling; ``texts``: all texts and
    their words, in upper case.
    """

    rules: list[Rule]
    names: dict[str, tuple[str, str]]
    texts: frozenset[str]
    tokens: tuple[tuple[str, str], ...]
    networks: Networks


def collected(table: Table, classes: list[str]) -> Collected:
    """Everything in the hive that has to be replaced."""
    shapes = [shape_of(path) for path in table.key_paths()]
    rules = _rules(table, shapes)
    look = _Look()
    for name, shape in zip(table.key_names, shapes, strict=True):
        look.key(name, shape)
    for text in {*table.value_names, *classes}:
        look.text(text, SCANNED)
    types = _types(table, shapes)
    for row, rule in enumerate(rules):
        look.value(table.value_types[row], table.value_data[row], _with_kind(rule, types.get(table.value_keys[row])))
    look.paths()
    seen = tuple(look.tokens)
    words = {word for text in look.texts for word in _TOKEN.findall(text)}
    return Collected(
        rules, look.found.names, frozenset(words.union(look.texts)), seen, networks(_declared(table, shapes))
    )


class _Look:
    def __init__(self) -> None:
        self.found = Found()
        self.texts: dict[str, None] = {}
        self.tokens: dict[tuple[str, str], None] = {}
        self._paths: dict[str, str] = {}
        self._done: set[tuple[int, bytes, Rule]] = set()

    def key(self, name: str, shape: str) -> None:
        """A key: those of some folders are names unless they are ids."""
        self.text(name, SCANNED)
        folder, _, rest = shape.partition("\\")
        if rest == "*" and folder in KEYS and not name.isdecimal():
            self.found.add_label(KEYS[folder], name)

    def value(self, kind: int, data: bytes, rule: Rule) -> None:
        """A value; equal ones are looked at once."""
        if rule.treat is Treat.SECRET or is_number(kind, data) or (kind, data, rule) in self._done:
            return
        self._done.add((kind, data, rule))
        if is_text(kind, data):
            for text in whole_units(data).split("\0"):
                self.text(text, rule)
        else:
            for text in _runs(data):
                self.text(text, SCANNED)

    def text(self, text: str, rule: Rule) -> None:
        """One text, or one item of a list."""
        upcased = upcase(text)
        if rule is SCANNED and upcased in self.texts:
            return
        self.texts[upcased] = None
        if rule.treat is Treat.KEEP or not upcased.strip() or upcased.strip() in PHRASES:
            return
        for token in tokens(upcased):
            self.tokens[token.kind, upcased[token.start : token.end]] = None
        for atom in _atoms(upcased, rule):
            self._atom(atom.kind, text[atom.start : atom.end])
        if rule.treat is Treat.NAME:
            self.found.add(rule.kind, text)
        elif rule.treat is Treat.LABEL:
            for part in text.split(" - "):
                self.found.add_label(rule.kind, part)
        elif rule.treat is Treat.DNS and not any(char in upcased for char in ".\\/:"):
            self._atom("org" if rule.kind == "domain" else rule.kind, text)
        if rule.treat is Treat.PATH or _PATH.match(upcased):
            self._paths[upcased] = text

    def _atom(self, kind: str, text: str) -> None:
        self.found.add(kind, text)
        if kind == "domain":
            for label in text.split("."):
                self._atom("org", label)
        elif kind == "org" and (upcase(text) in DOMAIN_WORDS or len(text) < 3):
            self.found.names.pop(upcase(text), None)

    def paths(self) -> None:
        """The parts of all paths that hold nothing known so far."""
        index = indexed(dict.fromkeys(self.found.names, ""))
        for upcased, text in self._paths.items():
            place = 0
            for part in upcased.split("\\"):
                self._folder(text[place : place + len(part)], part, index)
                place += len(part) + 1

    def _folder(self, text: str, upcased: str, index: Index) -> None:
        ending = _ENDING.search(upcased)
        stem = upcased[: ending.start()] if ending is not None else upcased
        if not stem or stem in _KEPT or _NUMBERED.fullmatch(stem) or is_token(stem):
            return
        hits = index.hits(upcased)
        if not hits:
            self.found.add_label("folder", text[: len(stem)].strip('"'))
            return
        for word in _WORD.finditer(stem):
            if not any(hit.start < word.end() and word.start() < hit.end for hit in hits):
                self.found.add("folder", text[word.start() : word.end()])


def _atoms(upcased: str, rule: Rule) -> Iterator[Atom]:
    if rule.treat is Treat.USER and "@" not in upcased:
        return account_atoms(upcased)
    return atoms(upcased, rule.treat is Treat.DNS)


def _rules(table: Table, shapes: list[str]) -> list[Rule]:
    known: dict[tuple[str, str, bool], Rule] = {}
    found = []
    for key, name, kind, data in zip(
        table.value_keys, table.value_names, table.value_types, table.value_data, strict=True
    ):
        place = (shapes[key], name, is_text(kind, data))
        rule = known.get(place)
        if rule is None:
            rule = known[place] = rule_for(*place)
        found.append(rule)
    return found


def _types(table: Table, shapes: list[str]) -> dict[int, str]:
    """The types of the resources, in upper case, by their keys' rows."""
    return {
        key: upcase(whole_units(data).rstrip("\0"))
        for key, name, data in zip(table.value_keys, table.value_names, table.value_data, strict=True)
        if shapes[key] == "RESOURCES\\*" and upcase(name) == "TYPE"
    }


def _with_kind(rule: Rule, resource_type: str | None) -> Rule:
    """The rule of a resource's name, with the kind of name that its type has."""
    if resource_type is None or rule.kind != "resource":
        return rule
    return Rule(rule.shape, rule.value, rule.treat, TYPE_KINDS.get(resource_type, rule.kind))


def _declared(table: Table, shapes: list[str]) -> Iterator[tuple[str, str]]:
    """Addresses of networks with their masks or prefix lengths."""
    stored: dict[int, dict[str, list[str]]] = {}
    for row, key in enumerate(table.value_keys):
        if shapes[key] == "NETWORKS\\*" and is_text(table.value_types[row], table.value_data[row]):
            items = whole_units(table.value_data[row]).rstrip("\0").split("\0")
            stored.setdefault(key, {})[upcase(table.value_names[row])] = items
    for values in stored.values():
        for address, mask in (("ADDRESS", "ADDRESSMASK"), ("IPV4ADDRESSES", "IPV4PREFIXLENGTHS")):
            yield from zip(values.get(address, ()), values.get(mask, ()), strict=False)


def _runs(data: bytes) -> Iterator[str]:
    """Readable stretches of binary data."""
    for found in _RUNS[0].finditer(data):
        yield found[0].decode("utf-16-le")
    for found in _RUNS[1].finditer(data):
        yield found[0].decode("ascii")
