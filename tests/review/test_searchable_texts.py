from export_cases import issue

from banmian.document.corrections.applying import corrected
from banmian.document.corrections.corrections_file import Correction
from banmian.review.searchable_texts import SearchableDocument

WHO, WHEN = "秦帆", "2024-05-07T08:00:00+00:00"


def test_after_a_correction_only_what_it_touched_is_looked_at() -> None:
    document = issue()[0]
    poem = document.articles[1]
    place = {"article": poem.id, "headline": poem.headline, "before": poem.headline}
    wish = Correction(WHO, WHEN, "edit", field="headline", after="海边", **place)
    searchable = SearchableDocument()
    before = searchable.articles(document)
    after = searchable.articles(corrected(document, wish))
    assert [one.headline for one in after if one.headline not in {old.headline for old in before}] == ["海边"]
    assert after == SearchableDocument().articles(corrected(document, wish))
    assert after[3] is before[3]
    assert after[1].digest != before[1].digest


def test_another_title_is_in_every_article() -> None:
    document = issue()[0]
    searchable = SearchableDocument()
    searchable.articles(document)
    wish = Correction(WHO, WHEN, "edit", field="title", before="海风日报", after="晚报")
    after = searchable.articles(corrected(document, wish))
    assert {one.paper.split()[0] for one in after} == {"晚报"}
