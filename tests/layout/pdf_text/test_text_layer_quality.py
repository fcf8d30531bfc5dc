from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line, Page
from banmian.layout.pdf_text.ink_agreement import InkAgreement
from banmian.layout.pdf_text.pipeline import TextPage
from banmian.layout.pdf_text.text_layer_quality import compare_with_ocr, is_mojibake, sample_lines


def line(text: str, vertical: bool = False) -> Line:
    box = Box(0, 0, 10, 10)
    return Line(text, box, 10, tuple(Glyph(sign, box, 10) for sign in text), vertical=vertical)


def read(text: str, confidence: float) -> list[tuple[str, float]]:
    return [(sign, confidence) for sign in text]


def test_a_layer_that_agrees_stays():
    verdict = compare_with_ocr(["the old mill stood there"], [read("The old mill stood there", 0.97)])
    assert verdict.keeps_recognised()
    assert verdict.keeps_typeset()


def test_a_poor_old_layer_gives_way():
    verdict = compare_with_ocr(["tbe o1d rnill st00d tlicre"], [read("the old mill stood there", 0.98)])
    assert not verdict.keeps_recognised()


def test_a_layer_with_a_few_errors_gives_way_to_a_sure_reading_alone():
    right = "清晨的码头上站满了人等着渡船靠岸的时候天还没有亮"
    wrong = right.replace("码", "玛")
    sure = compare_with_ocr([right] * 5 + [wrong], [read(right, 0.99)] * 6)
    assert not sure.keeps_recognised()
    assert 0.98 < sure.confidence < 1.0
    assert compare_with_ocr([right] * 5 + [wrong], [read(right, 0.9)] * 6).keeps_recognised()
    assert compare_with_ocr([right], [read(right, 0.99)]).confidence == 1.0


def test_a_layer_that_differs_where_the_witness_is_unsure_stays():
    right = "清晨的码头上站满了人等着渡船靠岸的时候天还没有亮" * 2
    doubted = [(sign, 0.6 if at == 3 else 1.0) for at, sign in enumerate(right.replace("码", "玛", 1))]
    assert compare_with_ocr([right], [doubted]).keeps_recognised()


def test_a_layer_goes_that_is_mostly_unread():
    def page(unread: float) -> TextPage:
        return TextPage(Page(1, 100.0, 100.0, "pt", "text_layer"), 50, unread, False, False, 0, InkAgreement())

    assert page(0.6).is_rubbish
    assert not page(0.05).is_rubbish


def test_an_unsure_witness_overrules_nothing():
    verdict = compare_with_ocr(["清晨的码头上站满了人"], [read("口口口", 0.2)])
    assert verdict.keeps_typeset()


def test_a_typeset_layer_with_wrong_codes_gives_way():
    assert not compare_with_ocr(["ÇåÁ¹µÄÇï·ç"], [read("清凉的秋风", 0.95)]).keeps_typeset()


def test_the_sample_is_spread_over_the_page_and_leaves_out_short_and_vertical_lines():
    lines = [line("一二三四五六七八九") for _ in range(100)] + [line("短"), line("一二三四五六七八九", True)]
    chosen = sample_lines(lines)
    assert 10 <= len(chosen) <= 30
    assert all(not one.vertical and len(one.text) == 9 for one in chosen)


def test_bytes_of_another_encoding_look_foreign():
    assert is_mojibake(list("ÇåÁ¹µÄÇï·ç"))
    assert not is_mojibake(list("清凉的秋风 with a café"))
