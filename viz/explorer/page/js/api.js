// Questions to the server that this page came from.

const kept = new Map();

/** What a question answers. Parameters that are arrays stand several times; throws Error with the server's words. */
export async function ask(path, parameters = {}, options = {}) {
  const address = `${path}${encoded(parameters)}`;
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(await told(answer));
  return answer.json();
}

/** The same, kept as long as the page lives. */
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
