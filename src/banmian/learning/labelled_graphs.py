"""Labelled graphs: what the reader's lines become before articles are found, with the truth of every edge."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from banmian.layout.model import Rule
from banmian.layout.page_facts import Typography, measure_page
from banmian.layout.page_turning import turn_back
from banmian.layout.pipeline import arrange_page
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.graph.graph_builder import build_graph
from banmian.layout.separation.graph.measurements import Edges
from banmian.layout.separation.graph.page_graph import Flags, Floats, Graph, Ints
from banmian.layout.separation.learned_weights.graph_scorer import evidence_of_edges, evidence_of_nodes
from banmian.learning.labelled_pages import NO_ARTICLE, UNKNOWN, LabelledPage, Places


@dataclass
class Example:
    """One region: its graph, the article and place of every node (below 0: none), and the evidence."""

    graph: Graph
    article: Ints
    place: Floats
    before: Ints
    after: Ints
    edge_evidence: Floats
    node_evidence: Floats
    page: LabelledPage
    items: tuple[Item, ...] = ()

    @property
    def follower(self) -> Ints:
        """For each node the one that truly comes next, -1 for none, -2 where unknown."""
        n = len(self.article)
        found = np.full(n, -1)
        members: dict[int, list[int]] = defaultdict(list)
        for node in range(n):
            if self.article[node] >= 0:
                members[int(self.article[node])].append(node)
        for nodes in members.values():
            ordered = sorted(nodes, key=lambda node: self.place[node])
            for one, other in itertools.pairwise(ordered):
                found[one] = other
        found[self.article < 0] = -2
        return found

    @property
    def is_told(self) -> Flags:
        """Which edges are known to be true or false: within articles, and between one and what is none."""
        one, other = self.article[self.before], self.article[self.after]
        return np.asarray((one != UNKNOWN) & (other != UNKNOWN) & ~((one == NO_ARTICLE) & (other == NO_ARTICLE)))


def regions_of(page: LabelledPage) -> list[tuple[list[Item], list[Rule], Typography]]:
    """What is given to the separation of articles, region by region."""
    found: list[tuple[list[Item], list[Rule], Typography]] = []

    def record(items: Sequence[Item], rules: Sequence[Rule], type_: Typography) -> list[ArticleCandidate]:
        found.append((list(items), list(rules), type_))
        return [_all_in_one(items)]

    arrange_page(page.page, record)
    return found


def _all_in_one(items: Sequence[Item]) -> ArticleCandidate:
    kinds = {kind: tuple(item for item in items if item.kind == kind) for kind in ("head", "text", "picture", "table")}
    boxes = tuple(item for item in items if item.kind == "box")
    return ArticleCandidate(kinds["head"], kinds["text"], kinds["picture"], kinds["table"], boxes)


def _in_areas(node: Item, page: LabelledPage, em: float) -> tuple[int, float] | None:
    """The article in whose area a node begins, and its place in it."""
    vertical = measure_page(page.page).vertical
    first = node.lines[0].box
    box = turn_back(first, page.page.width) if vertical else first
    number, order = page.place_of(box)
    if number == UNKNOWN:
        return None
    return number, order + 1e-3 * (node.box.y0 // (1.2 * em)) + 1e-6 * node.box.x0 / em


def examples_of(page: LabelledPage) -> Iterator[Example]:
    """The labelled regions of a page."""
    places = Places(page.articles)
    for items, rules, type_ in regions_of(page):
        graph = build_graph(items, rules, type_)
        nodes = graph.nodes
        if len(nodes) < 2:
            continue
        if page.areas:
            found = [_in_areas(node, page, type_.em) for node in nodes]
        else:
            found = [places.find("".join(line.text for line in node.lines)) for node in nodes]
        article = np.array([-1 if place is None else place[0] for place in found])
        place = np.array([0.0 if at is None else at[1] for at in found])
        before, after = graph.edges
        edges = Edges(graph, before, after)
        edge, node = evidence_of_edges(edges), evidence_of_nodes(graph)
        yield Example(graph, article, place, before, after, edge, node, page, tuple(items))
