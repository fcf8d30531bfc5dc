from pathlib import Path

import pytest

from banmian.errors import MissingRequirementError, UsageError
from banmian.reading.detector_plugin import DetectorChoice, choice_of, load_detector
from banmian.reading.documents import read_document
from banmian.settings import read_settings

SAMPLE = Path(__file__).parents[2] / "samples" / "issue.pdf"
MODULE = """
import layoutparser as lp

class Bills:
    '''Takes all that is printed for an advertisement.'''

    def detect(self, image):
        height, width = image.shape[:2]
        assert abs(max(height, width) - 1600) < 5
        return lp.Layout([lp.TextBlock(lp.Rectangle(0, 0, width, height), type="Advertisement")])

ready = Bills()
silent = object()
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The name of a module with detectors in the working folder, another one for each test."""
    name = f"toy_{abs(hash(request.node.name))}"
    (tmp_path / f"{name}.py").write_text(MODULE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    load_detector.cache_clear()
    return name


@pytest.mark.parametrize("name", ["Bills", "ready"])
def test_a_named_detector_is_shown_every_page(module: str, name: str):
    document = read_document(SAMPLE, read_settings(detector=f"{module}:{name}"))
    assert document.articles == []
    assert {piece.kind for piece in document.furniture} == {"advertisement"}
    assert {region.page for piece in document.furniture for region in piece.regions} == {1, 2}
    assert document.provenance.settings["detector"] == f"{module}:{name}"


@pytest.mark.parametrize("name", ["Bills", "{}:Missing", "nowhere_to_be_found:Bills", "{}:silent", ":"])
def test_a_detector_that_is_not_there_is_a_missing_requirement(module: str, name: str):
    with pytest.raises(MissingRequirementError) as told:
        load_detector(name.format(module))
    assert "module:name" in told.value.advice


def test_a_settings_file_says_what_a_detector_s_classes_mean(tmp_path: Path):
    path = tmp_path / "banmian.toml"
    path.write_text(
        '[detector]\nname = "toy:Toy"\nscore = 0.4\n[detector.classes]\n"Horoscope" = "article"\nPhoto = "picture"\n'
    )
    choice = choice_of(read_settings(path))
    assert choice == DetectorChoice("toy:Toy", 0.4, "Horoscope=article,Photo=picture")
    meanings = choice.meanings()
    assert (meanings["horoscope"], meanings["photo"], meanings["title"]) == ("article", "picture", "headline")


@pytest.mark.parametrize("classes", ["Photo=sofa", "Photo", "=picture"])
def test_a_meaning_that_does_not_exist_is_refused(classes: str):
    with pytest.raises(UsageError, match="says nothing"):
        DetectorChoice("toy:Toy", 0.0, classes).meanings()
