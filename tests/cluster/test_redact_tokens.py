from __future__ import annotations

import pytest

from hivetool.cluster.redact_tokens import account_atoms, atoms, is_token, safe_spans, tokens
from hivetool.hive.upcase import upcase


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.0.0.1", ["ipv4 10.0.0.1"]),
        ("(10.0.0.1/24), 10.0.0.2.", ["ipv4 10.0.0.1", "ipv4 10.0.0.2"]),
        ("10.0.0.256 1.2.3.4.5 10.0.20348.1", []),
        ("fe80::1%12 ::1 2001:DB8::7", ["ipv6 FE80::1", "ipv6 ::1", "ipv6 2001:DB8::7"]),
        ("::ffff:10.0.0.1", ["ipv6 ::FFFF:10.0.0.1"]),
        ("3:3:276 12:34:56 Acme::DB C:\\x", []),
        ("00-15-5d-0a-0b-0c 00:15:5D:0A:0B:0C", ["mac 00-15-5D-0A-0B-0C", "mac 00:15:5D:0A:0B:0C"]),
        ("{6e394089-145a-4279-b75d-b14015cc36e4}", ["guid 6E394089-145A-4279-B75D-B14015CC36E4"]),
        ("8054680893fd59438054680893fd5943", ["guid 8054680893FD59438054680893FD5943"]),
        ("8054680893fd59438054680893fd59430", []),
        ("S-1-5-21-1-2-3-500 S-1-5-18", ["sid S-1-5-21-1-2-3"]),
        ("s-1-12-1-1-2-3-4", ["sid S-1-12-1-1-2-3-4"]),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    upcased = upcase(text)
    assert [f"{token.kind} {upcased[token.start : token.end]}" for token in tokens(upcased)] == found


def test_a_whole_token() -> None:
    assert is_token("10.0.0.1")
    assert not is_token("10.0.0.1/24")


@pytest.mark.parametrize(
    ("text", "is_dns", "found"),
    [
        ("a.b@c.org", False, ["user A.B", "domain C.ORG"]),
        (r"\\srv\share\dir", False, ["host SRV", "share SHARE"]),
        (r"\\?\UNC\srv\share", False, ["host SRV", "share SHARE"]),
        (r"\\.\pipe \\?\C:\x \\localhost\x", False, []),
        (r"\\srv.acme.com\C$", False, ["host SRV", "domain ACME.COM"]),
        ("see hv1.acme.local.", False, ["host HV1", "domain ACME.LOCAL"]),
        ("file.vhdx Acme.Tool v1.2.3", False, []),
        ("acme.xyzzy", True, ["domain ACME.XYZZY"]),
        ("core.windows.net a.blob.core.windows.net", False, ["host A"]),
        ("OU=West,DC=acme", False, ["label WEST", "org ACME"]),
    ],
)
def test_atoms(text: str, is_dns: bool, found: list[str]) -> None:
    upcased = upcase(text)
    atoms_found = [f"{atom.kind} {upcased[atom.start : atom.end]}" for atom in atoms(upcased, is_dns)]
    assert list(dict.fromkeys(atoms_found)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ACME\\BOB", ["org ACME", "user BOB"]),
        ("BOB", ["user BOB"]),
        ("A\\B\\C", []),
        (".\\BOB", ["org .", "user BOB"]),
    ],
)
def test_accounts(text: str, found: list[str]) -> None:
    assert [f"{atom.kind} {text[atom.start : atom.end]}" for atom in account_atoms(text)] == found


def test_safe_spans() -> None:
    assert safe_spans("A CLUSTER GROUP %SYSTEMROOT% 10.0.0.1") == [(2, 15), (16, 28), (29, 37)]
    assert safe_spans("SQL01 MYCLUSTER") == []
