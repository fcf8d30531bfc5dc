import json
from pathlib import Path

import pytest

from banmian.document.json_form import document_to_json
from banmian.document.model import Article, Block, Document, Furniture, PageInfo, Region, Repair, Source
from banmian.evaluation.comparable import ComparableDocument, Place
from banmian.evaluation.truth.plain_text import markdown_to_comparable, text_to_comparable
from banmian.evaluation.truth.reading import TruthError, read_comparable

SHARED = Path(__file__).parents[3] / "shared"


def read(folder: Path, name: str, text: str | bytes) -> ComparableDocument:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_comparable(path)


def document() -> Document:
    article = Article(
        id="a1",
        headline="渡口今日停航",
        blocks=[Block("paragraph", "因大风停航。", [Region(1, [100, 100, 300, 200])])],
        text="因大风停航。",
        regions=[Region(1, [100, 50, 300, 200])],
        repairs=[
            Repair("spacing", 0, 1, " ", "", 0.9),
            Repair("doubled", "headline", 0, "渡渡", "渡", 0.9),
        ],
    )
    page = PageInfo(1, width=1000, height=500, unit="px")
    return Document(
        Source("in/ferry.jpg", "0" * 64, "image/jpeg", 1),
        pages=[page],
        articles=[article],
        furniture=[Furniture("staff", "责编 甲"), Furniture("masthead", "北渡日报")],
    )


def test_article_document(tmp_path: Path) -> None:
    edition = read(tmp_path, "articles.json", document_to_json(document()))
    story = edition.stories[0]
    assert story.body[0].places == (Place(1, (0.1, 0.2, 0.3, 0.4)),)
    assert story.body_rewriting is not None
    assert story.body_rewriting.read == "因 大风停航。"
    assert story.headline_rewriting is not None
    assert story.headline_rewriting.read == "渡渡口今日停航"
    assert [passage.text for passage in edition.furniture] == ["北渡日报", "责编 甲"]
    assert edition.notes == ()


def test_repairs_that_do_not_fit_are_noted(tmp_path: Path) -> None:
    broken = document()
    broken.articles[0].repairs[0].after = "不在"
    edition = read(tmp_path, "articles.json", document_to_json(broken))
    assert len(edition.notes) == 1
    assert "can't be undone" in edition.notes[0]


def test_page_truth(tmp_path: Path) -> None:
    article = {
        "id": "x",
        "headline": "停航",
        "paragraphs": ["大风。"],
        "bbox_mm": [0, 50, 100, 100],
        "jump": "（下转二版）",
    }
    article |= {"photo": ["渡船。", "甲 摄"], "table": {"caption": "班次", "rows": [["早", "6"]]}, "byline": ""}
    page = {"number": 2, "width_mm": 200, "height_mm": 100, "articles": [article], "furniture": []}
    edition = read(tmp_path, "x.truth.json", json.dumps({"pages": [page]}))
    story = edition.stories[0]
    assert (story.headline, story.byline, story.goes_on) == ("停航", None, True)
    assert story.places == (Place(2, (0, 0.5, 0.5, 1)),)
    assert story.captions == ("渡船。",)
    assert story.tables == ((("早", "6"),),)
    assert edition.has_furniture
    assert edition.only(2).stories[0].places[0].page == 1


ALTO = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>
{order}
<Page WIDTH="200" HEIGHT="100"><TopMargin><TextBlock ID="t"><TextLine><String CONTENT="folio"/></TextLine></TextBlock>
</TopMargin><PrintSpace><ComposedBlock><TextBlock ID="b1" HPOS="20" VPOS="10" WIDTH="100" HEIGHT="50">
<TextLine><String CONTENT="The"/><SP/><String CONTENT="har" SUBS_TYPE="HypPart1" SUBS_CONTENT="harbour"/>
<HYP CONTENT="-"/></TextLine><TextLine>
<String CONTENT="bour" SUBS_TYPE="HypPart2" SUBS_CONTENT="harbour"/><SP/>
<String CONTENT="opens."/>
</TextLine></TextBlock></ComposedBlock>
<TextBlock ID="b2"><TextLine><String CONTENT="港口"/></TextLine>
<TextLine><String CONTENT="开了。"/></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>"""


def test_alto(tmp_path: Path) -> None:
    edition = read(tmp_path, "x.xml", ALTO.format(order=""))
    assert [passage.text for passage in edition.loose] == ["The harbour opens.", "港口开了。"]
    assert edition.loose[0].places == (Place(1, (0.1, 0.1, 0.6, 0.6)),)
    assert [passage.text for passage in edition.furniture] == ["folio"]


def test_alto_with_reading_order(tmp_path: Path) -> None:
    order = '<ReadingOrder><OrderedGroup><ElementRef REF="b2"/><ElementRef REF="b1"/></OrderedGroup></ReadingOrder>'
    edition = read(tmp_path, "x.xml", ALTO.format(order=order))
    assert [passage.text[:2] for passage in edition.loose] == ["港口", "Th"]


def region(name: str, text: str, more: str = "", custom: str = "") -> str:
    line = f'<TextLine custom="{custom}"><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>'
    return f'<TextRegion id="{name}" {more}><Coords points="0,0 100,0 100,50 0,50"/>{line}</TextRegion>'


def test_page_xml(tmp_path: Path) -> None:
    order = '<ReadingOrder><OrderedGroup><RegionRefIndexed index="1" regionRef="r1"/>'
    order += '<RegionRefIndexed index="0" regionRef="r2"/></OrderedGroup></ReadingOrder>'
    regions = region("r1", "后读。") + region("r2", "先读。", 'type="heading"')
    regions += region("r3", "第三版", 'type="page-number"')
    space = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
    page = f'<PcGts xmlns="{space}"><Page imageWidth="200" imageHeight="100">{order}{regions}</Page></PcGts>'
    edition = read(tmp_path, "x.page.xml", page)
    assert [(passage.kind, passage.text) for passage in edition.loose] == [
        ("headline", "先读。"),
        ("paragraph", "后读。"),
    ]
    assert edition.loose[0].places == (Place(1, (0, 0, 0.5, 0.5)),)
    assert [passage.text for passage in edition.furniture] == ["第三版"]


def test_page_xml_with_words_broken_at_the_end_of_a_line(tmp_path: Path) -> None:
    lines = ["Der Große Strom¬", "Rat tagt in Neu-", "Berlin, das Kon¬"]
    drawn = "".join(f"<TextLine><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>" for text in lines)
    whole = f"<TextEquiv><Unicode>{chr(10).join(lines)}</Unicode></TextEquiv>"
    for text in (drawn, whole):
        edition = read(tmp_path, "x.xml", f"<PcGts><Page><TextRegion>{text}</TextRegion></Page></PcGts>")
        assert [passage.text for passage in edition.loose] == ["Der Große StromRat tagt in Neu- Berlin, das Kon"]


def test_page_xml_with_articles(tmp_path: Path) -> None:
    marks = ["structure {id:a1; type:article;}", "structure {id:a2; type:article;}"]
    regions = "".join(region(f"r{n}", f"第{n}行。", custom=marks[n % 2]) for n in range(4))
    edition = read(tmp_path, "x.xml", f"<PcGts><Page imageWidth='200' imageHeight='100'>{regions}</Page></PcGts>")
    assert [(story.name, story.text) for story in edition.stories] == [
        ("a1", "第0行。\n第2行。"),
        ("a2", "第1行。\n第3行。"),
    ]


def test_tei(tmp_path: Path) -> None:
    body = '<pb n="1"/><div type="article" xml:id="a"><head>老街</head><head type="sub">夜市</head><byline>甲</byline>'
    body += (
        "<p>灯亮<lb/>了。</p></div><p>收购旧书。</p><pb n='2'/><div type='article'><p>题目<lb/></p><p>正文。</p></div>"
    )
    edition = read(
        tmp_path, "x.tei.xml", f"<TEI><teiHeader><p>no</p></teiHeader><text><body>{body}</body></text></TEI>"
    )
    first, second = edition.stories
    assert (first.name, first.headline, first.subheadline, first.byline) == ("a", "老街", "夜市", "甲")
    assert first.text == "灯亮了。"
    assert (second.heads_marked, second.text, second.page) == (False, "题目\n正文。", 2)
    assert [(passage.text, passage.page) for passage in edition.loose] == [("收购旧书。", 1)]


def test_omnidocbench(tmp_path: Path) -> None:
    def box(name: int, order: int | None, text: str, kind: str = "text_block", **more: object) -> dict[str, object]:
        poly = [0, 0, 50, 0, 50, 10, 0, 10]
        return {"anno_id": name, "order": order, "text": text, "category_type": kind, "poly": poly, **more}

    boxes = [box(1, 2, "前半"), box(2, 4, "后半。"), box(3, 1, "题", "title"), box(4, None, "页眉", "header")]
    boxes += [box(5, 3, "插在中间。"), box(6, 5, "不算", ignore=True)]
    relation = [{"source_anno_id": 1, "target_anno_id": 2, "relation_type": "truncated"}]
    page = {"layout_dets": boxes, "extra": {"relation": relation}, "page_info": {"width": 100, "height": 20}}
    edition = read(tmp_path, "x.json", json.dumps([page]))
    assert [(passage.kind, passage.text) for passage in edition.loose] == [
        ("headline", "题"),
        ("paragraph", "前半后半。"),
        ("paragraph", "插在中间。"),
    ]
    assert edition.loose[0].places == (Place(1, (0, 0, 0.5, 0.5)),)


def test_text_and_markdown() -> None:
    assert [(p.text, p.page) for p in text_to_comparable("一。\n\n二。\f三。").loose] == [
        ("一。", 1),
        ("二。", 1),
        ("三。", 2),
    ]
    edition = markdown_to_comparable(
        "报头\n\n# 题\n\n## 长一些的题\n\n**正**文。\n\n| 甲 | 乙 |\n|---|---|\n\n# 第二题\n\n二。"
    )
    assert [(story.headline, story.text) for story in edition.stories] == [
        ("长一些的题", "正文。\n甲 乙"),
        ("第二题", "二。"),
    ]
    assert [passage.text for passage in edition.loose] == ["报头"]


@pytest.mark.parametrize("text", ["{", '{"a": 1}', "<html/>", "<alto>", "[]", pytest.param("[" * 100_000, id="deep")])
def test_what_is_no_truth(tmp_path: Path, text: str) -> None:
    with pytest.raises(TruthError):
        read(tmp_path, "x.xml", text)


@pytest.mark.parametrize(
    ("name", "stories", "passages"),
    [
        ("pages-dev/truth.json", 12, None),
        ("real/jingbao-1939-04-23-p1p4.tei.xml", 27, None),
        ("real/nongmin-2010-12-25-p2.omnidocbench.json", 0, 75),
    ],
)
def test_real_truth(name: str, stories: int, passages: int | None) -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared pages are not here")
    edition = read_comparable(SHARED / name)
    assert len(edition.stories) == stories
    assert passages is None or len(edition.passages()) == passages
