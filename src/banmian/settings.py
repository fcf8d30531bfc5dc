"""Settings: an option, else ``BANMIAN_…`` in the environment, else a key of a TOML file, else the default.

The TOML file is the one named by ``--config`` or ``BANMIAN_CONFIG``, else ``banmian.toml`` in the working folder if
there is one. An unknown key in it is an error; so is a value out of range, wherever it comes from.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import fields
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field, ValidationError
from pydantic.config import JsonDict
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from banmian.errors import UsageError
from banmian.read_options import Device, ReadOptions

CONFIG_VARIABLE = "BANMIAN_CONFIG"
CONFIG_FILE = "banmian.toml"
BEARS: JsonDict = {"bears_on_result": True}
CODE: JsonDict = {"bears_on_result": True, "operator_only": True}
OPERATOR: JsonDict = {"operator_only": True}

Scalar = str | int | float | bool | None
Pictures = Literal["none", "pages", "overlays"]


class _TomlFile(TomlConfigSettingsSource):
    """The TOML file, in which ``[detector]`` may be a table: ``name``, ``score`` and ``[detector.classes]``."""

    def _read_file(self, file_path: Any) -> dict[str, Any]:
        values = dict(super()._read_file(file_path))
        table = values.get("detector")
        if not isinstance(table, dict):
            return values
        del values["detector"]
        for key, value in table.items():
            if key == "classes" and isinstance(value, dict):
                value = ",".join(f"{name}={kind}" for name, kind in value.items())
            values["detector" if key == "name" else f"detector_{key}"] = value
        return values


class Settings(BaseSettings):
    """All settings; frozen. Use `read_settings` to get them, outside tests.

    Those marked as bearing on the result change what is read; the others only how, where and how fast. Those for
    the operator alone name code, secrets or places, and are never taken from the parameters of a deployment's run.
    """

    model_config = SettingsConfigDict(env_prefix="BANMIAN_", frozen=True, extra="forbid")
    toml_file: ClassVar[Path | None] = None

    engine: str = Field("auto", description="OCR engine", json_schema_extra=BEARS)
    profile: str = Field("default", description="faster or more accurate OCR: fast or default", json_schema_extra=BEARS)
    device: Device = Field("auto", description="where OCR computes: cpu, cuda, or auto, cuda where it can be used")
    languages: str = Field(
        "",
        pattern=r"^([A-Za-z0-9_]+(\+[A-Za-z0-9_]+)*)?$",
        description="languages of --engine tesseract, such as frk or rus+eng",
        json_schema_extra=BEARS,
    )
    text_layer: Literal["auto", "always", "never"] = Field(
        "auto", description="when to use the text layer of a PDF page: auto, always or never", json_schema_extra=BEARS
    )
    dpi: int = Field(
        300, ge=72, le=1200, description="resolution of rendered PDF pages, in pixels per inch", json_schema_extra=BEARS
    )
    max_pixels: int = Field(
        200_000_000, ge=10_000, description="largest page that is read, in pixels", json_schema_extra=BEARS
    )
    detector: str | None = Field(None, description="layout detector of your own, module:name", json_schema_extra=CODE)
    detector_score: float = Field(
        0.0, ge=0, le=1, description="score below which a detector's blocks are left out", json_schema_extra=BEARS
    )
    detector_classes: str | None = Field(
        None, description="what its own classes mean, such as Photo=picture,Ad=advertisement", json_schema_extra=BEARS
    )
    layout_model: str | None = Field(
        None, description="model of a newspaper's habits that `banmian learn` wrote", json_schema_extra=CODE
    )
    pages: str | None = Field(
        None, description="pages to read of each document, such as 1-20,33", json_schema_extra=BEARS
    )
    encoding: str | None = Field(
        None, description="encoding of text files where it is not found, such as cp932", json_schema_extra=BEARS
    )
    names: str | None = Field(None, description="pattern of paths, such as {title}/{date:%Y%m%d}/{page}.jpg")
    facts: Path | None = Field(
        None,
        description="CSV table: path, title, date, edition, issue, page",
        json_schema_extra=OPERATOR,
    )
    prefer: Literal["outside", "printed"] = Field(
        "outside", description="which to use where the page contradicts path, table or newspaper.toml"
    )
    merge_continuations: bool = Field(
        False, description="join the linked parts of an article into one", json_schema_extra=BEARS
    )
    pictures: Pictures = Field("none", description="page pictures to write: none, pages or overlays")
    picture_side: int = Field(1600, ge=100, le=20_000, description="long side of page pictures, in px")
    search_index: bool = Field(False, description="fill the search index of the review site while reading")
    password: str | None = Field(None, description="for encrypted PDFs", repr=False, json_schema_extra=OPERATOR)
    weights_dir: Path | None = Field(None, description="folder of prepared OCR weights", json_schema_extra=OPERATOR)
    page_seconds: float = Field(300.0, gt=0, description="time limit for one page, in seconds")
    parsing_seconds: float = Field(
        16.0,
        gt=0,
        description="processor time to parse and draw a PDF page, in seconds; one more for each 4 MB of file",
    )
    threads: int = Field(0, ge=0, le=1024, description="processors per OCR engine; 0 for all")
    workers: int = Field(1, ge=1, le=256, description="documents to read at the same time, each in its own process")
    worker_documents: int = Field(200, ge=1, description="documents after which a worker process is restarted")
    worker_megabytes: int = Field(4096, ge=256, description="memory in MB above which a worker process is restarted")
    free_megabytes: int = Field(1024, ge=0, description="free memory in MB below which no further document is started")
    retries: int = Field(3, ge=0, le=20, description="retries after an infrastructure fault")
    retry_seconds: float = Field(
        2.0, ge=0, description="pause before the first retry, in seconds; it doubles each time"
    )
    runner: Literal["threads", "dask"] = Field("threads", description="where `banmian run` reads documents")
    tag: str | None = Field(None, description="tag of Prefect tasks, for concurrency limits at the server")
    dask_address: str | None = Field(
        None, description="scheduler of a Dask cluster; none starts a local one", json_schema_extra=OPERATOR
    )
    dask_seconds: float = Field(120.0, gt=0, description="how long to wait for a Dask worker, in seconds")
    lock_seconds: float = Field(
        60.0, ge=1, description="seconds after which the lock of a silent run on an object store is taken over"
    )
    max_failures: int | None = Field(None, ge=0, description="stop after this many failed documents")
    fail_on: str = Field(
        "none",
        pattern=r"^(none|any|\d{1,3}(\.\d+)?%)$",
        description="when failed documents make a Prefect run fail: none, any, or a share such as 5%",
    )
    input_folders: list[str] = Field(
        [], description="folders from which runs of deployments may read", json_schema_extra=OPERATOR
    )
    output_folders: list[str] = Field(
        [], description="folders to which runs of deployments may write", json_schema_extra=OPERATOR
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options, environment, TOML: in this order of precedence."""
        file: InitSettingsSource = _TomlFile(settings_cls, cls.toml_file)
        return init_settings, env_settings, file

    def read_options(self) -> ReadOptions:
        """What the readers need of these settings."""
        known = type(self).model_fields
        return ReadOptions(**{f.name: getattr(self, f.name) for f in fields(ReadOptions) if f.name in known})

    def bearing_on_result(self) -> dict[str, Scalar]:
        """Name and value of the settings marked `BEARS`, sorted by name; of a model its content counts."""
        values = {name: getattr(self, name) for name in sorted(marked_settings("bears_on_result"))}
        if self.layout_model is not None and Path(self.layout_model).is_file():
            digest = hashlib.sha256(Path(self.layout_model).read_bytes()).hexdigest()
            values["layout_model"] = f"{Path(self.layout_model).name} {digest[:12]}"
        return values


def marked_settings(mark: str) -> list[str]:
    """Names of the settings that carry a mark: ``bears_on_result`` or ``operator_only``."""
    extras = ((name, info.json_schema_extra) for name, info in Settings.model_fields.items())
    return [name for name, extra in extras if isinstance(extra, dict) and extra.get(mark)]


def tolerates(fail_on: str, failed: int, documents: int) -> bool:
    """Whether a run with ``failed`` failures still counts as complete by the setting ``fail_on``."""
    if fail_on == "none" or not failed:
        return True
    return fail_on != "any" and failed / documents * 100 < float(fail_on.removesuffix("%"))


def read_settings(config: Path | None = None, **options: Any) -> Settings:
    """Settings from options (None counts as not given), environment and TOML file.

    Raises UsageError for an unknown key, a value out of range or a TOML file that can't be read.
    """
    file = config_file(config)
    given = {name: value for name, value in options.items() if value is not None}
    source = type("Settings", (Settings,), {"toml_file": file, "__module__": __name__})
    try:
        found: Settings = source(**given)
        return Settings.model_construct(found.model_fields_set, **dict(found))
    except ValidationError as error:
        places = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise UsageError(f"settings: {places}") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"settings file {file}: {error}") from error


def config_file(named: Path | None) -> Path | None:
    """The TOML file in use, if any. Raises UsageError where a named one does not exist."""
    variable = os.environ.get(CONFIG_VARIABLE)
    wanted = named or (Path(variable) if variable else None)
    if wanted is not None and not wanted.is_file():
        raise UsageError(f"settings file {wanted}: no such file")
    return wanted or (Path(CONFIG_FILE) if Path(CONFIG_FILE).is_file() else None)


def fingerprint(values: dict[str, Any]) -> str:
    """SHA-256, hexadecimal, of JSON values, independent of the order of their keys."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
