"""Whose a DLL is, and whether its folder is one of Windows."""

from __future__ import annotations

import pytest

from hivetool.lint.makers import file_name, folders, is_foreign, is_users_place
from tests.lint.subjects import subject


@pytest.mark.parametrize(
    ("name", "dll", "foreign"),
    [
        ("Contoso Backup", "contosores.dll", True),
        ("Contoso Backup", "", True),
        ("virtual machine", "other.dll", False),
        ("A New Type", r"C:\Windows\System32\CLUSRES.DLL", False),
    ],
)
def test_a_type_is_foreign_by_name_and_dll(name: str, dll: str, foreign: bool) -> None:
    stored = dll.replace("\\", "\\\\")
    (kind,) = subject(f'[Cluster\\ResourceTypes\\{name}]\n"DllName"="{stored}"').database.types
    assert is_foreign(kind) is foreign


@pytest.mark.parametrize(
    ("path", "users"),
    [
        ("vmclusres.dll", False),
        (r"C:\Windows\System32\vmclusres.dll", False),
        (r"%SystemRoot%\System32\vmclusres.dll", False),
        (r"C:\Windows\Cluster\vmclusres.dll", False),
        (r"\\?\C:\Windows\System32\vmclusres.dll", False),
        (r"C:\Users\Public\vmclusres.dll", True),
        (r"c:/users/x/vmclusres.dll", True),
        (r"C:\Windows\System32\..\Temp\vmclusres.dll", True),
        (r"%temp%\vmclusres.dll", True),
        (r"\\server\share\vmclusres.dll", True),
        (r'"C:\ProgramData\x\vmclusres.dll"', True),
        (r"C:\Windows\System32\users", False),
    ],
)
def test_places_where_users_may_write(path: str, users: bool) -> None:
    assert is_users_place(path) is users


def test_parts_of_a_path() -> None:
    assert file_name(r' "C:\x\VmClusRes.dll" ') == "VMCLUSRES.DLL"
    assert folders(r"C:\a\.\b\..\c\file") == ("C:", "A", "C")
    assert folders("") == ()
