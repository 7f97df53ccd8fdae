// The bar above all tabs: tabs, search, language, light and dark.

import { h, put } from "./dom.js";
import { count, lang, say, start } from "./say.js";
import { searchBox } from "./search.js";
import { change, listen, open, state } from "./store.js";

const TABS = ["explore", "query", "trace", "evidence"];

/** Draw the bar. */
export function header(bar) {
  const tabs = h("nav", { "aria-label": say("tabs") }, TABS.map(tabLink));
  put(bar,
    h("a", { class: "mark", href: "#/explore", title: say("start_over"), text: "政脉" }),
    notice(),
    tabs,
    searchBox({ label: say("search"), choose: (hit) => open(hit.id) }),
    h("span", { class: "facts", text: say("size", { documents: count(start().documents), claims: count(start().claims) }) }),
    h("button", { class: "plain", id: "language", lang: lang() === "zh" ? "en" : "zh-CN", text: say("language"), on: { click: otherLanguage } }),
    h("button", { class: "plain", id: "theme", text: say(isDark() ? "light" : "dark"), on: { click: otherTheme } }));
}

function tabLink(tab) {
  const link = h("a", {
    href: `#/${tab}`, text: say(tab), data: { tab }, "aria-current": state.tab === tab ? "page" : null,
    on: { click: (event) => { event.preventDefault(); change({ tab }); } },
  });
  return link;
}

function notice() {
  const notices = start().notices;
  return notices.length ? h("span", { class: "notice", role: "note", text: notices.join("、") }) : null;
}

function otherLanguage() {
  const other = lang() === "zh" ? "en" : "zh";
  localStorage.setItem("zhengmai-lang", other);
  change({ lang: other });
}

function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

function otherTheme() {
  const other = isDark() ? "light" : "dark";
  localStorage.setItem("zhengmai-theme", other);
  setTheme(other);
  document.getElementById("theme").textContent = say(isDark() ? "light" : "dark");
}

/** Light or dark: as chosen, else as the system has it. */
export function setTheme(chosen) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const theme = ["light", "dark"].includes(chosen) ? chosen : system.matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme;
  dispatchEvent(new CustomEvent("zhengmai-theme"));
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  if (!localStorage.getItem("zhengmai-theme")) setTheme(null);
});

listen((now, changed) => {
  if (!changed.has("tab")) return;
  for (const link of document.querySelectorAll("#bar nav a")) {
    if (link.dataset.tab === now.tab) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
});
