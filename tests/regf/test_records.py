from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hivetool.hive.hive import Hive
from hivetool.regf import structs
from hivetool.regf.errors import NoRecord
from hivetool.regf.reader import read_regf
from hivetool.regf.records import layering, stored_record
from hivetool.source.opening import open_hive
from tests.regf.images import Image
from tests.shared import needs_shared, shared

CORPUS = shared() / "corpus/hives"


def image() -> bytes:
    made = Image(minor=6)
    value = made.value("v", flags=3)
    key = made.key("k", values=(value,), layered_key_bit_fields=0x83, access_bits=2, number_of_volatile_subkeys=9)
    return made.file(made.key("root", made.leaf(key)), last_written_timestamp=5, flags=2, thaw_tm_id=bytes(range(16)))


def test_every_field_of_the_format_can_be_had() -> None:
    hive = read_regf(image())
    block = stored_record(hive)
    assert (block["flags"], block["last_written_timestamp"], block["minor_version"]) == (2, 5, 6)
    assert block["thaw_tm_id"] == bytes(range(16))
    key = stored_record(hive.key("k"))
    assert (key["access_bits"], key["number_of_volatile_subkeys"], key["layered_key_bit_fields"]) == (2, 9, 0x83)
    value = hive.key("k").value("v")
    assert value is not None
    assert (stored_record(value)["flags"], stored_record(value)["signature"]) == (3, b"vk")
    assert set(key) - {"cell_size"} < {part.name for part in structs.KeyNode.subcons}


def test_layers_are_named() -> None:
    key = read_regf(image()).key("k")
    assert layering(key) == ("InheritClass", "IsSupersedeTree")
    assert layering(key.values[0]) == ("Tombstone",)
    assert layering(key.hive.root) == ()


def test_what_comes_from_elsewhere_has_no_record() -> None:
    text = b"Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\Cluster]\n"
    with pytest.raises(NoRecord, match="comes from: reg"):
        stored_record(open_hive(text).root)
    hive = read_regf(image())
    nowhere = replace(hive.columns.keys, place=np.full(len(hive), -1))
    with pytest.raises(NoRecord, match="comes from: edit"):
        stored_record(Hive(replace(hive.columns, keys=nowhere), hive.source).root)


@needs_shared
def test_a_containers_hive_says_what_it_hides() -> None:
    # yarp's test_layered_keys
    services = open_hive(CORPUS / "yarp/hives_for_tests/System_Delta").key("ControlSet001\\Services")
    hive = services.hive
    assert stored_record(hive)["flags"] == 2
    assert layering(hive.key(f"{services.path}\\xboxgipsvc")) == ("InheritClass", "IsSupersedeTree")
    assert layering(hive.key(f"{services.path}\\xboxgipsvc\\a_subkey")) == ("IsSupersedeTree",)
    assert layering(hive.key(f"{services.path}\\XBOXGIP")) == ("IsTombstone",)
    values = hive.key(f"{services.path}\\XboxNetApiSvc").values
    hidden = {value.name.lower(): layering(value) for value in values}
    assert (hidden["displayname"], hidden["start"]) == (("Tombstone",), ())


@needs_shared
def test_fields_that_other_projects_tests_speak_of() -> None:
    flags = open_hive(CORPUS / "yarp/hives_for_tests/NewFlagsHive").key("1\\2")
    assert stored_record(flags)["virtualization_control_and_user_flags"] == 1  # a 32-bit application's key
    offreg = stored_record(open_hive(CORPUS / "yarp/hives_for_tests/OffHive"))
    assert offreg["serialization_timestamp"] == 131876648849521757
    assert offreg["last_written_timestamp"] == 131331190512216222
    assert stored_record(open_hive(CORPUS / "nt-hive/testdata/testhive"))["offreg_signature"] == b"OfRg"
    moved = open_hive(CORPUS / "python-registry/tests/reg_samples/REORGANIZED_VALUES_TESTS")
    assert {stored_record(key)["access_bits"] for key in moved.root.subkeys} == {2}
    assert stored_record(moved)["last_reorganized_timestamp"] == 131132256000418650
