"""A drawn page, asked why its blocks are where they are."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from banmian.cli.block_explanation import explain_block
from banmian.cli.main import app
from banmian.document.model import Provenance
from banmian.errors import UsageError
from banmian.layout.pipeline import arrange
from banmian.reading.document_assembly import make_document
from banmian.reading.explained_file import ExplainedFile, decide_pages, read_explained
from banmian.settings import Settings
from samples.families import make_family_document
from samples.families.page_models import page_models

TEXT = Path(__file__).parents[2] / "samples" / "damaged.txt"
ISSUE = Path(__file__).parents[2] / "samples" / "issue.pdf"


@pytest.fixture(scope="module")
def vertical() -> ExplainedFile:
    pages = page_models(make_family_document("republican", 14003))[:1]
    document = make_document(arrange(pages), "republican.pdf", "0" * 64, "application/pdf", Provenance())
    return ExplainedFile(document, decide_pages(pages, Settings()))


def test_every_block_and_heading_of_a_page_is_explained(vertical: ExplainedFile) -> None:
    for article in vertical.document.articles:
        name = article.id[-6:]
        parts = [str(number) for number in range(len(article.blocks))] + ["headline"] * bool(article.headline)
        for part in parts:
            told = "\n".join(explain_block(vertical, f"{name}:{part}"))
            assert "log odds" in told, f"{name}:{part}"
            assert "together" in told


def test_a_block_says_the_choice_its_evidence_and_what_else_there_was(vertical: ExplainedFile) -> None:
    article = next(one for one in vertical.document.articles if one.headline and len(one.blocks) > 1)
    lines = list(explain_block(vertical, f"{article.id}:0"))
    told = "\n".join(lines)
    assert article.headline in lines[0]
    assert "comes after" in told or "begins an article" in told
    assert "The next best choices:" in told
    assert " em: " in told
    assert "seen turned" in told


def test_an_article_is_told_link_by_link(vertical: ExplainedFile) -> None:
    article = max(vertical.document.articles, key=lambda one: len(one.blocks))
    lines = list(explain_block(vertical, article.id[-6:]))
    links = [line for line in lines if " % " in line and line.startswith("  ")]
    assert len(links) >= 2
    assert any(f"({article.id[-6:]}:0)" in line for line in links)


def test_what_straight_cuts_placed_says_which() -> None:
    explained = read_explained(ISSUE, Settings(pages="1"))
    told = "\n".join("\n".join(explain_block(explained, one.id[-6:])) for one in explained.document.articles)
    assert "straight cuts" in told
    assert " pt, white: " in told
    assert "beside the whole as one article" in told


@pytest.mark.parametrize("name", ["p01-99", "p01-01:99", "p01-01:verse", "p01", ""])
def test_what_is_not_there_is_refused_with_what_is(vertical: ExplainedFile, name: str) -> None:
    with pytest.raises(UsageError) as refused:
        list(explain_block(vertical, name))
    assert "p01-01" in refused.value.advice or "blocks 0 to" in refused.value.advice


def test_the_command_asks_for_a_file_with_places() -> None:
    run = CliRunner()
    assert isinstance(run.invoke(app, ["explain", "--block", "p01-01"]).exception, UsageError)
    assert isinstance(run.invoke(app, ["explain", str(TEXT), "--block", "p01-01"]).exception, UsageError)


def test_the_command_prints_the_choices() -> None:
    shown = CliRunner().invoke(app, ["explain", str(ISSUE), "--pages", "1", "--block", "p01-01:0"])
    assert shown.exit_code == 0, shown.output
    assert "Article 1 of the document" in shown.output
