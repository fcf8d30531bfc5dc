"""A correction of every kind, of the invented issue."""

from typing import Any

from export_cases import NAME, issue

from banmian.document.corrections.corrections_file import Correction

HEADLINE = "渔港重开 <script>alert(1)</script>"
FIRST, POEM = f"{NAME}-p01-01", f"{NAME}-p01-02"
OPENING, SAYING = (block.text for block in issue()[0].articles[0].blocks)
IN_FIRST: dict[str, Any] = {"article": FIRST, "headline": HEADLINE}
IN_POEM: dict[str, Any] = {"article": POEM, "headline": "海边小诗"}

CASES: dict[str, dict[str, Any]] = {
    "bylines": {"action": "edit", **IN_FIRST, "field": "bylines", "before": "记者：秦帆", "after": "记者：秦帆\n米兰"},
    "dateline": {
        "action": "edit", **IN_FIRST, "field": "dateline", "before": "海风日报5月6日讯", "after": "海风日报5月7日讯",
    },
    "furniture": {"action": "edit", "field": "furniture", "block": 0, "before": "海风日报", "after": "海风\n日报"},
    "caption": {
        "action": "edit", **IN_FIRST, "field": "caption", "block": 0, "before": "归港的渔船。", "after": "归港。",
    },
    "credit": {"action": "edit", **IN_FIRST, "field": "credit", "block": 0, "before": "秦帆 摄", "after": None},
    "table caption": {
        "action": "edit", **IN_POEM, "field": "table_caption", "block": 0, "before": "渔船一览", "after": "渔船表",
    },
    "cell": {
        "action": "edit", **IN_POEM, "field": "cell", "block": 0, "cell": [1, 1], "before": "12", "after": "120",
    },
    "title": {"action": "edit", "field": "title", "before": "海风日报", "after": "海风晚报"},
    "date": {"action": "edit", "field": "date", "before": "2024-05-06", "after": "2024-05-07"},
    "page label": {"action": "edit", "field": "page_label", "page": 2, "before": "02版", "after": "B2版"},
    "divide": {"action": "divide", **IN_FIRST, "block": 1, "before": SAYING, "place": 10},
    "join": {"action": "join", **IN_FIRST, "block": 0, "before": OPENING, "after": SAYING},
    "role of a block": {"action": "role", **IN_FIRST, "block": 0, "before": OPENING, "after": "subheading"},
    "a block for a headline": {"action": "role", **IN_FIRST, "block": 0, "before": OPENING, "after": "headline"},
    "a block for a caption": {
        "action": "role", **IN_POEM, "block": 0, "before": "潮来天地青，\n潮去沙痕白。", "after": "caption",
    },
    "a head for a paragraph": {"action": "role", **IN_FIRST, "field": "kicker", "before": "晨讯", "after": "paragraph"},
    "a kicker for a byline": {"action": "role", **IN_FIRST, "field": "kicker", "before": "晨讯", "after": "byline"},
    "order": {"action": "order", **IN_POEM, "other": FIRST, "other_headline": HEADLINE},
    "order, last": {"action": "order", **IN_FIRST},
    "demote": {"action": "demote", **IN_POEM, "after": "advertisement"},
    "promote": {"action": "promote", "article": f"{NAME}-p01-n1", "before": "海风日报", "block": 0, "page": 1},
    "promote into": {
        "action": "promote", "before": "海风日报", "block": 0, "other": POEM, "other_headline": "海边小诗",
    },
    "kind": {"action": "kind", "before": "海风日报", "block": 0, "after": "folio"},
    "add": {
        "action": "add", **IN_FIRST, "field": "block", "place": 1, "after": "漏读的一行。", "page": 1,
        "bbox": [20.0, 135.0, 130.0, 145.0],
    },
    "add a headline": {
        "action": "add", **IN_FIRST, "field": "subheadline", "after": "副题", "page": 1,
        "bbox": [130.0, 90.0, 20.0, 80.0],
    },
    "add an article": {
        "action": "add", "article": f"{NAME}-p02-n1", "field": "article", "after": "新文", "page": 2,
        "bbox": [20.0, 300.0, 130.0, 320.0],
    },
    "redraw a block": {
        "action": "redraw", **IN_FIRST, "block": 0, "before": OPENING, "page": 1, "bbox": [10.0, 90.0, 135.0, 128.0],
    },
    "redraw an article": {
        "action": "redraw", **IN_POEM, "field": "article", "page": 1, "bbox": [270.0, 90.0, 390.0, 190.0],
    },
    "redraw a picture": {
        "action": "redraw", **IN_FIRST, "field": "image", "block": 0, "before": "归港的渔船。", "page": 1,
        "bbox": [140.0, 190.0, 270.0, 395.0],
    },
    "redraw furniture": {
        "action": "redraw", "field": "furniture", "block": 0, "before": "海风日报", "page": 1,
        "bbox": [140.0, 1.0, 280.0, 40.0],
    },
    "merge under the other's heading": {
        "action": "merge", **IN_FIRST, "field": "other", "other": POEM, "other_headline": "海边小诗",
    },
    "merge": {"action": "merge", **IN_FIRST, "other": POEM, "other_headline": "海边小诗"},
    "split": {"action": "split", **IN_FIRST, "block": 1, "before": SAYING, "after": "码头上"},
    "move": {"action": "move", **IN_FIRST, "block": 1, "before": SAYING, "other": POEM, "other_headline": "海边小诗"},
}  # fmt: skip


def correction(case: str, **changed: Any) -> Correction:
    return Correction(who="秦帆", when="2024-05-07T08:00:00+00:00", **{**CASES[case], **changed})
