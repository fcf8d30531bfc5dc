from dataclasses import replace

import pytest
from layout_pages import COLUMN, EM, GUTTER, Prose, Setter, article

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.region_classification import classify_lines
from banmian.layout.separation.attachment.stray_columns import rejoin_stray_columns
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate, judge

TYPE = Typography(EM, "", 1.0)
STEP = (COLUMN + GUTTER) * EM


def candidate_of(sheet: Setter) -> ArticleCandidate:
    lines, rules = sheet.page.lines, Separators(tuple(sheet.page.rules))
    return judge(classify_lines(lines, rules, [], sheet.page.pictures, [], TYPE), TYPE)


def cut(seed: int, at: float) -> tuple[ArticleCandidate, ArticleCandidate]:
    """An article of three columns, cut off right of ``at`` columns."""
    whole, parts = Setter(1400), (Setter(1400), Setter(1400))
    article(whole, 40, 40, 3, "陶窑再点火", Prose(seed).paragraphs(5))
    for line in whole.page.lines:
        parts[line.size < 1.2 * EM and line.box.x0 >= 40 + at * STEP - EM].page.lines.append(line)
    return candidate_of(parts[0]), candidate_of(parts[1])


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_column_that_goes_on_beside_its_article_is_joined_to_it(seed):
    home, stray = cut(seed, 2)
    (whole,) = rejoin_stray_columns([stray, home], TYPE)
    assert whole.heads == home.heads
    assert whole.texts == (*home.texts, *stray.texts)


def test_a_column_in_another_frame_or_under_a_head_of_its_own_stays():
    home, stray = cut(1, 2)
    framed = replace(stray, frame=stray.texts[0].box)
    headed = replace(stray, heads=home.heads)
    for other in (framed, headed):
        assert rejoin_stray_columns([home, other], TYPE) == [home, other]


def test_a_column_that_begins_anew_stays():
    (home, _), other = cut(1, 2), Setter(1400)
    other.flow(Prose(9).paragraphs(2), [home.texts[0].box.grown(0)])
    moved = candidate_of(other)
    assert rejoin_stray_columns([home, moved], TYPE) == [home, moved]


@pytest.mark.parametrize("em", [0.5, 6.0])
def test_a_column_that_begins_a_little_lower_is_joined_and_one_that_begins_far_lower_stays(em: float):
    home, stray = cut(2, 2)
    sheet = Setter(1400)
    lines = [line for item in stray.texts for line in item.lines]
    sheet.page.lines.extend(replace(line, box=moved(line.box, em), glyphs=()) for line in lines)
    lowered = candidate_of(sheet)
    joined = rejoin_stray_columns([home, lowered], TYPE)
    assert len(joined) == (1 if em < 1 else 2)


def moved(box: Box, em: float) -> Box:
    return box._replace(y0=box.y0 + em * EM, y1=box.y1 + em * EM)
