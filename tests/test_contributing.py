"""The examples of CONTRIBUTING.md work as they stand."""

import re
from pathlib import Path
from types import ModuleType
from typing import Any

from export_cases import batch
from layout_pages import Prose, Setter

from banmian.document.changes import undo
from banmian.export.format import Batch, Options
from banmian.layout import pipeline
from banmian.layout.page_facts import measure_page
from banmian.repair.rules.document_traits import PLAIN

TEXT = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text("utf-8")
RULE, FORMAT, STAGE = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


def run(code: str, known: ModuleType | None = None, **names: Any) -> dict[str, Any]:
    """The names that a piece of code defines, with those of a module and others at hand."""
    found = {**(vars(known) if known else {}), **names}
    exec(compile(code, "CONTRIBUTING.md", "exec"), found)
    return found


def test_the_repair_rule_repairs_what_can_be_undone() -> None:
    rule = run(RULE)["RULE"]
    text, changes = rule.function("米三斗，〃五斗", PLAIN)
    assert text == "米三斗，同上五斗"
    assert {change.rule for change in changes} == set(rule.names)
    assert undo(text, changes) == "米三斗，〃五斗"


def test_the_export_format_writes_the_file_that_it_names(tmp_path: Path) -> None:
    written = run(FORMAT)["FORMAT"]
    documents = Batch.of(batch(tmp_path / "out"), written)
    (tmp_path / "made").mkdir()
    written.write(documents, tmp_path / "made", Options())
    files = list((tmp_path / "made").iterdir())
    assert {f"`<document>{file.suffix}`" for file in files} == {written.files}
    assert all(file.read_text("utf-8").startswith("TY  - NEWS") for file in files)
    assert not documents.outcome.problems


def test_the_stage_gives_what_it_says() -> None:
    sheet = Setter()
    sheet.line(Prose(1).paragraph(20), 40, 40)
    sheet.line("渡", 40, 80, 1.0)
    state = pipeline.replace(pipeline.start_state(sheet.page), facts=measure_page(sheet.page))
    stage = run(
        STAGE.replace('stage("specks"', 'STAGE = stage("specks"'),
        pipeline,
        drop_specks=lambda lines, em: [line for line in lines if line.size > 0.5 * em],
    )["STAGE"]
    assert len(stage.function(state).level.lines) == 1
    assert stage.gives == ("level",)
