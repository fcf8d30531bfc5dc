from layout_pages import COLUMN, EM, GUTTER, Prose, Setter, as_read, depth, frames, only_article, paragraphs_of

from banmian.layout.separation.article_building.article_builder import join_headline

STEP = (COLUMN + GUTTER) * EM
RIGHT = 40 + 2 * STEP - GUTTER * EM


def reported(first: str = "", last: str = "", seed: int = 1) -> tuple[Setter, list[str]]:
    sheet, paragraphs = Setter(), Prose(seed).paragraphs(4)
    paragraphs[0] = first + paragraphs[0]
    sheet.centred("渡口新桥通车", 40, RIGHT, 40, 26)
    sheet.flow([*paragraphs, *([last] if last else [])], frames(40, 80, 2, depth([*paragraphs, last or "无"], 2)))
    return sheet, paragraphs


def test_a_dateline_is_parsed_and_stays_in_the_text():
    sheet, paragraphs = reported("云岭日报10月14日讯（记者 江远舟）")
    found = only_article(sheet.page)
    assert found.text.startswith("云岭日报10月14日讯")
    assert len(found.blocks) == len(paragraphs)
    assert found.dateline is not None
    assert found.dateline.agency == "云岭日报"
    assert [byline.name for byline in found.bylines] == ["江远舟"]


def test_reporters_named_at_the_foot_go_to_the_bylines():
    sheet, paragraphs = reported(last="（记者 江远舟 通讯员 陆青禾）")
    found = only_article(sheet.page)
    assert {byline.name for byline in found.bylines} == {"江远舟", "陆青禾"}
    assert paragraphs_of(found)[: len(paragraphs)] == paragraphs


def test_no_name_is_invented():
    sheet, _ = reported()
    found = only_article(sheet.page)
    assert (found.bylines, found.dateline, found.kicker, found.section) == ([], None, None, None)


def test_text_is_the_blocks_joined_by_line_feeds():
    found = only_article(reported()[0].page)
    assert found.text == "\n".join(block.text for block in found.blocks)


def test_the_regions_of_an_article_begin_with_its_head():
    sheet, _ = reported()
    found = only_article(sheet.page)
    assert found.regions[0].bbox[1] == 40
    assert len(found.regions) >= 3


def confidence_of_a_page_read_with(confidence: float) -> float:
    sheet, paragraphs = Setter(), Prose(2).paragraphs(2)
    sheet.flow(paragraphs, frames(40, 80, 1, 40), confidence=confidence)
    sheet.centred("陶窑再点火", 40, 40 + COLUMN * EM, 40, 20, confidence=1.0)
    found = only_article(sheet.page).confidence
    assert found is not None
    return found


def test_confidence_is_the_mean_of_what_was_read_times_the_chance_of_being_whole():
    whole = confidence_of_a_page_read_with(1.0)
    assert 0.8 < whole < 1.0
    assert 0.5 <= confidence_of_a_page_read_with(0.5) / whole < 0.6


def test_lines_of_a_head_are_joined_and_the_join_is_recorded():
    sheet = Setter()
    upper, lower = sheet.line("春风过渡口", 40, 40, 20), sheet.line("新桥连两岸", 40, 64, 20)
    text, changes = join_headline([upper, lower])
    assert text.replace(" ", "") == "春风过渡口新桥连两岸"
    assert [change.before for change in changes] == ["\n"]


def test_every_repair_names_a_block_or_a_part_of_the_head():
    sheet, _ = reported(seed=3)
    found = only_article(sheet.page)
    places = {repair.block for repair in found.repairs}
    assert places <= {*range(len(found.blocks)), "headline", "kicker", "subheadline", "section"}
    assert all(as_read(found, place) for place in places)
