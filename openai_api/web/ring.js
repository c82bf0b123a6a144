// Asks for the ring's figures a few times a second, as long as somebody can see them.

import { ActorsView } from "./actors.js";
import { drawBlocks } from "./blocks.js";
import { $ } from "./dom.js";
import { askJson } from "./server.js";
import { drawSteps } from "./steps.js";

const NUM_STEPS = 120;
const RATE_SECONDS = 3; // over which tokens per second are counted
const PATIENCE = 2000; // milliseconds after a fault

export function watchRing(onReport, onRefused) {
  const ring = new Ring(onReport, onRefused);
  document.addEventListener("visibilitychange", () => document.hidden || ring.wake());
  ring.look();
}

class Ring {
  constructor(onReport, onRefused) {
    this.onReport = onReport;
    this.onRefused = onRefused;
    this.actors = new ActorsView($("actors"));
    this.steps = [];
    this.timer = null;
  }

  wake() {
    clearTimeout(this.timer);
    this.look();
  }

  async look() {
    let pause = PATIENCE;
    try {
      const report = await askJson(`ring?after=${this.steps.at(-1)?.step ?? 0}`);
      pause = 1000 * report.interval;
      this.onReport(report);
      this.show(report);
      $("ring-fault").textContent = "";
    } catch (error) {
      this.onRefused(error);
      this.onReport(error.status === undefined ? null : { status: error.message });
      $("ring-fault").textContent = error.message;
    }
    if (!document.hidden) this.timer = setTimeout(() => this.look(), pause);
  }

  show(report) {
    const now = performance.now() / 1000;
    const fresh = report.steps.map((values) => stepOf(report.step_fields, values, now));
    // A new ring counts from one again.
    const seen = report.status === "ready" || !this.steps.length ? this.steps : [];
    this.steps = [...seen, ...fresh].slice(-NUM_STEPS);
    this.actors.show(report, now);
    drawBlocks(report);
    drawSteps(this.steps, now);
    this.showFigures(report, now);
  }

  showFigures(report, now) {
    const lately = this.steps.filter((step) => now - step.ended < RATE_SECONDS);
    $("rate").textContent = (sum(lately, "num_decided") / RATE_SECONDS).toFixed(0);
    const drafted = sum(this.steps, "num_drafted");
    const accepted = sum(this.steps, "num_accepted");
    $("held").textContent = drafted ? `${Math.round((100 * accepted) / drafted)} %` : "–";
    $("running").textContent = report.num_running;
    $("waiting").textContent = report.num_waiting;
  }
}

function stepOf(fields, values, now) {
  const step = Object.fromEntries(fields.map((name, nth) => [name, values[nth]]));
  step.began = now - step.began;
  step.ended = now - step.ended;
  return step;
}

function sum(steps, name) {
  return steps.reduce((total, step) => total + step[name], 0);
}
