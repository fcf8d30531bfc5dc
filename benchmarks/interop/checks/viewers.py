"""Mirador, Universal Viewer and Clover in headless Chromium: pages, contents, text, boxes on the words."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import numpy as np
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from verdicts import check, expect, squeezed

EXPORTS, NODE, BATCH = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
PAGES = Path(__file__).parents[1] / "pages"
PORT, SEARCH_PORT = 8765, 8766
HOME = f"http://127.0.0.1:{PORT}"
WAIT = 30_000


class Served(http.server.SimpleHTTPRequestHandler):
    """Exports, packages and pages under one roof."""

    def translate_path(self, path: str) -> str:
        """The file behind an address."""
        inside = unquote(path.partition("?")[0]).lstrip("/")
        for prefix, folder in (("iiif/", EXPORTS / "iiif"), ("npm/", NODE), ("pages/", PAGES)):
            if inside.startswith(prefix) and ".." not in inside.split("/"):
                return str(folder / inside.removeprefix(prefix))
        return str(PAGES / "none")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def manifests() -> dict[str, dict]:
    """A horizontal issue and a vertical one."""
    found: dict[str, dict] = {}
    for path in sorted((EXPORTS / "iiif").glob("*/manifest.json")):
        values = json.loads(path.read_bytes())
        kind = "vertical" if values.get("viewingDirection") else "horizontal"
        longer = kind not in found or len(values["items"]) > len(found[kind]["items"])
        if longer and values.get("structures"):
            found[kind] = values
    expect(len(found) == 2, "a horizontal and a vertical issue are needed")
    return found


def boxes_hold_ink(values: dict) -> None:
    """The boxes of the manifest, on the pictures that it names, hold what is printed there."""
    for canvas in values["items"]:
        body = canvas["items"][0]["items"][0]["body"]
        expect((canvas["width"], canvas["height"]) == (body["width"], body["height"]), "canvas and picture differ")
        with Image.open(EXPORTS / "iiif" / body["id"].partition("/iiif/")[2].replace("%20", " ")) as picture:
            expect(picture.size == (body["width"], body["height"]), "the picture has another size")
            grey = np.asarray(picture.convert("L")).astype(int)
        for note in canvas["annotations"][0]["items"]:
            x, y, width, height = map(int, note["target"].rpartition("=")[2].split(","))
            part = grey[y : y + height, x : x + width]
            expect(part.max() - part.min() > 60, f"no ink in {note['target'][-30:]}")


def words_of(values: dict) -> tuple[str, str]:
    """A headline of the contents, and the longest text of the first page."""
    notes = [note["body"]["value"] for note in values["items"][0]["annotations"][0]["items"]]
    label = next(iter(values["structures"][0]["label"].values()))[0]
    return squeezed(label), squeezed(max(notes, key=len))[:30]


def shown(page: Page) -> str:
    """All text that is to be seen."""
    return squeezed(page.inner_text("body"))


def wait_for(page: Page, words: str) -> None:
    """Until the words are to be seen; raises ValueError where they never are."""
    for _ in range(WAIT // 500):
        if words in shown(page):
            return
        page.wait_for_timeout(500)
    expect(False, f"{words[:12]} is not shown")


def mirador(page: Page, manifest: str, contents: str, text: str) -> None:
    """Index and annotations by their buttons."""
    page.goto(f"{HOME}/pages/mirador.html?{manifest}")
    page.click('button[aria-label="Annotations"]', timeout=WAIT)
    wait_for(page, text)
    page.click('button[aria-label="Index"]')
    wait_for(page, contents)


def universal_viewer(page: Page, manifest: str, contents: str, text: str) -> None:
    """The index, which it shows of issues with several pages; the text is a download."""
    page.goto(f"{HOME}/npm/node_modules/universalviewer/dist/uv.html#?manifest={manifest}")
    page.wait_for_selector(".openseadragon-canvas canvas", timeout=WAIT)
    tab = page.locator("text=Index").first
    if tab.count():
        tab.click()
        wait_for(page, contents)


def clover(page: Page, manifest: str, contents: str, text: str) -> None:
    """Annotations in its panel."""
    page.goto(f"{HOME}/pages/clover.html?{manifest}")
    page.click("text=Annotations", timeout=WAIT)
    wait_for(page, text)
    search_in_clover(page, text[:4])


def search_in_clover(page: Page, words: str) -> None:
    """Its search panel asks our review server."""
    page.click('[role="tab"]:has-text("Search")')
    page.fill('input[name="searchTerms"]', words)
    page.keyboard.press("Enter")
    wait_for_hits(page, words)


def wait_for_hits(page: Page, words: str) -> None:
    """Until the words stand among results."""
    for _ in range(WAIT // 500):
        panel = page.locator('[role="tabpanel"]:visible')
        if panel.count() and words in squeezed(panel.first.inner_text()):
            return
        page.wait_for_timeout(500)
    expect(False, f"no hit for {words}")


def look(browser: object, view: object) -> str:
    """Both issues in a viewer, without an error of its script."""
    for kind, values in manifests().items():
        boxes_hold_ink(values)
        page = browser.new_page(viewport={"width": 1500, "height": 950})  # type: ignore[attr-defined]
        errors: list[str] = []
        page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
        try:
            view(page, values["id"], *words_of(values))  # type: ignore[operator]
        except Exception as error:
            raise ValueError(f"{kind}: {error}") from error
        expect(not errors, f"{kind}: {errors[:1]}")
        page.close()
    found = "; Content Search by our server" if view is clover else ""
    return f"horizontal and vertical issue: pages, contents, text; boxes on the words{found}"


def main() -> None:
    """The three of them."""
    bundle()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with searching(), sync_playwright() as driver:
        flags = ["--no-sandbox", "--enable-webgl", "--ignore-gpu-blocklist"]
        browser = driver.chromium.launch(executable_path=chromium, args=flags)
        viewers = (
            ("Mirador", "mirador", mirador),
            ("Universal Viewer", "universalviewer", universal_viewer),
            ("Clover", "@samvera/clover-iiif", clover),
        )
        for name, package, view in viewers:
            about = NODE / "node_modules" / package / "package.json"
            told = json.loads(about.read_bytes())["version"] if about.exists() else ""
            check(name, "", "IIIF", functools.partial(look, browser, view), told)


@contextlib.contextmanager
def searching() -> Iterator[None]:
    """The review server over the batch and its IIIF export, which answers Content Search."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "export").mkdir()
        (root / "documents").symlink_to(BATCH / "documents")
        (root / "export" / "iiif").symlink_to(EXPORTS / "iiif")
        command = ["review", folder, "--serve", "--port", str(SEARCH_PORT), "--viewer", HOME]
        server = subprocess.Popen([sys.executable, "-m", "banmian", *command], stdout=subprocess.PIPE)
        try:
            assert server.stdout is not None
            server.stdout.readline()
            yield
        finally:
            server.terminate()
            server.wait()


def bundle() -> None:
    """Clover's module and React in one file for its page."""
    shutil.copy(PAGES / "clover.mjs", NODE / "clover.mjs")
    esbuild = NODE / "node_modules" / "esbuild" / "bin" / "esbuild"
    options = ["--bundle", "--format=iife", "--outfile=clover.bundle.js", '--define:process.env.NODE_ENV="production"']
    subprocess.run([esbuild, "clover.mjs", "--log-level=error", *options], cwd=NODE, check=True)


main()
