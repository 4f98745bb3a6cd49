"""Which configuration is a machine's: by dependency, by VmID, or as the only one."""

from __future__ import annotations

import time

import pytest

from hivetool.hive.decode import multi_text_data
from hivetool.hive.edit import SetValue
from hivetool.hive.types import ValueType
from hivetool.lint.finding import Fix
from hivetool.lint.pairing import is_vm_id, plain_id, repeated
from tests.lint.subjects import hive_of_text, mended, subject, subject_of

VM, CONFIG = "Virtual Machine", "Virtual Machine Configuration"


def text(*resources: tuple[str, str, str], needs: tuple[tuple[str, str], ...] = ()) -> str:
    """A cluster with one group of these resources, each its id, type and VmID, and these dependencies."""
    members = multi_text_data([identity for identity, _, _ in resources])
    lines = [r"[Cluster\Groups\g]", f'"Contains"=hex(7):{members.hex(",")}']
    for identity, kind, vm_id in resources:
        lines += [f"[Cluster\\Resources\\{identity}]", f'"Type"="{kind}"']
        lines += [f"[Cluster\\Resources\\{identity}\\Parameters]", f'"VmID"="{vm_id}"'] if vm_id else []
    for dependent, provider in needs:
        lines += [f"[Cluster\\Dependencies\\{dependent}{provider}]"]
        lines += [f'"dependent"="{dependent}"', f'"dependency"="[{provider}]"']
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("stored", "pairs"),
    [
        (text(("v", VM, ""), ("c", CONFIG, "")), {"v": "c"}),
        (text(("v", VM, "1"), ("c", CONFIG, "2")), {"v": "c"}),
        (text(("v", VM, "")), {}),
        (text(("c", CONFIG, "")), {}),
        (text(("v", VM, ""), ("w", VM, ""), ("c", CONFIG, "")), {}),
        (text(("v", VM, "a"), ("w", VM, "b"), ("c", CONFIG, "{B}"), ("d", CONFIG, "A")), {"v": "d", "w": "c"}),
        (
            text(("v", VM, "a"), ("c", CONFIG, "a"), ("d", CONFIG, "b"), needs=(("v", "d"),)),
            {"v": "d"},
        ),
        (text(("v", VM, "a"), ("c", CONFIG, "b"), ("d", CONFIG, "b")), {}),
        (text(("v", VM, ""), ("c", CONFIG, ""), needs=(("v", "c"), ("c", "v"))), {"v": "c"}),
    ],
)
def test_pairs(stored: str, pairs: dict[str, str]) -> None:
    pairing = subject(stored).pairing
    assert {machine: found.id for machine, found in pairing.configuration.items()} == pairs
    assert {machine.id: found.id for machine, found in pairing.pairs()} == pairs
    assert {found: machine.id for found, machine in pairing.machine.items()} == {
        found: machine for machine, found in pairs.items()
    }


def test_a_resource_in_no_group_is_paired_with_nobody() -> None:
    hive = hive_of_text(text(("v", VM, "a"), ("c", CONFIG, "a")))
    alone = SetValue("Groups\\g", "Contains", ValueType.REG_MULTI_SZ, multi_text_data(["v"]))
    pairing = subject_of(mended(hive, Fix("take c out", edits=(alone,)))).pairing
    assert pairing.configuration == {}
    assert [item.id for item in pairing.groups["g"].machines] == ["v"]
    assert pairing.vm_ids == {"v": "A", "c": "A"}


def test_one_group_of_a_thousand_machines_is_paired_at_once() -> None:
    count = 1000
    machines = [(f"v{number}", VM, f"{number}") for number in range(count)]
    configurations = [(f"c{number}", CONFIG, f"{number}") for number in range(count)]
    pairing = subject(text(*machines, *configurations)).pairing
    begun = time.process_time()
    assert len(pairing.configuration) == count
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("stored", "plain"), [(" {ab} ", "AB"), ("AB", "AB"), (None, ""), (7, ""), (("a",), ""), ("{", "")]
)
def test_ids_compare_without_case_and_braces(stored: str | int | tuple[str, ...] | None, plain: str) -> None:
    assert plain_id(stored) == plain


def test_of_equal_ids_the_later_are_told_with_the_first() -> None:
    pairing = subject(text(("a", VM, "x"), ("b", VM, "y"), ("c", VM, "X"), ("d", VM, "{x}"))).pairing
    found = repeated(pairing.machines.resources, pairing.vm_ids)
    assert [(item.id, first.id) for item, first in found] == [("c", "a"), ("d", "a")]


@pytest.mark.parametrize(
    ("known", "sound"),
    [
        ("3F2B6C1E-5A70-4D3C-9B1F-6F0C1D2E3A4B", True),
        ("00000000-0000-0000-0000-000000000000", False),
        ("3F2B6C1E-5A70-4D3C-9B1F-6F0C1D2E3A4", False),
        ("3F2B6C1E-5A70-4D3C-9B1F-6F0C1D2E3A4B\n", False),
        ("", False),
    ],
)
def test_a_vm_id_is_a_guid_and_not_null(known: str, sound: bool) -> None:
    assert is_vm_id(known) is sound
