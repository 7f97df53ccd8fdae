// Questions to the server that this page came from.

import { say, start } from "./say.js";

const kept = new Map();

/** What a question answers. Parameters that are arrays stand several times; throws Error with the server's words. */
export async function ask(path, parameters = {}, options = {}) {
  return read(await reach(`${path}${encoded(parameters)}`, options));
}

/** What an answer holds; throws Error with the server's words. */
export async function read(answer) {
  if (!answer.ok) throw new Error(await told(answer));
  return answer.json();
}

/** What the server answers, whatever it is; throws Error in the words of the page where it does not. */
export async function reach(address, options = {}) {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (error.name === "AbortError" || !start()) throw error;
    throw new Error(say("unreachable"));
  }
}

/** What a question answers, kept as long as the page lives. */
export function askOnce(path, parameters = {}) {
  const address = `${path}${encoded(parameters)}`;
  if (!kept.has(address)) {
    const asked = ask(path, parameters);
    asked.catch(() => kept.delete(address));
    kept.set(address, asked);
  }
  return kept.get(address);
}

/** Parameters as they stand in an address. */
export function encoded(parameters) {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [value].flat()
    .filter((one) => one !== null && one !== undefined && one !== "").map((one) => [name, one]));
  return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
}

/** What the server says of an error. */
export async function told(answer) {
  const text = await answer.text();
  try {
    const found = JSON.parse(text);
    return found.error || found.detail?.[0]?.msg || text;
  } catch {
    return text.trim() || `${answer.status} ${answer.statusText}`;
  }
}
