"""The house keeps its rules: layers, fences, sizes, mirrored tests, and nothing that leaks or lingers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared import PROJECT

PACKAGE = PROJECT / "hivetool"
TESTS = PROJECT / "tests"

LAYERS = (
    ("hive",),
    ("regf", "regtext", "tables"),
    ("source",),
    ("cluster",),
    ("make", "scenario"),
    ("observed", "engine", "lint"),
    ("report",),
    ("cli",),
)
"""Lowest first; a folder may import from itself and from lower rows, never from a neighbor in its row."""

FENCES = {
    "construct": ("regf/structs.py", "regf/layout.py"),
    "Registry": ("regf/crosscheck.py",),
    "numpy": ("hive/", "regf/", "regtext/"),
    "click": ("cli/",),
    "rich": ("cli/",),
}
"""A library and the only places that may import it."""

DISK = ("source/files.py", "cli/")
"""The only places that may open files, print, or look at the environment."""

LONGEST_FILE, LONGEST_FUNCTION = 400, 70


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def folder_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Absolute names of all modules imported anywhere in the file."""
    package = ["hivetool", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            if node.level and not node.module:
                yield from (f"{module}.{alias.name}" for alias in node.names)


def level(folder: str) -> int:
    return next(number for number, row in enumerate(LAYERS) if folder in row)


def test_every_folder_has_a_layer() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= {folder for row in LAYERS for folder in row}


@pytest.mark.parametrize("path", [path for path in modules() if folder_of(path)], ids=name_of)
def test_imports_point_down(path: Path) -> None:
    """The facade and the entry point, which are in no folder, may import everything."""
    here = folder_of(path)
    for module in imports(path):
        parts = module.split(".")
        if parts[0] != "hivetool" or len(parts) == 1 or parts[1] in ("version", here):
            continue
        assert level(parts[1]) < level(here), f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_libraries_stay_behind_their_fences(path: Path) -> None:
    for module in imports(path):
        allowed = FENCES.get(module.split(".")[0])
        if allowed is not None:
            assert name_of(path).startswith(allowed), f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", [path for path in modules() if not name_of(path).startswith(DISK)], ids=name_of)
def test_only_the_doors_touch_the_world(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "open", "input", "breakpoint"), f"line {node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            touched = f"{node.value.id}.{node.attr}"
            assert touched not in ("os.environ", "os.getenv", "sys.stdout", "sys.stderr", "time.time"), touched
    assert not {"time", "random", "logging", "tempfile"} & set(imports(path))


def is_table(tree: ast.Module) -> bool:
    """True for a module that is literal tables with at most trivial functions: free of the line limit."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return all((node.end_lineno or 0) - node.lineno < 12 for node in functions)


@pytest.mark.parametrize("path", [*modules(), *sorted(TESTS.rglob("*.py"))], ids=lambda path: path.name)
def test_sizes(path: Path) -> None:
    tree = tree_of(path)
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE or is_table(tree), f"{path.name} has {lines} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in modules()
        if path.name != "__init__.py" and folder_of(path) and not name_of(path).startswith("lint/rules/")
    ],
    ids=name_of,
)
def test_every_module_has_its_test(path: Path) -> None:
    """``tests/lint/test_rules.py`` tests every rule by its own examples."""
    mirrored = TESTS / path.relative_to(PACKAGE).parent / f"test_{path.stem}.py"
    assert mirrored.is_file(), f"{mirrored.relative_to(PROJECT)} is missing"


def module_level_values(tree: ast.Module) -> Iterator[tuple[int, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", [path for path in modules() if name_of(path) != "regf/structs.py"], ids=name_of)
def test_no_mutable_globals(path: Path) -> None:
    """Construct's declarations are exempt."""
    for line, value in module_level_values(tree_of(path)):
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "items":
            value = value.func.value
        mutable = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
        assert not isinstance(value, mutable), f"{name_of(path)} line {line}"
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            assert value.func.id not in ("list", "dict", "set", "bytearray", "defaultdict"), f"line {line}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_possessive_groups(path: Path) -> None:
    """Python before 3.11.5 matches a possessive group wrongly (gh-106052); possessive sets of characters are sound."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            assert not re.search(r"\)[*+?]\+|\(\?>", text), f"line {node.lineno}"


def own_files() -> list[Path]:
    kept = (".py", ".md", ".toml", ".json", ".reg", ".yml", ".yaml", ".expect", "")
    found = [path for top in ("hivetool", "tests", "fixtures", "docs", ".ci") for path in (PROJECT / top).rglob("*")]
    found += [path for path in PROJECT.iterdir() if path.suffix in kept and path.name != ".git"]  # a file in a worktree
    return sorted(path for path in found if path.is_file() and path.suffix in kept and "__pycache__" not in path.parts)


@pytest.mark.parametrize("path", own_files(), ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_nothing_of_one_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    leaks = (r"/work/", r"/root/", r"/home/\w", r"pypi\.", r"files\.pythonhosted", r"\.library", r"farm-" + "bench")
    if path != Path(__file__):
        for leak in leaks:
            assert not re.search(leak, text), f"{leak} in {path.name}"


def test_british_and_american_do_not_mix() -> None:
    british = re.compile(r"\b(colour|behaviour|neighbour|serialis|initialis|recognis|organis|honour|favour)", re.I)
    for path in own_files():
        if path != Path(__file__) and path.suffix in (".py", ".md"):
            found = british.search(path.read_text(encoding="utf-8"))
            assert found is None, f"{path.relative_to(PROJECT)}: {found[0] if found else ''}"
