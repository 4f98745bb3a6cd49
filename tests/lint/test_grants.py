from __future__ import annotations

import pytest

from hivetool.lint.grants import changers


@pytest.mark.parametrize(
    ("sddl", "found"),
    [
        ("O:BAG:BAD:(A;CI;KA;;;SY)(A;CI;KA;;;BA)(A;CI;KR;;;WD)(A;CI;KR;;;RC)", ()),
        ("O:BAG:BAD:PAI(A;CI;KA;;;BA)(A;CI;KW;;;BU)(A;CI;CCDC;;;AU)(A;;KA;;;BU)", ("Users", "Authenticated Users")),
        ("D:(A;;CCLCSWRPRC;;;WD)", ("Everyone",)),
        ("D:(A;;CCSWRPRC;;;WD)", ()),
        ("D:(D;;KA;;;WD)", ()),
        ("D:(A;;0x2;;;IU)(A;;0x1;;;NU)", ("Interactive",)),
        ("D:", ()),
        ("O:BAG:BA", ("Everyone",)),
        ("D:NO_ACCESS_CONTROL", ("Everyone",)),
        ("O:BAD:(A;;KR;;;WD)S:(AU;SA;KA;;;WD)", ()),
    ],
)
def test_only_rights_that_change_and_only_for_nearly_everybody(sddl: str, found: tuple[str, ...]) -> None:
    assert changers(sddl) == found
