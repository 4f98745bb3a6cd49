from __future__ import annotations

import pytest

from hivetool.regtext.faults import Fault, Unreadable
from hivetool.regtext.keyline import ROOT_KEYS, SHORT_ROOT_KEYS, key_line, units


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (r"[HKEY_LOCAL_MACHINE\Cluster]", r"HKEY_LOCAL_MACHINE\Cluster"),
        (r"[hkey_Local_machine\Cluster]", r"HKEY_LOCAL_MACHINE\Cluster"),
        (r"[HKEY_USERS\.DEFAULT]", r"HKEY_USERS\.DEFAULT"),
        ("[HKEY_LOCAL_MACHINE]", "HKEY_LOCAL_MACHINE"),
        (r"[HKEY_LOCAL_MACHINE\a]b]", r"HKEY_LOCAL_MACHINE\a]b"),
        (r"[HKEY_LOCAL_MACHINE\a] ; see [1]", r"HKEY_LOCAL_MACHINE\a] ; see [1"),
        (r"[HKEY_LOCAL_MACHINE\a] ; comment", r"HKEY_LOCAL_MACHINE\a"),
        ("[HKEY_LOCAL_MACHINE\\a \t]", "HKEY_LOCAL_MACHINE\\a \t"),
        ("[HKEY_LOCAL_MACHINE\\a\\]", r"HKEY_LOCAL_MACHINE\a"),
        ("[HKEY_LOCAL_MACHINE\\a\\\\\\\\]", r"HKEY_LOCAL_MACHINE\a"),
        ("[HKEY_LOCAL_MACHINE\\\\a\\\\b]", r"HKEY_LOCAL_MACHINE\a\b"),
        ('[HKEY_LOCAL_MACHINE\\https://x"y]', 'HKEY_LOCAL_MACHINE\\https://x"y'),
    ],
)
def test_keys(line: str, path: str) -> None:
    assert key_line(line, 0) == (path, False)


def test_a_minus_deletes() -> None:
    assert key_line(r"[-HKEY_LOCAL_MACHINE\Cluster]", 0) == (r"HKEY_LOCAL_MACHINE\Cluster", True)
    assert key_line(r"[HKEY_LOCAL_MACHINE\-Cluster]", 0) == (r"HKEY_LOCAL_MACHINE\-Cluster", False)


def test_every_root_key_with_a_short_name_has_its_long_name() -> None:
    assert set(SHORT_ROOT_KEYS.values()) == ROOT_KEYS
    for name in ROOT_KEYS:
        assert key_line(f"[{name}\\x]", 0) == (f"{name}\\x", False)


@pytest.mark.parametrize(
    ("line", "fault", "at"),
    [
        (r"[HKEY_LOCAL_MACHINE\a", Fault.KEY_BRACKET, 21),
        ("[", Fault.KEY_BRACKET, 1),
        ("[-", Fault.KEY_BRACKET, 2),
        (r"[ HKEY_LOCAL_MACHINE\a]", Fault.KEY_BLANK, 1),
        ("[\tHKEY_LOCAL_MACHINE\\a]", Fault.KEY_BLANK, 1),
        (r"[- HKEY_LOCAL_MACHINE\a]", Fault.KEY_BLANK, 2),
        (r"[ -HKEY_LOCAL_MACHINE\a]", Fault.KEY_BLANK, 1),
        (r"[HKLM\a]", Fault.KEY_ROOT, 1),
        (r"[-HKLM\a]", Fault.KEY_ROOT, 2),
        (r"[HKEY_CURRENT_USERS\a]", Fault.KEY_ROOT, 1),
        ("[HKEY_LOCAL_MACH\u0131NE\\a]", Fault.KEY_ROOT, 1),  # no case folding beyond the registry's own
        ("[HKEY_LOCAL_MACHINE ]", Fault.KEY_ROOT, 1),
        ("[]", Fault.KEY_ROOT, 1),
        ("[-]", Fault.KEY_ROOT, 2),
        ("[-HKEY_LOCAL_MACHINE]", Fault.DELETE_ROOT, 2),
        ("[-HKEY_LOCAL_MACHINE\\]", Fault.DELETE_ROOT, 2),
        (f"[HKEY_USERS\\{'x' * 256}]", Fault.KEY_NAME_SIZE, 1),
        ("[HKEY_USERS\\" + "😀" * 128 + "]", Fault.KEY_NAME_SIZE, 1),
        ("[HKEY_USERS" + "\\x" * 513 + "]", Fault.KEY_DEPTH, 1),
    ],
)
def test_no_keys(line: str, fault: Fault, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        key_line(line, 0)
    assert (caught.value.fault, caught.value.at) == (fault, at)


def test_the_longest_names_and_the_deepest_key_that_the_registry_has() -> None:
    for names in ("x" * 255, "é" * 255, "😀" * 127, "\\".join(["x" * 200] * 10), "\\".join("x" * 512)):
        assert key_line(f"[HKEY_USERS\\{names}]", 0).path == f"HKEY_USERS\\{names}"


def test_leading_blanks_belong_to_the_caller() -> None:
    with pytest.raises(Unreadable) as caught:
        key_line("   [HKLM]", 3)
    assert caught.value.at == 4


def test_units_counts_what_windows_counts() -> None:
    assert [units("abc"), units("é"), units("😀"), units("\ud800")] == [3, 1, 2, 1]
