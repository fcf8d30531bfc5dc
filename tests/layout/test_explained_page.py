from dataclasses import replace

import numpy as np
from layout_pages import Prose, Setter, article

from banmian.layout.explained_page import DecidedArea, DecidedPage, decide_page
from banmian.layout.geometry import Box
from banmian.layout.pipeline import arrange_page
from banmian.layout.separation_overlay import CUT, DOUBT, HEAD, SURE, TEXT, draw_links
from samples.families import make_family_document
from samples.families.page_models import page_models


def drawn(family: str, seed: int) -> DecidedPage:
    return decide_page(page_models(make_family_document(family, seed))[0])


def white(decided: DecidedPage) -> np.ndarray:
    return np.full((round(decided.page.height), round(decided.page.width), 3), 255, np.uint8)


def pixels_of(picture: np.ndarray, colour: tuple[int, int, int]) -> int:
    return int((np.abs(picture.astype(int) - colour).sum(axis=2) < 90).sum())


def with_odds(area: DecidedArea, scale: float, shift: float) -> DecidedArea:
    """The area with the log odds of what was taken scaled and shifted."""
    if area.chained is None:
        return area
    scored = area.chained.scored
    taken = area.chained.solution.predecessor[scored.edges.after] == scored.edges.before
    odds = scale * scored.odds + np.where(taken, shift, -shift)
    begins = scale * scored.begins + np.where(area.chained.solution.predecessor < 0, shift, -shift)
    return replace(area, chained=replace(area.chained, scored=replace(scored, odds=odds, begins=begins)))


def as_if_nothing_were_sure(area: DecidedArea) -> DecidedArea:
    return with_odds(area, 0.001, 0.0)


def as_if_all_were_sure(area: DecidedArea) -> DecidedArea:
    return with_odds(area, 1.0, 20.0)


def test_the_decided_page_is_the_page_that_is_read() -> None:
    page = page_models(make_family_document("republican", 3))[0]
    decided = decide_page(page)
    assert decided.vertical
    headed = [len(candidate.heads) for candidate in decided.candidates if candidate.texts]
    assert len(headed) >= len(arrange_page(page).drafts)
    heads = {head.box for candidate in decided.candidates for head in candidate.heads}
    nodes = {node.box for area in decided.areas if area.chained for node in area.chained.scored.graph.nodes}
    assert heads & nodes


def test_a_place_on_the_page_leads_to_the_node_that_stands_there() -> None:
    decided = drawn("republican", 3)
    area = next(area for area in decided.areas if area.chained)
    assert area.chained is not None
    for number, node in enumerate(area.chained.scored.graph.nodes):
        assert any(found == number for _, found in decided.nodes_at(decided.as_printed(node.box)))
    assert decided.nodes_at(Box(-50, -50, -40, -40)) == []


def test_heads_texts_and_links_are_drawn() -> None:
    decided = drawn("republican", 3)
    picture = draw_links(white(decided), decided)
    assert picture.shape == white(decided).shape
    assert min(pixels_of(picture, HEAD), pixels_of(picture, TEXT), pixels_of(picture, SURE)) > 50


def test_what_is_in_doubt_is_red() -> None:
    decided = drawn("republican", 3)
    unsure = replace(decided, areas=tuple(map(as_if_nothing_were_sure, decided.areas)))
    sure = replace(decided, areas=tuple(map(as_if_all_were_sure, decided.areas)))
    assert pixels_of(draw_links(white(decided), unsure), DOUBT) > 500
    assert pixels_of(draw_links(white(decided), sure), DOUBT) == 0


def test_straight_cuts_are_drawn() -> None:
    sheet = Setter()
    article(sheet, 40, 40, 2, "陶窑再点火", Prose(1).paragraphs(5))
    article(sheet, 440, 40, 2, "水渠修到田头", Prose(2).paragraphs(5))
    decided = decide_page(sheet.page)
    assert all(area.chained is None for area in decided.areas)
    picture = draw_links(white(decided), decided)
    assert pixels_of(picture, CUT) > 50
    assert pixels_of(picture, DOUBT) == 0
