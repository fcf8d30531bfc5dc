"""What the rest of a document says of a join; the join itself says nothing."""

from hypothesis import given
from hypothesis import strategies as st

from banmian.repair.rules.document_evidence import DocumentEvidence

HAN = st.text(alphabet="渔港今晨重开第一筐鱼从外海回来码头挤满了人", min_size=8, max_size=20)


def test_words_that_stand_unbroken_elsewhere_are_evidence() -> None:
    upper, lower = "新船今日驶进了白鹭", "湾码头，岸上站满了人。"
    elsewhere = "白鹭湾码头去年才修好。"
    assert DocumentEvidence("\n".join([upper, lower])).score(upper, lower) == 0.0
    weak = DocumentEvidence("\n".join([upper, lower, "白鹭湾码"])).score(upper, lower)
    strong = DocumentEvidence("\n".join([upper, lower, elsewhere])).score(
        "新船今日驶进了白鹭", "湾码头，岸上站满了人。"
    )
    assert 0 < weak <= strong


def test_evidence_grows_with_the_words_that_meet() -> None:
    upper, lower = "他们明日再去看白鹭湾码", "头上的灯塔和新修的栈桥。"
    scores = [
        DocumentEvidence("\n".join([upper, lower, elsewhere])).score(upper, lower)
        for elsewhere in ("岸边有湾码头上", "岸边有鹭湾码头上的", "岸边有白鹭湾码头上的灯")
    ]
    assert scores == sorted(set(scores))


def test_words_that_always_go_on_otherwise_deny_a_join() -> None:
    upper, lower = "昨日众人同去白鹭湾码", "今年的雨水比往年多。"
    text = "\n".join([upper, lower, "白鹭湾码头开了。", "白鹭湾码头修好。"])
    assert DocumentEvidence(text).denies(upper, lower)
    assert not DocumentEvidence(text).denies(upper, "头昨夜落成。")
    assert not DocumentEvidence("\n".join([upper, lower])).denies(upper, lower)


@given(HAN, HAN)
def test_the_join_itself_is_no_evidence(upper: str, lower: str) -> None:
    apart = max(DocumentEvidence(line).score(upper, lower) for line in (upper, lower))
    assert DocumentEvidence(f"{upper}\n{lower}").score(upper, lower) == apart
