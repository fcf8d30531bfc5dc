import re
import tomllib
from pathlib import Path

from typer.testing import CliRunner

from banmian.cli.config import settings_text
from banmian.cli.generated_options import GROUPS, PROFILE_NAMES
from banmian.cli.main import app
from banmian.layout.ocr.model_files import PROFILES
from banmian.settings import Settings, read_settings

RUN = CliRunner()


def test_the_file_names_every_setting_and_changes_none(tmp_path: Path) -> None:
    file = tmp_path / "banmian.toml"
    assert RUN.invoke(app, ["config", "init", str(file)]).exit_code == 0
    assert tomllib.loads(file.read_text("utf-8")) == {}
    assert read_settings(file) == read_settings()
    named = set(re.findall(r"^#(\w+) =", file.read_text("utf-8"), re.MULTILINE))
    assert named == set(Settings.model_fields) - {"password"}


def test_its_defaults_are_good_toml(tmp_path: Path) -> None:
    lines = [line.removeprefix("#") for line in settings_text().splitlines() if re.match(r"#\w+ = ", line)]
    file = tmp_path / "banmian.toml"
    file.write_text("\n".join(lines), "utf-8")
    assert read_settings(file) == read_settings()


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "banmian.toml"
    file.write_text("dpi = 200\n")
    result = RUN.invoke(app, ["config", "init", str(file)])
    assert result.exit_code != 0
    assert file.read_text() == "dpi = 200\n"
    assert RUN.invoke(app, ["config", "init", str(file), "--force"]).exit_code == 0


def test_settings_are_grouped_once_and_profiles_named_as_they_are() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(Settings.model_fields)
    assert set(PROFILE_NAMES) == set(PROFILES)


def test_help_fits_a_terminal_of_80_columns() -> None:
    for command in ("run", "read", "watch", "serve"):
        shown = RUN.invoke(app, [command, "--help"], env={"COLUMNS": "80", "TERMINAL_WIDTH": "80"}).output
        assert max(map(len, shown.splitlines())) <= 80
        assert "default|fast" in shown
