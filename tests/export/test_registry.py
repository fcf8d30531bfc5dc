"""What each format says of itself holds, and command line and docs say the same."""

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest
import typer.main
from export_cases import NAME, batch

from banmian.cli.main import app
from banmian.errors import UsageError
from banmian.export import formats
from banmian.export.batch_export import export_batch
from banmian.export.format import Format, Options
from banmian.export.registry import all_formats, get_format

ROOT = Path(__file__).parents[2]
FORMATS = list(all_formats().values())
EVERY = pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)


def test_every_module_of_formats_is_a_format_of_its_name() -> None:
    modules = {path.stem for path in Path(formats.__path__[0]).glob("*.py")} - {"__init__"}
    assert modules == set(all_formats())


@EVERY
def test_a_format_writes_the_files_that_it_names(known: Format, tmp_path: Path) -> None:
    if known.requires:
        pytest.importorskip(known.requires.package, reason=f"{known.requires.package} is not installed")
    export_batch(batch(tmp_path / "out"), known.name, tmp_path / "made")
    written = [path.relative_to(tmp_path / "made").as_posix() for path in (tmp_path / "made").rglob("*.*")]
    first = re.match(r"`([^`]*)`", known.files)
    assert first is not None
    name = re.sub(r"<(document|issue|article)>", lambda found: {"document": NAME}.get(found[1], "*"), first[1])
    assert any(Path(path).match(name) for path in written), written


@EVERY
def test_a_format_without_bare_text_leaves_it_out(known: Format, tmp_path: Path) -> None:
    if known.requires:
        pytest.importorskip(known.requires.package, reason=f"{known.requires.package} is not installed")
    outcome = export_batch(batch(tmp_path / "out"), known.name, tmp_path / "made")
    assert bool(outcome.skipped) == (not known.holds_bare_text)


@EVERY
def test_an_extra_that_a_format_needs_is_declared(known: Format) -> None:
    if known.requires:
        assert known.requires.extra in (metadata("banmian").get_all("Provides-Extra") or [])


@EVERY
def test_the_command_line_has_the_options_of_a_format(known: Format) -> None:
    command = typer.main.get_command(app).commands["export"]  # type: ignore[attr-defined]
    parameters = {parameter.name: parameter for parameter in command.params}
    for option in known.options:
        assert known.name in parameters[option.name].help
    assert known.name in parameters["kind"].help


@EVERY
def test_the_docs_describe_a_format(known: Format) -> None:
    docs = (ROOT / "docs" / "export.md").read_text("utf-8")
    assert f"| `{known.name}` | {known.files} | {known.purpose} |" in docs
    assert f"{known.name}" in (ROOT / "README.md").read_text("utf-8")
    if known.requires:
        assert f"`pip install banmian[{known.requires.extra}]`" in docs
    for option in known.options:
        assert f"--{option.name.replace('_', '-')}" in docs


def test_the_docs_name_no_other_format() -> None:
    docs = (ROOT / "docs" / "export.md").read_text("utf-8")
    named = re.search(r"banmian export DIR --format (\S+)", docs)
    assert named is not None
    assert named[1].split("|") == list(all_formats())
    assert set(re.findall(r"^\| `(\w+)` \|", docs, re.MULTILINE)) == set(all_formats())


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        get_format("odt")
    assert "alto" in caught.value.advice


@pytest.mark.parametrize("values", [{"page_edition": "1999"}, {"colour": "red"}])
def test_what_a_format_does_not_take_is_refused(values: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        export_batch(batch(tmp_path / "out"), "page", tmp_path / "made", Options(values))
    assert not (tmp_path / "made").exists()
