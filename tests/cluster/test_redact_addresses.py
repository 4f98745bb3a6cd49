from __future__ import annotations

import ipaddress

from hypothesis import given
from hypothesis import strategies as st

from hivetool.cluster.redact_addresses import allotted, hashed, networks

V4 = st.integers(0, 2**32 - 1).map(lambda number: str(ipaddress.IPv4Address(number)))
NEAR = st.tuples(st.sampled_from(["10.0.0", "10.0.1", "192.168.7", "192.0.2", "198.18.0"]), st.integers(0, 255)).map(
    lambda parts: f"{parts[0]}.{parts[1]}"
)
V6 = st.integers(0, 2**128 - 1).map(lambda number: str(ipaddress.IPv6Address(number)))
DOCUMENTATION = [ipaddress.ip_network(net) for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")]


def v4(*seen: str, declared: tuple[tuple[str, str], ...] = ()) -> list[str]:
    found = allotted(b"", False, [("ipv4", text) for text in seen], networks(declared))
    return [found.replaced("ipv4", text) for text in seen]


@given(st.lists(V4 | NEAR, max_size=12, unique=True))
def test_one_subnet_stays_one_subnet(seen: list[str]) -> None:
    new = v4(*seen)
    assert len(set(new)) == len(new)
    for first, one in zip(seen, new, strict=True):
        assert first.split(".")[3] == one.split(".")[3]
        for second, other in zip(seen, new, strict=True):
            kept = one == first or other == second
            assert kept or (first.rpartition(".")[0] == second.rpartition(".")[0]) == (
                one.rpartition(".")[0] == other.rpartition(".")[0]
            )


def test_the_first_three_subnets_are_documentation() -> None:
    new = v4("10.1.1.1", "10.1.2.1", "10.1.3.1", "10.1.4.1")
    assert [ipaddress.ip_address(text) in net for text, net in zip(new, DOCUMENTATION, strict=False)] == [True] * 3
    assert new[3] == "198.18.0.1"


def test_a_subnet_of_the_hive_is_not_given_to_another() -> None:
    assert v4("192.0.2.1", "10.0.0.1") == ["198.51.100.1", "203.0.113.1"]


def test_a_wide_network_stays_in_one_piece() -> None:
    new = v4("10.5.16.0", "10.5.17.9", "10.5.31.255", "10.5.32.1", declared=(("10.5.16.0", "255.255.240.0"),))
    assert new == ["100.64.16.0", "100.64.17.9", "100.64.31.255", "192.0.2.1"]


def test_addresses_that_tell_nothing_stay() -> None:
    kept = ["0.0.0.0", "127.0.0.1", "169.254.1.7", "224.0.0.1", "239.255.0.0", "255.255.255.0"]
    assert v4(*kept) == kept


def test_more_subnets_than_the_small_blocks_have() -> None:
    new = v4(*(f"10.{number // 256}.{number % 256}.1" for number in range(600)))
    assert len(set(new)) == 600
    assert new[-1].startswith("240.")


def v6(*seen: str, key: bytes = b"") -> list[str]:
    found = allotted(key, False, [("ipv6", text) for text in seen], ())
    return [found.replaced("ipv6", text) for text in seen]


@given(st.lists(V6, max_size=6, unique=True))
def test_ipv6_addresses_are_documentation(seen: list[str]) -> None:
    for old, new in zip(seen, v6(*seen), strict=True):
        address = ipaddress.IPv6Address(old)
        if address.is_multicast or address.is_link_local or address.ipv4_mapped or int(address) < 2:
            continue
        assert ipaddress.IPv6Address(new) in ipaddress.IPv6Network("2001:db8::/32")


def test_ipv6_subnets_and_small_host_parts_stay() -> None:
    new = v6("2a00:1:2:3::1", "2a00:1:2:3:aaaa:bbbb:cccc:dddd", "2a00:1:2:4::1", "2a00:1:3:3::")
    assert (new[0], new[2], new[3]) == ("2001:db8:1:3::1", "2001:db8:1:4::1", "2001:db8:2:3::")
    assert new[1].startswith("2001:db8:1:3:")
    assert "aaaa" not in new[1]
    assert v6("::1", "::", "ff02::1") == ["::1", "::", "ff02::1"]
    assert v6("::ffff:10.0.0.7") == ["::ffff:192.0.2.7"]
    assert v6("fe80::1c2d:3e4f:5a6b:7c8d")[0].startswith("fe80::")
    assert v6("fe80::1c2d:3e4f:5a6b:7c8d") != v6("fe80::1c2d:3e4f:5a6b:7c8d", key=b"k")


def test_hardware_addresses_keep_their_spelling() -> None:
    found = allotted(b"", False, [], ())
    dashes, colons = found.replaced("mac", "00-15-5D-0A-0B-0C"), found.replaced("mac", "00:15:5d:0a:0b:0c")
    assert dashes == dashes.upper()
    assert colons == colons.lower()
    assert dashes.replace("-", ":").lower() == colons
    assert colons.startswith("02:")
    assert found.replaced("mac", "FF-FF-FF-FF-FF-FF") == "FF-FF-FF-FF-FF-FF"


def test_sids_in_text_and_in_bytes_agree() -> None:
    found = allotted(b"k", False, [], ())
    new = found.replaced("sid", "S-1-5-21-1-2-3")
    numbers = b"".join(number.to_bytes(4, "little") for number in (1, 2, 3))
    words = [int.from_bytes(found.domain(numbers)[at : at + 4], "little") for at in (0, 4, 8)]
    assert new == "S-1-5-21-" + "-".join(map(str, words))
    assert found.replaced("sid", "S-1-12-1-1-2-3-4").startswith("S-1-12-1-")


def test_guids_only_on_request() -> None:
    text = "6e394089-145a-4279-b75d-b14015cc36e4"
    assert allotted(b"", False, [("guid", text)], ()).replaced("guid", text) == text
    found = allotted(b"", True, [("guid", text)], ())
    new = found.replaced("guid", text)
    assert [len(part) for part in new.split("-")] == [8, 4, 4, 4, 12]
    assert new != text
    assert found.replaced("guid", text.upper()) == new.upper()
    assert found.replaced("guid", text.replace("-", "")) == new.replace("-", "")
    assert found.replaced("guid", "0" * 32) == "0" * 32
    assert len(found.raw_guids) == 1


def test_what_is_no_network_is_left_out() -> None:
    assert networks([("x", "y"), ("10.0.0.0", ""), ("10.0.0.0", "16"), ("10.1.0.5", "255.255.255.0")]) == (
        ipaddress.IPv4Network("10.0.0.0/16"),
        ipaddress.IPv4Network("10.1.0.0/24"),
    )


def test_hashes_depend_on_everything() -> None:
    assert len({hashed(key, what, data, 8) for key in (b"", b"k") for what in "ab" for data in (b"1", b"2")}) == 8
    assert len(hashed(b"k" * 100, "x", b"", 5)) == 5
