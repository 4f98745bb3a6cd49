"""What the values of a cluster hold, as far as redacting is concerned: one table, and what follows from names.

``shape`` is the key's path with ``*`` for the second part (``Resources\\*\\Parameters``), ``""`` the root, ``*``
any key. A value in no row is scanned: known names, addresses and SIDs in it are replaced. Sources: ``MSCS page`` is
a page of Microsoft's Failover Cluster SDK documentation, ``MS-CMRP n`` a section of that open specification,
``inferred`` what no source says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from hivetool.hive.types import ValueType
from hivetool.hive.upcase import upcase


class Treat(Enum):
    """How a value's text is treated. All but KEEP and SECRET are scanned for names, addresses and SIDs."""

    NAME = auto()
    """The whole text, or every item of a list, is a name."""
    LABEL = auto()
    """A name behind well-known words: ``Virtual Machine SQL01``."""
    DNS = auto()
    """A host or a domain, with or without dots."""
    USER = auto()
    """An account: ``DOMAIN\\user``, ``user@domain`` or ``user``."""
    PATH = auto()
    """A path of a file, a share or a registry key."""
    SCAN = auto()
    IDS = auto()
    """Ids of nodes or resources, or other numbers: what is a number is kept."""
    KEEP = auto()
    """Masks, versions: left as it is."""
    SECRET = auto()
    """Zeros or x of the same length, and not in the mapping."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: where the value stands, its name, what to do, the kind of name, and where that is known from."""

    shape: str
    value: str
    treat: Treat
    kind: str = ""
    source: str = ""


KINDS: Mapping[str, str] = MappingProxyType(
    {
        "cluster": "CLUSTER",
        "node": "NODE",
        "vm": "VM",
        "host": "HOST",
        "group": "GROUP",
        "disk": "DISK",
        "resource": "RESOURCE",
        "type": "TYPE",
        "network": "NETWORK",
        "adapter": "ADAPTER",
        "domain": "domain",
        "org": "ORG",
        "user": "USER",
        "share": "SHARE",
        "service": "SERVICE",
        "site": "SITE",
        "label": "LABEL",
        "serial": "SERIAL",
        "id": "ID",
        "text": "TEXT",
        "folder": "DIR",
    }
)
"""Kinds of names and how their replacements begin; a text with several kinds is of the first of them here."""

_RESOURCE, _PARAMETERS = "Resources\\*", "Resources\\*\\Parameters"

RULES: tuple[Rule, ...] = (
    Rule("", "ClusterName", Treat.NAME, "cluster", "TSSV2, FineBuild"),
    Rule("", "SharedVolumesRootBase", Treat.PATH, "folder", "FineBuild"),
    Rule("", "SharedVolumesRoot", Treat.PATH, "folder", "MSCS clusters-sharedvolumesroot"),
    Rule("", "PaxosTag", Treat.KEEP, source="KB947713"),
    Rule("", "OSVersion", Treat.KEEP, source="WS2022 review"),
    Rule("Nodes\\*", "NodeName", Treat.NAME, "node", "MSCS nodes-nodename"),
    Rule("Nodes\\*", "SerialNumber", Treat.NAME, "serial", "MSCS nodes-serialnumber"),
    Rule("Nodes\\*", "CSDVersion", Treat.KEEP, source="MSCS nodes-csdversion"),
    Rule("Groups\\*", "Name", Treat.LABEL, "group", "MSCS groups-name"),
    Rule("Groups\\*", "Contains", Treat.IDS, source="askcore, TSSV2"),
    Rule("*", "AntiAffinityClassNames", Treat.NAME, "label", "MSCS groups-antiaffinityclassnames"),
    Rule(_RESOURCE, "Name", Treat.LABEL, "resource", "MSCS resources-name"),
    Rule(_RESOURCE, "Type", Treat.LABEL, "type", "MSCS resources-type"),
    Rule("ResourceTypes\\*", "Name", Treat.LABEL, "type", "MSCS resource-types-name"),
    Rule("ResourceTypes\\*", "DllName", Treat.SCAN, source="MSCS resource-types-dllname"),
    Rule("*", "AdminExtensions", Treat.KEEP, source="MSCS resource-types-adminextensions: CLSIDs of programs"),
    Rule("Networks\\*", "Name", Treat.LABEL, "network", "MSCS networks-name"),
    Rule("*", "AddressMask", Treat.KEEP, source="MSCS networks-addressmask"),
    Rule("*", "SubnetMask", Treat.KEEP, source="MSCS ip-addresses-subnetmask"),
    Rule("*", "DhcpSubnetMask", Treat.KEEP, source="MSCS ip-addresses-dhcpsubnetmask"),
    Rule("*", "IPv4PrefixLengths", Treat.IDS, source="MSCS ipv4prefixlengths"),
    Rule("*", "IPv6PrefixLengths", Treat.IDS, source="MSCS ipv6prefixlengths"),
    Rule("NetworkInterfaces\\*", "Name", Treat.LABEL, "adapter", "MSCS network-interfaces-name"),
    Rule("NetworkInterfaces\\*", "Adapter", Treat.LABEL, "adapter", "MSCS network-interfaces-adapter"),
    Rule("GroupSets\\*", "Name", Treat.LABEL, "label", "SDK CLUSREG_NAME_GROUPSET_NAME; the key is inferred"),
    Rule("AffinityRules\\*", "Name", Treat.LABEL, "label", "SDK CLUSREG_NAME_AFFINITYRULE_NAME; the key is inferred"),
    Rule("FaultDomains\\*", "FaultDomainName", Treat.LABEL, "site", "WS2022 review"),
    Rule("FaultDomains\\*", "Name", Treat.LABEL, "site", "inferred"),
    Rule("*", "PreferredSite", Treat.LABEL, "site", "MSCS preferredsite"),
    Rule("Quorum", "Path", Treat.PATH, "folder", "ExBPA"),
    Rule("*", "PossibleOwners", Treat.IDS, source="Commvault: numbers of nodes"),
    Rule("*", "PreferredOwners", Treat.IDS, source="MS-CMRP 3.1.4.2.55: ids of nodes"),
    Rule("*", "DependsOnSharedVolumes", Treat.IDS, source="MSCS virtual-machine-configuration: ids and offsets"),
    Rule("Dependencies\\*", "*", Treat.IDS, source="TSSV2"),
    Rule("*", "Description", Treat.NAME, "text", "MSCS resources-description and its like: comments"),
    Rule("NetworkInterfaces\\*", "Description", Treat.LABEL, "adapter", "MSCS network-interfaces-description"),
    Rule("*", "Remark", Treat.NAME, "text", "MSCS file-shares-remark"),
    Rule("*", "ResourceSpecificStatus", Treat.NAME, "text", "MSCS resources-resourcespecificstatus"),
    Rule("*", "VirtualDiskDescription", Treat.NAME, "text", "WS2012 and later: physical disks of storage spaces"),
    Rule("*", "VirtualDiskName", Treat.LABEL, "disk", "WS2012 and later: physical disks of storage spaces"),
    Rule("*", "PoolName", Treat.LABEL, "disk", "WS2012 and later: storage pools"),
    Rule(_PARAMETERS, "Name", Treat.DNS, "host", "MSCS network-names-name"),
    Rule("*", "DnsName", Treat.DNS, "host", "MSCS network-names-dnsname"),
    Rule("*", "DnsSuffix", Treat.DNS, "domain", "MSCS distributed-network-names"),
    Rule("*", "DomainName", Treat.DNS, "domain", "inferred"),
    Rule("*", "Domain", Treat.DNS, "domain", "inferred"),
    Rule("*", "CreatingDC", Treat.DNS, "host", "MSCS network-names-creatingdc"),
    Rule("*", "ServerName", Treat.DNS, "host", "MSCS"),
    Rule("*", "VirtualServerName", Treat.DNS, "host", "MSCS"),
    Rule("*", "DhcpServer", Treat.DNS, "host", "MSCS ip-addresses-dhcpserver"),
    Rule("*", "AccountName", Treat.NAME, "user", "MSCS cloud-witness-accountname: the storage account"),
    Rule("*", "ContainerName", Treat.NAME, "label", "MSCS cloud-witness-containername"),
    Rule("*", "EndpointInfo", Treat.DNS, "domain", "MSCS cloud-witness-endpointinfo"),
    Rule("*", "ShareName", Treat.NAME, "share", "MSCS file-shares-sharename"),
    Rule("*", "SharePath", Treat.PATH, "share", "MSCS file-share-witness-sharepath"),
    Rule("*", "Path", Treat.PATH, "folder", "MSCS file-shares-path"),
    Rule("*", "VmStoreRootPath", Treat.PATH, "folder", "MSCS virtual-machine-configuration"),
    Rule("*", "ConfigStoreRootPath", Treat.PATH, "folder", "hypervvmgroups"),
    Rule("*", "ScriptFilepath", Treat.PATH, "folder", "MSCS generic-scripts-scriptfilepath"),
    Rule("*", "CurrentDirectory", Treat.PATH, "folder", "MSCS generic-applications-currentdirectory"),
    Rule("*", "DebugPrefix", Treat.PATH, "folder", "MSCS resources-debugprefix"),
    Rule("*", "ServiceName", Treat.NAME, "service", "MSCS generic-services-servicename"),
    Rule("*", "UserName", Treat.USER, "user", "inferred"),
    Rule("*", "User", Treat.USER, "user", "inferred"),
    Rule("*", "ServiceAccount", Treat.USER, "user", "inferred"),
    Rule("*", "RunAsAccount", Treat.USER, "user", "inferred"),
    Rule("Checkpoints\\*", "*", Treat.PATH, "folder", "MSCS checkpointing: registry keys, key containers"),
    # Secrets.
    Rule("*", "PrimaryKey", Treat.SECRET, source="MSCS cloud-witness-primarykey"),
    Rule("*", "SecondaryKey", Treat.SECRET, source="MSCS cloud-witness-secondarykey"),
    Rule("*", "PrimaryToken", Treat.SECRET, source="MSCS cloud-witness-primarytoken"),
    Rule("*", "SecondaryToken", Treat.SECRET, source="MSCS cloud-witness-secondarytoken"),
    Rule("*", "ResourceData", Treat.SECRET, source="MSCS network-names-resourcedata: the computer account's password"),
    Rule("*", "CommandLine", Treat.SECRET, source="MSCS generic-applications-commandline: may hold a password"),
    Rule("*", "StartupParameters", Treat.SECRET, source="MSCS generic-services-startupparameters: may hold a password"),
)
"""Every value that needs more than a scan. A row with a shape comes before one for any key."""

SECRET_WORDS: tuple[str, ...] = (
    "PASSWORD", "PASSWD", "PASSPHRASE", "PWD", "SECRET", "TOKEN", "CREDENTIAL", "PRIVATEKEY", "ACCESSKEY",
    "SHAREDKEY", "ACCOUNTKEY", "ENCRYPTED", "CIPHER", "CONNECTIONSTRING", "CERTIFICATE", "PFX", "KEYBLOB",
    "APIKEY", "SESSIONKEY", "MASTERKEY", "SIGNINGKEY",
)  # fmt: skip
"""A value whose name has one of these words in it is a secret, whatever else is known of it (inferred)."""

SECRET_FOLDERS: tuple[str, ...] = ("CHECKPOINTS\\", "MSDTCPRIVATE", "\\CRYPTO")
"""Below a key with one of these in its shape binary data is a secret: crypto checkpoints, MSDTC's security (TSSV2)."""

TYPE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "VIRTUAL MACHINE": "vm",
        "VIRTUAL MACHINE CONFIGURATION": "vm",
        "NETWORK NAME": "host",
        "DISTRIBUTED NETWORK NAME": "host",
        "PHYSICAL DISK": "disk",
        "STORAGE POOL": "disk",
    }
)
"""The kind of name that a resource of this type has; any other: resource."""

KEYS: Mapping[str, str] = MappingProxyType(
    {"NODES": "node", "GROUPS": "id", "RESOURCES": "id", "NETWORKS": "id", "NETWORKINTERFACES": "id",
     "RESOURCETYPES": "type", "FAULTDOMAINS": "site", "GROUPSETS": "label", "AFFINITYRULES": "label"}
)  # fmt: skip
"""The kind of name that the keys right below these are, where they are not ids."""

SCANNED = Rule("*", "*", Treat.SCAN)
_SECRET = Rule("*", "*", Treat.SECRET, source="the value's name says so")
_BY_PLACE = MappingProxyType({(upcase(rule.shape), upcase(rule.value)): rule for rule in RULES})


def shape_of(path: str) -> str:
    """The path in upper case with ``*`` for its second part, and without what is below a fourth one."""
    parts = upcase(path).split("\\", 4)[:4] if path else []
    return "\\".join([*parts[:1], *("*" for _ in parts[1:2]), *parts[2:]])


def rule_for(shape: str, value: str, is_text: bool) -> Rule:
    """The row for the value ``value`` of a key of this shape."""
    upcased = upcase(value)
    if any(word in upcased for word in SECRET_WORDS):
        return _SECRET
    if not is_text and any(folder in shape for folder in SECRET_FOLDERS):
        return _SECRET
    for place in ((shape, upcased), ("*", upcased), (shape, "*")):
        rule = _BY_PLACE.get(place)
        if rule is not None:
            return rule
    return SCANNED


TEXT_TYPES = frozenset({ValueType.REG_SZ, ValueType.REG_EXPAND_SZ, ValueType.REG_LINK, ValueType.REG_MULTI_SZ})
_NUMBERS = frozenset({(4, 4), (5, 4), (11, 8), (4, 0), (5, 0), (11, 0)})
"""Types and lengths of whole numbers."""


def is_text(kind: int, data: bytes) -> bool:
    """Whether a value is text: of a text type, and of whole characters."""
    return kind in TEXT_TYPES and len(data) % 2 == 0


def is_number(kind: int, data: bytes) -> bool:
    """Whether a value is a number, which is kept."""
    return (kind, len(data)) in _NUMBERS
