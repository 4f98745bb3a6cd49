"""Properties of nodes: values of ``Nodes\\<number>``.

Only NodeName, NodeWeight and FaultDomain have been seen in a hive; that the others are stored under these names is
inferred, though the names themselves are documented.
"""

from __future__ import annotations

from functools import partial

from . import words
from .property import UNSET, Form, Property

_T, _TS, _N = Form.TEXT, Form.TEXTS, Form.NUMBER
_node = partial(Property, "node")

NODE_PROPERTIES: tuple[Property, ...] = (
    _node("NodeName", _T, "name of the node", "MSCS nodes-nodename", read_only=True, ties=True),
    _node("Description", _T, "comments", "MSCS nodes-description"),
    _node(
        "NodeWeight",
        _N,
        "votes the node may have",
        "MSCS nodes-nodeweight; joined nodes vote",
        (0, 1),
        1,
        page_default=0,
        words=((0, "no vote"), (1, "one vote")),
        since="2012",
    ),
    _node(
        "DynamicWeight",
        _N,
        "votes that dynamic quorum leaves",
        "MSCS nodes-dynamicweight",
        (0, 1),
        0,
        since="2012",
        read_only=True,
        runtime=True,
    ),
    _node("Paused", _N, "paused", "MS-CMRP 3.1.1.6", (0, 1), 0, "inferred", words=words.NO_YES, read_only=True),
    _node("Flags", _N, "flags", "MS-CMRP 3.1.1.6", mark="inferred", words=words.FLAGS, bits=True),
    _node(
        "NodeHighestVersion",
        _N,
        "highest version of the service it can join",
        "MSCS nodes-nodehighestversion",
        (0x100E0, 0xFFFFFFF),
        read_only=True,
    ),
    _node(
        "NodeLowestVersion",
        _N,
        "lowest version of the service it can join",
        "MSCS nodes-nodelowestversion",
        (0x100E0, 0xFFFFFF),
        read_only=True,
    ),
    _node("MajorVersion", _N, "Windows, major version", "MSCS nodes-majorversion", (4, 0xFFFFFFF), read_only=True),
    _node("MinorVersion", _N, "Windows, minor version", "MSCS nodes-minorversion", (0, 0xFFFFFFF), read_only=True),
    _node("BuildNumber", _N, "Windows, build", "MSCS nodes-buildnumber", (0, 0xFFFFFFF), read_only=True),
    _node("CSDVersion", _T, "Windows, service pack", "MSCS nodes-csdversion", read_only=True),
    _node(
        "NodeDrainStatus",
        _N,
        "how far the last drain got",
        "MSCS nodes-nodedrainstatus",
        (0, 3),
        0,
        words=words.DRAIN_STATUS,
        since="2012",
        read_only=True,
    ),
    _node(
        "NodeDrainTarget",
        _N,
        "number of the node that it is drained to",
        "MSCS nodes-nodedraintarget",
        (0, None),
        UNSET,
        unset=UNSET,
        special=((UNSET, "none"),),
        since="2012",
        refers_to="node",
        read_only=True,
    ),
    _node("FaultDomain", _TS, "fault domains it stands in", "MSCS nodes-faultdomain", since="2016", read_only=True),
    _node("FaultDomainId", _T, "id of its fault domain", "MSCS nodes-faultdomainid", since="2016"),
    _node("Manufacturer", _T, "maker of the machine", "MSCS nodes-manufacturer", read_only=True),
    _node("Model", _T, "model of the machine", "MSCS nodes-model", read_only=True),
    _node("SerialNumber", _T, "serial number of the machine", "MSCS nodes-serialnumber", read_only=True),
    _node(
        "StatusInformation",
        _N,
        "status bits",
        "MSCS statusinformation",
        (0, 0x3F),
        0,
        words=words.NODE_STATUS,
        bits=True,
        since="2012",
        read_only=True,
        runtime=True,
    ),
    _node(
        "EnableEventLogReplication",
        _N,
        "events are copied to the other nodes",
        "MSCS nodes-enableeventlogreplication",
        (0, 1),
        1,
        words=words.NO_YES,
        until="2003",
    ),
    _node("AdminExtensions", _TS, "CLSIDs of extensions", "MSCS nodes-adminextensions", until="2003"),
    _node("IsPrimary", _N, "primary", "SDK CLUSREG_NAME_NODE_*", mark="inferred", read_only=True),
    _node(
        "NeedsPreventQuorum",
        _N,
        "must start without forming a quorum",
        "SDK CLUSREG_NAME_NODE_*",
        mark="inferred",
        read_only=True,
    ),
    _node("UniqueID", _T, "identity of the machine", "PowerShell ClusterNode", mark="inferred"),
    _node("NodeInstanceID", _T, "identity in this cluster", "PowerShell ClusterNode", mark="inferred"),
    _node("Type", _N, "kind of node", "PowerShell ClusterNode", mark="inferred", read_only=True),
    _node(
        "DetectedCloudPlatform",
        _N,
        "cloud that the node runs in",
        "PowerShell ClusterNode",
        mark="inferred",
        read_only=True,
    ),
)
