"""Figures and points that stand in a line of their own below the gaps they left."""

import pytest
from invented_articles import read

from banmian.document.changes import undo
from banmian.repair.rules.moved_marks import restore_moved_marks


@pytest.mark.parametrize(
    ("line", "marks", "text"),
    [
        ("渡口昨天说 新船已经试航 下午 点开船", "3 , 。", "渡口昨天说，新船已经试航，下午3点开船。"),
        ("船身加长到 米 能坐 人", "12.5 ， 80 。", "船身加长到12.5米，能坐80人。"),
        ("旧船拖上岸边 改成了茶馆 乡人常来坐", "、 ， 。", "旧船拖上岸边、改成了茶馆，乡人常来坐。"),
        ("渡口昨天说 新船已经试航 明天开船", "，", None),  # one mark alone
        ("渡口昨天说 新船已经试航 明天开船", "， 。 5", None),  # no word that counts
        ("渡口昨天说，新船已经试航 明天开船", "， 。", None),  # its marks are there
        ("渡口昨天说新船已经试航明天开船", "， 。", None),  # no gaps
        ("渡口昨天说 新船已经试航 明天开船 到对岸", "， 、 。", None),  # too few
        ("渡口昨天说 新船已经试航 明天开船", "另见 2 版。", None),
    ],
)
def test_marks_go_back_into_their_gaps(line, marks, text):
    raw = f"前一行。\n{line}\n{marks}\n后一行"
    repaired, changes = restore_moved_marks(raw)
    assert repaired == (f"前一行。\n{text}\n后一行" if text else raw)
    assert undo(repaired, changes) == raw
    assert all(0.5 < change.confidence < 1 for change in changes)


def test_the_whole_text_is_read_so():
    text = "新船今天开航\n渡口昨天说 新船已经试航 下午 点开船\n3 , 。\n船身加长到 米 能坐 人 票价不变\n12.5 , 80 。\n"
    (article,) = read(text).articles
    assert article.headline == "新船今天开航"
    assert article.text.replace("\n", "") == (
        "渡口昨天说，新船已经试航，下午3点开船。船身加长到12.5米，能坐80人，票价不变。"
    )
    assert {repair.rule for repair in article.repairs} >= {"moved_marks"}
