"""Scoring: all figures of an output against its truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from banmian.evaluation.article_matching import Match, compared_texts, nearest, with_bodies
from banmian.evaluation.article_metrics import by_body, by_region, covering, text_coverage
from banmian.evaluation.character_metrics import character_errors, character_errors_in_any_order, integrity
from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage
from banmian.evaluation.evaluation_result import ArticleReport, DocumentReport, Report, report_of
from banmian.evaluation.field_metrics import field_figures, issue_figures
from banmian.evaluation.file_pairing import Pair, pair_documents
from banmian.evaluation.folder_reading import read_outputs, read_truths
from banmian.evaluation.pooled_ratios import NOTHING, Ratio
from banmian.evaluation.reading_order_metrics import order_errors, order_errors_within, passages_in_order, positions
from banmian.evaluation.repair_metrics import rewriting_figures
from banmian.evaluation.text_normalization import normalize_text
from banmian.evaluation.worst_errors import find_passage_errors, find_text_errors, headline_of


def evaluate(truth_path: str | Path, output_dir: str | Path) -> Report:
    """Score an output folder (or file) against a truth file or folder of truths.

    Documents and truths are paired by their names (`banmian.evaluation.file_pairing.pair_documents`). Raises UsageError
    where there is nothing to compare, TruthError for a truth that cannot be read.
    """
    truths, outputs = read_truths(Path(truth_path)), read_outputs(Path(output_dir))
    pairs = pair_documents(truths, outputs)
    used = {item.truth_path for item in pairs}
    judged = {item.output.path for item in pairs}
    return report_of(
        [_document(item) for item in pairs],
        unanswered=tuple(truth.name for truth in truths if truth.path not in used),
        unjudged=tuple(output.name for output in outputs if output.path not in judged),
    )


def score(truth: ComparableDocument, output: ComparableDocument) -> dict[str, Ratio]:
    """The figures of one document; those for which its truth has no data are missing or have no value."""
    matches = nearest(truth.stories, output.stories)
    figures = page_figures(in_order_of(output, truth), output) | issue_figures(truth, output)
    if truth.stories:
        figures |= article_figures(truth, output, matches)
        figures |= field_figures(matches, truth, output)
        figures |= rewriting_figures(matches)
    return {name: ratio for name, ratio in figures.items() if ratio.value is not None}


def in_order_of(output: ComparableDocument, truth: ComparableDocument) -> ComparableDocument:
    """The truth with its articles in the order of the output, if the truth gives no order itself.

    So a truth without an order asks for none: an output loses only for what is torn apart or mixed.
    """
    if truth.stories_in_order:
        return truth
    text = normalize_text("".join(passage.text for passage in output.passages()))
    starts = positions([_landmark(story) for story in truth.stories], text)
    last = len(text)
    ranked = sorted(
        zip(truth.stories, starts, strict=True),
        key=lambda item: (item[0].page, last if item[1] is None else item[1]),
    )
    return replace(truth, stories=tuple(story for story, _ in ranked))


def page_figures(truth: ComparableDocument, output: ComparableDocument) -> dict[str, Ratio]:
    """Figures that need no articles: ``integrity``, ``page_cer``, ``page_cer_any_order``, ``order``.

    Pages are compared one by one where both number them alike, else the document as one page. Furniture is compared
    where the truth has it. ``integrity`` covers bodies, where the truth separates them.
    """
    errors = free = order = NOTHING
    same = truth.pages() == output.pages()
    for page in truth.pages() if same else (None,):
        wanted, found = _texts(truth, truth, page), _texts(truth, output, page)
        errors += character_errors(wanted, found)
        free += character_errors_in_any_order(wanted, found)
        passages = [passage.text for passage in passages_in_order(_on(truth.passages(), page))]
        order += order_errors(passages, found)
    bodies = [story.text for story in truth.stories] + [passage.text for passage in truth.loose]
    stories = [story.text if _tells_heads(truth) else story.whole for story in output.stories]
    texts = [*stories, "".join(passage.text for passage in output.loose)]
    return {
        "integrity": integrity([normalize_text(text) for text in bodies], [normalize_text(text) for text in texts]),
        "page_cer": errors,
        "page_cer_any_order": free,
        "order": order,
    }


def article_figures(
    truth: ComparableDocument, output: ComparableDocument, matches: Sequence[Match]
) -> dict[str, Ratio]:
    """Figures of articles: error rates, separation by body and by region, coverage, order within.

    ``article_cer`` is the `character_errors` of each true body in the most similar output article; a body without a
    match is lost entirely.
    """
    errors = free = similar = NOTHING
    with_body = {id(story) for story in with_bodies(truth.stories)}
    for match in matches:
        if id(match.truth) not in with_body:
            continue
        wanted, found = normalize_text(match.truth.text), ""
        if match.output is not None:
            wanted, found = compared_texts(match.truth, match.output)
        errors += character_errors(wanted, found)
        free += character_errors_in_any_order(wanted, found)
        similar += Ratio(match.similarity, 1)
    return {
        "article_cer": errors,
        "article_cer_any_order": free,
        "body": similar,
        **by_body(truth.stories, output.stories),
        **by_region(truth.stories, output.stories),
        "coverage": text_coverage(truth.stories, output.stories),
        "region_covering": covering(truth.stories, output.stories),
        "order_within": order_errors_within([(match.truth, match.output) for match in matches]),
    }


def _document(item: Pair) -> DocumentReport:
    matches = nearest(item.truth.stories, item.output.edition.stories)
    found = find_text_errors(matches)
    if not item.truth.stories:
        found = find_passage_errors(item.truth.loose, item.output.edition.passages())
    return DocumentReport(
        name=item.name,
        truth=str(item.truth_path),
        figures=score(item.truth, item.output.edition),
        stories=tuple(
            ArticleReport(
                headline_of(m.truth),
                headline_of(m.output) or None,
                m.truth.page,
                m.similarity,
                len(normalize_text(m.truth.text)),
            )
            for m in matches
        ),
        flaws=tuple(found),
        notes=item.output.edition.notes,
        pictures=item.output.pictures,
    )


def _texts(truth: ComparableDocument, edition: ComparableDocument, page: int | None) -> str:
    furniture = edition.furniture if truth.has_furniture else ()
    return "".join(normalize_text(passage.text) for passage in _on((*furniture, *edition.passages()), page))


def _on(passages: Sequence[Passage], page: int | None) -> list[Passage]:
    return [passage for passage in passages if page is None or passage.page == page]


def _landmark(story: ComparableArticle) -> str:
    return normalize_text(story.body[0].text if story.body else story.whole)


def _tells_heads(truth: ComparableDocument) -> bool:
    return bool(truth.stories) and all(story.heads_marked for story in truth.stories)
