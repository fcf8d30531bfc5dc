import os
import sys
import time
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from banmian.evaluation.calibration import Outcome as Judgement
from banmian.evaluation.calibration import calibrate
from banmian.evaluation.pooled_ratios import Ratio
from benchmarks.peers.kept_outcomes import keep, kept
from benchmarks.peers.measured_run import Outcome, run
from benchmarks.peers.sets import Sample
from benchmarks.peers.table import BEGIN, END, markdown, put
from benchmarks.peers.tools import Tool
from benchmarks.process_cost import Cost, RunFailedError, measure
from benchmarks.reliability_diagram import diagram
from benchmarks.scaling.plots import plot
from benchmarks.word_spaces.comparison import compare_spaces
from benchmarks.word_spaces.pages import break_lines
from benchmarks.word_spaces.texts import Words


def outcome(tool: str, right: int, seconds: float = 2.0) -> Outcome:
    figures = {"integrity": Ratio(right, 10), "order": Ratio(10 - right, 10), "article_f1": Ratio(0, 4)}
    return Outcome(tool, figures, [Cost(seconds, seconds, 2**20)], 1)


def test_table_marks_the_best_and_says_where_we_are_behind() -> None:
    results = [("scans", [outcome("banmian", 9), outcome("Other", 10, 1.0)])]
    text = markdown(results, {"banmian": "1"}, {"Third": "no wheel"}, "A machine.", 12.4)
    assert "| scans | banmian | 0.900 | 0.100 | 0.000 | – | 2.0 | ×1.00 | 1 | ×1.00 |" in text
    assert "| scans | Other | **1.000** | **0.000** | 0.000 | – | 1.0 | ×0.50 | 1 | ×1.00 |" in text
    assert "- scans, integrity: Other 1.000, banmian 0.900" in text
    assert "Third (no wheel)" in text
    assert text.startswith("A machine. One run of 12 minutes.")


def test_table_says_that_we_are_ahead() -> None:
    text = markdown([("scans", [outcome("banmian", 10), outcome("Other", 9)])], {}, {}, "A machine.")
    assert "ahead of every other tool" in text


def test_block_is_replaced_and_what_stands_around_it_stays() -> None:
    page = put("# Head\n\nwords", "first", "make it")
    page = page.replace(END, f"{END}\n\nafter")
    assert put(page, "second", "make it") == page.replace("first", "second")
    assert page.startswith("# Head")
    assert page.count(BEGIN) == 1


def test_outcomes_are_kept_by_version(tmp_path: Path) -> None:
    keep(outcome("A tool", 7), "a set", "1.0", tmp_path)
    assert kept("A tool", "a set", "1.0", tmp_path) == outcome("A tool", 7)
    assert kept("A tool", "a set", "1.1", tmp_path) is None
    assert kept("B tool", "a set", "1.0", tmp_path) is None


def test_a_tool_that_fails_counts_as_one_that_read_nothing(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "page.txt", tmp_path / "page.truth.txt", "pdf", figures=("integrity", "order"))
    sample.truth_path.write_text("渔港今晨重开，第一筐鱼是从外海回来的。", "utf-8")
    sample.path.write_text(sample.truth_path.read_text("utf-8"), "utf-8")
    copies = "import shutil, sys; shutil.copy(*sys.argv[1:])"
    works = Tool("works", ("pdf",), ".txt", lambda t, python: [python, "-c", copies, str(t.source), str(t.target)])
    leaves_nothing = Tool("nothing", ("pdf",), ".txt", lambda task, python: [python, "-c", ""])
    fails = Tool("fails", ("pdf",), ".txt", lambda task, python: [python, "-c", "import sys; sys.exit('oh no')"])
    good, empty, failed = (run(tool, sys.executable, [sample], tmp_path, {}) for tool in (works, leaves_nothing, fails))
    assert (good.figures["integrity"].value, good.pages, good.failures) == (1, 1, [])
    for outcome in (empty, failed):
        assert (outcome.figures["integrity"].value, outcome.figures["order"].value) == (0, 1)
        assert (outcome.pages, outcome.costs) == (0, [])
    assert "is not there" in empty.failures[0]
    assert "oh no" in failed.failures[0]
    assert "Failed: fails on scans: page.txt" in markdown([("scans", [good, failed])], {}, {}, "A machine.")


def test_a_process_is_measured_with_its_children(tmp_path: Path) -> None:
    child = "import time; block = bytearray(60_000_000); time.sleep(0.4)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = measure([sys.executable, "-c", code], tmp_path / "log", 60, {})
    assert cost.peak_bytes > 60_000_000
    assert cost.seconds >= 0.4


def test_a_process_that_fails_or_hangs_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunFailedError, match="oh no"):
        measure([sys.executable, "-c", "import sys; sys.exit('oh no')"], tmp_path / "log", 60, {})
    marker = tmp_path / "pid"
    code = f"import os, time; open({str(marker)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    with pytest.raises(RunFailedError, match="not done"):
        measure([sys.executable, "-c", code], tmp_path / "log", 3, {})
    time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(int(marker.read_text()), 0)


def test_plot_is_a_picture_with_every_point() -> None:
    points = [(1.0, 0.4), (2.0, 0.9), (4.0, 13.0)]
    root = ElementTree.fromstring(plot("seconds (clock)", "pages", points, points))
    assert len(root.findall("{*}circle")) == 6


def test_a_reliability_diagram_has_a_panel_for_each_table_and_a_disc_for_each_bin() -> None:
    told = calibrate([Judgement(0.95, True, 9), Judgement(0.1, False), Judgement(0.1, True)])
    picture = ElementTree.fromstring(diagram({"characters": told, "articles <1>": told}))
    discs = [element for element in picture.iter() if element.tag.endswith("circle")]
    assert len(discs) == 2 * len(told.bins)
    assert any(element.text == "articles <1>" for element in picture.iter())
    heights = sorted({float(disc.attrib["cy"]) for disc in discs})
    assert heights[0] < heights[1], "what is right nine times in ten stands higher"


def test_spaces_are_counted_whatever_else_is_misread() -> None:
    spaces = compare_spaces("The old ferry\nsails at noon.", "The oldferry sa ils at noom.")
    assert (spaces.wanted, spaces.kept) == (5, 4)
    assert spaces.lost == ["Theold|ferrysailsat"]
    assert spaces.added == ["heoldferrysa|ilsatnoon."]


def test_lost_text_is_no_lost_space() -> None:
    spaces = compare_spaces("The old ferry sails at noon", "The old noon")
    assert (spaces.wanted, spaces.kept, spaces.lost) == (1, 1, [])


class Typewriter:
    """A font whose signs are all 10 px wide."""

    def getlength(self, text: str) -> float:
        return 10.0 * len(text)


def test_words_are_broken_only_where_a_line_would_be_loose() -> None:
    lines = list(break_lines(["a", "passenger", "steamer", "calls"], Typewriter(), 110, 0))  # type: ignore[arg-type]
    assert [" ".join(line.words) for line in lines] == ["a passenger", "steamer", "calls"]
    lines = list(break_lines(["a", "red", "passenger", "calls"], Typewriter(), 110, 0))  # type: ignore[arg-type]
    assert [" ".join(line.words) for line in lines] == ["a red", "passenger", "calls"]
    lines = list(break_lines(["to", "generalise", "it"], Typewriter(), 90, 0))  # type: ignore[arg-type]
    assert [" ".join(line.words) for line in lines] == ["to gene-", "ralise it"]
    assert [(line.first, line.last) for line in lines] == [(True, False), (False, True)]


def test_invented_text_is_the_same_for_the_same_seed() -> None:
    assert Words("de", 3).paragraph(20) == Words("de", 3).paragraph(20) != Words("de", 4).paragraph(20)
    assert all(len(one) > 1 or len(other) > 1 for one, other in pairwise(Words("ru", 1).paragraph(300).split()))


def test_korean_words_are_broken_between_any_syllables_without_a_hyphen() -> None:
    lines = list(break_lines(["가", "나다라마바사아", "자"], Typewriter(), 70, 0))  # type: ignore[arg-type]
    assert [" ".join(line.words) for line in lines] == ["가 나다라마바", "사아 자"]
