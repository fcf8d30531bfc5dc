"""What the browser tests share: Chromium, a page that tells of errors, a static site, a server."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from export_cases import batch
from review_cases import serving_pages

from banmian.review.static_site import build

if TYPE_CHECKING:
    from playwright import sync_api as api

CHROMIUM = os.environ.get("BANMIAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def browser() -> Iterator["api.Browser"]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium here (Debian: apt-get install chromium)")
    with api.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: "api.Browser") -> Iterator["api.Page"]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="en-GB")
    found = context.new_page()
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on(
        "console", lambda said: wrong.append(said.text) if said.type == "error" and "409" not in said.text else None
    )
    found.on("dialog", lambda dialog: wrong.append("a dialog: " + dialog.message))
    yield found
    context.close()
    assert wrong == []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return batch(tmp_path / "out")


@pytest.fixture
def site(root: Path, tmp_path: Path) -> str:
    build(root, tmp_path / "site", seen=lambda name: None)
    return (tmp_path / "site" / "index.html").as_uri()


@pytest.fixture
def server(root: Path, tmp_path: Path, browser: "api.Browser") -> Iterator[str]:
    with serving_pages(root, tmp_path / "made", browser) as address:
        yield address
