// The frame: which model, whether it is ready, which view is shown, and the key.

import { prepareChat } from "./chat.js";
import { $, el } from "./dom.js";
import { watchRing } from "./ring.js";
import { askJson, useKey } from "./server.js";
import { prepareSettings } from "./settings.js";

const PATIENCE = 1000; // milliseconds between two looks at a server that loads
const WORDS = { ready: "ready", restarting: "restarting", draining: "is ending", failed: "has failed" };

prepareSettings();
prepareChat(onRefused);
prepareFrame();
await findModels();
watchRing(showStatus, onRefused);

function prepareFrame() {
  for (const button of document.querySelectorAll("[data-shows]")) {
    button.addEventListener("click", () => {
      document.body.dataset.view = button.dataset.shows;
      for (const each of document.querySelectorAll("[data-shows]")) {
        each.setAttribute("aria-pressed", String(each === button));
      }
    });
  }
  $("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const isDark = root.style.colorScheme
      ? root.style.colorScheme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.style.colorScheme = isDark ? "light" : "dark";
  });
  $("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    useKey($("key").value);
    $("key").value = "";
    $("key-form").hidden = true;
    findModels();
    $("words").focus();
  });
}

function onRefused(error) {
  if (error.status !== 401 || !$("key-form").hidden) return;
  $("key-form").hidden = false;
  $("key").focus();
}

async function findModels() {
  try {
    const { data } = await askJson("v1/models");
    $("model").replaceChildren(...data.map(({ id }) => el("option", { value: id }, id)));
    $("model").disabled = data.length < 2;
  } catch (error) {
    onRefused(error);
    if (error.status !== 401) setTimeout(findModels, PATIENCE);
  }
}

// Null: nobody answers.
async function showStatus(report) {
  const status = report?.status ?? "away";
  let words = WORDS[status] ?? status;
  if (status === "loading") words = await loading();
  if (status === "away") words = "out of reach";
  if (report?.restarts) words += `, ${report.restarts} restart${report.restarts > 1 ? "s" : ""} survived`;
  if ($("status").textContent === words) return;
  $("status").textContent = words;
  $("status").className = `status ${status}`;
}

// The probe answers 503 with the truth.
async function loading() {
  const told = await fetch("health", { cache: "no-store" }).then((response) => response.json());
  return `loading: ${told.stage ?? ""} ${Math.round(100 * (told.progress ?? 0))} %`;
}
