"""axe-core finds nothing serious: light, dark, narrow, with and without a server.

``BANMIAN_AXE`` names axe.min.js of the npm package axe-core, which is not part of this project.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from export_cases import NAME

if TYPE_CHECKING:
    from playwright import sync_api as api

AXE = os.environ.get("BANMIAN_AXE", "")
pytestmark = pytest.mark.skipif(not Path(AXE).is_file(), reason="BANMIAN_AXE names no axe.min.js (npm: axe-core)")
SERIOUS = ("serious", "critical")


def serious(page: "api.Page") -> list[str]:
    page.wait_for_timeout(200)
    page.add_script_tag(path=AXE)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1400, 900), (420, 800)])
def test_nothing_serious(browser: "api.Browser", server: str, scheme: Any, size: tuple[int, int]) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="en-GB", color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(server)
    assert serious(page) == []
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.click("#texts .part[data-a='0'][data-b='1']")
    assert serious(page) == []
    page.dblclick("#texts .part[data-a='0'][data-b='1']")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.click("header .quiet[title*='?']")
    assert serious(page) == []
    context.close()


def test_nothing_serious_without_a_server(browser: "api.Browser", site: str) -> None:
    context = browser.new_context(locale="zh-TW", bypass_csp=True)
    page = context.new_page()
    for address in (site, site.replace("index.html", f"documents/{NAME}/0001.html")):
        page.goto(address)
        assert serious(page) == []
    context.close()
