from pathlib import Path

import pytest
from raw_pdfs import page_of_text

from banmian.layout.pdf_text.character_collections import unicode_of_cid
from banmian.layout.pdf_text.cid_fonts import codec_of
from banmian.layout.readers.pdf import open_pdf
from banmian.read_options import ReadOptions

TEXT = "山桥水路镇上人家"
OWN = (
    b"/CIDInit /ProcSet findresource begin begincmap /CMapName /Own-H def 1 begincodespacerange <8140> <FEFE> "
    b"endcodespacerange 1 begincidrange <8140> <8143> 1 endcidrange 4 begincidchar <8144> 5 <8145> 6 <8146> 7 "
    b"<8147> 8 endcidchar endcmap end"
)


def read_text(path: Path, pdf: bytes) -> str:
    path.write_bytes(pdf)
    with open_pdf(path, ReadOptions(engine="null", text_layer="always")) as source:
        return "".join(line.text for line in source.read(1)[0].lines)


@pytest.mark.parametrize(
    ("cmap", "codec", "ordering", "text"),
    [
        ("GB-EUC-H", "gb2312", b"GB1", TEXT),
        ("GBK-EUC-H", "gbk", b"GB1", "山橋水路鎮上人家"),
        ("GBKp-EUC-H", "gbk", b"GB1", TEXT),
        ("GBK2K-H", "gb18030", b"GB1", "山桥𠮷镕"),
        ("UniGB-UCS2-H", "utf-16-be", b"GB1", TEXT),
        ("UniGB-UTF16-H", "utf-16-be", b"GB1", TEXT),
        ("ETen-B5-H", "big5", b"CNS1", "山橋水路鎮上人家"),
        ("ETenms-B5-H", "big5", b"CNS1", "山橋水路鎮上人家"),
        ("HKscs-B5-H", "big5hkscs", b"CNS1", "佢哋喺度"),
        ("UniCNS-UCS2-H", "utf-16-be", b"CNS1", "山橋水路鎮上人家"),
        ("UniCNS-UTF16-H", "utf-16-be", b"CNS1", "山橋𠮷路"),
        ("90ms-RKSJ-H", "cp932", b"Japan1", "山橋水路のまち"),
        ("90msp-RKSJ-H", "cp932", b"Japan1", "山橋水路のまち"),
        ("EUC-H", "euc_jp", b"Japan1", "山橋水路のまち"),
        ("UniJIS-UCS2-H", "utf-16-be", b"Japan1", "山橋水路のまち"),
        ("UniJIS-UTF16-H", "utf-16-be", b"Japan1", "山橋水路のまち"),
        ("KSC-EUC-H", "euc_kr", b"Korea1", "시장은오늘"),
        ("KSCms-UHC-H", "cp949", b"Korea1", "시장은오늘"),
        ("UniKS-UCS2-H", "utf-16-be", b"Korea1", "시장은오늘"),
        ("UniKS-UTF16-H", "utf-16-be", b"Korea1", "시장은오늘"),
    ],
)
def test_predefined_cmaps_are_read_whole(tmp_path: Path, cmap: str, codec: str, ordering: bytes, text: str):
    pdf = page_of_text(text.encode(codec), f"/{cmap}".encode(), ordering)
    assert read_text(tmp_path / "made.pdf", pdf) == text


def test_a_cmap_in_the_file_is_read_and_unicode_goes_by_codes(tmp_path: Path):
    names = b"".join(b"<%04X> <%04X> " % (0x8140 + at, ord(sign)) for at, sign in enumerate(TEXT))
    unicode_map = b"begincmap %d beginbfchar %s endbfchar endcmap" % (len(TEXT), names)
    codes = b"".join((0x8140 + at).to_bytes(2, "big") for at in range(len(TEXT)))
    pdf = page_of_text(codes, OWN, b"Identity", unicode_map)
    assert read_text(tmp_path / "made.pdf", pdf) == TEXT


def test_collections_know_what_the_short_tables_lack():
    assert unicode_of_cid("Adobe-CNS1", 595) == "一"
    assert unicode_of_cid("Adobe-Japan1", 1200) == "一"
    assert unicode_of_cid("Adobe-Identity", 5) == ""
    assert unicode_of_cid("Adobe-GB1", 99_999) == ""


def test_codes_that_are_no_text_have_no_codec():
    assert codec_of("Identity-H") is None
    assert codec_of("GBK2K-V") == "gb18030"
    assert codec_of("UniJIS2004-UTF32-H") == "utf-32-be"
