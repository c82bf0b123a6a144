// A little Markdown, as elements: fenced code, headings, lists, `code`, **bold** and *stress*.
// Every character keeps its place in the source, so that ranges of it can be marked.

import { el } from "./dom.js";

const INLINE = /(`+)(.+?)\1(?!`)|\*\*(?=\S)(.+?)\*\*|\*(?=[^\s*])([^*\n]+?)\*(?!\*)/gs;
const FENCE = /^ {0,3}(```+|~~~+)/;
const HEADING = /^#{1,6} +(?=\S)/;
const ITEM = /^ {0,3}(?:([-*+])|\d{1,3}[.)]) +(?=\S)/;

// `marks` are [start, end) in order.
export function render(source, marks) {
  const place = placing(source, marks);
  const blocks = [];
  let paragraph = null;
  const lines = linesOf(source);
  for (let nth = 0; nth < lines.length; nth++) {
    const [start, end] = lines[nth];
    const line = source.slice(start, end);
    const fence = FENCE.exec(line);
    if (fence) {
      let last = nth + 1;
      while (last < lines.length && !source.slice(...lines[last]).trim().startsWith(fence[1])) last++;
      const code = el("code");
      if (last > nth + 1) place(code, lines[nth + 1][0], lines[last - 1][1]);
      blocks.push(el("pre", { tabIndex: 0 }, code));
      nth = last;
      paragraph = null;
    } else if (!line.trim()) {
      paragraph = null;
    } else if (HEADING.test(line)) {
      blocks.push(inline(el("h3"), source, start + HEADING.exec(line)[0].length, end, place));
      paragraph = null;
    } else if (ITEM.test(line)) {
      const [all, bullet] = ITEM.exec(line);
      const kind = bullet ? "UL" : "OL";
      if (blocks.at(-1)?.tagName !== kind) blocks.push(el(kind.toLowerCase()));
      blocks.at(-1).append(inline(el("li"), source, start + all.length, end, place));
      paragraph = null;
    } else if (paragraph) {
      paragraph.end = end;
    } else {
      paragraph = { start, end };
      blocks.push(paragraph);
    }
  }
  return blocks.map((block) =>
    block instanceof Element ? block : inline(el("p"), source, block.start, block.end, place),
  );
}

function linesOf(source) {
  const lines = [];
  let start = 0;
  for (const line of source.split("\n")) {
    lines.push([start, start + line.length]);
    start += line.length + 1;
  }
  return lines;
}

function inline(parent, source, start, end, place) {
  const text = source.slice(start, end);
  let done = 0;
  for (const found of text.matchAll(INLINE)) {
    const [all, ticks, code, strong] = found;
    place(parent, start + done, start + found.index);
    const kind = ticks ? "code" : strong ? "strong" : "em";
    const edge = ticks ? ticks.length : strong ? 2 : 1;
    const child = el(kind);
    place(child, start + found.index + edge, start + found.index + all.length - edge);
    parent.append(child);
    done = found.index + all.length;
  }
  place(parent, start + done, end);
  return parent;
}

function placing(source, marks) {
  return (parent, start, end) => {
    let done = start;
    for (const [from, to] of overlapping(marks, start, end)) {
      const first = Math.max(from, done);
      const last = Math.min(to, end);
      if (first > done) parent.append(source.slice(done, first));
      parent.append(el("mark", {}, source.slice(first, last)));
      done = last;
    }
    if (end > done) parent.append(source.slice(done, end));
  };
}

function overlapping(marks, start, end) {
  let low = 0;
  for (let high = marks.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (marks[middle][1] <= start) low = middle + 1;
    else high = middle;
  }
  const found = [];
  while (low < marks.length && marks[low][0] < end) found.push(marks[low++]);
  return found;
}
