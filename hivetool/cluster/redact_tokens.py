"""What can be told by its form alone: addresses, SIDs and GUIDs, and where accounts, hosts and shares are named.

Everything here looks at text in upper case, which has the same length as the text (see ``hive.upcase``).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import NamedTuple

from .redact_words import ENDINGS, PHRASE, PUBLIC_DOMAINS, SHARES


class Token(NamedTuple):
    """A stretch of a text and what it is: ``guid``, ``sid``, ``ipv4``, ``ipv6``, ``mac``."""

    kind: str
    start: int
    end: int


class Atom(NamedTuple):
    """A stretch of a text that names something of this kind: a ``host``, ``domain``, ``user`` or ``share``."""

    kind: str
    start: int
    end: int


_HEX = "[0-9A-F]"
_TOKENS = re.compile(
    rf"(?P<guid>(?<!{_HEX})(?:{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}|{_HEX}{{32}})(?!{_HEX}))"
    r"|(?P<sid>(?<![0-9A-Z])S-1-(?:5-21(?:-[0-9]{1,10}){3}|12-1(?:-[0-9]{1,10}){4})(?![0-9]))"
    rf"|(?P<mac>(?<![0-9A-Z:-]){_HEX}{{2}}(?:(?:-{_HEX}{{2}}){{5}}|(?::{_HEX}{{2}}){{5}})(?![0-9A-Z:-]))"
    rf"|(?P<ipv6>(?<![0-9A-Z:.])(?=[0-9A-F]*:[0-9A-F]*:)[0-9A-F:]{{2,39}}(?:[0-9]{{0,3}}(?:\.[0-9]{{1,3}}){{3}})?(?![0-9A-Z:]))"
    r"|(?P<ipv4>(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9]))"
)

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DNS = re.compile(rf"(?<![\w.-]){_LABEL}(?:\.{_LABEL})+(?![\w-]|\.\w)")
_MAIL = re.compile(rf"(?<![\w.+-])([\w.+-]{{1,64}})@({_LABEL}(?:\.{_LABEL})*)")
_UNC = re.compile(r"(?<!\\)\\\\(?:\?\\UNC\\)?([^\\/:*?\"<>|\s\[\]@,;]+)(?:\\([^\\/:*?\"<>|\[\],;]+))?")
_DISTINGUISHED = re.compile(r"(?<![^\W_])(CN|OU|DC|O)=([^,\"]+)")
_ACCOUNT = re.compile(r"(?:([^\\/@]+)\\)?([^\\/@]+)\Z")


def tokens(upcased: str) -> list[Token]:
    """Addresses, SIDs and GUIDs in a text, in their order."""
    return [
        Token(found.lastgroup or "", found.start(), found.end())
        for found in _TOKENS.finditer(upcased)
        if _is_one(found.lastgroup, found[0])
    ]


def is_token(upcased: str) -> bool:
    """Whether the whole text is an address, a SID or a GUID."""
    found = tokens(upcased)
    return len(found) == 1 and found[0][1:] == (0, len(upcased))


def safe_spans(upcased: str) -> list[tuple[int, int]]:
    """Where no name is looked for: in well-known words, addresses, SIDs and GUIDs."""
    spans = [found.span() for found in PHRASE.finditer(upcased)]
    return spans + [(token.start, token.end) for token in tokens(upcased)]


def atoms(upcased: str, is_dns: bool = False) -> Iterator[Atom]:
    """Accounts, hosts, domains and shares in a text; ``is_dns``: every dotted word of it is a DNS name."""
    if "@" in upcased:
        for found in _MAIL.finditer(upcased):
            yield Atom("user", *found.span(1))
            yield Atom("domain", *found.span(2))
    if "\\\\" in upcased:
        yield from _unc(upcased)
    if "." in upcased:
        for found in _DNS.finditer(upcased):
            if is_dns or upcased[found.start() : found.end()].rpartition(".")[2] in ENDINGS:
                yield from dns_atoms(upcased, *found.span())
    if "=" in upcased:
        for found in _DISTINGUISHED.finditer(upcased):
            yield Atom("org" if found[1] == "DC" else "label", *found.span(2))


def dns_atoms(upcased: str, start: int, end: int) -> Iterator[Atom]:
    """The first label of a dotted name as a host and the rest as a domain; two labels are a domain."""
    name = upcased[start:end]
    host, _, domain = name.partition(".")
    if name in PUBLIC_DOMAINS or is_token(name) or name.replace(".", "").isdigit():
        return
    if "." in domain:
        yield Atom("host", start, start + len(host))
        start += len(host) + 1
    if upcased[start:end] not in PUBLIC_DOMAINS:
        yield Atom("domain", start, end)


def account_atoms(upcased: str) -> Iterator[Atom]:
    r"""The parts of ``DOMAIN\user`` or of a plain user name."""
    found = _ACCOUNT.match(upcased)
    if found is not None:
        if found[1]:
            yield Atom("org", *found.span(1))
        yield Atom("user", *found.span(2))


def _unc(upcased: str) -> Iterator[Atom]:
    for found in _UNC.finditer(upcased):
        host = found[1]
        if host in (".", "?", "LOCALHOST") or is_token(host):
            continue
        if "." in host:
            yield from dns_atoms(upcased, *found.span(1))
        else:
            yield Atom("host", *found.span(1))
        if found[2] and found[2] not in SHARES:
            yield Atom("share", *found.span(2))


def _is_one(kind: str | None, text: str) -> bool:
    if kind not in ("ipv4", "ipv6"):
        return True
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
