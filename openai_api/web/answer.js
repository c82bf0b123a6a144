// One answer while it is told, and what it looks like.

import { el } from "./dom.js";
import { render } from "./markdown.js";

const PAUSE = 50; // milliseconds between two drawings

export class Answer {
  constructor() {
    this.text = "";
    this.thoughts = "";
    this.calls = [];
    this.reason = null;
    this.raw = ""; // all tokens as text, calls and thoughts included
    this.drafted = []; // [start, end) of what was read ahead, in `raw`
    this.numTokens = 0;
    this.numAccepted = 0;
    this.usage = null;
    this.began = performance.now();
    this.first = null;
    this.last = null;
  }

  take(chunk) {
    this.usage = chunk.usage ?? this.usage;
    const [choice] = chunk.choices;
    if (!choice) return;
    const { delta } = choice;
    this.text += delta.content ?? "";
    this.thoughts += delta.reasoning ?? "";
    for (const call of delta.tool_calls ?? []) this.#takeCall(call);
    for (const [text, accepted] of choice.drafts ?? []) this.#takeToken(text, accepted);
    this.reason = choice.finish_reason ?? this.reason;
    if (delta.content || delta.reasoning || delta.tool_calls) {
      this.last = performance.now();
      this.first ??= this.last;
    }
  }

  #takeCall({ index, id, function: told }) {
    this.calls[index] ??= { id, name: told.name, arguments: "", result: null };
    this.calls[index].arguments += told.arguments ?? "";
  }

  #takeToken(text, accepted) {
    const start = this.raw.length;
    this.raw += text;
    this.numTokens += 1;
    if (!accepted) return;
    this.numAccepted += 1;
    if (this.drafted.at(-1)?.[1] === start) this.drafted.at(-1)[1] = this.raw.length;
    else this.drafted.push([start, this.raw.length]);
  }

  // Where the visible text lies among all tokens.
  marks() {
    const isAll = this.raw.startsWith(this.text) || this.text.startsWith(this.raw);
    const start = isAll ? 0 : this.raw.lastIndexOf(this.text);
    if (start < 0 || !this.text) return [];
    return this.drafted.map(([from, to]) => [from - start, to - start]).filter(([, to]) => to > 0);
  }

  message() {
    const message = { role: "assistant", content: this.text };
    if (this.calls.length) {
      message.tool_calls = this.calls.map(({ id, name, arguments: told }) => ({
        id,
        type: "function",
        function: { name, arguments: told },
      }));
    }
    return message;
  }

  figures() {
    const told = [];
    const num = this.usage?.completion_tokens ?? this.numTokens;
    if (this.first !== null) told.push(`first word after ${seconds(this.first - this.began)}`);
    if (num > 1 && this.last > this.first) {
      told.push(`${num} tokens, ${((num - 1) / ((this.last - this.first) / 1000)).toFixed(0)} a second`);
    } else if (num) told.push(`${num} tokens`);
    if (this.numAccepted) {
      told.push(`${Math.round((100 * this.numAccepted) / this.numTokens)} % read ahead`);
    }
    if (this.reason === "length") told.push("cut at the limit");
    return told;
  }
}

export class AnswerView {
  constructor(onResults) {
    this.body = el("div", { className: "body" });
    this.foot = el("div", { className: "foot" });
    this.thoughts = el("details", { className: "thoughts", hidden: true }, el("summary", {}, "Thoughts"), el("p"));
    this.calls = el("div");
    this.element = el("article", { className: "turn answer writing" });
    this.element.append(el("h2", { className: "hidden" }, "Answer"), this.thoughts, this.body, this.calls, this.foot);
    this.onResults = onResults;
    this.due = null;
  }

  // Words that come close together are drawn together.
  show(answer, keepUp) {
    this.due ??= setTimeout(() => {
      this.due = null;
      if (this.element.classList.contains("writing")) keepUp(() => this.draw(answer));
    }, PAUSE);
  }

  draw(answer) {
    this.body.replaceChildren(...render(answer.text, answer.marks()));
    this.thoughts.hidden = !answer.thoughts;
    this.thoughts.lastChild.textContent = answer.thoughts;
    if (!answer.text && answer.thoughts) this.thoughts.open = !answer.reason;
    if (!answer.reason) this.calls.replaceChildren(...answer.calls.map((call) => callView(call)));
  }

  finish(answer, fault) {
    this.draw(answer);
    this.element.classList.remove("writing");
    this.foot.replaceChildren(...answer.figures().map((told) => el("span", {}, told)));
    if (fault) this.foot.append(el("span", { className: "bad" }, fault));
    if (answer.reason !== "tool_calls") return;
    const given = () => answer.calls.every((call) => call.result !== null) && this.onResults(answer);
    this.calls.replaceChildren(...answer.calls.map((call) => callView(call, given)));
  }
}

function callView(call, onResult) {
  const view = el("section", { className: "call" }, el("h3", {}, call.name), el("pre", {}, pretty(call.arguments)));
  view.setAttribute("aria-label", `Tool call: ${call.name}`);
  if (!onResult) return view;
  const result = el("textarea", { rows: 1, className: "code", required: true });
  result.setAttribute("aria-label", `Result of ${call.name}`);
  result.placeholder = "What the tool answers";
  const form = el("form", {}, el("div", { className: "line" }, result, el("button", { type: "submit" }, "Give result")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    call.result = result.value;
    form.replaceWith(el("pre", { className: "result" }, call.result));
    onResult();
  });
  view.append(form);
  return view;
}

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json; // not complete yet
  }
}

function seconds(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
