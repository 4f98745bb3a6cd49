"""What `whatif` costs on a very large cluster, beside what Pacemaker's crm_simulate needs for one node's failure.

    python tests/benchmarks/whatif.py FOLDER [--nodes 64] [--vms 8000] [--pairs 64] [--rounds 3]

FOLDER is where the clusters are written: a hive as `hivetool make` invents it, and, where crm_simulate is installed
(Debian: pacemaker-cli-utils), a CIB with as many nodes and primitives, each placed by a preference for one node, as the
groups of the hive are by DefaultOwner. Every measurement is a fresh process, the reading of its file included, and
prints seconds of CPU (of all its processes) and the peak of memory (of the largest). pytest does not collect this file.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve()
PROJECT = HERE.parent.parent.parent
SIMULATOR = "crm_simulate"
MOST_S = 900
START, MONITOR = "f2317cad3d54cec5d7d7aa7d0bf35cf8", "4811cef7f7f94e3a35a70be7916cb2fd"
"""Pacemaker's digests of operations without parameters: with others it takes every resource for changed."""


def cib(nodes: int, primitives: int) -> str:
    """A cluster of Pacemaker: everything online, each primitive running on the node that it prefers."""
    names = [f"hv{number:02}" for number in range(1, nodes + 1)]
    homes = [(f"vm{number:05}", names[number % nodes]) for number in range(primitives)]
    options = {"stonith-enabled": "false", "no-quorum-policy": "stop", "enable-startup-probes": "false"}
    told = "".join(f'<nvpair id="o-{name}" name="{name}" value="{value}"/>' for name, value in options.items())
    members = "".join(f'<node id="{number}" uname="{name}"/>' for number, name in enumerate(names, 1))
    resources = "".join(
        f'<primitive id="{vm}" class="ocf" provider="pacemaker" type="Dummy"><operations>'
        f'<op id="{vm}-monitor" name="monitor" interval="10s"/></operations></primitive>'
        for vm, _ in homes
    )
    places = "".join(f'<rsc_location id="l-{vm}" rsc="{vm}" node="{home}" score="100"/>' for vm, home in homes)
    states = "".join(
        _state(number, name, [vm for vm, home in homes if home == name]) for number, name in enumerate(names, 1)
    )
    return (
        '<cib crm_feature_set="3.0.0" validate-with="pacemaker-3.7" epoch="1" num_updates="0" admin_epoch="0" '
        f'have-quorum="1" dc-uuid="1"><configuration><crm_config><cluster_property_set id="options">{told}'
        f"</cluster_property_set></crm_config><nodes>{members}</nodes><resources>{resources}</resources>"
        f"<constraints>{places}</constraints></configuration><status>{states}</status></cib>\n"
    )


def _state(number: int, name: str, running: Sequence[str]) -> str:
    history = "".join(_history(name, vm) for vm in running)
    return (
        f'<node_state id="{number}" uname="{name}" in_ccm="true" crmd="online" join="member" expected="member" '
        f'crm-debug-origin="made"><lrm id="{number}"><lrm_resources>{history}</lrm_resources></lrm></node_state>'
    )


def _history(node: str, vm: str) -> str:
    key = "1:0:0:00000000-0000-4000-8000-000000000000"
    common = (
        f'crm_feature_set="3.0.0" transition-key="{key}" transition-magic="0:0;{key}" on_node="{node}" rc-code="0" '
        'op-status="0" call-id='
    )
    return (
        f'<lrm_resource id="{vm}" class="ocf" provider="pacemaker" type="Dummy">'
        f'<lrm_rsc_op id="{vm}_last_0" operation_key="{vm}_start_0" operation="start" interval="0" '
        f'op-digest="{START}" {common}"1"/>'
        f'<lrm_rsc_op id="{vm}_monitor_10000" operation_key="{vm}_monitor_10000" operation="monitor" interval="10000" '
        f'op-digest="{MONITOR}" {common}"2"/></lrm_resource>'
    )


def measured(command: Sequence[str]) -> tuple[float, float] | None:
    """Seconds of CPU and MB of one run of a command, None if it fails or takes too long."""
    runner = [sys.executable, str(HERE), "--worker", json.dumps(list(command)), "."]
    env = {**os.environ, "PYTHONPATH": str(PROJECT)}
    try:
        done = subprocess.run(runner, capture_output=True, text=True, check=False, env=env, timeout=MOST_S)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return None
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def work(command: Sequence[str]) -> None:
    """What a fresh process does: run the command, print CPU seconds and MB of its children."""
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))


def shown(title: str, command: Sequence[str], rounds: int, per: int = 1) -> float | None:
    """Measure, print a line, and give the median of the seconds for one of ``per`` answers."""
    found = [each for _ in range(rounds) if (each := measured(command)) is not None]
    if not found:
        print(f"{title:44} failed")
        return None
    seconds = statistics.median(each[0] for each in found)
    memory = max(each[1] for each in found)
    print(f"{title:44} {seconds:8.2f} s CPU {memory:7.0f} MB {seconds / per * 1000:9.1f} ms each")
    return seconds


def ours(hive: Path, options: argparse.Namespace) -> float | None:
    """All questions to hivetool; the seconds for one node's failure."""
    tool = [sys.executable, "-m", "hivetool", "whatif", str(hive), "--format", "json"]
    sample = ["--random", str(options.pairs), "--failures", "2", "--mttr", "1ms"]
    one = shown("hivetool, one node's failure", [*tool, "--node-down", "1"], options.rounds)
    shown("hivetool, --all-nodes", [*tool, "--all-nodes"], options.rounds, options.nodes)
    shown("hivetool, --all-nodes --jobs 1", [*tool, "--all-nodes", "--jobs", "1"], options.rounds, options.nodes)
    shown(f"hivetool, {options.pairs} draws of two failures", [*tool, *sample], options.rounds, options.pairs)
    if options.all_pairs:
        count = options.nodes * (options.nodes - 1) // 2
        shown(f"hivetool, --all-pairs ({count:,})", [*tool, "--all-pairs"], 1, count)
    return one


def theirs(folder: Path, options: argparse.Namespace) -> float | None:
    """One node's failure by crm_simulate."""
    if shutil.which(SIMULATOR) is None:
        print(f"{SIMULATOR} is not installed here (Debian: pacemaker-cli-utils): no comparison")
        return None
    path = folder / "cib.xml"
    path.write_text(cib(options.nodes, options.vms), encoding="utf-8")
    command = [SIMULATOR, "--xml-file", str(path), "--simulate", "--node-down", "hv01", "--quiet"]
    return shown(f"{SIMULATOR}, one node's failure", command, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description="measure whatif on a very large cluster")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--nodes", type=int, default=64)
    parser.add_argument("--vms", type=int, default=8000)
    parser.add_argument("--pairs", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--all-pairs", action="store_true", help="all pairs too, which takes minutes")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as where hivetool is installed
    if options.worker:
        work(json.loads(options.worker))
        return
    hive = options.folder / "whatif.hiv"
    made = [sys.executable, "-m", "hivetool", "make", "--nodes", str(options.nodes), "--vms", str(options.vms)]
    env = {**os.environ, "PYTHONPATH": str(PROJECT)}
    subprocess.run([*made, "-o", str(hive), "--force"], check=True, env=env)
    mine, other = ours(hive, options), theirs(options.folder, options)
    if mine and other:
        print(f"{SIMULATOR} needs {other / mine:.0f} times the CPU of hivetool for one node's failure")


if __name__ == "__main__":
    main()
