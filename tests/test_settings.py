from dataclasses import fields
from pathlib import Path

import pytest

from banmian.errors import UsageError
from banmian.read_options import ReadOptions
from banmian.settings import Settings, fingerprint, read_settings


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BANMIAN_{name.upper()}", raising=False)
    monkeypatch.delenv("BANMIAN_CONFIG", raising=False)


def test_options_are_stronger_than_the_environment_and_that_than_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "banmian.toml").write_text("dpi = 200\nworkers = 3\nretries = 7\n")
    monkeypatch.setenv("BANMIAN_WORKERS", "4")
    monkeypatch.setenv("BANMIAN_RETRIES", "5")
    settings = read_settings(retries=6, engine=None)
    assert (settings.dpi, settings.workers, settings.retries) == (200, 4, 6)
    assert settings.engine == "auto"


def test_a_named_file_counts_instead_of_the_one_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "banmian.toml").write_text("dpi = 200\n")
    other = tmp_path / "other.toml"
    other.write_text("dpi = 150\n")
    assert read_settings(other).dpi == 150
    monkeypatch.setenv("BANMIAN_CONFIG", str(other))
    assert read_settings().dpi == 150


@pytest.mark.parametrize("content", ["colour = 1\n", "dpi = 5\n", "dpi = [\n", 'text_layer = "maybe"\n'])
def test_a_wrong_file_is_an_error_that_names_what_is_wrong(tmp_path: Path, content: str) -> None:
    (tmp_path / "banmian.toml").write_text(content)
    with pytest.raises(UsageError, match="settings"):
        read_settings()


def test_a_wrong_variable_or_option_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="dpi"):
        read_settings(dpi=1)
    with pytest.raises(UsageError, match="no such file"):
        read_settings(Path("missing.toml"))
    monkeypatch.setenv("BANMIAN_DPI", "many")
    with pytest.raises(UsageError, match="dpi"):
        read_settings()


def test_every_read_option_can_be_set() -> None:
    assert {f.name for f in fields(ReadOptions)} <= set(Settings.model_fields)
    assert read_settings(dpi=123).read_options() == ReadOptions(dpi=123)


def test_only_what_bears_on_the_result_is_told() -> None:
    bearing = read_settings(password="secret", workers=2).bearing_on_result()
    assert "dpi" in bearing
    assert not {"password", "workers", "page_seconds", "weights_dir"} & set(bearing)


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(read_settings(password="secret"))


def test_fingerprints_do_not_depend_on_order() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})
