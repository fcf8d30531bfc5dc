import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.document.json_form import (
    ShapeError,
    decode,
    document_from_json,
    document_to_dict,
    document_to_json,
    dump_line,
    encode,
    to_json,
)
from banmian.document.model import (
    Article,
    Block,
    Byline,
    Continuation,
    Dateline,
    Document,
    Furniture,
    Image,
    Original,
    PageInfo,
    Region,
    Repair,
    Source,
    Table,
)
from banmian.document.validation import validate
from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line, Page

texts = st.text(max_size=20)
regions = st.lists(
    st.builds(
        lambda x, y: Region(1, [x, y, x + 1, y + 1]),
        st.integers(0, 10**6).map(lambda n: n / 100),
        st.integers(0, 10**6).map(lambda n: n / 100),
    ),
    max_size=2,
)
shares = st.none() | st.integers(0, 10**4).map(lambda n: n / 10**4)
blocks = st.builds(Block, st.sampled_from(["paragraph", "verse"]), texts, regions, shares)
articles = st.builds(
    Article,
    id=st.just("x"),
    headline=st.none() | texts,
    bylines=st.lists(st.builds(Byline, st.text(min_size=1, max_size=5), st.none() | texts), max_size=2),
    dateline=st.none() | st.builds(Dateline, st.none() | texts, st.just("2024-05-06"), texts),
    blocks=st.lists(blocks, max_size=3),
    tables=st.lists(st.builds(Table, st.none() | texts, st.lists(st.lists(texts, max_size=2))), max_size=1),
    images=st.lists(st.builds(Image, st.none() | texts, st.none() | texts, regions), max_size=1),
    continued_to=st.none() | st.builds(Continuation, st.none() | texts, st.none() | texts),
    confidence=shares,
)


def document(found: list[Article]) -> Document:
    for number, article in enumerate(found):
        article.id = f"a{number}"
        article.text = "\n".join(block.text for block in article.blocks)
    return Document(
        Source("页.txt", "0" * 64, "text/plain", 1),
        pages=[PageInfo(1)],
        articles=found,
        furniture=[Furniture("folio", "第1版")],
    )


@given(st.lists(articles, max_size=2))
def test_documents_are_valid_and_come_back_byte_for_byte(found: list[Article]) -> None:
    made = document(found)
    data = document_to_json(made)
    validate(json.loads(data))
    assert document_to_json(document_from_json(data)) == data


@pytest.mark.parametrize("most", [0, 1, 1000])
@given(found=st.lists(articles, max_size=2))
def test_long_lists_are_written_item_by_item_in_the_same_form(most: int, found: list[Article]) -> None:
    made = document(found)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("banmian.document.json_form.LONG_LIST", most)
        assert document_to_json(made) == to_json(document_to_dict(made))


def test_a_document_of_the_first_version_is_read_as_one_of_the_newest() -> None:
    values = document_to_dict(document([Article(headline="稻谷入仓")]))
    del values["status"], values["warnings"], values["publication"]["edition"]
    for page in values["pages"]:
        del page["original"], page["warnings"]
    for article in values["articles"]:
        del article["rank"]
    values["schema_version"] = "1"
    validate(values)
    read = document_from_json(json.dumps(values))
    assert (read.schema_version, read.pages[0].original, read.articles[0].rank) == ("2", None, None)
    validate(document_to_dict(read))


def test_the_matrix_of_a_page_keeps_what_a_far_corner_needs() -> None:
    made = document([])
    matrix = [[0.99984769516, -0.0174524064, 3.5], [0, 1, 0]]
    made.pages[0].original = Original("p.png", 1, 9000.0, 12000.0, "px", matrix)
    again = document_from_json(document_to_json(made))
    assert again.pages[0].original is not None
    assert again.pages[0].original.matrix[0] == pytest.approx(matrix[0], abs=1e-9)
    assert b"[0.999847695, -0.017452406, 3.5]" in document_to_json(made)


def test_han_is_not_escaped_and_the_version_comes_first() -> None:
    data = document_to_json(document([Article(headline="稻谷入仓")]))
    assert "稻谷入仓".encode() in data
    assert next(iter(json.loads(data))) == "schema_version"
    assert data.endswith(b"}\n")


def test_boxes_are_rounded_and_stand_on_one_line() -> None:
    found = Article(regions=[Region(1, [1 / 3, -0.0, 10, 20.005])])
    data = document_to_json(document([found]))
    assert b'"bbox": [0.33, 0.0, 10, 20.0' in data


def test_bracketed_numbers_inside_a_text_stay_as_they_are() -> None:
    text = "[\n  1,\n  2\n]"
    assert json.loads(to_json({"text": text, "list": [1, 2.5]})) == {"text": text, "list": [1, 2.5]}


def test_lone_surrogates_become_replacement_characters_one_for_one() -> None:
    data = document_to_json(document([Article(headline="甲\ud800乙")]))
    assert document_from_json(data).articles[0].headline == "甲\ufffd乙"


def test_undefined_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json({"confidence": float("nan")})


def test_pages_come_back_exactly() -> None:
    glyph = Glyph("字", Box(0.1, 0.2, 1 / 3, 4.0), 9.123456789)
    page = Page(1, 100.0, 200.0, "pt", "text_layer", lines=[Line("字", glyph.box, 9.0, (glyph,))])
    again = decode(Page, json.loads(json.dumps(encode(page))))
    assert again == page
    assert isinstance(again.lines[0].box, Box)
    assert isinstance(again.lines[0].glyphs, tuple)


@pytest.mark.parametrize(
    "change",
    [
        {"source": None},
        {"articles": {}},
        {"schema_version": 1},
        {"schema_version": "3"},
        {"colour": "red"},
        {"pages": [{"number": "1"}]},
        {"furniture": [{"kind": "sofa", "text": ""}]},
    ],
)
def test_other_shapes_are_refused(change: dict[str, object]) -> None:
    values = {**document_to_dict(document([])), **change}
    with pytest.raises(ShapeError):
        document_from_json(json.dumps(values))


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ShapeError):
        document_from_json(b"{")


def test_a_line_is_one_line() -> None:
    values = encode(Article(id="a", headline="两行\n标题", repairs=[Repair("r", 0, 0, "a", "b", 1.0)]))
    line = dump_line(values)
    assert line.count(b"\n") == 1
    assert json.loads(line) == values
