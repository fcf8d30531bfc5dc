"""The runner of stages, and what every list of stages promises."""

from __future__ import annotations

from dataclasses import dataclass, replace

from banmian.stages import StageReport, run_stages, stage, stage_table, watch_stages


@dataclass(frozen=True)
class Words:
    text: str
    words: tuple[str, ...] = ()
    longest: str = ""

    def counts(self) -> dict[str, int]:
        return {"words": len(self.words)}


def split(state: Words) -> Words:
    return replace(state, words=tuple(state.text.split()))


def find_longest(state: Words) -> Words:
    return replace(state, longest=max(state.words, key=len, default=""))


STAGES = (
    stage("split", "words at spaces", split, needs="text", gives="words"),
    stage("longest", "the longest word", find_longest, needs="words", gives="longest"),
)


def test_stages_run_in_their_order() -> None:
    assert run_stages("words", STAGES, Words("a fine day")).longest == "fine"


def test_a_watched_run_tells_what_each_stage_did() -> None:
    reports: list[StageReport] = []
    with watch_stages(reports.append):
        run_stages("words", STAGES, Words("a fine day"), "line 1")
    run_stages("words", STAGES, Words("told no more"))
    assert [(report.subject, report.stage, report.counts) for report in reports] == [
        ("line 1", "split", {"words": (0, 3)}),
        ("line 1", "longest", {}),
    ]
    assert all(report.seconds >= 0 for report in reports)


def test_a_stage_can_be_left_out() -> None:
    with watch_stages(lambda report: None, without={"split"}):
        assert run_stages("words", STAGES, Words("a fine day")).longest == ""


def test_the_table_has_a_row_for_each_stage() -> None:
    assert stage_table(STAGES).splitlines()[2:] == [
        "| split | words at spaces | words |",
        "| longest | the longest word | longest |",
    ]
