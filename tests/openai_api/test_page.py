"""The files of the page: who gets them, and what a browser may do with them."""

from __future__ import annotations

import re

import pytest

from openai_api.ring_feed import RingFeed
from openai_api.web import web_files
from tests.openai_api.served import serve

pytestmark = pytest.mark.anyio


async def test_the_page_and_all_that_it_names_are_served() -> None:
    async with serve(ring=RingFeed()) as served:
        page = await served.client.get("/")
        assert page.content_type == "text/html; charset=utf-8"
        paths = re.findall(r'(?:href|src)="(web/[^"]+)"', await page.get_data(as_text=True))
        assert len(paths) >= 5
        for path in paths:
            response = await served.client.get(f"/{path}")
            assert response.status_code == 200


async def test_scripts_import_only_files_that_are_there() -> None:
    for path, file in web_files().items():
        if path.endswith(".js"):
            for name in re.findall(r'from "\./([^"]+)"', file.content.decode()):
                assert f"/web/{name}" in web_files(), f"{path} imports {name}"


async def test_a_browser_may_load_and_run_nothing_else() -> None:
    async with serve(ring=RingFeed()) as served:
        for path in web_files():
            headers = (await served.client.get(path)).headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "script-src 'self'" in policy
            assert "unsafe" not in policy
            assert headers["X-Content-Type-Options"] == "nosniff"


async def test_nothing_in_the_page_names_another_host() -> None:
    for path, file in web_files().items():
        text = file.content.decode().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"""["'(`]//|[a-z]://""", text), path


async def test_the_page_needs_no_key_and_opens_nothing_else() -> None:
    async with serve(ring=RingFeed(), api_keys=("secret",)) as served:
        shown = await served.client.get("/")
        assert shown.status_code == 200
        for path in ("/web/other.js", "/web/../ring", "/web/", "/v1/models"):
            refused = await served.client.get(path)
            assert refused.status_code == 401, path


async def test_what_a_browser_has_already_is_not_sent_again() -> None:
    async with serve(ring=RingFeed()) as served:
        first = await served.client.get("/")
        again = await served.client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, await again.get_data()) == (304, b"")
