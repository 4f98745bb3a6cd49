from __future__ import annotations

import struct

from hivetool.regf.reader import read_regf
from tests.regf.images import HEADER, Image

DESCRIPTOR = bytes(range(20)) * 2


def test_keys_share_a_descriptor() -> None:
    image = Image()
    one, other = image.security(DESCRIPTOR), image.security(b"another one")
    keys = image.key("a", key_security_offset=one), image.key("b", key_security_offset=other), image.key("c")
    hive = read_regf(image.file(image.key("r", image.leaf(*keys), key_security_offset=one)))
    assert [key.security for key in hive.walk()] == [DESCRIPTOR, DESCRIPTOR, b"another one", None]
    assert hive.problems == ()
    assert hive.columns.keys.security.start[:2].tolist() == [HEADER + one + 4 + 20] * 2


def test_a_descriptor_beyond_its_cell_is_not_taken() -> None:
    image = Image()
    item = image.security(DESCRIPTOR)
    image.patch(item + 4 + 16, struct.pack("<I", 0xFFFFFFFF))
    hive = read_regf(image.file(image.key("r", key_security_offset=item)))
    assert hive.root.security is None
    (problem,) = hive.problems
    assert (problem.code, problem.at.offset, problem.actual) == ("regf-security-cut", HEADER + item, "0xffffffff")


def test_an_item_must_be_one() -> None:
    image = Image()
    keys = image.key("a", key_security_offset=image.cell(b"no" + DESCRIPTOR)), image.key("b", key_security_offset=4096)
    hive = read_regf(image.file(image.key("r", image.leaf(*keys))))
    assert [key.security for key in hive.walk()] == [None] * 3
    assert [(problem.code, problem.at.path) for problem in hive.problems] == [
        ("regf-signature", "a"),
        ("regf-outside", "b"),
    ]


def test_class_names() -> None:
    image = Image()
    text = "Klasse Ω".encode("utf-16-le")
    keys = (
        image.key("a", class_name_offset=image.cell(text), class_name_length=len(text)),
        image.key("b", class_name_offset=0x7FFFFFF0),  # without a length nobody looks at the offset
        image.key("c", class_name_length=8),  # nor the other way round
    )
    hive = read_regf(image.file(image.key("r", image.leaf(*keys))))
    assert [key.class_name for key in hive.walk()] == [None, "Klasse Ω", None, None]
    assert hive.problems == ()


def test_a_class_name_is_cut_at_the_end_of_its_cell() -> None:
    image = Image()
    cell = image.cell("Class?".encode("utf-16-le"))
    hive = read_regf(image.file(image.key("r", class_name_offset=cell, class_name_length=500)))
    assert hive.root.class_name == "Class?"
    (problem,) = hive.problems
    assert (problem.code, problem.expected, problem.actual) == ("regf-class-cut", "12", "500")
