"""What a wheel, an sdist and an editable install bring: the one package `banmian`, with all of its files.

setuptools is called as a build front end calls it, in a copy of the sources, so that no network is needed.
"""

import os
import pkgutil
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("src", "layout", "repair", "flows", "samples", "pyproject.toml", "README.md", "LICENSE")


def sources() -> set[str]:
    """Every file of the package, by its path in it."""
    package = ROOT / "src" / "banmian"
    walked = os.walk(package, followlinks=True)
    files = {Path(folder, name).relative_to(package).as_posix() for folder, _, names in walked for name in names}
    return {f"banmian/{name}" for name in files if "__pycache__" not in name}


def call_backend(hook: str, project: Path, folder: Path) -> Path:
    """Call a build hook (PEP 517, PEP 660) of a project; what it made in ``folder``."""
    code = f"from setuptools import build_meta; print(build_meta.{hook}({str(folder)!r}))"
    ended = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return folder / ended.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("project")
    for name in PARTS:
        source, target = ROOT / name, copy / name
        if source.is_dir():
            shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, target)
    return copy


def unpacked(wheel: Path, folder: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def expect_whole(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == sources()


def test_a_wheel_holds_one_package_with_all_its_files(project: Path, tmp_path: Path) -> None:
    expect_whole(call_backend("build_wheel", project, tmp_path))


def test_an_sdist_builds_the_same_wheel(project: Path, tmp_path: Path) -> None:
    with tarfile.open(call_backend("build_sdist", project, tmp_path)) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    expect_whole(call_backend("build_wheel", folder, tmp_path))


def test_an_editable_install_offers_one_package(project: Path, tmp_path: Path) -> None:
    site = unpacked(call_backend("build_editable", project, tmp_path), tmp_path / "site")
    code = f"import site, sys; site.addsitedir({str(site)!r}); print(*sys.path[-2:], sep='\\n')"
    shown = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    added = shown.stdout.splitlines()
    assert added == [str(site), str(project / "src")]
    assert {module.name for module in pkgutil.iter_modules(added)} == {"banmian"}
    code = "import banmian.layout.pipeline, banmian.repair.rules, banmian.flows, sys; print(banmian.__file__)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(added), "PYTHONSAFEPATH": "1"}
    shown = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == str(project / "src" / "banmian" / "__init__.py")
