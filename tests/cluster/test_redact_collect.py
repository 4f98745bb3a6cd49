from __future__ import annotations

import pytest

from hivetool.cluster.redact_collect import Collected, collected
from tests.cluster.redacting import hive, rich_reg
from tests.clusters import ROOT, cluster_reg


def look(reg: str) -> Collected:
    table = hive(reg).table()
    return collected(table, [])


def names(line: str, key: str = "Resources\\x\\Parameters") -> dict[str, str]:
    """Kinds by names of a hive with one more value, which has this line."""
    found = look(cluster_reg([], []) + f"\n[{ROOT}\\{key}]\n{line}\n")
    return {name: kind for name, (kind, _) in found.names.items() if name not in ("HVCLUSTER", "X")}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (r'"Note"="\\\\fs7\\payroll$\\x"', {"FS7": "host", "PAYROLL$": "share"}),
        (r'"Note"="\\\\10.0.0.1\\C$"', {}),
        ('"Note"="bob@contoso.com"', {"BOB": "user", "CONTOSO.COM": "domain", "CONTOSO": "org"}),
        (
            '"Note"="hv1.corp.contoso.com"',
            {"HV1": "host", "CORP.CONTOSO.COM": "domain", "CONTOSO": "org"},
        ),
        ('"Note"="clusres.dll 10.0.20348.1 Acme.Cluster.Tool"', {}),
        ('"DnsSuffix"="corp.acme.xy"', {"CORP": "host", "ACME.XY": "domain", "ACME": "org"}),
        ('"DomainName"="ACMENT"', {"ACMENT": "org"}),
        (r'"UserName"="ACMENT\\svc-sql"', {"ACMENT": "org", "SVC-SQL": "user"}),
        (r'"UserName"="NT AUTHORITY\\SYSTEM"', {}),
        (r'"Note"="D:\\Payroll\\2024\\run.cmd"', {"PAYROLL": "folder", "RUN": "folder"}),
        (r'"Note"="%SystemRoot%\\System32\\drivers\\etc"', {}),
        (r'"Path"="C:\\ClusterStorage\\Volume3\\Shares"', {}),
        ('"Note"="CN=HV9,OU=Servers West,DC=acme,DC=com"', {"HV9": "label", "SERVERS WEST": "label", "ACME": "org"}),
        ('"AdminPassword"="bob@contoso.com"', {}),
        ('"Description"="who knows"', {"WHO KNOWS": "text"}),
        ('"ServiceName"="MSSQLSERVER"', {}),
        ('"ServiceName"="AcmeSvc"', {"ACMESVC": "service"}),
        ('"Blob"=hex:01,62,6f,62,40,61,2e,63,6f,6d', {"BOB": "user", "A.COM": "domain"}),
        ('"Count"=dword:62626262', {}),
    ],
)
def test_names_are_found_by_rule_and_by_form(line: str, found: dict[str, str]) -> None:
    assert names(line) == found


def test_a_name_is_of_its_best_kind() -> None:
    found = look(rich_reg()).names
    assert found["SQL01"] == ("vm", "SQL01")
    assert found["LEDGER FS"][0] == "host"
    assert found["LEDGER ENGINE"][0] == "type"


def test_keys_that_are_no_ids_are_names() -> None:
    found = look(cluster_reg([], []) + f"\n[{ROOT}\\Nodes\\hv-x]\n\n[{ROOT}\\Resources\\my id]\n").names
    assert found["HV-X"] == ("node", "hv-x")
    assert found["MY ID"] == ("id", "my id")


def test_tokens_networks_and_texts() -> None:
    found = look(rich_reg())
    assert ("ipv4", "10.20.30.40") in found.tokens
    assert [str(net) for net in found.networks] == ["10.20.30.0/24"]
    assert "IP ADDRESS 10.20.30.40" in found.texts


def test_words_of_a_path_next_to_a_known_name() -> None:
    reg = cluster_reg([], ["hv-a"]) + f'\n[{ROOT}\\X]\n"Note"="D:\\\\hv-a_Payroll.vhdx"\n'
    assert look(reg).names["PAYROLL"] == ("folder", "Payroll")
