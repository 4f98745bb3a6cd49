"""Words that are the same in every cluster: they are no secrets, and redacting leaves them alone.

Sources: the names of values are the schema's, and more of Microsoft's Failover Cluster SDK documentation (MSCS, its
pages on private properties) and of the Windows SDK's ``CLUSREG_NAME_*`` strings; resource types those of MSCS
"Resource Types" and of the products' setups; accounts those of [MS-DTYP] 2.4.2.4; the other tables are a choice of
common words (inferred).
Everything is compared in upper case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from hivetool.hive.upcase import upcase

from .schema import ANY
from .schema import PROPERTIES as SCHEMA


def _upcased(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(upcase, words))


def _words(text: str) -> list[str]:
    return text.split()


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split("|")]


PROPERTIES = _upcased(
    [
        "",
        *(prop.name for prop in SCHEMA if prop.name != ANY),
        *_words(
            """
    Checkpoints Class DataPointer DependencyTimeout DiskGuid DiskRecoveryAction Dll DrainStatus DrainTarget Guid
    Id KeyVaultId Owner OwnerNode Parameters PoolName ProbeFailureThreshold ProbePort QosPolicyId QuorumType
    Resources ResourceTypes ScriptTimeout SecondaryKey SecondaryToken Version Weight
"""
        ),
    ]
)
"""Names of values that say nothing about whose cluster it is."""

FOLDERS = _upcased(
    _words("""
    Cluster 0.Cluster CLUSDB Nodes Groups Resources ResourceTypes Networks NetworkInterfaces Quorum Dependencies
    Checkpoints GroupSets AffinityRules FaultDomains Parameters MSDTC TMMapping Service MSDTCPRIVATE CID
    Security HadrAgNameToIdMap WVR ConfigStore Dedup SyncShareSrv ArcForServers NetworkController HCS Datastore
    Printers Environments Monitors PossibleOwners PossibleNodes Crypto
""")
)
"""Names of keys that the cluster itself has."""

TYPES = _upcased(
    _phrases("""
    Virtual Machine|Virtual Machine Configuration|Virtual Machine Replication Broker|
    Virtual Machine Replication Coordinator|Virtual Machine Cluster WMI|HCS Virtual Machine|Cloud Witness|
    Cross Cluster Dependency Orchestrator|DFS Replicated Folder|DHCP Service|DHCP Server|Disjoint IPv4 Address|
    Disjoint IPv6 Address|Distributed File System|Distributed Network Name|Distributed Transaction Coordinator|
    File Server|File Share|File Share Witness|File Share Quorum Witness|Generic Application|Generic Script|
    Generic Service|Health Service|IIS Server Instance|IP Address|IPv6 Address|IPv6 Tunnel Address|
    iSCSI Target Server|iSNSClusRes|Majority Node Set|Message Queuing|MSMQ|MSMQTriggers|Nat|
    Network Name|NFS Share|Network File System|NFSShare|Physical Disk|Print Spooler|Provider Address|SMB Direct|
    Scale Out File Server|Storage Pool|Storage QoS Policy Manager|Storage QoS Resource|Storage Replica|
    SDDC Management|Task Scheduler|Infrastructure File Server|User Manager|Volume Shadow Copy Service Task|
    WINS Service|Container|Microsoft Exchange Information Store|
    Microsoft Exchange System Attendant|SQL Server|SQL Server Agent|SQL Server Availability Group|
    SQL Server FILESTREAM Share|SQL Server FILESTREAM
""")
)
"""Resource types of Windows, SQL Server and Exchange."""

LIBRARIES = _upcased(
    _words("""
    clusres.dll clusres2.dll vmclusres.dll hvclusres.dll exres.dll sqsrvres.dll sqagtres.dll hadrres.dll clnetres.dll
    witnessres.dll resutils.dll mqclus.dll nfsres.dll mtxclu.dll rhs.exe rhs32.exe clussvc.exe vmms.exe
""")
)
"""Files of the cluster's own programs."""

ACCOUNTS = _upcased(
    _phrases("""
    NT AUTHORITY\\SYSTEM|NT AUTHORITY\\LOCAL SERVICE|NT AUTHORITY\\NETWORK SERVICE|NT AUTHORITY|NT SERVICE|
    NT VIRTUAL MACHINE|BUILTIN\\Administrators|BUILTIN\\Users|BUILTIN|LocalSystem|LocalService|NetworkService|
    Administrator|Administrators|Guest|SYSTEM|Everyone|CLIUSR|Authenticated Users|Users|Public
""")
)

NAMES = _upcased(
    _phrases("""
    Cluster Group|Available Storage|Cluster IP Address|Cluster Name|Cluster Disk|Cluster Network|Cluster Pool|
    Cluster Virtual Disk|Cluster Performance History|Cluster Group Set|SQL Network Name|SQL IP Address|
    Hyper-V Replica Broker|SDDC Group|Ethernet|vEthernet|Local Area Connection|Wi-Fi|
    Microsoft Failover Cluster Virtual Adapter|Hyper-V Virtual Ethernet Adapter|New Virtual Machine
""")
)
"""Names of objects that setup or its wizards give."""

WORDS = _upcased(
    _phrases("""
    Witness|Quorum|Storage Spaces|Health|Management|Local Area Network|LAN|Hyper-V|Volume|Group|Resource|Network|Node|
    Disk|Server|Cluster|Name|Address|Site|Rack|Chassis|Microsoft|Windows|Windows Server|SQL|Exchange|Failover|
    Virtual Machines|Virtual|Machine|Configuration|MSSQLSERVER|SQLSERVERAGENT|SQLBrowser|MSDTC|ClusSvc|vmms|Spooler|
    W3SVC|Service|Default|None|Online|Offline|True|False|Yes|No|and|or
""")
)
"""Words that are no name by themselves."""

FOLDER_NAMES = _upcased(
    _phrases("""
    ClusterStorage|Windows|System32|SysWOW64|Program Files|Program Files (x86)|ProgramData|Users|Public|Temp|
    Documents|Hyper-V|Virtual Machines|Virtual Hard Disks|Snapshots|UndoLog Configuration|
    Planned Virtual Machines|MSCS|Share|Shares|Cluster|Microsoft SQL Server|MSSQL|DATA|Log|Logs|Backup|Backups|
    VM|VMs|VHD|VHDs|VHDX|Disk|Disks|Config|SOFTWARE|SYSTEM|HARDWARE|SECURITY|SAM|CurrentControlSet|Services|
    Control|Enum|Microsoft|Windows NT|CurrentVersion|Parameters|Classes|Policies|Wow6432Node|
    Microsoft Strong Cryptographic Provider|LogFiles|Reports|Bin|Binn|Scripts|
    Microsoft Base Cryptographic Provider v1.0|Microsoft Enhanced Cryptographic Provider v1.0|Globalroot|Device|
    Harddisk|Partition|pipe|mailslot|etc|drivers|inetsrv|inetpub|wwwroot|Apps|App|Tools|Install|Common Files
""")
)
"""Parts of paths that nobody chose."""

SHARES = _upcased(_words("C$ D$ E$ ADMIN$ IPC$ PRINT$ NETLOGON SYSVOL"))

DOMAIN_WORDS = _upcased(
    _words("""
    com net org edu gov mil int info biz local lan internal intern intra intranet corp ad ads dc domain test lab
    example invalid localhost home arpa windows core file blob www cloudapp azure microsoft microsoftonline dns
    prod dev root forest site
""")
)
"""Labels of DNS names that tell nothing."""

PUBLIC_DOMAINS = _upcased(
    _words("core.windows.net windows.net blob.core.windows.net microsoft.com azure.com microsoftonline.com")
)

ENDINGS = _upcased(
    _words("""
    com net org edu gov mil int info biz local lan internal intern intra intranet corp ad ads lab home arpa
    cloud io at au be br ca ch cn cz de dk ee es eu fi fr gr hu ie il in it jp kr lt lu lv mx nl no nz pl pt ro
    ru se sg si sk tr tw ua uk us za test priv private root domain dom zone
""")
)
"""Last labels by which a dotted word is taken for a DNS name; none of them is the ending of a common kind of file."""

LABELS = TYPES | NAMES
"""What may stand before a name: ``Virtual Machine SQL01``."""

PHRASES = LABELS | LIBRARIES | ACCOUNTS | WORDS | FOLDER_NAMES


def _any_of(phrases: frozenset[str]) -> str:
    longest_first = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
    return rf"(?<![^\W_])(?:{longest_first})(?![^\W_])"


PHRASE = re.compile(rf"{_any_of(PHRASES)}|%[A-Z()0-9_]+%")
"""Finds well-known words in upper-cased text, whole words only; and variables of the environment."""

_LABEL = re.compile(_any_of(LABELS))
_SEPARATOR = re.compile(r"(?:(?: - | *[:(] *| +)(?:[0-9]+ *[(-] *)?)+")
_NOTHING = re.compile(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f0-9]*")


def is_well_known(upcased: str) -> bool:
    """Whether nothing is left of the text without well-known words, digits and punctuation."""
    start, end = without_phrases(upcased)
    return _NOTHING.fullmatch(upcased, start, end) is not None


def without_phrases(upcased: str) -> tuple[int, int]:
    """Where the text stands between the well-known words at its beginning and the punctuation around the rest."""
    start, size = 0, len(upcased)
    while start < size and (found := _LABEL.match(upcased, start)) is not None:
        gap = _SEPARATOR.match(upcased, found.end())
        if gap is None and found.end() < size:
            break
        start = gap.end() if gap is not None else size
    end = size - 1 if upcased[start:].endswith(")") and "(" not in upcased[start:] else size
    return start, max(start, end)
