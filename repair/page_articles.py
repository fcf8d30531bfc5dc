"""The repair rules applied to an article that was built from the geometry of its page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from banmian.document.changes import Change
from banmian.document.model import Article, Block, Repair
from banmian.repair.rules.document_evidence import DocumentEvidence
from banmian.repair.rules.document_traits import PLAIN, DocumentTraits
from banmian.repair.rules.ocr_confusions import ECHO_NAME, repeated_at_break
from banmian.repair.rules.paragraph_joins import breaks_off, join_in_place
from banmian.repair.rules.registry import apply_rules
from banmian.repair.rules.rule import TextKind
from banmian.repair.thresholds import SHORTEST, SPACING
from banmian.stages import Stage, run_stages, stage
from banmian.wording.datelines import parse_dateline
from banmian.wording.jump_lines import find_jumps
from banmian.wording.line_joins import line_join, setting_of
from banmian.wording.unicode_script import han_count

_TITLES = ("kicker", "headline", "subheadline", "section")
_MEASURED = DocumentTraits(spacing=replace(SPACING, measured=True))
"""What holds for titles, whose gaps layout has measured."""


@dataclass(frozen=True)
class ArticleRepair:
    """An article being repaired; every stage appends to ``article.repairs``."""

    article: Article

    def counts(self) -> dict[str, int]:
        """How much there is of everything at this stage."""
        return {"blocks": len(self.article.blocks), "repairs": len(self.article.repairs)}


def repair_article(article: Article) -> Article:
    """`article` repaired where geometry left questions open, as a new article; ``repairs`` is continued.

    Gaps in words, punctuation of the wrong width and certain OCR errors are repaired in titles and paragraphs; two
    paragraphs are joined where the first breaks off and the second certainly continues it. Verse, tables and
    captions stay as they are, and a clean article comes back equal.
    """
    return run_stages("repairing an article", STAGES, ArticleRepair(article), article.headline or "").article


def _mend_titles(state: ArticleRepair) -> ArticleRepair:
    article, repairs = state.article, list(state.article.repairs)
    titles: dict[str, str | None] = {}
    for name in _TITLES:
        value: str | None = getattr(article, name)
        titles[name] = _mend(value, name, "title", repairs) if value else value
    kicker, headline, subheadline, section = (titles[name] for name in _TITLES)
    mended = replace(
        article, kicker=kicker, headline=headline, subheadline=subheadline, section=section, repairs=repairs
    )
    return replace(state, article=mended)


def _mend_blocks(state: ArticleRepair) -> ArticleRepair:
    repairs = list(state.article.repairs)
    blocks: list[Block] = []
    for index, block in enumerate(state.article.blocks):
        if block.type == "verse":
            blocks.append(block)
        else:
            kind: TextKind = "title" if block.type == "subheading" else "paragraph"
            blocks.append(replace(block, text=_mend(block.text, index, kind, repairs)))
    return replace(state, article=replace(state.article, blocks=blocks, repairs=repairs))


def _join_blocks(state: ArticleRepair) -> ArticleRepair:
    blocks, repairs = _join_paragraphs(state.article.blocks, state.article.repairs)
    text = "\n".join(block.text for block in blocks)
    return replace(state, article=replace(state.article, blocks=blocks, text=text, repairs=repairs))


def _find_dateline(state: ArticleRepair) -> ArticleRepair:
    article = state.article
    dateline = article.dateline or (parse_dateline(article.blocks[0].text)[0] if article.blocks else None)
    return replace(state, article=replace(article, dateline=dateline))


STAGES: tuple[Stage[ArticleRepair], ...] = (
    stage(
        "titles", "the rules on headline, kicker, subheadline, section", _mend_titles, needs="article", gives="article"
    ),
    stage("blocks", "the rules on paragraphs and subheadings", _mend_blocks, needs="article", gives="article"),
    stage(
        "paragraph joins",
        "paragraphs cut by a column break joined, where the first breaks off and the second certainly continues it",
        _join_blocks,
        needs="article",
        gives="article",
    ),
    stage("dateline", "datelines that the rules have made legible", _find_dateline, needs="article", gives="article"),
)
"""How an article of a page is repaired, in order."""


def _mend(text: str, block: int | str, kind: TextKind, repairs: list[Repair]) -> str:
    text, changes = apply_rules(text, kind, "page", _MEASURED if kind == "title" else PLAIN)
    repairs += [_repair(change, block) for change in changes]
    return text


def _repair(change: Change, block: int | str) -> Repair:
    return Repair(change.rule, block, change.offset, change.before, change.after, change.confidence)


def _join_paragraphs(blocks: list[Block], repairs: list[Repair]) -> tuple[list[Block], list[Repair]]:
    """Join paragraphs that a column break cut, from the last to the first."""
    evidence = DocumentEvidence("\n".join(block.text for block in blocks))
    for index in range(len(blocks) - 2, -1, -1):
        upper, lower = blocks[index], blocks[index + 1]
        if upper.type != "paragraph" or lower.type != "paragraph" or not breaks_off(upper.text):
            continue
        if find_jumps(upper.text[-30:]) or han_count(upper.text) < SHORTEST:
            continue
        score = join_in_place(upper.text, lower.text, evidence)
        if score:
            blocks, repairs = _join(blocks, repairs, index, score)
    return blocks, repairs


def _join(blocks: list[Block], repairs: list[Repair], index: int, score: float) -> tuple[list[Block], list[Repair]]:
    """Join block `index` and the next, and merge their records in order."""
    upper, lower = blocks[index], blocks[index + 1]
    again = repeated_at_break(upper.text, lower.text)
    rest = lower.text[again:]
    cut, between, _ = line_join(upper.text, rest, setting_of(upper.text))
    start = len(upper.text) - cut
    before = upper.text[start:] + "\n" + lower.text[:again]
    text = upper.text[:start] + between + rest
    confidence = min(one.confidence if one.confidence is not None else 1.0 for one in (upper, lower))
    whole = Block("paragraph", text, upper.regions + lower.regions, round(confidence * score, 3))
    earlier = [one for one in repairs if not (isinstance(one.block, int) and one.block > index)]
    moved = [
        replace(one, block=index, offset=one.offset + len(upper.text) + 1) for one in repairs if one.block == index + 1
    ]
    later = [
        replace(one, block=one.block - 1) for one in repairs if isinstance(one.block, int) and one.block > index + 1
    ]
    join = Repair(ECHO_NAME if again else "column", index, start, before, between, round(score, 3))
    return [*blocks[:index], whole, *blocks[index + 2 :]], [*earlier, *moved, join, *later]
