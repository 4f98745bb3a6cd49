from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.cluster.load import load_cluster
from hivetool.cluster.model import Database
from hivetool.cluster.redact import redacted
from hivetool.engine.trace import TraceEntry
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.hive import Hive
from hivetool.hive.sddl import sddl
from hivetool.hive.upcase import upcase
from hivetool.regf.reader import read_regf
from hivetool.regf.writer import write_regf
from tests.cluster.redacting import HERE, everything, hive, parameters, replacements, rich, rich_reg, values, with_names
from tests.clusters import article_groups, cluster_reg, resource_id
from tests.engine.runs import run_on
from tests.shared import PROJECT
from tests.trees import AWKWARD, PlainKey, PlainValue, flat_hive, hive_of, patient, trees

SECRETS = ("hunter2", "Tr0ub4dor", "c2VjcmV0", "secret", "crypto", "defg")


def shape(database: Database) -> object:
    """Everything of a database but names."""
    return (
        [(node.id, node.number("NodeWeight")) for node in database.nodes],
        [(group.id, group.resources, group.texts("PreferredOwners")) for group in database.groups],
        [(item.id, item.group, item.is_virtual_machine, sorted(item.facts)) for item in database.resources],
        [(item.id if item.id.startswith("Virtual") else "", sorted(item.facts)) for item in database.types],
        [(item.dependent, item.providers) for item in database.dependencies],
        [bool(database.type_of(item)) for item in database.resources],
        [database.possible_owners(item) for item in database.resources],
    )


def test_nothing_of_the_original_is_left() -> None:
    _, after = rich()
    assert after.problems == ()
    whole = b"\0\0".join(everything(after.hive))
    texts = [whole.decode("latin-1"), *(whole[at:].decode("utf-16-le", "replace") for at in (0, 1))]
    for told in (*replacements(after), *SECRETS, "contoso", "1004336348", "Alice", "svc-ledger"):
        assert not any(upcase(told) in upcase(text) for text in texts), told


def test_the_same_name_is_the_same_everywhere() -> None:
    _, after = rich()
    found, new = values(after.hive), replacements(after)
    vm, node = new["SQL01"], new["HV-A"]
    config = resource_id("Virtual Machine Configuration SQL01", "PRODCLU")
    assert found[f"Resources\\{config}", "Name"] == f"Virtual Machine Configuration {vm}"
    path = found[parameters("Virtual Machine Configuration SQL01"), "VmStoreRootPath"]
    assert path == f"C:\\ClusterStorage\\Volume1\\{vm}\\{new['Accounts Receivable']}"
    contact = found[parameters("Ledger agent"), "Contact"]
    assert isinstance(contact, str)
    assert contact.endswith(f"{node}.{new['corp.contoso.com']}")
    assert f"\\\\{new['nas9']}\\{new['ledger$']}\\" in contact
    assert after.hive.find(f"ResourceTypes\\{new['Ledger Engine']}") is not None


def test_addresses_keep_their_subnet_and_masks_stay() -> None:
    _, after = rich()
    found, new = values(after.hive), replacements(after)
    assert new["10.20.30.40"] == "192.0.2.40"
    assert new["10.20.30.1"] == "192.0.2.1"
    assert found[parameters("IP Address 10.20.30.40"), "SubnetMask"] == "255.255.255.0"
    assert new["2a00:1450:4001:812::"] == "2001:db8:1:812::"


def test_secrets_are_gone_and_not_in_the_mapping() -> None:
    _, after = rich()
    found = values(after.hive)
    assert found[parameters("Ledger FS"), "ResourceData"] == bytes(44)
    assert found[parameters("Cloud Witness"), "PrimaryKey"] == "x" * 20
    assert found[parameters("Cloud Witness"), "SecondaryToken"] == ["xxx", "xxxx"]
    mapped = " ".join(f"{each.original} {each.replacement}" for each in after.mapping)
    assert not any(secret in mapped for secret in SECRETS)


def test_security_descriptors_stay_valid() -> None:
    before, after = rich()
    old, new = (each.root.value("Security Descriptor") for each in (before, after.hive))
    assert old is not None
    assert new is not None
    assert len(old.data) == len(new.data)
    assert old.data == HERE != new.data
    assert sddl(new.data).startswith("O:SYD:(A;CI;KA;;;SY)(A;CI;KA;;;S-1-5-21-")
    assert sddl(new.data).endswith("-512)")


def test_the_keys_own_descriptors_classes_times_and_flags() -> None:
    key = PlainKey("SQL01 notes", (), (), 77, "class of SQL01", HERE, 0x20)
    group = PlainKey("Groups", subkeys=(PlainKey("g", (PlainValue("Name", 1, text_data("SQL01")),)),))
    found = flat_hive(redacted(hive_of(PlainKey("Cluster", (), (group, key), 5))).hive)
    (path,) = (path for path in found if path and path[0].endswith("notes"))
    new = found[path]
    assert path == ("GROUP1 notes",)
    assert (new.last_written, new.class_name, new.flags) == (77, "class of GROUP1", 0x20)
    assert new.security is not None
    assert new.security != HERE
    assert len(new.security) == len(HERE)


def test_types_counts_and_lengths_stay() -> None:
    before, after = rich()
    old, new = before.table(), after.hive.table()
    assert (old.key_parents, old.value_keys, old.value_types) == (new.key_parents, new.value_keys, new.value_types)
    for kind, was, now in zip(old.value_types, old.value_data, new.value_data, strict=True):
        assert kind in (1, 7) or len(was) == len(now)
        assert kind != 4 or was == now
        assert kind != 7 or was.decode("utf-16-le").count("\0") == now.decode("utf-16-le").count("\0")


@pytest.mark.parametrize(
    "reg", [rich_reg(), cluster_reg(article_groups()), (PROJECT / "fixtures" / "hvc01.reg").read_text()]
)
@pytest.mark.parametrize("guids", [False, True])
def test_the_database_has_the_same_shape_and_the_same_problems(reg: str, guids: bool) -> None:
    before = hive(reg)
    after = redacted(before, guids=guids)
    old, new = load_cluster(before), load_cluster(after.hive)
    assert [each.code for each in old.problems] == [each.code for each in new.problems]
    if guids:
        assert len(new.database.resources) == len(old.database.resources)
        assert [len(group.resources) for group in new.database.groups] == [
            len(group.resources) for group in old.database.groups
        ]
        assert len(new.database.dependencies) == len(old.database.dependencies)
        assert not {item.id for item in new.database.resources} & {item.id for item in old.database.resources}
    else:
        assert shape(new.database) == shape(old.database)


def test_predictions_are_the_same() -> None:
    before = hive((PROJECT / "fixtures" / "hvc01.reg").read_text())
    traces = []
    for each in (before, redacted(before).hive):
        known = load_cluster(each).database
        victim = next(item for item in known.resources if item.is_virtual_machine)
        outcome = run_on(known, f"{victim.id} reports failed")
        traces.append([(step.at_ms, step.component, step.action, decision_of(step)) for step in outcome.trace])
    assert traces[0] == traces[1]
    assert traces[0]


def decision_of(step: TraceEntry) -> str | None:
    return step.decision.id if step.decision is not None else None


def test_the_result_can_be_written_and_read() -> None:
    _, after = rich()
    again = read_regf(write_regf(after.hive))
    assert values(again) == values(after.hive)


def test_it_is_the_same_again_and_another_key_makes_other_hashes() -> None:
    before, after = rich()
    again, other = redacted(before), redacted(before, b"another")
    assert again.mapping == after.mapping
    assert list(everything(again.hive)) == list(everything(after.hive))
    changed = {each.kind for each, old in zip(other.mapping, after.mapping, strict=True) if each != old}
    assert changed == {"sid", "mac", "ipv6"}


def test_guids_keep_their_shape() -> None:
    before = hive(rich_reg())
    after = redacted(before, guids=True)
    new = replacements(after)
    old = "8054680893fd59438054680893fd5943"
    assert len(new[old]) == 32
    assert new[old] != old
    assert new[old] == new[old].lower()
    key = redacted(hive_of(PlainKey("C", (PlainValue("{0F0F0F0F-0000-4000-8000-00000000000A}"),))), guids=True)
    (name,) = (value.name for value in key.hive.root.values)
    assert (name[0], name[-1], len(name), name.upper()) == ("{", "}", 38, name)


def test_well_known_words_stay_and_are_no_names() -> None:
    plain = cluster_reg(article_groups())
    after = redacted(hive(plain))
    new = replacements(after)
    assert set(new) == {"HVCLUSTER", "Node1", "Node2", "Node3", "HyperV VMs"}
    database = load_cluster(after.hive).database
    assert [item.name for item in database.resources] == [f"Virtual Machine {number}" for number in (1, 2, 3)]


def test_names_are_not_given_that_the_hive_already_has() -> None:
    after = redacted(with_names("GROUP2", "other", text="see GROUP1"))
    new = replacements(after)
    assert not {name.upper() for name in new.values()} & {"GROUP1", "GROUP2", "OTHER"}
    assert after.problems == ()


def test_keys_that_become_equal_are_told_apart() -> None:
    taken = redacted(with_names("first", text="")).mapping[0].replacement
    group = PlainKey("Groups", subkeys=(PlainKey("g1", (PlainValue("Name", 1, text_data("first")),)),))
    extra = (PlainKey("a first"), PlainKey("a FIRST x"))
    after = redacted(hive_of(PlainKey("C", (), (group, *extra))))
    assert {key.name for key in after.hive.root.subkeys} == {"Groups", f"a {taken}", f"a {taken} x"}
    assert after.problems == ()


awkward = st.text(st.sampled_from('abcAB12 ."\n\\[](){}*+?^$|%é\ud800😀' + AWKWARD), max_size=9)
names = awkward | st.sampled_from(
    ["VM", "VM1", "GROUP", "GROUP1", "sql", "sql01", "MySql01", "node", "R", "Name", "123"]
)


@patient
@given(st.lists(names, max_size=8), awkward, awkward)
def test_whatever_the_names(found: list[str], before: str, behind: str) -> None:
    """No name is left, or it is reported; lists keep their length."""
    text = before + behind.join(found)
    old = with_names(*found, text=text)
    after = redacted(old)
    assert redacted(old).mapping == after.mapping
    for was, now in zip(old.table().value_data, after.hive.table().value_data, strict=True):
        assert now.decode("utf-16-le", "surrogatepass").count("\0") == was.decode("utf-16-le", "surrogatepass").count(
            "\0"
        )
    if after.problems:
        return
    whole = [upcase(value) for value in texts_of(after.hive)]
    for each in after.mapping:
        name = upcase(each.original)
        if len(name) >= 3 and not name.isdecimal() and each.kind in ("group", "id"):
            assert not any(name in text for text in whole), each


def texts_of(found: Hive) -> list[str]:
    return [text for data in found.table().value_data for text in data.decode("utf-16-le", "surrogatepass").split("\0")]


@patient
@given(trees())
def test_whatever_the_hive(tree: PlainKey) -> None:
    before = hive_of(tree)
    after = redacted(before)
    old, new = before.table(), after.hive.table()
    assert (old.key_parents, old.value_keys, old.value_types) == (new.key_parents, new.value_keys, new.value_types)
    lengths = [(kind, len(data)) for kind, data in zip(old.value_types, old.value_data, strict=True)]
    kept = [(kind, len(data)) for kind, data in zip(new.value_types, new.value_data, strict=True)]
    assert [each for each in lengths if each[0] not in (1, 2, 6, 7)] == [
        each for each in kept if each[0] not in (1, 2, 6, 7)
    ]


def test_the_source_has_no_logs() -> None:
    before = hive(rich_reg())
    named = replace(before, source=replace(before.source, logs=()))
    assert redacted(named).hive.source.logs == ()


def test_lists_keep_their_items() -> None:
    after = redacted(with_names("SQL01", text="x"))
    value = after.hive.root.value("List")
    assert value is not None
    assert value.data == multi_text_data(["a", "x", "c"])
