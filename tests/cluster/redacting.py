"""A cluster full of names, addresses and secrets, and ways to look at what is left of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

from hivetool.cluster.redact import Redacted, redacted
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.hive import Hive
from hivetool.regtext.reader import read_reg
from hivetool.regtext.tree import hive_from_reg
from tests.clusters import CONFIG, ROOT, G, R, cluster_reg, hex_line, resource_id, value_line
from tests.trees import PlainKey, PlainValue, hive_of

Raw = int | str | Sequence[str] | bytes

NAME = "Network Name"
DOMAIN = (1004336348, 1177238915, 682003330)


def sid(*numbers: int, authority: int = 5) -> bytes:
    """A SID as it is stored."""
    return bytes([1, len(numbers)]) + authority.to_bytes(6, "big") + struct.pack(f"<{len(numbers)}I", *numbers)


def descriptor(*sids: bytes) -> bytes:
    """A self-relative descriptor that lets each of these in; the first owns it."""
    aces = b"".join(struct.pack("<BBHI", 0, 2, 8 + len(each), 0xF003F) + each for each in sids)
    acl = struct.pack("<BBHHH", 2, 0, 8 + len(aces), len(sids), 0) + aces
    return struct.pack("<BBHIIII", 1, 0, 0x8004, 20 + len(acl), 0, 0, 20) + acl + sids[0]


SYSTEM = sid(18)
ADMIN = sid(21, *DOMAIN, 512)
HERE = descriptor(SYSTEM, ADMIN)

GROUPS = (
    G(
        "SQL01",
        (R("Virtual Machine SQL01"), R("Virtual Machine Configuration SQL01", {}, CONFIG)),
        {"GroupType": 111, "Description": "payroll of Contoso, ask Alice", "AntiAffinityClassNames": ["Payroll"]},
    ),
    G(
        "Ledger",
        (
            R("Ledger FS", {}, NAME, ("IP Address 10.20.30.40",)),
            R("IP Address 10.20.30.40", {}, "IP Address"),
            R("Ledger agent", {"Description": "runs as CONTOSO\\svc-ledger"}, "Ledger Engine"),
        ),
    ),
    G("Cluster Group", (R("Cluster Name", {}, NAME), R("Cloud Witness", {}, "Cloud Witness"))),
)


def parameters(resource: str) -> str:
    return f"Resources\\{resource_id(resource, 'PRODCLU')}\\Parameters"


KEYS: Mapping[str, Mapping[str, Raw]] = {
    parameters("Virtual Machine Configuration SQL01"): {
        "VmID": "5b2d1c3a-0a1b-4c2d-8e3f-abcdef012345",
        "VmStoreRootPath": "C:\\ClusterStorage\\Volume1\\sql01\\Accounts Receivable",
        "DependsOnSharedVolumes": ["5b2d1c3a-0a1b-4c2d-8e3f-abcdef012345:1048576"],
    },
    parameters("Ledger FS"): {
        "Name": "LEDGERFS",
        "DnsName": "ledgerfs",
        "CreatingDC": "\\\\DC07.corp.contoso.com",
        "ResourceData": b"Tr0ub4dor&3" * 4,
        "ObjectGUID": "8054680893fd59438054680893fd5943",
    },
    parameters("IP Address 10.20.30.40"): {"Address": "10.20.30.40", "SubnetMask": "255.255.255.0"},
    parameters("Cloud Witness"): {
        "AccountName": "contosowitness",
        "EndpointInfo": "core.windows.net",
        "PrimaryKey": "c2VjcmV0LWtleS0wMQ==",
        "PrimaryToken": b"\1\2\3secret",
        "SecondaryToken": ["abc", "defg"],
    },
    parameters("Ledger agent"): {
        "CommandLine": "ledger.exe /password hunter2",
        "Contact": "alice.smith@contoso.com, \\\\nas9\\ledger$\\x, hv-a.corp.contoso.com",
        "Mac": "00-15-5D-0A-0B-0C",
        "Blob": b"\1" + "on HV-A today".encode("utf-16-le") + b"\0\0" + b"sql01",
        "Sid": "S-1-5-21-1004336348-1177238915-682003330-1117",
        "AdminPassword": "hunter2",
    },
    "ResourceTypes\\Ledger Engine": {"Name": "Ledger Engine", "DllName": "ledger.dll"},
    "Networks\\6b5fe04f-0000-4000-8000-000000000001": {
        "Name": "Prod VLAN 12",
        "Address": "10.20.30.0",
        "AddressMask": "255.255.255.0",
        "IPv4PrefixLengths": ["24"],
        "IPv6Addresses": ["2a00:1450:4001:812::", "fe80::1c2d:3e4f:5a6b:7c8d"],
    },
    "NetworkInterfaces\\6b5fe04f-0000-4000-8000-000000000002": {
        "Name": "HV-A - Prod VLAN 12",
        "Node": "HV-A",
        "Address": "10.20.30.1",
    },
    "Checkpoints\\6b5fe04f-0000-4000-8000-000000000003": {"1": "SOFTWARE\\Ledgersoft\\Keys", "2": b"crypto"},
}


def value(name: str, data: Raw) -> str:
    return hex_line(f'"{name}"=hex:', data) if isinstance(data, bytes) else value_line(name, data)


def rich_reg() -> str:
    """The whole cluster as the text of a .reg file."""
    text = cluster_reg(GROUPS, ("HV-A", "HV-B"), "PRODCLU")
    for path, values in KEYS.items():
        text += "\n".join(["", f"[{ROOT}\\{path}]", *(value(name, data) for name, data in values.items()), ""])
    return text + f"\n[{ROOT}]\n" + hex_line('"Security Descriptor"=hex:', HERE) + "\n"


def hive(reg: str) -> Hive:
    found = hive_from_reg(read_reg(reg.encode()))
    assert not found.problems
    return found


def rich() -> tuple[Hive, Redacted]:
    """The cluster and what is left of it."""
    before = hive(rich_reg())
    return before, redacted(before)


def values(found: Hive) -> dict[tuple[str, str], object]:
    """What every value says, by the key's path and the value's name."""
    return {(key.path, each.name): each.decoded for key in found.walk() for each in key.values}


def replacements(result: Redacted) -> dict[str, str]:
    return {each.original: each.replacement for each in result.mapping}


def with_names(*names: str, text: str = "") -> Hive:
    """A hive with groups of these names, and a text that may have them in it."""
    groups = tuple(
        PlainKey(f"00000000-0000-4000-8000-{number:012}", (PlainValue("Name", 1, text_data(name)),))
        for number, name in enumerate(names)
    )
    notes = (PlainValue("Note", 1, text_data(text)), PlainValue("List", 7, multi_text_data(["a", text or "b", "c"])))
    return hive_of(PlainKey("Cluster", notes, (PlainKey("Groups", subkeys=groups),)))


def everything(found: Hive) -> Iterator[bytes]:
    """All bytes of names and data."""
    table = found.table()
    for name in (*table.key_names, *table.value_names):
        yield name.encode("utf-16-le", "surrogatepass")
    yield from table.value_data
