"""Why a block went where it went, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from banmian.document.model import Region
from banmian.layout.explained_page import DecidedArea, DecidedPage
from banmian.layout.geometry import Box
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.area_separation import failed_share
from banmian.layout.separation.chain_separation import ChainedArea
from banmian.layout.separation.explained_decisions import (
    BEGINS,
    Choice,
    Contribution,
    Decision,
    MadeCut,
    Reasoning,
    cuts_to,
    decision_of,
)
from banmian.layout.separation.graph.chain_solver import chain_with
from banmian.layout.separation.graph.page_graph import FAR
from banmian.messages import translate
from banmian.reading.explained_file import Asked, ExplainedFile, nodes_of, regions_of

MOST_EVIDENCE = 8
"""Pieces of evidence that are shown one by one."""
LEAST_SHOWN = 0.005
"""Log odds of less are nothing."""
SNIPPET = 14
"""Characters of a text that stand for it."""


def explain_block(explained: ExplainedFile, name: str) -> Iterator[str]:
    """The lines that say why a block, a heading or a whole article went where it went. Raises UsageError."""
    asked = explained.find(name)
    yield from _header(asked)
    yield from _reasons(explained, asked)
    if asked.article.blocks and _is_of_small_heads(explained, asked):
        yield translate("The first text of that article:")
        yield from _reasons(explained, replace(asked, part=0))


def _is_of_small_heads(explained: ExplainedFile, asked: Asked) -> bool:
    """Whether a part of a head is made of small heads alone, of which no choice was made."""
    if asked.part is None or isinstance(asked.part, int):
        return False
    pages = [(page, region) for region in regions_of(asked) if (page := explained.page_of(region)) is not None]
    heads = [item for page, region in pages for _, item in page.items_at(Box(*region.bbox)) if item.kind == "head"]
    return bool(heads) and all(item.role for item in heads)


def _reasons(explained: ExplainedFile, asked: Asked) -> Iterator[str]:
    """Why what was asked for went where it went."""
    shown: set[tuple[int, int]] = set()
    for region in regions_of(asked):
        page = explained.page_of(region)
        if page is None:
            continue
        for area, node in nodes_of(asked, page, region):
            if area.chained is None or (id(area), node) in shown:
                continue
            teller = _Teller(explained, page, area.chained)
            chain = chain_with(area.chained.solution, node) if asked.part is None else [node]
            shown |= {(id(area), number) for number in chain}
            yield from _frame(area, page)
            yield from teller.chain(chain) if asked.part is None else teller.node(node)
        yield from _cuts(page, region, shown)
        yield from _small_heads(page, region, shown)
    if not shown:
        yield translate("No choice is known that put it there: it was written from other parts of the page.")


def _header(asked: Asked) -> Iterator[str]:
    article, headline = asked.article, asked.article.headline or "–"
    yield translate(f"Article {asked.number} of the document: {headline}")
    if article.confidence is not None:
        yield translate(f"It is whole and rightly read with a confidence of {article.confidence:.2f}.")
    if isinstance(asked.part, int):
        block = article.blocks[asked.part]
        yield translate(f"Block {asked.part} is of the type {block.type}: {_snippet(block.text)}")
    elif asked.part is not None:
        yield translate(f"Its {asked.part}: {getattr(article, asked.part)}")


def _frame(area: DecidedArea, page: DecidedPage) -> Iterator[str]:
    if area.frame is not None:
        yield translate(f"It is in a frame that is divided by itself, at {_places(page, area.frame)}.")


class _Teller:
    """Tells the choices of one area that was read as chains."""

    def __init__(self, explained: ExplainedFile, page: DecidedPage, area: ChainedArea) -> None:
        self._explained, self._page, self._area = explained, page, area
        self._nodes = area.scored.graph.nodes

    def chain(self, chain: Sequence[int]) -> Iterator[str]:
        """Each link of a chain with its chance; of those in doubt also the next best choice."""
        yield translate("Chain, each link with the chance that it is right:")
        for number in chain:
            decision = decision_of(self._area, number)
            mark = "!" if decision.doubtful else " "
            yield f"  {_percent(decision.taken.chance)} {mark} {self._named(number)}"
            if decision.doubtful and decision.others:
                yield f"           {self._option(decision.others[0], decision)}"

    def node(self, number: int) -> Iterator[str]:
        """All about one choice."""
        decision, node = decision_of(self._area, number), self._nodes[number]
        yield translate(f"It stands in {self._named(number)}, lines: {len(node.lines)}.")
        yield translate(f"Place: {_places(self._page, node.box)}.")
        if self._page.vertical:
            yield translate(
                "The page is vertical and is seen turned: below means further left on paper, right means further down."
            )
        yield from self._choice(decision)
        yield translate("The evidence on it by itself, in log odds, the weightiest first:")
        yield from _evidence(decision.alone)
        yield translate("The evidence on it beside its rivals, in log odds, the weightiest first:")
        yield from _evidence(decision.among)
        if abs(decision.habits) >= LEAST_SHOWN:
            yield translate(f"The habits of this newspaper added {decision.habits:+.2f}.")

    def _choice(self, decision: Decision) -> Iterator[str]:
        odds = decision.taken.log_odds
        chance = _percent(decision.taken.chance).strip()
        if decision.taken.before == BEGINS:
            yield translate(f"It begins an article: chance {chance}, log odds {odds:+.2f}.")
        else:
            before = self._named(decision.taken.before)
            yield translate(f"It comes after {before}: chance {chance}, log odds {odds:+.2f}.")
        if decision.doubtful:
            yield translate("This is in doubt.")
        if decision.others:
            yield translate("The next best choices:")
        for option in decision.others:
            yield f"  {_percent(option.chance)}   {self._option(option, decision)}"

    def _option(self, option: Choice, decision: Decision) -> str:
        away = option.log_odds - decision.taken.log_odds
        if option.before == BEGINS:
            return translate(f"beginning an article: {away:+.2f} beside what was taken")
        before = self._named(option.before)
        if option.taken_by is None:
            return translate(f"after {before}: {away:+.2f} beside what was taken")
        follower = self._named(option.taken_by)
        return translate(f"after {before}: {away:+.2f} beside what was taken, but {follower} was put there")

    def _named(self, number: int) -> str:
        node = self._nodes[number]
        name = self._explained.name_at(self._page, node.box)
        return f"{_snippet(_text(node))} ({name})" if name else _snippet(_text(node))


def _evidence(reasoning: Reasoning) -> Iterator[str]:
    yield f"  {reasoning.start:+6.2f}  {translate('what all choices of this kind begin with')}"
    for part in reasoning.contributions[:MOST_EVIDENCE]:
        yield f"  {part.log_odds:+6.2f}  {part.name} = {_value(part)}: {translate(part.meaning)}"
    rest = reasoning.contributions[MOST_EVIDENCE:]
    if rest:
        yield f"  {sum(part.log_odds for part in rest):+6.2f}  {translate(f'all other evidence, pieces: {len(rest)}')}"
    yield f"  {reasoning.log_odds:+6.2f}  {translate('together')}"


def _value(part: Contribution) -> str:
    number = f"{part.value:.0f}" if part.value == round(part.value) else f"{part.value:.2f}"
    if part.unit == "em" and part.value >= FAR:
        return translate(f"{number} em or more, or none")
    return f"{number} {part.unit}".strip()


def _cuts(page: DecidedPage, region: Region, shown: set[tuple[int, int]]) -> Iterator[str]:
    """How straight cuts led to what stands in a region."""
    place = page.level(Box(*region.bbox))
    for area, item in page.items_at(Box(*region.bbox)):
        if area.division is None or item.kind == "box" or item.role or (id(area), NO_NODE) in shown:
            continue
        shown.add((id(area), NO_NODE))
        yield from _frame(area, page)
        cuts, part = cuts_to(area.division, place, area.area.rules, page.type_)
        failed = 100 * failed_share(area.division, page.type_)
        yield translate(
            f"It was placed by straight cuts: these leave {failed:.0f} % of the text without head or beginning."
        )
        for number, cut in enumerate(cuts, 1):
            yield f"  {number}  {_cut(cut, page)}"
        candidate = part.candidate
        if candidate is not None:
            yield translate(f"What they leave has heads: {len(candidate.heads)}, texts: {len(candidate.texts)}.")
            if not any(_same(candidate.items, other.items) for other in page.candidates):
                yield translate("A later step moved heads or columns between it and its neighbours.")


NO_NODE = -2
"""In place of a node, of what was placed by straight cuts or is a small head."""


def _same(items: Sequence[Item], others: Sequence[Item]) -> bool:
    return {id(item) for item in items} == {id(item) for item in others}


def _cut(cut: MadeCut, page: DecidedPage) -> str:
    place = page.as_printed(Box(cut.at, cut.at, cut.at, cut.at))
    upright = (cut.axis == "columns") != page.vertical
    where = f"x = {place.x0:.0f}" if upright else f"y = {place.y0:.0f}"
    description = f"{where} {page.page.unit or ''}, "
    if cut.ruled:
        description += translate(f"white: {cut.gap:.1f} em, along a rule")
    else:
        description += translate(f"white: {cut.gap:.1f} em")
    if cut.gain is None:
        return description
    return f"{description}; {translate(f'the parts score {cut.gain:+.1f} beside the whole as one article')}"


def _small_heads(page: DecidedPage, region: Region, shown: set[tuple[int, int]]) -> Iterator[str]:
    for _, item in page.items_at(Box(*region.bbox)):
        if item.role and (id(item), NO_NODE) not in shown:
            shown.add((id(item), NO_NODE))
            text = _snippet(_text(item))
            yield translate(
                f"{text} is a small head ({item.role}): such go to the nearest article that begins by them."
            )


def _text(item: Item) -> str:
    return "".join(line.text for line in item.lines)


def _snippet(text: str) -> str:
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= SNIPPET else f"“{flat[:SNIPPET]}…”"


def _percent(chance: float) -> str:
    return f"{100 * chance:4.0f} %"


def _places(page: DecidedPage, box: Box) -> str:
    return f"[{', '.join(f'{value:.0f}' for value in page.as_printed(box))}] {page.page.unit or ''}".rstrip()
