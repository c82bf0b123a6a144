"""The page in a real browser, before a real server whose device is the fake one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.openai_api.launched import MODEL, Launched, launch

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")

PATIENCE = 20_000  # milliseconds for anything that has to happen
LONG = 1900  # tokens: for as long as a test needs
NARROW = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    with launch("--num-speculative-tokens", "3", step_seconds=0.02) as launched:
        launched.wait_until_ready()
        yield launched


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM)
        yield opened
        opened.close()


@pytest.fixture
def page(server: Launched, browser: Browser) -> Iterator[Page]:
    yield from visit(browser, server)


def visit(browser: Browser, server: Launched) -> Iterator[Page]:
    """The page, which must neither complain nor ask anybody but its own server."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    page.route("**/v1/chat/completions", to_the_last_token)
    page.goto(f"http://127.0.0.1:{server.port}/")
    expect(page.locator("#model option")).to_have_text(MODEL)
    yield page
    context.close()
    assert [said for said in complaints if "status of 401" not in said] == []
    assert asked == {f"127.0.0.1:{server.port}"}


def to_the_last_token(route: Route) -> None:
    """By chance the fake device ends a text early."""
    body = json.loads(route.request.post_data or "")
    route.continue_(post_data=json.dumps(body | {"ignore_eos": True}))


def say(page: Page, words: str, *, max_tokens: int = 40) -> None:
    page.get_by_text("Settings", exact=True).click()
    page.get_by_label("Most tokens").fill(str(max_tokens))
    page.get_by_text("Settings", exact=True).click()
    page.get_by_label("Message", exact=True).fill(words)
    page.keyboard.press("Enter")


def script(page: Page, *deltas: dict[str, object], reason: str) -> None:
    """Let the server's next answer be this one."""
    choices: list[dict[str, object]] = [{"index": 0, "delta": delta} for delta in deltas]
    choices.append({"index": 0, "delta": {}, "finish_reason": reason})
    lines = [f"data: {json.dumps({'choices': [choice]})}\n\n" for choice in choices]
    body = "".join(lines) + "data: [DONE]\n\n"
    page.route(
        "**/v1/chat/completions",
        lambda route: route.fulfill(body=body, content_type="text/event-stream"),
        times=1,
    )


def test_an_answer_is_streamed_and_what_was_read_ahead_is_marked(page: Page) -> None:
    say(page, "Hello")
    expect(page.locator(".turn.user .body")).to_have_text("Hello")
    answer = page.locator(".turn.answer")
    expect(answer.locator(".foot")).to_contain_text("% read ahead")
    marked = "".join(answer.locator("mark").all_text_contents())
    assert 0 < len(marked) < len(answer.locator(".body").text_content() or "")
    expect(page.locator("#said")).not_to_be_empty()


def test_stopping_stops_the_server(page: Page, server: Launched) -> None:
    say(page, "Hello", max_tokens=LONG)
    expect(page.locator(".turn.answer .body")).not_to_be_empty()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".turn.answer .foot")).to_contain_text("stopped")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    while server.read("/ring")[1]["num_running"]:
        pass
    text = page.locator(".turn.answer .body").text_content() or ""
    assert text


def test_escape_stops_too_and_the_conversation_goes_on(page: Page) -> None:
    say(page, "Hello", max_tokens=LONG)
    expect(page.locator(".turn.answer .body")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(page.locator(".turn.answer .foot")).to_contain_text("stopped")
    expect(page.get_by_label("Message", exact=True)).to_be_focused()
    say(page, "And then?", max_tokens=5)
    expect(page.locator(".turn.answer .foot").nth(1)).to_contain_text("tokens")


def test_the_same_seed_gives_the_same_text(page: Page) -> None:
    say(page, "Hello")
    page.get_by_role("button", name="Again with this seed").click()
    expect(page.locator(".turn.answer").nth(1)).to_contain_text("the same text")


def test_text_is_never_read_as_html(page: Page) -> None:
    hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    script(
        page, {"content": f"# {hostile}\n\n- **{hostile}**\n\n```\n{hostile}\n```"}, reason="stop"
    )
    say(page, hostile)
    answer = page.locator(".turn.answer .body")
    expect(answer.locator("h3")).to_have_text(hostile)
    expect(answer.locator("li strong")).to_have_text(hostile)
    expect(answer.locator("pre code")).to_have_text(hostile)
    expect(page.locator(".turn.user .body")).to_have_text(hostile)
    assert page.locator("#turns img, #turns script").count() == 0
    assert page.title() == "Understudy"


def test_thoughts_are_shown_apart(page: Page) -> None:
    script(page, {"reasoning": "Let me see."}, {"content": "Four."}, reason="stop")
    say(page, "Two and two?")
    expect(page.locator(".turn.answer .body")).to_have_text("Four.")
    thoughts = page.locator(".thoughts")
    thoughts.get_by_text("Thoughts").click()
    expect(thoughts.locator("p")).to_have_text("Let me see.")


def test_a_tool_call_is_shown_and_its_result_goes_back(page: Page) -> None:
    begun = {"index": 0, "id": "call_1", "type": "function", "function": {"name": "get_weather"}}
    rest = {"index": 0, "function": {"arguments": '{"city":"Paris"}'}}
    script(page, {"tool_calls": [begun]}, {"tool_calls": [rest]}, reason="tool_calls")
    say(page, "What is the weather in Paris?")
    call = page.get_by_role("region", name="Tool call: get_weather")
    expect(call.locator("pre")).to_contain_text('"city": "Paris"')
    with page.expect_request("**/v1/chat/completions") as asked:
        call.get_by_label("Result of get_weather").fill("Sunny")
        call.get_by_role("button", name="Give result").click()
    messages = json.loads(asked.value.post_data or "")["messages"]
    assert [message["role"] for message in messages] == ["user", "assistant", "tool"]
    assert messages[2] == {"role": "tool", "tool_call_id": "call_1", "content": "Sunny"}
    expect(page.locator(".turn.answer").nth(1).locator(".foot")).to_contain_text("tokens")


def test_settings_go_along_and_wrong_ones_are_told(page: Page) -> None:
    page.get_by_text("Settings", exact=True).click()
    page.get_by_label("Temperature").fill("0.5")
    page.get_by_label("Top p").fill("0.9")
    page.get_by_label("Seed").fill("7")
    page.get_by_label("System prompt").fill("Be brief.")
    page.get_by_label("Tools, as a JSON array").fill("[")
    page.get_by_label("Message", exact=True).fill("Hello")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("no JSON")
    page.get_by_label("Tools, as a JSON array").fill("")
    page.get_by_label("Message", exact=True).click()
    with page.expect_request("**/v1/chat/completions") as asked:
        page.keyboard.press("Enter")
    body = json.loads(asked.value.post_data or "")
    assert {name: body[name] for name in ("temperature", "top_p", "seed")} == {
        "temperature": 0.5,
        "top_p": 0.9,
        "seed": 7,
    }
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


def test_the_ring_is_drawn(page: Page) -> None:
    say(page, "Hello", max_tokens=200)
    steps = page.get_by_role("img", name="The last")
    expect(steps).to_be_visible()
    expect(page.locator("#rate")).not_to_have_text("0")
    expect(page.locator("#held")).to_contain_text("%")
    expect(page.get_by_role("img", name="Scheduler: ")).to_be_visible()
    expect(page.get_by_role("img", name="blocks of 16 tokens")).to_be_visible()
    expect(page.locator("#status")).to_have_text("ready")


def test_a_key_is_asked_for_and_kept_nowhere(browser: Browser) -> None:
    with launch("--api-key", "secret", step_seconds=0.005) as server:
        server.wait_until_ready()
        context = browser.new_context()
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"http://127.0.0.1:{server.port}/")
        page.get_by_label("This server needs a key").fill("secret")
        page.get_by_role("button", name="Use key").click()
        expect(page.locator("#model option")).to_have_text(MODEL)
        say(page, "Hello")
        expect(page.locator(".turn.answer .foot")).to_contain_text("tokens")
        kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        assert kept == [0, 0, ""]
        context.close()


def test_a_phone_shows_one_view_at_a_time_and_nothing_is_cut_off(page: Page) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    say(page, "Hello " * 80)
    expect(page.locator(".turn.answer .foot")).to_contain_text("tokens")
    for view, other in (("Ring", "#chat"), ("Chat", "#ring")):
        page.get_by_role("button", name=view, exact=True).click()
        expect(page.locator(other)).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_everything_can_be_reached_by_keyboard(page: Page) -> None:
    reached = []
    for _ in range(16):
        page.keyboard.press("Shift+Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {"theme", "turns", "BUTTON", "SUMMARY"} <= set(reached)
    assert all(now != later for now, later in pairwise(reached) if now != "BUTTON")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(page: Page, scheme: str) -> None:
    page.evaluate(f"document.documentElement.style.colorScheme = '{scheme}'")
    pairs = [("text", "ground"), ("muted", "surface"), ("muted", "ground"), ("bad", "surface")]
    pairs += [("on-accent", "accent"), ("text", "draft-ground"), ("text", "raised")]
    for front, back in pairs:
        assert contrast(color(page, front), color(page, back)) >= 4.5, (front, back)


def color(page: Page, name: str) -> list[float]:
    """Red, green and blue from 0 to 1, as the browser computes them."""
    told = page.evaluate(
        """name => {
            const probe = document.body.appendChild(document.createElement("i"));
            probe.style.color = `var(--${name})`;
            const told = getComputedStyle(probe).color.match(/[\\d.]+/g).map(Number);
            probe.remove();
            return told;
        }""",
        name,
    )
    return [value / 255 for value in told[:3]]


def contrast(one: list[float], other: list[float]) -> float:
    """As the accessibility guidelines define it."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(color: list[float]) -> float:
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
