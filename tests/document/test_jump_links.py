import pytest

from banmian.document.jump_links import link_articles, page_key
from banmian.document.jump_merging import merge_linked
from banmian.document.model import (
    Article,
    Block,
    Continuation,
    Document,
    Furniture,
    PageInfo,
    Publication,
    Region,
    Repair,
    Source,
)


def part(page: int, headline: str | None, text: str, **ends: Continuation) -> Article:
    blocks = [Block("paragraph", text)]
    return Article(
        f"{page}-{headline}", headline, blocks=blocks, text=text, regions=[Region(page, [0, 0, 1, 1])], **ends
    )


def document(
    *articles: Article, labels: tuple[str | None, ...] = ("01版", "02版"), title: str = "河湾日报"
) -> Document:
    return Document(
        Source("", "", "application/pdf", len(labels)),
        publication=Publication(title, "2024-05-06"),
        pages=[PageInfo(number, label) for number, label in enumerate(labels, 1)],
        articles=list(articles),
    )


def test_page_labels_are_compared_by_what_they_say() -> None:
    assert {page_key(label) for label in ("02版", "第2版", "２", "第二版", "2")} == {"2"}
    assert page_key("A03版") == page_key("a3") == "A3"
    assert page_key(None) is None


def test_a_jump_finds_its_other_part() -> None:
    first = part(1, "春耕早", "农户们赶在雨前", continued_to=Continuation("02版"))
    other = part(2, "旧桥", "完。", continued_from=Continuation("03版"))
    second = part(2, None, "把秧苗栽下。", continued_from=Continuation("第1版"))
    link_articles([document(first, other, second)])
    assert first.continued_to
    assert first.continued_to.article_id == second.id
    assert second.continued_from
    assert second.continued_from.article_id == first.id
    assert other.continued_from
    assert other.continued_from.article_id is None


def test_markers_tell_several_jumps_apart() -> None:
    firsts = [part(1, f"题{m}", "未完", continued_to=Continuation("2版", m)) for m in "①②"]
    seconds = [part(2, None, f"续{m}", continued_from=Continuation("1版", m)) for m in "②①"]
    link_articles([document(*firsts, *seconds)])
    assert firsts[0].continued_to
    assert firsts[0].continued_to.article_id == seconds[1].id
    assert firsts[1].continued_to
    assert firsts[1].continued_to.article_id == seconds[0].id


def test_headlines_decide_between_jumps_without_markers() -> None:
    firsts = [part(1, h, "未完", continued_to=Continuation("2版")) for h in ("山区通了大桥", "夜校开课")]
    seconds = [part(2, h, "续。", continued_from=Continuation("1版")) for h in ("夜校开课", "通了大桥")]
    link_articles([document(*firsts, *seconds)])
    assert firsts[0].continued_to
    assert firsts[0].continued_to.article_id == seconds[1].id


def test_parts_in_two_documents_of_one_issue_are_linked_and_of_two_papers_not() -> None:
    def pair() -> tuple[Article, Article]:
        return (
            part(1, "甲", "未完", continued_to=Continuation("2版")),
            part(1, None, "续。", continued_from=Continuation("1版")),
        )

    first, second = pair()
    link_articles([document(first, labels=("1版",)), document(second, labels=("2版",))])
    assert first.continued_to
    assert first.continued_to.article_id == second.id
    first, second = pair()
    link_articles([document(first, labels=("1版",)), document(second, labels=("2版",), title="山前晚报")])
    assert first.continued_to
    assert first.continued_to.article_id is None


def test_linked_parts_merge_and_keep_their_repairs() -> None:
    first = part(1, "春耕早", "农户们赶在雨前", continued_to=Continuation("02版"))
    second = part(2, None, "把秧苗栽下。", continued_from=Continuation("01版"))
    second.repairs = [Repair("spacing", 0, 1, " ", "", 1.0)]
    whole = document(first, second)
    link_articles([whole])
    merge_linked(whole)
    assert whole.articles == [first]
    assert first.text == "农户们赶在雨前\n把秧苗栽下。"
    assert first.repairs[0].block == 1
    assert first.continued_to is None


@pytest.mark.parametrize(("folio", "linked"), [(None, True), ("第2版", True), ("第5版", False)])
def test_the_only_two_parts_of_a_bare_text_are_linked_where_folios_agree(folio: str | None, linked: bool) -> None:
    first = part(1, "甲", "写完一句。", continued_to=Continuation("2版"))
    second = part(1, None, "另起一段。", continued_from=Continuation("1版"))
    first.regions, second.regions = [Region(1, [0, 0, 5, 0])], [Region(1, [0, 9, 5, 9])]
    whole = document(first, second, labels=(None,))
    whole.furniture = [Furniture("folio", folio, [Region(1, [0, 8, 3, 8])])] if folio else []
    link_articles([whole])
    assert first.continued_to
    assert (first.continued_to.article_id == second.id) is linked
