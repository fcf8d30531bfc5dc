import numpy as np

from banmian.layout.pdf_text.glyph_arrays import GlyphArrays
from banmian.layout.pdf_text.unmapped_glyphs import UNKNOWN, read_unmapped


def ink_of(texts: list[str]) -> GlyphArrays:
    count = len(texts)
    boxes = np.array([[at * 10.0, 0.0, at * 10.0 + 10, 10.0] for at in range(count)])
    nothing = np.zeros(count, dtype=np.bool_)
    return GlyphArrays(
        texts, boxes, np.full(count, 10.0), np.zeros(count, dtype=np.int64), boxes[:, 3],
        nothing, ["F"] * count, ["0"] * count, nothing, nothing,
    )  # fmt: skip


def readings(texts: list[str], look) -> tuple[list[str], dict[int, float]]:
    plain = list(texts)
    sure = read_unmapped(ink_of(texts), np.arange(len(texts)), plain, look)
    return plain, sure


def test_a_few_unmapped_glyphs_are_read_from_their_pictures():
    looked_at = []

    def look(boxes):
        looked_at.extend(boxes)
        return [("秋", 0.9)] * len(boxes)

    plain, sure = readings([*"山水山水山水山水山水", "(cid:7)", "(cid:7)"], look)
    assert plain[-2:] == ["秋", "秋"]
    assert sure.keys() == {10, 11}
    assert [box.x0 for box in looked_at] == [100.0, 110.0]


def test_what_nobody_can_read_is_unknown():
    plain, sure = readings([*"山水山水山水", "\ue001"], lambda boxes: [("", 0.0)])
    assert plain[-1] == UNKNOWN
    assert sure[6] == 0.0


def test_without_an_engine_or_with_too_many_nothing_is_looked_at():
    assert readings([*"山水山水山水", "\ue001"], None)[0][-1] == UNKNOWN
    plain, _sure = readings(["\ue001", "\ue002", "山"], lambda boxes: [("秋", 1.0)] * len(boxes))
    assert plain == [UNKNOWN, UNKNOWN, "山"]


def test_a_page_without_unmapped_glyphs_is_left_alone():
    assert readings(list("山水"), None) == (["山", "水"], {})
