"""German text, told by its words."""

import pytest

from banmian.wording.german_detection import is_german


@pytest.mark.parametrize(
    "text", ["ist die alte Brücke über den Fluß wieder offen und", "nung gab er nicht mehr zu, daß sie"]
)
def test_german_is_told(text):
    assert is_german(text)


@pytest.mark.parametrize(
    "text",
    [
        "the old bridge over the river was closed again",
        "Herr Schmidt and Frau Weber were in Berlin",
        "le vieux pont sur la rivière est fermé",
        "昨日河上舊橋再度封閉",
        "und so",
        "",
    ],
)
def test_other_texts_are_not(text):
    assert not is_german(text)
