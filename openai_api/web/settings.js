// The fields of the form, as fields of a request.

import { $ } from "./dom.js";

const NUMBERS = ["temperature", "top_p", "max_tokens", "seed"];

const EXAMPLE_TOOL = {
  type: "function",
  function: {
    name: "get_weather",
    description: "The weather in a city right now.",
    parameters: {
      type: "object",
      properties: { city: { type: "string" } },
      required: ["city"],
    },
  },
};

// Null: something in the form is wrong, and was said.
export function readSettings() {
  const fields = {};
  for (const name of NUMBERS) {
    if (!$(name).checkValidity()) {
      $("settings").open = true;
      $(name).reportValidity();
      return null;
    }
    if ($(name).value !== "") fields[name] = Number($(name).value);
  }
  try {
    if ($("tools").value.trim()) fields.tools = JSON.parse($("tools").value);
    $("tools-fault").textContent = "";
  } catch (error) {
    $("settings").open = true;
    $("tools-fault").textContent = `The tools are no JSON: ${error.message}`;
    $("tools").focus();
    return null;
  }
  return fields;
}

export function systemPrompt() {
  const content = $("system").value.trim();
  return content ? [{ role: "system", content }] : [];
}

export function offerExampleTool() {
  $("tools").value = JSON.stringify([EXAMPLE_TOOL], null, 2);
}

export function prepareSettings() {
  $("example-tool").addEventListener("click", offerExampleTool);
  const showMarks = () => document.body.classList.toggle("no-marks", !$("marks").checked);
  $("marks").addEventListener("change", showMarks);
  showMarks();
}
