// The five actors and the device, and what passes between them.

import { svg } from "./dom.js";

const WIDTH = 104;
const HEIGHT = 48;
const PLACES = {
  tokenizer: [0, 8, "Tokenizer"],
  scheduler: [141, 66, "Scheduler"],
  kv_cache: [282, 8, "KV cache"],
  runner: [282, 124, "Runner"],
  detokenizer: [0, 124, "Detokenizer"],
};
// Each way is drawn busy when the actor at its end has handled something.
const WAYS = [
  ["tokenizer", "scheduler", "M104 32 C 130 32 150 40 160 60"],
  ["scheduler", "kv_cache", "M226 62 C 236 40 256 32 276 32"],
  ["kv_cache", "runner", "M334 58 L 334 117"],
  ["runner", "scheduler", "M280 148 C 256 148 236 140 228 121"],
  ["scheduler", "detokenizer", "M160 116 C 150 140 130 148 111 148"],
];

export class ActorsView {
  constructor(place) {
    this.before = {};
    this.at = 0;
    this.boxes = {};
    this.drawing = svg("svg", { viewBox: "-1 0 388 180", role: "img" });
    this.ways = WAYS.map(([from, to, path]) => ({ from, to, line: this.addWay(path) }));
    for (const [name, [x, y, title]] of Object.entries(PLACES)) this.boxes[name] = this.addBox(x, y, title);
    place.replaceChildren(this.drawing);
  }

  addWay(path) {
    const line = svg("path", { class: "way", d: path, "marker-end": "none" });
    const numbers = path.match(/-?\d+/g).map(Number);
    const [x1, y1, x2, y2] = numbers.slice(-4);
    const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
    const head = svg("path", { class: "head", d: "M-4 -5 L 6 0 L -4 5 Z", transform: `translate(${x2} ${y2}) rotate(${turn})` });
    this.drawing.append(line, head);
    return line;
  }

  addBox(x, y, title) {
    const name = svg("text", { class: "name", x: 10, y: 19 }, title);
    const told = svg("text", { class: "told", x: 10, y: 34 });
    const fill = svg("rect", { class: "fill", x: 10, y: 40, width: 0, height: 3, rx: 1.5 });
    const full = svg("rect", { class: "full", x: 10, y: 40, width: WIDTH - 20, height: 3, rx: 1.5 });
    const frame = svg("rect", { width: WIDTH, height: HEIGHT, rx: 9 });
    const box = svg("g", { class: "actor", transform: `translate(${x} ${y})` }, frame, name, told, full, fill);
    this.drawing.append(box);
    return { told, fill, title };
  }

  show({ actors }, now) {
    const words = [];
    const moved = new Set();
    for (const { name, waiting, capacity, handled } of actors) {
      const box = this.boxes[name];
      const news = Math.max(handled - (this.before[name] ?? handled), 0);
      if (news) moved.add(name);
      const rate = this.at ? Math.round(news / (now - this.at)) : 0;
      box.told.textContent = `${waiting} waiting · ${rate}/s`;
      box.fill.setAttribute("width", ((WIDTH - 20) * waiting) / capacity);
      words.push(`${box.title}: ${waiting} of at most ${capacity} messages waiting`);
      this.before[name] = handled;
    }
    this.at = now;
    for (const { from, to, line } of this.ways) {
      const isEntry = from === "tokenizer"; // the scheduler hears from others too
      line.classList.toggle("busy", moved.has(isEntry ? from : to) && moved.has(to));
    }
    this.drawing.setAttribute("aria-label", words.join(". "));
  }
}
