from xml.etree.ElementTree import fromstring

import pytest

from banmian.interchange.page_xml_reader import PageXmlPage, read_page_xml

ORDER = """<ReadingOrder><OrderedGroup><RegionRefIndexed index="1" regionRef="r1"/>
<OrderedGroupIndexed index="0" regionRef="r2"><RegionRefIndexed index="0" regionRef="r3"/></OrderedGroupIndexed>
</OrderedGroup></ReadingOrder>"""
FILE = """<PcGts{space}><Page imageWidth="200" imageHeight="100" custom="page">{order}
<TextRegion id="r1" type="heading" custom="c" continuation="true"><Coords points="0,5 50,0 40,20"/>
<TextLine custom="l"><Coords><Point x="1" y="2"/><Point x="3" y="4"/></Coords>
<Word><Coords points="1,2 3,4"/><TextEquiv><Unicode>灯</Unicode></TextEquiv></Word>
<Word><TextEquiv><Unicode>亮</Unicode></TextEquiv></Word></TextLine></TextRegion>
<TextRegion id="r2"><TextEquiv index="1"><Unicode>后</Unicode></TextEquiv><TextEquiv index="0"><Unicode>先
行</Unicode></TextEquiv><TextRegion id="r3"/></TextRegion><TextRegion id="r4"/></Page></PcGts>"""


def read(order: str = "", space: str = "") -> PageXmlPage:
    return read_page_xml(fromstring(FILE.format(order=order, space=space)))[0]


@pytest.mark.parametrize("space", ["", ' xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"'])
def test_a_file_of_any_edition_is_read_whole(space: str) -> None:
    page = read(space=space)
    first, second, third, _ = page.regions
    assert (page.custom, page.width, page.height) == ("page", 200, 100)
    assert (first.type, first.custom, first.continuation, first.box) == ("heading", "c", True, (0, 0, 50, 20))
    assert (second.divided, third.divided, second.box) == (True, False, None)


def test_text_is_the_first_by_index_or_that_of_the_words() -> None:
    first, second, *_ = read().regions
    line = first.lines[0]
    assert (line.text, line.custom, line.box) == ("灯 亮", "l", (1, 2, 3, 4))
    assert line.parts == ((1, 2, 3, 4),)
    assert second.text == "先\n行"


def test_reading_order_goes_by_index_through_nested_groups_and_ends_with_what_it_leaves_out() -> None:
    assert [region.id for region in read(ORDER).ordered] == ["r2", "r3", "r1", "r4"]
    assert [region.id for region in read().ordered] == ["r1", "r2", "r3", "r4"]
