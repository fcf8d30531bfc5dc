"""The tools that are compared: how each is run, in a process of its own, and what it leaves."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal["image", "pdf"]
Script = Literal["simplified", "traditional", "vertical", "latin"]

PROGRAMS = Path(__file__).parent / "programs"

TESSERACT_LANGUAGES: dict[Script, str] = {
    "simplified": "chi_sim",
    "traditional": "chi_tra",
    "vertical": "chi_tra_vert",
    "latin": "eng",
}


@dataclass(frozen=True, slots=True)
class Task:
    """A page or document to read, where the result goes, and the script it is set in."""

    source: Path
    target: Path
    script: Script


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool. ``command`` gives the arguments; ``ending`` is that of the file it leaves ("" : a folder).

    ``packages`` are installed into a virtual environment of its own, ``program`` must be on the system.
    """

    name: str
    kinds: tuple[Kind, ...]
    ending: str
    command: Callable[[Task, str], list[str]]
    packages: tuple[str, ...] = ()
    program: str = ""
    version_of: tuple[str, ...] = field(default=())


class NotInstalledError(RuntimeError):
    """The tool can't be had on this machine; the message says why."""


def _program(name: str) -> Callable[[Task, str], list[str]]:
    return lambda task, python: [python, str(PROGRAMS / name), str(task.source), str(task.target)]


def _ours(task: Task, python: str) -> list[str]:
    return [python, "-m", "banmian", "read", str(task.source), "-o", str(task.target)]


def _tesseract(task: Task, python: str) -> list[str]:
    language = TESSERACT_LANGUAGES[task.script]
    return ["tesseract", str(task.source), str(task.target.with_suffix("")), "-l", language]


OURS = "banmian"

TOOLS = (
    Tool(OURS, ("image", "pdf"), "", _ours, version_of=("banmian",)),
    Tool("PaddleOCR, own order", ("image",), ".txt", _program("paddleocr_lines.py"), version_of=("paddleocr",)),
    Tool("RapidOCR", ("image",), ".txt", _program("rapidocr_lines.py"), version_of=("rapidocr",)),
    Tool("Tesseract", ("image",), ".txt", _tesseract, program="tesseract"),
    Tool(
        "pdftotext",
        ("pdf",),
        ".txt",
        lambda task, _: ["pdftotext", str(task.source), str(task.target)],
        program="pdftotext",
    ),
    Tool(
        "pdftotext -layout",
        ("pdf",),
        ".txt",
        lambda task, _: ["pdftotext", "-layout", str(task.source), str(task.target)],
        program="pdftotext",
    ),
    Tool("pdfplumber", ("pdf",), ".txt", _program("pdfplumber_text.py"), version_of=("pdfplumber",)),
    Tool("pdfminer.six", ("pdf",), ".txt", _program("pdfminer_text.py"), version_of=("pdfminer.six",)),
    Tool("pypdf", ("pdf",), ".txt", _program("pypdf_text.py"), ("pypdf",), "", ("pypdf",)),
    Tool("pdftext", ("pdf",), ".txt", _program("pdftext_text.py"), ("pdftext",), "", ("pdftext",)),
    Tool("LiteParse", ("pdf",), ".md", _program("liteparse_markdown.py"), ("liteparse",), "", ("liteparse",)),
    Tool("pymupdf4llm", ("pdf",), ".md", _program("pymupdf4llm_markdown.py"), ("pymupdf4llm<2",), "", ("pymupdf4llm",)),
    Tool("MarkItDown", ("pdf",), ".md", _program("markitdown_markdown.py"), ("markitdown[pdf]",), "", ("markitdown",)),
    Tool("Kreuzberg", ("pdf",), ".md", _program("kreuzberg_markdown.py"), ("kreuzberg",), "", ("kreuzberg",)),
    Tool(
        "OpenDataLoader",
        ("pdf",),
        ".md",
        _program("opendataloader_markdown.py"),
        ("opendataloader-pdf",),
        "java",
        ("opendataloader-pdf",),
    ),
)


def python_of(tool: Tool, folder: Path) -> str:
    """The interpreter that runs a tool; its environment is made in ``folder`` when it is missing.

    Raises NotInstalledError.
    """
    if tool.program and shutil.which(tool.program) is None:
        raise NotInstalledError(f"{tool.program} is not on this system")
    if not tool.packages:
        return sys.executable
    place = folder / tool.name.lower().replace(" ", "-")
    python = place / "bin" / "python"
    if not (place / "installed").exists():
        venv.create(place, with_pip=True, clear=True)
        done = subprocess.run(
            [python, "-m", "pip", "install", "--quiet", *tool.packages], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NotInstalledError(f"pip install {' '.join(tool.packages)}: {done.stderr.strip()[-200:]}")
        (place / "installed").touch()
    return str(python)


@cache
def version(tool: Tool, python: str) -> str:
    """A tool's version, as its package or its program tells it."""
    if tool.version_of:
        code = f"from importlib.metadata import version; print(version({tool.version_of[0]!r}))"
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
        return done.stdout.strip() or "?"
    flag = "-v" if tool.program == "pdftotext" else "--version"
    done = subprocess.run([tool.program, flag], capture_output=True, text=True, check=False)
    words = (done.stdout + done.stderr).split()
    return next((word for word in words if word[:1].isdigit()), "?")
