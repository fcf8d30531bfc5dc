"""Installs of banmian in clean environments: ``python tests/clean_installs.py [--resolve-only]``.

For each Python 3.11 to 3.13 that is to be had (on PATH, or of pyenv): the wheel, and the sources as ``pip install .``
takes them, in an environment of its own, which then must read a text, a PDF and a scan. ``--resolve-only`` installs
the wheel without dependencies and lets pip resolve these, for other versions than the one that runs this. Needs a
package registry.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
SAMPLES = ("damaged.txt", "issue.pdf", "scan.jpg")
PARTS = ("src", "layout", "repair", "flows", "pyproject.toml", "README.md", "LICENSE")


def interpreters() -> Iterator[tuple[str, Path | None]]:
    """Each version with its interpreter, None where there is none."""
    for version in VERSIONS:
        named = shutil.which(f"python{version}")
        kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
        candidates = [*map(Path, filter(None, [named])), *reversed(kept)]
        yield version, next((path for path in candidates if _runs(path, version)), None)


def _runs(python: Path, version: str) -> bool:
    code = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", code], capture_output=True, text=True).stdout.strip() == version


def call(*words: str | Path, folder: Path | None = None) -> str:
    """Run a program; what it says. Exits with its last words where it fails."""
    ended = subprocess.run(list(map(str, words)), cwd=folder, capture_output=True, text=True)
    if ended.returncode:
        sys.exit(f"{' '.join(map(str, words))} ended with {ended.returncode}:\n{(ended.stdout + ended.stderr)[-3000:]}")
    return ended.stdout


def copied_sources(folder: Path) -> None:
    """The sources without what builds and tests leave there."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(source, folder / name, symlinks=True, ignore=ignored)
        else:
            shutil.copy(source, folder / name)


def install(python: Path, what: Path, folder: Path, resolve_only: bool) -> str:
    """Install into a new environment and use it; what was found out, in a line."""
    start = time.monotonic()
    call(python, "-m", "venv", folder)
    inside = folder / "bin" / "python"
    pip = (inside, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    if resolve_only:
        call(*pip, "--dry-run", "--ignore-installed", what)
        call(*pip, "--no-deps", what)
        version = call(inside, "-c", "from importlib.metadata import version; print(version('banmian'))").strip()
        return f"banmian {version} installs, its dependencies resolve ({time.monotonic() - start:.0f} s)"
    call(*pip, what)
    call(inside, "-m", "pip", "check")
    call(folder / "bin" / "banmian", "doctor", folder=folder)
    samples = [ROOT / "samples" / name for name in SAMPLES]
    call(folder / "bin" / "banmian", "read", *samples, "-o", folder / "out", folder=folder)
    size = sum(path.stat().st_size for path in (folder / "lib").rglob("*") if path.is_file() and not path.is_symlink())
    return f"reads {', '.join(SAMPLES)}; {size / 1e6:.0f} MB ({time.monotonic() - start:.0f} s)"


def main(arguments: Sequence[str] | None = None) -> None:
    """Install everything there is to install, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resolve-only", action="store_true", help="do not install dependencies, resolve them")
    resolve_only = parser.parse_args(arguments).resolve_only
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = folder / "sources"
        sources.mkdir()
        copied_sources(sources)
        code = f"from setuptools import build_meta; print(build_meta.build_wheel({str(folder)!r}))"
        wheel = folder / call(sys.executable, "-c", code, folder=sources).splitlines()[-1]
        for version, python in interpreters():
            if python is None:
                print(f"{version}: not here", flush=True)
                continue
            if resolve_only and sys.version.startswith(f"{version}."):
                continue
            for kind, what in (("wheel", wheel),) if resolve_only else (("wheel", wheel), ("pip install .", sources)):
                found = install(python, what, folder / f"{version} {kind}".replace(" ", "-"), resolve_only)
                print(f"{version}, {kind}: {found}", flush=True)
                shutil.rmtree(folder / f"{version} {kind}".replace(" ", "-"))


if __name__ == "__main__":
    main()
