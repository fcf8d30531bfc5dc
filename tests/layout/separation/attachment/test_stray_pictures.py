from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.attachment.stray_pictures import attach_stray_pictures
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate

EM = 10.0
TYPE = Typography(EM, "", 1.0)
FERRY = "白石渡口的新桥昨天通车，船工把旧渡船停到岸边，两岸的人走上桥面。"
FARM = "梨园村的果农今年改种早熟梨，合作社统一收购，价格比往年高。"


def article(text: str, x: float) -> ArticleCandidate:
    box = Box(x, 100, x + 200, 110)
    return ArticleCandidate(texts=(Item("text", box, make_block([Line(text, box, EM)], EM)),))


def picture(caption: str, x: float, y: float = 120) -> ArticleCandidate:
    box = Box(x, y, x + 200, y + 100)
    lines = (Line(caption, Box(x, y + 90, x + 200, y + 100), EM),) if caption else ()
    return ArticleCandidate(pictures=(Item("picture", box, caption=lines),))


def pictures_of(*candidates: ArticleCandidate) -> list[int]:
    """How many pictures each candidate with text has."""
    return [len(found.pictures) for found in attach_stray_pictures(candidates, TYPE) if found.texts]


def test_a_picture_goes_to_the_article_beside_it_of_which_its_caption_speaks():
    assert pictures_of(article(FERRY, 0), article(FARM, 210), picture("新桥通车，船工在岸边。", 100)) == [1, 0]


def test_a_caption_that_speaks_of_none_or_of_both_leaves_the_picture_alone():
    for caption in ("广场上的鸽子。", "渡口的新桥边，果农合作社在收购。", ""):
        assert pictures_of(article(FERRY, 0), article(FARM, 210), picture(caption, 100)) == [0, 0]


def test_what_all_articles_say_is_no_sign():
    both = "白石渡口的新桥昨天通车。"
    assert pictures_of(article(both + FERRY, 0), article(both + FARM, 210), picture("白石渡口", 100)) == [0, 0]


def test_a_picture_far_away_stays_unless_another_of_the_article_is_between():
    far = picture("船工停好旧渡船。", 0, 240)
    assert pictures_of(article(FERRY, 0), picture("广场上的鸽子。", 0), far) == [0]
    assert pictures_of(article(FERRY, 0), picture("新桥昨天通车。", 0), far) == [2]


def test_words_of_other_scripts_count_whole():
    english = article("The harbour bridge opened while ferrymen watched from the bank", 0)
    other = article("Growers of early pears found better prices this season", 210)
    assert pictures_of(english, other, picture("Ferrymen below the bridge", 100)) == [1, 0]
    assert pictures_of(english, other, picture("They were there when it was", 100)) == [0, 0]


def test_a_list_of_names_has_no_photographs():
    names = ("陆青禾 渡口小学", "韩松月 航运公司", "唐小满 果农合作社")
    boxes = [
        Box(80 * column, 240 + 15 * row, 80 * column + 78, 250 + 15 * row) for row in range(3) for column in range(3)
    ]
    lines = [Line(names[number % 3], box, EM) for number, box in enumerate(boxes)]
    listed = ArticleCandidate(texts=(Item("text", Box(0, 240, 240, 280), make_block(lines, EM)),))
    assert pictures_of(article(FERRY, 0), picture("新桥通车，陆青禾、韩松月在船工身旁。", 0), listed) == [1, 0]
