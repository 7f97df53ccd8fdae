// Words in the language of the page, and looks of classes and lines.

let given = null;
let language = "zh";

/** What the server gave at the start. */
export function learn(start, lang) {
  given = start;
  language = lang;
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
}

export const lang = () => language;
export const start = () => given;

/** Words of the page: `say(key, { n: 20 })`. Where they differ for one, they stand before a bar: `{n} row|{n} rows`. */
export function say(key, values = {}) {
  const [one, many = one] = (given.page[key]?.[language] ?? key).split("|");
  return (String(values.n) === "1" ? one : many).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** The name of a class, predicate, status or other term of the ontology. */
export function word(term) {
  return given.words[term]?.[language] ?? term;
}

/** What a thing is called: the vocabulary's English name where it has one and the page is English. */
export const named = (thing) => (language === "en" && thing.en) || thing.label;

/** A province, which addresses and filters know by its Chinese name. */
export const provinceName = (name) => (language === "en" && given.english[name]) || name;

/** One of two languages. */
export const both = (texts) => texts[language];

/** Fill and border of a class. */
export const look = (kind) => given.types[kind] || given.types.Thing;

/** Colour of the line of a status. */
export const line = (status) => given.lines[status || "vocabulary"];

/** A number as people write it. */
export const count = (n) => String(n).replace(/\B(?=(?:\d{3})+$)/g, ",");

export const dark = () => document.documentElement.dataset.theme === "dark";
