"""The house rules that a newcomer could break without noticing: who imports whom, sizes, names, the lock, the wheel."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("ontology", "loaders", "graph", "queries", "web", "commands", "cli")
HEAVY = {"SPARQLWrapper", "igraph", "networkx", "pymorphy3", "pyshacl", "pyvis", "rdflib", "rich"}
MODULES = sorted([ROOT / "cli.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))])
SOURCES = sorted([*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])
DISTRIBUTIONS = packages_distributions()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Give the dotted name of everything that import statements among the nodes bring in."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_room_imports_only_rooms_to_its_left(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    if room == "graph" and path.name != "load.py":
        allowed.remove("loaders")
    names = (name.split(".") for name in imported(ast.walk(ast.parse(path.read_text("utf-8")))))
    assert {parts[1] for parts in names if parts[0] == "remit" and len(parts) > 1} <= allowed


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_slow_libraries_are_imported_where_they_are_used(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert not HEAVY & {name.split(".")[0] for name in imported(iter(tree.body))}


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_library_that_is_imported_is_a_stated_dependency(path: Path) -> None:
    stated = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    tops = {name.split(".")[0] for name in imported(ast.walk(ast.parse(path.read_text("utf-8"))))}
    for top in tops - sys.stdlib_module_names - {"remit"}:
        assert stated & {canonicalize_name(name) for name in DISTRIBUTIONS[top]}, top


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_module_is_short_and_its_name_says_something(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= 400
    assert path.stem not in {"util", "utils", "helper", "helpers", "common", "misc"}


def test_every_package_says_that_it_is_typed() -> None:
    packages = {path.parent for path in MODULES if path.name == "__init__.py"}
    assert packages
    assert not [relative(package) for package in packages if not (package / "py.typed").is_file()]


def test_the_root_and_the_tests_are_no_packages() -> None:
    assert not (ROOT / "__init__.py").exists()
    assert not (ROOT / "tests" / "__init__.py").exists()


def test_the_lock_pins_what_the_project_asks_for_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)==(\S+) \\\n    --hash=sha256:", lock, re.MULTILINE)
    versions = {canonicalize_name(name): version for name, version in pinned}
    assert len(versions) == len(re.findall(r"^\w", lock, re.MULTILINE))
    assert not re.findall(r"\w+://|--(?:extra-)?index-url|--find-links|--trusted-host", lock)
    for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]:
        requirement = Requirement(line)
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that sees nothing of this environment's settings; give what it printed, fail if it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "REMIT_"))}
    result = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a release makes it, from a copy of the tree in which an older build has left something behind."""
    tree = tmp_path_factory.mktemp("tree") / "remit"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".*", "build", "dist", "*.graph", "*.egg-info", "*.pyc"))
    (tree / "build/lib/remit").mkdir(parents=True)
    (tree / "build/lib/remit/left_behind.py").touch()
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", tree / "dist", tree, cwd=tree)
    return next((tree / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command as the wheel installs it, where the libraries are within reach but the working tree is not."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home)
    options = ("--quiet", "--no-index", "--no-deps", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", home / "bin/python", "install", *options, wheel, cwd=home)
    # A path named in a .pth file is searched, but .pth files found there (such as the editable install's) are not read.
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(home)}))
    (site / "libraries.pth").write_text("\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))
    return home / "bin/remit"


def test_the_wheel_holds_every_file_of_the_rooms_and_nothing_else(wheel: Path) -> None:
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file() and path.suffix != ".pyc")
    expected = {f"remit/{relative(path)}" for path in (ROOT / "cli.py", *files)}
    assert {Path(name).suffix for name in expected} >= {".py", ".ttl", ".yaml", ".rq", ".typed"}
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("dist-info/licenses/LICENSE")]
    assert names == expected
    assert len(licences) == 1


def test_the_installed_command_works_in_another_folder(command: Path, tmp_path: Path) -> None:
    assert "Usage" in run(command, "--help", cwd=tmp_path)
    (tmp_path / "note.txt").write_text("An invented note about nothing in particular.\n", "utf-8")
    run(command, "load", "note.txt", "--graph", "notes", cwd=tmp_path)
    query = (command, "query", "--graph", "notes", "--format", "json")
    assert [row["document"] for row in json.loads(run(*query, "documents", cwd=tmp_path))] == ["note.txt"]
    assert json.loads(run(*query, "bodies", cwd=tmp_path))
    run(command, "validate", "--graph", "notes", cwd=tmp_path)
