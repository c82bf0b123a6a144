// The conversation: what was said, and the one answer that may be under way.

import { Answer, AnswerView } from "./answer.js";
import { $, el } from "./dom.js";
import { ask, events } from "./server.js";
import { offerExampleTool, readSettings, systemPrompt } from "./settings.js";

const OPENERS = ["Hello! Who are you?", "Tell me a short story about a dragon."];
const TOOL_OPENER = "What is the weather in Paris?";
const NEAR = 60; // pixels from the end that still count as reading along

let history = [];
let underway = null; // the answer's AbortController

export function prepareChat(onRefused) {
  for (const opener of [...OPENERS, TOOL_OPENER]) {
    const button = el("button", { type: "button", className: "quiet" }, opener);
    button.addEventListener("click", () => {
      if (opener === TOOL_OPENER) offerExampleTool();
      say(opener, onRefused);
    });
    $("openers").append(button);
  }
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    if ($("words").value.trim()) say($("words").value, onRefused);
  });
  $("words").addEventListener("input", fit);
  $("words").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    $("composer").requestSubmit();
  });
  $("stop").addEventListener("click", stop);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
  $("reset").addEventListener("click", reset);
}

function stop() {
  underway?.abort();
}

function reset() {
  stop();
  history = [];
  $("turns").replaceChildren($("welcome"));
  $("welcome").hidden = false;
  $("words").focus();
}

function fit() {
  $("words").style.height = "auto";
  $("words").style.height = `${$("words").scrollHeight}px`;
}

async function say(words, onRefused) {
  const settings = readSettings();
  if (underway || !settings) return;
  $("welcome").hidden = true;
  $("words").value = "";
  fit();
  const heading = el("h2", { className: "hidden" }, "You");
  const turn = el("article", { className: "turn user" }, heading, el("div", { className: "body" }, words));
  $("turns").append(turn);
  if (await answer([{ role: "user", content: words }], settings, onRefused)) return;
  $("words").value ||= words; // nothing came of it: try again
  fit();
}

function goOn({ calls }, onRefused) {
  const settings = readSettings();
  if (underway || !settings) return;
  const results = calls.map(({ id, result }) => ({ role: "tool", tool_call_id: id, content: result }));
  answer(results, settings, onRefused);
}

// Whether anything was answered; if not, nothing was said either.
async function answer(news, settings, onRefused) {
  const messages = [...systemPrompt(), ...history, ...news];
  const body = { model: $("model").value, messages, seed: anySeed(), ...settings };
  const told = await tell(body, onRefused);
  if (told.answer.first === null && !told.answer.reason) return false;
  history.push(...news, told.answer.message());
  if (!told.fault) offerReplay(told, body, onRefused);
  $("said").textContent = told.answer.text || "The answer is a tool call.";
  return true;
}

// Small enough for people to read, and for a number here to hold.
function anySeed() {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}

async function tell(body, onRefused) {
  const told = new Answer();
  const view = new AnswerView((answer) => goOn(answer, onRefused));
  $("turns").append(view.element);
  const request = { ...body, stream: true, stream_options: { include_usage: true }, mark_drafts: true };
  let fault = "";
  setUnderway(new AbortController());
  try {
    const response = await ask("v1/chat/completions", { body: request, signal: underway.signal });
    for await (const chunk of events(response)) {
      told.take(chunk);
      view.show(told, keepUp);
    }
  } catch (error) {
    fault = error.name === "AbortError" ? "stopped" : error.message;
    onRefused(error);
  } finally {
    setUnderway(null);
  }
  keepUp(() => view.finish(told, fault));
  return { answer: told, view, fault };
}

function setUnderway(controller) {
  underway = controller;
  $("send").hidden = controller !== null;
  $("stop").hidden = controller === null;
}

function keepUp(draw) {
  const turns = $("turns");
  const reading = turns.scrollHeight - turns.scrollTop - turns.clientHeight < NEAR;
  draw();
  if (reading) requestAnimationFrame(() => turns.scrollTo({ top: turns.scrollHeight }));
}

// Same seed, same text: whoever doubts it may press a button.
function offerReplay({ answer: first, view }, body, onRefused) {
  view.foot.append(el("span", {}, `seed ${body.seed}`));
  const button = el("button", { type: "button", className: "quiet small" }, "Again with this seed");
  button.addEventListener("click", async () => {
    if (underway) return;
    button.disabled = true;
    const again = await tell(body, onRefused);
    button.disabled = false;
    if (again.fault) return;
    const same = again.answer.text === first.text && again.answer.thoughts === first.thoughts;
    const verdict = same ? "the same text" : "another text";
    again.view.foot.append(el("span", { className: same ? "good" : "bad" }, verdict));
    $("said").textContent = verdict;
  });
  view.foot.append(button);
}
