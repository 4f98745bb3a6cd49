"""Copies of the same cluster, other clusters, and what the examples of HTX do not show."""

from __future__ import annotations

from hivetool.lint.peers import copies, others
from hivetool.lint.rules.copies import RULES
from tests.lint.subjects import found, run_of, subject

BY_CODE = {rule.code: rule for rule in RULES}


def cluster(name: str, tag: str = "", more: str = "") -> str:
    stored = f'"PaxosTag"="{tag}"\n' if tag else ""
    return f'[Cluster]\n"ClusterName"="{name}"\n{stored}{more}'


def run(*files: str) -> str:
    return "\n---\n".join(files)


def test_the_newest_of_the_copies_of_one_cluster() -> None:
    old, new, other = run_of(run(cluster("A", "3:3:9"), cluster("a", "3:3:10"), cluster("B")))
    found = copies(old)
    assert found is not None
    assert (found.own.name, found.newest.name, found.count) == ("cluster.reg", "copy1.reg", 2)
    assert copies(other) is None
    assert [each.file for each in others(old)] == ["copy2.reg"]
    assert [each.file for each in others(other)] == ["copy1.reg"]
    assert others(new) == others(old)


def test_files_of_no_known_cluster_are_nobody_s_copies() -> None:
    one, two = run_of(run("[Cluster]\n", "[Cluster]\n"))
    assert copies(one) is None
    assert others(one) == others(two) == ()


def test_an_older_tag_alone_is_no_error() -> None:
    rule = BY_CODE["HTX01"]
    (item,) = found(rule, run(cluster("A", "3:3:9"), cluster("A", "3:3:10")))
    assert (item.file, item.severity) == ("cluster.reg", "info")
    assert "no differences" in item.message


def test_copies_of_one_age_that_differ() -> None:
    rule = BY_CODE["HTX01"]
    (item,) = found(rule, run(cluster("A", "3:3:9"), cluster("A", "3:3:9", '"DynamicQuorum"=dword:00000000')))
    assert item.severity == "error"
    assert "as new as" in item.message
    assert "1 difference in" in item.message


def test_what_only_a_running_cluster_changes_is_no_difference() -> None:
    changed = '"WitnessDynamicWeight"=dword:00000001'
    assert found(BY_CODE["HTX01"], run(cluster("A", "3:3:9"), cluster("A", "3:3:9", changed))) == ()


def test_copies_of_one_cluster_share_nodes_and_machines() -> None:
    for code in ("HTX03", "HTX04"):
        rule = BY_CODE[code]
        one_cluster = rule.bad.replace('"ClusterName"="B"', '"ClusterName"="A"')
        assert found(rule, rule.bad)
        assert found(rule, one_cluster) == ()


def test_nodes_without_a_name_are_not_compared() -> None:
    node = "[Cluster\\Nodes\\1]\n"
    assert found(BY_CODE["HTX03"], run(cluster("A") + node, cluster("B") + node)) == ()


def test_ids_of_machines() -> None:
    text = '[Cluster\\Resources\\a]\n"Type"="Virtual Machine"\n[Cluster\\Resources\\b]\n"Type"="virtual machine"\n'
    text += '[Cluster\\Resources\\b\\Parameters]\n"VmID"="abc"\n[Cluster\\Resources\\c]\n"Type"="Physical Disk"\n'
    assert subject(text).vm_ids == ("", "ABC")
    assert subject("[Cluster]").vm_ids == ()


def test_one_cluster_of_three_is_the_odd_one() -> None:
    def one(name: str, delay: int) -> str:
        stored = f'"RestartDelay"=dword:{delay:08x}'
        return f'{cluster(name)}\n[Cluster\\Resources\\v]\n"Type"="Virtual Machine"\n{stored}\n'

    (item,) = found(BY_CODE["HTX05"], run(one("A", 500), one("B", 9000), one("C", 500)))
    assert (item.file, item.value, item.actual, item.expected) == ("copy1.reg", "RestartDelay", "9000 ms", "500 ms")
