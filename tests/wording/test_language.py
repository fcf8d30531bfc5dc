import pytest

from banmian.wording.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("渔港今晨重开，2024年。", "zh"),
        ("漁港今晨重開", "zh"),
        ("港は今朝また開いた", "ja"),
        ("항구가 다시 열렸다", "ko"),
        ("The harbour reopened", None),
        ("渔港 The harbour reopened at dawn", None),
        ("GDP增长，本地企业多", "zh"),
        ("12.5", None),
        ("", None),
    ],
)
def test_a_script_that_one_language_uses_tells_it(text: str, language: str | None) -> None:
    assert language_of(text) == language
