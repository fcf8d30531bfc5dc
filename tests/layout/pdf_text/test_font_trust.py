import numpy as np
import pytest
from made_ink import PROGRAM, ink_of, picture_of

from banmian.layout.pdf_text.font_trust import FontJudge

PROSE = "昨天下午记者从市交通局得知老桥的加固工程已经完成今晚恢复通车"


def verdict(text: str, said: list[str], width: float = 10.0):
    ink = ink_of(list(text))
    ink.boxes[:, 2] = ink.boxes[:, 0] + width
    judge = FontJudge()
    return judge.judge(ink, list(text), picture_of(ink.boxes, said))[0]


def test_chinese_is_believed_without_a_look():
    found = verdict(PROSE, [])
    assert not found.lies
    assert found.confidence > 0.98


def test_words_that_nobody_knows_are_looked_at():
    wrong = "".join(chr(ord(sign) + 1) for sign in PROSE)
    assert verdict(wrong, [PROSE[:12], PROSE[12:24]]).lies
    assert not verdict(wrong, [wrong[:12], wrong[12:24]]).lies


def test_letters_as_broad_as_han_characters_are_looked_at():
    assert verdict("V@BKQRXYZPMN", ["老桥加固今晚通车了不得了"]).lies
    assert not verdict("HARBOURNEWSX", ["HARBOURNEWSX"]).lies


def test_without_an_engine_a_suspicious_font_is_doubtful_but_stays():
    found = verdict("V@BKQRXYZPMN", [])
    assert not found.lies
    assert found.confidence <= 0.95


def test_fonts_that_do_not_name_their_glyphs_are_not_judged(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(PROGRAM, "descriptor", {})
    assert not verdict("V@BKQRXYZPMN", ["老桥加固今晚通车了不得了"]).lies


def test_a_verdict_holds_for_the_whole_document():
    judge, ink = FontJudge(), ink_of("V@BKQRXYZPMN")
    assert judge.judge(ink, ink.texts, picture_of(ink.boxes, ["老桥加固今晚通车了不得了"]))[0].lies
    assert judge.judge(ink, ink.texts, picture_of(ink.boxes, []))[0].lies


def test_glyphs_that_others_run_into_show_nothing():
    letters = "HARBOURNEWSX"
    ink = ink_of(list(letters) * 2)
    ink.boxes[:12] += np.array([2.0, 3.0, 2.0, 3.0])
    ink.boxes[12:] = ink.boxes[:12] - np.array([2.0, 3.0, 2.0, 3.0])
    found = FontJudge().judge(ink, list(letters) * 2, picture_of(ink.boxes, ["老桥加固今晚通车了不得了"] * 2))[0]
    assert not found.lies
    ink.boxes[12:] = ink.boxes[:12]
    assert FontJudge().judge(ink, list(letters) * 2, picture_of(ink.boxes, ["老桥加固今晚通车了不得了"] * 2))[0].lies
