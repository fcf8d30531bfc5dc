import pytest

from banmian.evaluation.article_matching import Match
from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage, Rewriting
from banmian.evaluation.field_metrics import byline_right, field_figures, issue_figures
from banmian.evaluation.pooled_ratios import Ratio
from banmian.evaluation.repair_metrics import doubling_counts, rewriting_figures, spacing_agreement, spacing_counts

BODY = (Passage("paragraph", "镇上的铁匠铺又点起了炉火，订货的人从县里来，一排就是半个月。"),)
TABLE = (("名目", "数量"), ("铁锅", "12"), ("镰刀", "30"))


def figures(
    truth: ComparableArticle, output: ComparableArticle | None, edition: ComparableDocument | None = None
) -> dict[str, Ratio]:
    edition = edition or ComparableDocument((output,) if output else ())
    return field_figures([Match(truth, output, 1.0)], ComparableDocument((truth,)), edition)


def test_heads_are_right_wrong_or_invented() -> None:
    truth = ComparableArticle("a", BODY, headline="老街 又响打铁声", kicker="手艺回来了")
    output = ComparableArticle("a", BODY, headline="老街又响打铁声", kicker="手艺", subheadline="炉火正红")
    found = figures(truth, output)
    assert found["headline"] == Ratio(1, 1)
    assert found["kicker"] == Ratio(0, 1)
    assert found["headline_invented"] == Ratio(0, 1)
    assert found["subheadline_invented"] == Ratio(1, 1)
    assert "subheadline" not in found


def test_the_issue_is_right_field_by_field() -> None:
    truth = ComparableDocument(title="云岭晚报", date="2023-10-26", labels=((1, "01版"), (2, "02版")))
    output = ComparableDocument(title="云岭 晚报", date="2023-10-27", labels=((2, "02版"),))
    assert issue_figures(truth, output) == {"title": Ratio(1, 1), "date": Ratio(0, 1), "page_label": Ratio(1, 2)}
    assert issue_figures(ComparableDocument(), output) == {}
    assert issue_figures(truth.only(2), output.only(2))["page_label"] == Ratio(1, 1)


def test_nothing_is_right_where_no_story_answers() -> None:
    truth = ComparableArticle("a", BODY, headline="老街", byline="记者 石磊", captions=("炉火。",), goes_on=True)
    found = figures(truth, None)
    assert {name: ratio.part for name, ratio in found.items()} == {
        "headline": 0,
        "byline": 0,
        "caption": 0,
        "jump": 0,
    }


@pytest.mark.parametrize(
    ("line", "names", "right"),
    [
        ("本报记者 石磊 通讯员 方舟", ("石磊", "方舟"), True),
        ("本报记者 石磊 通讯员 方舟", ("石磊",), False),
        ("本报记者 石磊", ("石磊", "方舟"), False),
        ("文/石磊 图/方舟", ("石磊", "方舟"), True),
        ("本报评论员", ("本报评论员",), True),
        ("记者 石磊", (), False),
        ("by Ada Linfield", ("Ada Linfield",), True),
        ("Von Dr. Morf", ("Dr. Morf",), True),
        ("by Ada Linfield and Byron Holt", ("Ada Linfield",), False),
    ],
)
def test_bylines_have_all_persons_and_no_other(line: str, names: tuple[str, ...], right: bool) -> None:
    assert byline_right(ComparableArticle("a", byline=line), ComparableArticle("a", names=names)) is right


def test_persons_that_the_body_names_are_no_mistake() -> None:
    body = (Passage("paragraph", "本报讯（记者方舟）" + BODY[0].text),)
    truth = ComparableArticle("a", body, byline="记者 石磊")
    assert byline_right(truth, ComparableArticle("a", names=("石磊", "方舟")))
    assert not byline_right(truth, ComparableArticle("a", names=("石磊", "万里")))


def test_captions_and_tables_may_stand_outside_the_article() -> None:
    truth = ComparableArticle("a", BODY, captions=("铁匠在打铁。",), credits=("石磊 摄",), tables=(TABLE,))
    output = ComparableArticle("a", BODY)
    rows = (TABLE[0], ("铁锅", "1 2"), ("镰刀", "3O"))
    edition = ComparableDocument(
        (output,), loose_captions=("铁匠在打铁。",), loose_credits=("石磊",), loose_tables=(rows,)
    )
    found = figures(truth, output, edition)
    assert found["caption"] == found["credit"] == Ratio(1, 1)
    assert found["table_row"] == Ratio(2, 3)


def test_the_head_of_a_table_is_its_caption() -> None:
    edition = ComparableDocument(loose_tables=(TABLE,), table_captions=("铁器价目",))
    assert figures(ComparableArticle("a", headline="铁器价目", tables=(TABLE,)), None, edition)["headline"] == Ratio(
        1, 1
    )
    assert figures(ComparableArticle("a", headline="木器价目", tables=(TABLE,)), None, edition)["headline"] == Ratio(
        0, 1
    )


def test_spaces_rightly_and_wrongly_taken_out_and_left() -> None:
    truth = "共有 Blue Sky 号船三条"
    read = "共 有 Blue Sky 号 船 三条"
    repaired = "共有 BlueSky 号船 三条"
    # taken out: 共_有 and 号_船 rightly, Blue_Sky wrongly; 船_三 is left
    assert spacing_counts(truth, Rewriting(read, repaired)) == (2, 1, 1)
    # all as printed but Blue_Sky and 船_三
    agreement = spacing_agreement(truth, repaired)
    assert agreement.whole - agreement.part == 2


def test_line_ends_are_no_spaces() -> None:
    assert spacing_counts("山高\n水长", Rewriting("山 高\n水长", "山高\n水长")) == (1, 0, 0)


def test_doubled_headline_taken_out() -> None:
    truth = "天天读书 人人上学"
    assert doubling_counts(truth, Rewriting("天天天天读读书书 人人人人上学", truth)) == (6, 0, 0)


def test_meant_repeats_taken_out_and_doubles_left() -> None:
    truth = "天天种树读书"
    # 书 was put right, 天天 lost one of its two, 读 is still double
    assert doubling_counts(truth, Rewriting("天天种树读读书书", "天种树读读书")) == (1, 1, 1)


def test_a_line_read_twice_wherever_the_alignment_puts_it() -> None:
    truth = "水从山上来，走了三十里路。"
    assert doubling_counts(truth, Rewriting(truth + truth, truth)) == (len(truth), 0, 0)


def test_figures_of_rewritings_are_missing_where_nothing_was_wrong() -> None:
    body = BODY[0].text
    output = ComparableArticle("a", BODY, body_rewriting=Rewriting(body, body))
    found = rewriting_figures([Match(ComparableArticle("a", BODY), output, 1.0)])
    assert found == {"spacing": Ratio(len(body) - 1, len(body) - 1)}
