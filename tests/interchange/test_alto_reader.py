from xml.etree.ElementTree import fromstring

import pytest

from banmian.interchange.alto_reader import read_alto

FILE = """<alto{space}><Description><MeasurementUnit>mm10</MeasurementUnit></Description>
<Tags><StructureTag ID="t1" DESCRIPTION="a7"/></Tags>{order}
<Layout><Page WIDTH="1000" HEIGHT="500" PHYSICAL_IMG_NR="3"><TopMargin><TextBlock ID="m"/></TopMargin>
<PrintSpace><ComposedBlock><TextBlock ID="b1" HPOS="10" VPOS="20" WIDTH="30" HEIGHT="40" TAGREFS="t1 t2">
<TextLine TAGREFS="t3"><String CONTENT="har" SUBS_TYPE="HypPart1" SUBS_CONTENT="harbour"/><SP/>
<String CONTENT="灯" HPOS="1" VPOS="2" WIDTH="3" HEIGHT="4"><Glyph HPOS="1" VPOS="2" WIDTH="x" HEIGHT="4"/></String>
</TextLine></TextBlock></ComposedBlock><Illustration ID="i1"/></PrintSpace></Page></Layout></alto>"""


@pytest.mark.parametrize("space", ["", ' xmlns="http://www.loc.gov/standards/alto/ns-v2#"'])
def test_a_file_of_any_version_is_read_whole(space: str) -> None:
    file = read_alto(fromstring(FILE.format(space=space, order="")))
    page = file.pages[0]
    assert (file.unit, file.tags, page.number, page.width, page.height) == ("mm10", {"t1": "a7"}, 3, 1000, 500)
    assert [(block.id, block.margin) for block in page.blocks] == [("m", True), ("b1", False)]
    assert page.blocks[0].box is None
    assert page.blocks[1].box == (10, 20, 40, 60)
    assert page.blocks[1].tags == ("t1", "t2")
    assert page.illustrations == ("i1",)


def test_strings_keep_divided_words_spaces_and_glyphs() -> None:
    line = read_alto(fromstring(FILE.format(space="", order=""))).pages[0].blocks[1].lines[0]
    divided, space, last = line.strings
    assert (divided.text, divided.whole, divided.part) == ("har", "harbour", 1)
    assert (space.space, space.text) == (True, " ")
    assert last.glyphs == ((1, 2, 1, 6),)
    assert line.tags == ("t3",)


def test_a_reference_may_name_several_blocks() -> None:
    order = '<ReadingOrder><OrderedGroup><ElementRef REF="b2 b1"/></OrderedGroup></ReadingOrder>'
    assert read_alto(fromstring(FILE.format(space="", order=order))).order == ("b2", "b1")


def test_a_file_without_pages_is_empty() -> None:
    assert read_alto(fromstring("<alto/>")).pages == ()
