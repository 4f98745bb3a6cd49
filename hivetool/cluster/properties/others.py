"""Properties of what is neither node, group, resource, resource type nor network.

Quorum, dependencies, checkpoints, fault domains, group sets and affinity rules; the names of the keys of the last
two are inferred.
"""

from __future__ import annotations

from functools import partial

from . import words
from .property import ANY, Form, Property

_T, _TS, _N, _L, _B = Form.TEXT, Form.TEXTS, Form.NUMBER, Form.LARGE, Form.BYTES
_quorum = partial(Property, "quorum")
_dependency = partial(Property, "dependency")
_checkpoint = partial(Property, "checkpoint")
_domain = partial(Property, "fault domain")
_set = partial(Property, "group set")
_rule = partial(Property, "affinity rule")

OTHER_PROPERTIES: tuple[Property, ...] = (
    _quorum(
        "Resource",
        _T,
        "id of the witness resource; empty: none",
        "ExBPA, WS2022 review",
        mark="seen",
        refers_to="resource",
        ties=True,
    ),
    _quorum("Path", _T, "path of the quorum log", "ExBPA, WS2022 review", mark="seen", ties=True),
    _quorum(
        "MaxQuorumLogSize",
        _N,
        "size at which the quorum log starts anew",
        "ExBPA, WS2022 review",
        defaults=(("2003", 0x40_0000),),
        mark="seen",
        unit="bytes",
    ),
    _dependency("dependent", _T, "id of the dependent resource", "TSSV2", mark="seen", refers_to="resource", ties=True),
    _dependency(
        "dependency",
        _T,
        "ids of what it needs, joined with and, or",
        "MS-CMRP 4.4 has the expression, its value's name is inferred",
        mark="inferred",
        also=(_TS,),
        refers_to="resource",
        by_name=True,
        ties=True,
    ),
    _checkpoint(
        ANY,
        _T,
        "a registry key, or a container of keys",
        "TSSV2, MSCS checkpointing; the names are inferred",
        mark="inferred",
        also=(_TS, _B),
    ),
    _domain("FaultDomainName", _T, "name", "WS2022 review", mark="seen", since="2016"),
    _domain("FaultDomainType", _N, "kind", "WS2022 review", mark="seen", words=words.FAULT_DOMAIN_TYPES, since="2016"),
    _domain(
        "FaultDomainParent",
        _T,
        "id of the one it stands in",
        "WS2022 review",
        mark="seen",
        since="2016",
        refers_to="fault domain",
        by_name=True,
    ),
    _domain(
        "Type",
        _N,
        "kind, by another name",
        "WS2022 review has both names",
        mark="inferred",
        words=words.FAULT_DOMAIN_TYPES,
        since="2016",
    ),
    _set("Name", _T, "name", "SDK CLUSREG_NAME_GROUPSET_NAME", mark="inferred", since="2016"),
    _set(
        "StartupSetting", _N, "when it counts as started", "SDK CLUSREG_NAME_GROUPSET_*", mark="inferred", since="2016"
    ),
    _set(
        "StartupCount", _N, "groups that must be online", "SDK CLUSREG_NAME_GROUPSET_*", mark="inferred", since="2016"
    ),
    _set(
        "StartupDelay",
        _N,
        "wait before what depends on it starts",
        "SDK CLUSREG_NAME_GROUPSET_*",
        mark="inferred",
        unit="s",
        since="2016",
    ),
    _set("IsGlobal", _N, "all groups depend on it", "SDK CLUSREG_NAME_GROUPSET_*", mark="inferred", since="2016"),
    _set("IsAvailabilitySet", _N, "an availability set", "SDK CLUSREG_NAME_GROUPSET_*", mark="inferred", since="2016"),
    _set("UpdateDomains", _N, "number of update domains", "SDK CLUSREG_NAME_GROUPSET_*", mark="inferred", since="2016"),
    _set("FaultDomains", _N, "number of fault domains", "SDK CLUSREG_NAME_GROUPSET_*", mark="inferred", since="2016"),
    _set("ReserveSpareNode", _N, "a node is kept free", "SDK CLUSREG_NAME_GROUPSET_*", mark="inferred", since="2016"),
    _set(
        "NodeDomainInfo",
        _T,
        "nodes and their domains",
        "SDK CLUSREG_NAME_GROUPSET_*",
        mark="inferred",
        also=(_TS, _B),
        since="2016",
    ),
    _set(
        "StatusInformation",
        _L,
        "status bits",
        "SDK CLUSREG_NAME_GROUPSET_*",
        mark="inferred",
        since="2016",
        read_only=True,
        runtime=True,
    ),
    _rule("Name", _T, "name", "SDK CLUSREG_NAME_AFFINITYRULE_NAME", mark="inferred", since="2022"),
    _rule(
        "RuleType",
        _N,
        "what it asks for",
        "SDK CLUSREG_NAME_AFFINITYRULE_TYPE",
        (0, 4),
        mark="inferred",
        words=words.RULE_TYPES,
        since="2022",
    ),
    _rule(
        "Groups",
        _TS,
        "ids of the groups it is about",
        "SDK CLUSREG_NAME_AFFINITYRULE_GROUPS",
        mark="inferred",
        also=(_T,),
        since="2022",
        refers_to="group",
    ),
    _rule(
        "Enabled",
        _N,
        "whether it counts",
        "SDK CLUSREG_NAME_AFFINITYRULE_ENABLED",
        (0, 1),
        mark="inferred",
        words=words.NO_YES,
        since="2022",
    ),
)
