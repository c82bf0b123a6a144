// The last steps: their tokens as bars, and how long each took as a line below.

import { sharp } from "./blocks.js";
import { $ } from "./dom.js";

const TOP = 18; // pixels for words above the bars
const BARS = TOP + 78; // where the bars stand
const TIMES = 20; // for the line of times, below words of their own
const HEIGHT = BARS + 22 + TIMES;
const NARROWEST = 3;

export function drawSteps(steps) {
  const canvas = $("steps");
  const pen = sharp(canvas, HEIGHT);
  const paint = paints(canvas);
  const width = canvas.clientWidth;
  const shown = steps.slice(-Math.floor(width / NARROWEST));
  if (!shown.length) return;
  const each = Math.max(NARROWEST, Math.min(8, width / shown.length));
  const most = Math.max(4, ...shown.map((step) => step.num_tokens));
  const longest = Math.max(...shown.map((step) => step.ended - step.began));
  pen.fillStyle = paint.line;
  pen.fillRect(0, BARS + 1, width, 1);
  shown.forEach((step, nth) => {
    const x = width - (shown.length - nth) * each;
    drawBar(pen, x, each - 1, step, (BARS - TOP) / Math.sqrt(most), paint);
    const time = (TIMES * (step.ended - step.began)) / longest;
    pen.fillStyle = paint.muted;
    pen.fillRect(x, HEIGHT - 2 - time, each - 1, 2);
  });
  label(pen, canvas, shown, { most, longest, paint });
}

// The root of the numbers, so that a prompt of 500 tokens leaves something of a step of one.
function drawBar(pen, x, width, step, scale, paint) {
  const accepted = step.num_accepted;
  const own = step.num_decided - accepted;
  const vain = step.num_drafted - accepted;
  const prompt = Math.max(step.num_tokens - step.num_drafted - own, 0);
  const parts = [[own, paint.own], [accepted, paint.draft], [vain, paint.draft, 0.3], [prompt, paint.cached]];
  const all = own + accepted + vain + prompt;
  let y = BARS;
  for (const [number, fill, alpha = 1] of parts) {
    const height = all ? (scale * Math.sqrt(all) * number) / all : 0;
    y -= height;
    pen.globalAlpha = alpha;
    pen.fillStyle = fill;
    pen.fillRect(x, y, width, height);
  }
  pen.globalAlpha = 1;
}

function label(pen, canvas, shown, { most, longest, paint }) {
  const took = shown.map((step) => step.ended - step.began).sort((a, b) => a - b);
  const median = (1000 * took[took.length >> 1]).toFixed(1);
  pen.font = `11px ${paint.font}`;
  pen.fillStyle = paint.muted;
  pen.fillText(`up to ${most} tokens in a step`, 0, 11);
  pen.fillText(`up to ${(1000 * longest).toFixed(0)} ms, mostly about ${median} ms`, 0, BARS + 14);
  canvas.setAttribute(
    "aria-label",
    `The last ${shown.length} steps: at most ${most} tokens in one, median ${median} milliseconds`,
  );
}

function paints(canvas) {
  const read = (name) => getComputedStyle(canvas).getPropertyValue(name);
  return {
    own: read("--accent"),
    draft: read("--draft"),
    muted: read("--muted"),
    line: read("--line"),
    cached: read("--cached"),
    font: read("--font"),
  };
}
