import time
from pathlib import Path

from batches import FAST, contents, pdf, picture, read_batch, tiff

from banmian.batch.inputs import find_files
from banmian.batch.preview import preview_run
from banmian.batch.run_plan import Mode
from banmian.settings import Settings


def plan(folder: Path, output: Path, settings: Settings = FAST, mode: Mode = "resume") -> dict[str, tuple[str, str]]:
    found = preview_run(find_files([folder], output), output, settings, mode)
    return {Path(file.path).name: (file.action, file.reason) for file in found.files}


def test_a_dry_run_says_what_the_run_does(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    picture(folder / "a.png")
    pdf(folder / "b.pdf", 3)
    tiff(folder / "c.tif", 2)
    (folder / "empty.txt").touch()
    (folder / "list.xlsx").write_bytes(b"PK")
    first = preview_run(find_files([folder], output), output, FAST)
    assert not output.exists()
    assert {Path(f.path).name: f.action for f in first.files} == {
        "a.png": "read",
        "b.pdf": "read",
        "c.tif": "read",
        "empty.txt": "fail",
        "list.xlsx": "ignore",
    }
    assert (first.pages, first.measured) == (6, False)
    assert first.seconds > 0
    read_batch([folder], output)
    before = contents(output)
    pdf(folder / "new.pdf", 1)
    picture(folder / "a.png", 7)
    later = plan(folder, output)
    assert later["a.png"] == ("read", "changed since it was read")
    assert later["b.pdf"] == ("keep", "done")
    assert later["new.pdf"] == ("read", "new")
    assert "xlsx" in later["list.xlsx"][1]
    other = FAST.model_copy(update={"dpi": 150})
    assert plan(folder, output, other)["b.pdf"] == ("keep", "stale: dpi: 300 → 150")
    assert plan(folder, output, other, "redo-stale")["b.pdf"] == ("read", "dpi: 300 → 150")
    assert plan(folder, output, mode="redo")["b.pdf"][0] == "read"
    assert preview_run(find_files([folder / "new.pdf"], output), output, FAST).measured
    assert contents(output) == before


def test_thousands_of_files_are_looked_through_in_seconds(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    data = picture(folder / "0.png").read_bytes()
    for number in range(1, 3000):
        (folder / f"{number}.png").write_bytes(data)
    began = time.process_time()
    preview = preview_run(find_files([folder]), tmp_path / "out", FAST)
    assert preview.count("read") == 3000
    assert time.process_time() - began < 5
