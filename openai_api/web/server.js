// How the page speaks with its own server. The key lives here, and nowhere else.

let key = "";

export function useKey(given) {
  key = given;
}

export class Refused extends Error {
  constructor(status, told) {
    super(told?.error?.message ?? `The server answered ${status}.`);
    this.status = status;
  }
}

export async function ask(path, { body, signal } = {}) {
  const headers = key ? { Authorization: `Bearer ${key}` } : {};
  const options = { headers, signal, cache: "no-store", credentials: "omit" };
  if (body !== undefined) {
    Object.assign(options, { method: "POST", body: JSON.stringify(body) });
    headers["Content-Type"] = "application/json";
  }
  const response = await fetch(path, options);
  if (response.ok) return response;
  throw new Refused(response.status, await response.json().catch(() => null));
}

export async function askJson(path) {
  return (await ask(path)).json();
}

// The events of a stream. Leaving the loop early hangs up.
export async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new Error("The stream broke off.");
      const frames = (rest + value).split("\n\n");
      rest = frames.pop();
      for (const frame of frames) {
        if (!frame.startsWith("data: ")) continue;
        const data = frame.slice("data: ".length);
        if (data === "[DONE]") return;
        const event = JSON.parse(data);
        if (event.error) throw new Error(event.error.message);
        yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
