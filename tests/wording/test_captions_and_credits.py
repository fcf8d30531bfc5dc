import pytest

from banmian.wording.captions_and_credits import part_credit


@pytest.mark.parametrize(
    ("credit", "people", "work"),
    [
        ("鲁春河 摄", "鲁春河", "摄"),
        ("本报记者鲁春河摄", "本报记者鲁春河", "摄"),
        ("青榆镇渡口学校供图", "青榆镇渡口学校", "供图"),
        ("鲁春河", "鲁春河", None),
    ],
)
def test_a_credit_says_who_and_what_they_did(credit: str, people: str, work: str | None) -> None:
    assert part_credit(credit) == (people, work)
