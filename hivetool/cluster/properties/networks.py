"""Properties of networks (``Networks\\<id>``) and of the nodes' interfaces in them (``NetworkInterfaces\\<id>``).

The multicast properties of networks are private, so they stand in ``Parameters``.
"""

from __future__ import annotations

from functools import partial

from . import words
from .property import Form, Property

_T, _TS, _N = Form.TEXT, Form.TEXTS, Form.NUMBER
_network = partial(Property, "network")
_interface = partial(Property, "network interface")

NETWORK_PROPERTIES: tuple[Property, ...] = (
    _network("Name", _T, "name of the network", "MSCS networks-name"),
    _network("Description", _T, "comments", "MSCS networks-description"),
    _network("Role", _N, "what it is used for", "MSCS networks-role", (0, 3), 3, words=words.NETWORK_ROLES),
    _network("Address", _T, "address of the subnet", "MSCS networks-address", read_only=True),
    _network("AddressMask", _T, "mask of the subnet", "MSCS networks-addressmask", read_only=True),
    _network("IPv4Addresses", _TS, "IPv4 subnets", "MSCS ipv4addresses", read_only=True),
    _network("IPv4PrefixLengths", _TS, "their prefix lengths", "MSCS ipv4prefixlengths", read_only=True),
    _network("IPv6Addresses", _TS, "IPv6 subnets", "MSCS ipv6addresses", read_only=True),
    _network("IPv6PrefixLengths", _TS, "their prefix lengths", "MSCS ipv6prefixlengths", read_only=True),
    _network(
        "Metric", _N, "cost; the lowest is preferred", "MSCS networks-metric", (1, 0x0FFFFFFF), 100, since="2008 R2"
    ),
    _network(
        "AutoMetric",
        _N,
        "the cluster chooses Metric",
        "MSCS networks-autometric",
        (0, 1),
        1,
        words=words.NO_YES,
        since="2008 R2",
    ),
    _network(
        "MulticastDisabled",
        _N,
        "0: multicast is used",
        "MSCS networks-multicastdisabled",
        (0, None),
        0,
        place="Parameters",
        until="2008 R2",
    ),
    _network(
        "MulticastAddress",
        _T,
        "multicast address",
        "MSCS networks-multicastaddress",
        place="Parameters",
        until="2008 R2",
    ),
    _network(
        "MulticastAddressRangeLower",
        _T,
        "first multicast address",
        "MSCS networks-multicastaddressrangelower",
        default="239.255.0.0",
        place="Parameters",
        until="2008 R2",
    ),
    _network(
        "MulticastAddressRangeUpper",
        _T,
        "last multicast address",
        "MSCS networks-multicastaddressrangeupper",
        default="239.255.254.255",
        place="Parameters",
        until="2008 R2",
    ),
    _network(
        "MulticastConfigType",
        _N,
        "how the address was chosen",
        "MSCS networks-multicastconfigtype",
        (0, 2),
        0,
        place="Parameters",
        until="2008 R2",
        read_only=True,
    ),
    _network("AdminExtensions", _TS, "CLSIDs of extensions", "MSCS networks-adminextensions", until="2003"),
    _network("LinkSpeed", _N, "speed", "SDK CLUSREG_NAME_NET_*", mark="inferred", read_only=True, runtime=True),
    _network("RdmaCapable", _N, "RDMA", "SDK CLUSREG_NAME_NET_*", mark="inferred", read_only=True, runtime=True),
    _network("RssCapable", _N, "RSS", "SDK CLUSREG_NAME_NET_*", mark="inferred", read_only=True, runtime=True),
)

INTERFACE_PROPERTIES: tuple[Property, ...] = (
    _interface("Name", _T, "node and connection", "MSCS network-interfaces-name", read_only=True),
    _interface("Description", _T, "comments", "MSCS network-interfaces-description"),
    _interface(
        "Node",
        _T,
        "node, by number or name (not confirmed)",
        "MSCS network-interfaces-node",
        refers_to="node",
        by_name=True,
        read_only=True,
        ties=True,
    ),
    _interface(
        "Network",
        _T,
        "network, by id or name (not confirmed)",
        "MSCS network-interfaces-network",
        refers_to="network",
        by_name=True,
        read_only=True,
        ties=True,
    ),
    _interface("Adapter", _T, "name of the adapter", "MSCS network-interfaces-adapter", read_only=True),
    _interface("AdapterId", _T, "GUID of the adapter", "MSCS adapterid", read_only=True),
    _interface("Address", _T, "first address", "MSCS network-interfaces-address", read_only=True),
    _interface("IPv4Addresses", _TS, "IPv4 addresses", "MSCS ipv4addresses-netifprop", read_only=True),
    _interface("IPv6Addresses", _TS, "IPv6 addresses", "MSCS ipv6addresses-netifprop", read_only=True),
    _interface(
        "DhcpEnabled", _N, "addresses from DHCP", "MSCS dhcpenabled", (0, 1), 0, words=words.NO_YES, read_only=True
    ),
    _interface("AdminExtensions", _TS, "CLSIDs of extensions", "MSCS network-interfaces-adminextensions", until="2003"),
)
