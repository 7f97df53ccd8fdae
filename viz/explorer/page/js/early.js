// Run before all other modules are there: what the address asks for is on its way while they come.

import { read } from "./hash.js";
import { drawable } from "./library.js";

/** The address that a view is asked of. */
export function viewAddress(steps) {
  return `api/explore/view?${new URLSearchParams(steps.map((step) => ["s", step]))}`;
}

const { tab, steps } = read(location.hash);
const wanted = tab === "explore" && steps.length > 0;

/** The view that the page begins with: its address, and what is asked; null where it begins with none. */
export const early = wanted ? begin(viewAddress(steps)) : null;

function begin(address) {
  const answer = fetch(address);
  const view = answer.then((found) => found.clone().json()).catch(() => null);
  drawable();
  return { address, answer, view };
}
