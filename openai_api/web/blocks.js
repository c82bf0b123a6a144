// The blocks of the key-value cache, each with its owner's colour.

import { $, el } from "./dom.js";

const FREE = 0;
const CACHED = 1;
const GOLDEN = 137.508; // degrees: neighbours in number are far apart in colour
const CELL = 9; // pixels, the gap included
const MOST_NAMED = 8; // owners in the legend

export function drawBlocks(report) {
  const cells = report.cells.flatMap(([code, length]) => Array(length).fill(code));
  const canvas = $("blocks");
  const columns = Math.max(Math.floor(canvas.clientWidth / CELL), 1);
  const pen = sharp(canvas, Math.ceil(cells.length / columns) * CELL);
  const style = getComputedStyle(canvas);
  const line = style.getPropertyValue("--line");
  const cached = style.getPropertyValue("--cached");
  cells.forEach((code, nth) => {
    const x = (nth % columns) * CELL;
    const y = Math.floor(nth / columns) * CELL;
    drawCell(pen, x, y, code, { line, cached });
  });
  label(canvas, cells, report);
  showLegend(report);
}

// Settled content, which others may share, is solid; what is still being written is a frame with
// a light ground; a dot is a block that several share.
function drawCell(pen, x, y, code, { line, cached }) {
  const size = CELL - 2;
  const owner = code >> 2;
  pen.fillStyle = owner ? colour(owner - 1) : cached;
  pen.strokeStyle = owner ? colour(owner - 1) : line;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.roundRect(x + 0.5, y + 0.5, size - 1, size - 1, 2);
  if (code === FREE) {
    pen.stroke();
  } else if (code === CACHED || code & 1) {
    pen.fill();
  } else {
    pen.globalAlpha = 0.35;
    pen.fill();
    pen.globalAlpha = 1;
    pen.stroke();
  }
  if (owner && code & 2) {
    pen.fillStyle = "#fff";
    pen.beginPath();
    pen.arc(x + size / 2, y + size / 2, 1.5, 0, 7);
    pen.fill();
  }
}

export function colour(slot) {
  return `hsl(${((slot * GOLDEN + 175) % 360).toFixed(0)} 52% 50%)`;
}

function label(canvas, cells, { num_blocks: all, block_size: size, owners }) {
  const share = (wanted) => Math.round((all * cells.filter(wanted).length) / cells.length);
  const used = owners.reduce((total, { num_blocks: number }) => total + number, 0);
  const kept = share((code) => code === CACHED);
  canvas.setAttribute(
    "aria-label",
    cells.length
      ? `${all} blocks of ${size} tokens: ${used} held by ${owners.length} requests, ${kept} cached`
      : "No blocks yet",
  );
}

function showLegend({ owners, cells, num_blocks: all }) {
  const seen = cells.reduce((total, [, length]) => total + length, 0);
  const items = [
    key("free", "free"),
    key("cached", "cached"),
    key("open", "being written"),
    key("shared", "shared"),
  ];
  for (const { slot, num_blocks: number } of owners.slice(0, MOST_NAMED)) {
    items.push(key("", `slot ${slot}: ${number}`, colour(slot)));
  }
  if (owners.length > MOST_NAMED) items.push(el("li", {}, `and ${owners.length - MOST_NAMED} more`));
  if (seen < all) items.push(el("li", {}, `one of ${Math.round(all / seen)} blocks is shown`));
  const told = items.map((item) => item.textContent).join();
  if ($("legend").dataset.told !== told) $("legend").replaceChildren(...items);
  $("legend").dataset.told = told;
}

function key(kind, words, paint) {
  const square = el("i", { className: `key ${kind}` });
  if (paint) square.style.setProperty("--key", paint);
  return el("li", {}, square, words);
}

// A pen for a canvas of this height, sharp on any screen.
export function sharp(canvas, height) {
  const scale = devicePixelRatio;
  const width = canvas.clientWidth;
  if (canvas.height !== Math.round(height * scale) || canvas.width !== Math.round(width * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.style.height = `${height}px`;
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}
