from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from hivetool import diff, open_hive, write_regf
from tests.cli.running import ARTICLE_REG, article, run
from tests.regf.log_images import new_log
from tests.regf.test_replay import BINS, DIRTY
from tests.regf.test_replay import ROOT as ROOT_CELL
from tests.shared import PROJECT
from tests.trees import PlainKey, PlainValue, hive_of

STRUCTURES = PROJECT / "fixtures" / "structures.hiv"


@pytest.mark.parametrize("formats", [("reg", "regf"), ("regf", "reg"), ("reg4", "reg"), ("regf", "reg4", "regf")])
def test_from_one_to_the_next(formats: tuple[str, ...], tmp_path: Path) -> None:
    path = article(tmp_path)
    for number, name in enumerate(formats):
        out = tmp_path / f"{number}.{name}"
        assert run("convert", str(path), "-o", str(out), "--to", name).exit_code == 0
        path = out
    assert diff(open_hive(tmp_path / "article.reg"), open_hive(path)) == ()


def test_a_hive_of_everything_is_the_same_again(tmp_path: Path) -> None:
    outs = [tmp_path / "one.hiv", tmp_path / "two.hiv"]
    for path, out in pairwise([STRUCTURES, *outs]):
        assert run("convert", str(path), "-o", str(out)).exit_code == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert (
        run("dump", str(outs[0]), "--format", "jsonl").stdout
        == run("dump", str(STRUCTURES), "--format", "jsonl").stdout
    )


def test_what_reg_files_cannot_say_is_listed(tmp_path: Path) -> None:
    tree = PlainKey("C", (PlainValue("good"),), (PlainKey("a\nb", (), (PlainKey("below"),)), PlainKey("fine")))
    data, out = write_regf(hive_of(tree)), tmp_path / "out.reg"
    found = run("convert", "-", "-o", str(out), stdin=data)
    assert (found.exit_code, out.exists()) == (4, False)
    assert "a\\x0ab" in found.stderr
    assert run("convert", "-", "-o", str(out), "--partial", stdin=data).exit_code == 0
    assert [key.name for key in open_hive(out).root.subkeys] == ["fine"]


def test_a_dirty_hive_is_refused_without_its_logs(tmp_path: Path) -> None:
    (tmp_path / "CLUSDB").write_bytes(DIRTY)
    out = tmp_path / "out.hiv"
    for more in ((), ("--no-logs", "--partial")):
        found = run("convert", str(tmp_path / "CLUSDB"), "-o", str(out), *more)
        assert (found.exit_code, out.exists()) == (4, False)
        assert "its transaction logs were not applied; put them beside it, or pass --log" in found.stderr
    (tmp_path / "CLUSDB.LOG1").write_bytes(new_log(4, 4096, [(0, BINS)], root=ROOT_CELL))
    assert run("convert", str(tmp_path / "CLUSDB"), "-o", str(out)).exit_code == 0
    assert not open_hive(out).source.dirty


def test_a_listing_has_lost_data(tmp_path: Path) -> None:
    listing = b"HKEY_LOCAL_MACHINE\\Cluster\r\n    ClusterName    REG_SZ    HVC\r\n"
    refused = run("convert", "-", "-o", str(tmp_path / "out.hiv"), stdin=listing)
    assert refused.exit_code == 4
    assert "a listing has lost data; --partial writes what there is" in refused.stderr
    assert run("convert", "-", "-o", str(tmp_path / "out.hiv"), "--partial", stdin=listing).exit_code == 0


def test_into_its_own_input(tmp_path: Path) -> None:
    path = article(tmp_path)
    assert run("convert", str(path), "-o", str(path), "--force").exit_code == 4
    assert path.read_bytes() == ARTICLE_REG


def test_no_out() -> None:
    found = run("convert", "-", stdin=ARTICLE_REG)
    assert (found.exit_code, "-o" in found.stderr) == (2, True)
