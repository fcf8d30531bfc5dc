"""Which line of a head is the headline, told by its wording where nothing else tells."""

import pytest
from invented_articles import read

BODY = (
    "渡口在镇子的东头，老人说那里从前有两条船，一条大的一条小的，涨水的时候都不敢开。\n"
    "后来修了桥，船就闲下来了，孩子们常去船上钓鱼，钓上来的都是小鱼。\n"
)


@pytest.mark.parametrize(
    ("first", "second", "headline"),
    [
        ("古镇老桥修好通车", "市交通局调度两岸车船", 0),  # who acts is no headline of two
        ("山上有路 水上有桥", "古镇两岸往来方便多了", 0),  # two parts
        ("渡口新船开航", "3200人次每天过河", 0),  # figures are told below
        ("古镇老桥修好通车", "OLD BRIDGE OPENS", 0),  # in another script than the text
        ("古镇两岸往来方便多了", "山上有路 水上有桥", 1),
        ("市交通局调度两岸车船", "古镇老桥修好通车", 1),
    ],
)
def test_wording_tells_the_headline(first, second, headline):
    (article,) = read(f"{first}\n{second}\n{BODY}").articles
    assert article.headline == (first, second)[headline]
