import os
from pathlib import Path

import pytest

from banmian.errors import UsageError
from banmian.flows import deployment_rules
from banmian.flows.deployment_rules import check_allowed, hand_to_workers, settings_of_run
from banmian.settings import Settings, marked_settings


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployment_rules, "is_deployed", lambda: True)


@pytest.mark.parametrize("name", ["detector", "weights_dir", "password", "dask_address", "input_folders"])
@pytest.mark.usefixtures("deployed")
def test_code_secrets_and_places_are_the_operators(name: str) -> None:
    with pytest.raises(UsageError, match=name):
        settings_of_run({name: ["/"] if name.endswith("folders") else "os:system"})


@pytest.mark.usefixtures("deployed")
def test_other_settings_are_taken_and_unknown_ones_refused() -> None:
    assert settings_of_run({"engine": "null", "detector": None}).engine == "null"
    with pytest.raises(UsageError):
        settings_of_run({"shell": "true"})


def test_a_run_of_ones_own_may_name_code() -> None:
    assert settings_of_run({"detector": "mine:detector"}).detector == "mine:detector"


def test_files_and_output_stay_within_the_named_folders(tmp_path: Path) -> None:
    inbox, output, elsewhere = tmp_path / "in", tmp_path / "out", tmp_path / "private"
    for folder in (inbox, elsewhere):
        folder.mkdir()
    secret = elsewhere / "secret.txt"
    secret.write_text("secret")
    os.symlink(secret, inbox / "link.txt")
    settings = Settings(input_folders=[str(inbox)], output_folders=[str(output)])
    check_allowed(settings, [inbox / "a.pdf"], str(output / "1953"))
    for files, place in (
        ([secret], output),
        ([inbox / ".." / "private" / "secret.txt"], output),
        ([inbox / "link.txt"], output),
        ([tmp_path / "inner"], output),
        ([inbox / "a.pdf"], elsewhere),
    ):
        with pytest.raises(UsageError, match="is in none of"):
            check_allowed(settings, files, str(place))
    with pytest.raises(UsageError, match="no folders are named"):
        check_allowed(Settings(), [inbox / "a.pdf"], str(output))


def test_objects_stay_below_the_named_urls() -> None:
    settings = Settings(input_folders=["s3://papers/in"], output_folders=["s3://papers/out/"])
    check_allowed(settings, ["s3://papers/in/1953/a.pdf"], "s3://papers/out")
    for url in ("s3://papers/inner/a.pdf", "s3://papers/in/../private/a.pdf", "/etc/passwd"):
        with pytest.raises(UsageError):
            check_allowed(settings, [url], "s3://papers/out")


def test_what_only_the_operator_may_set_goes_to_the_environment_of_workers() -> None:
    environment: dict[str, str] = {}
    settings = Settings(detector="mine:detector", input_folders=["/srv/in"], password="open-sesame", dpi=200)
    options = hand_to_workers(settings, environment)
    assert options["dpi"] == 200
    assert not set(options) & set(marked_settings("operator_only"))
    assert environment == {
        "BANMIAN_DETECTOR": "mine:detector",
        "BANMIAN_INPUT_FOLDERS": '["/srv/in"]',
        "BANMIAN_PASSWORD": "open-sesame",
    }
