from pathlib import Path

from drawn_pages import NO_ENGINE, VERSE, write
from reportlab.pdfgen.canvas import Canvas
from text_layer_cases import register_fonts

from banmian.layout.pipeline import arrange
from banmian.layout.readers.pdf import open_pdf

HEADS = ("老桥加固今晚通车", "夜间书房开门", "南街换上新路灯", "东门设立换乘站")


def reissue(path: Path) -> Path:
    """Four articles of two pages each: head, author, source; the text breaks off at the foot of the first page."""
    register_fonts()
    canvas = Canvas(str(path), pagesize=(400, 500))
    for number, head in enumerate(HEADS):
        write(canvas, head, 80, 450, 24)
        write(canvas, "本报记者 王小山", 150, 420)
        write(canvas, f"《云岭晚报》（2023年10月26日第0{number + 1}版）", 100, 400)
        for row in range(24):
            write(canvas, VERSE[:30], 40, 370 - row * 14)
        canvas.showPage()
        for row in range(6):
            write(canvas, VERSE[row : row + 30] if row < 5 else VERSE[:12] + "。", 40, 450 - row * 14)
        canvas.showPage()
    canvas.save()
    return path


def test_every_article_of_a_reissue_has_its_head_and_all_its_pages(tmp_path: Path):
    with open_pdf(reissue(tmp_path / "reissue.pdf"), NO_ENGINE) as source:
        pages = [source.read(leaf)[0] for leaf in range(1, 2 * len(HEADS) + 1)]
    for number, page in enumerate(pages, start=1):
        page.number = number
    content = arrange(pages)
    assert [article.headline for article in content.articles] == list(HEADS)
    assert [[byline.name for byline in article.bylines] for article in content.articles] == [["王小山"]] * 4
    for article in content.articles:
        assert len({region.page for region in article.regions}) == 2
        assert article.text.endswith(VERSE[:12] + "。")
        assert all(block.text for block in article.blocks)
        (joined,) = (repair for repair in article.repairs if repair.rule == "page-join")
        assert 0.5 < joined.confidence < 1
    assert sum("云岭晚报" in piece.text for piece in content.furniture) == 4
