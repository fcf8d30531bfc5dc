import builtins
from pathlib import Path
from typing import Any

import pytest
from export_cases import NAME, batch, issue

from banmian.errors import MissingRequirementError
from banmian.export.batch import export_batch
from banmian.export.parquet import COLUMNS, row_of


def test_a_row_has_a_value_for_every_column() -> None:
    document = issue()[0]
    assert tuple(row_of(NAME, document, document.articles[0])) == COLUMNS


def test_a_batch_is_one_table(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    outcome = export_batch(batch(tmp_path / "out"), "parquet", tmp_path)
    assert outcome.problems == []
    rows: list[dict[str, Any]] = parquet.read_table(tmp_path / "articles.parquet").to_pylist()
    assert [row["article_id"] for row in rows][:2] == [f"{NAME}-p01-01", f"{NAME}-p01-02"]
    assert len(rows) == 5
    assert rows[0]["text"] == issue()[0].articles[0].text
    assert rows[0]["bylines"] == [{"name": "秦帆", "role": "记者"}]
    assert rows[1]["tables"] == ['[["船名", "吨位"], ["海燕", "12"]]']


def test_without_pyarrow_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingRequirementError) as caught:
        export_batch(batch(tmp_path / "out"), "parquet", tmp_path)
    assert "banmian[parquet]" in caught.value.advice
    assert caught.value.exit_status == 3
    assert not (tmp_path / "articles.parquet").exists()
