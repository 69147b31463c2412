/**
 * What is shown, as the query of the page's address: whoever gets the link sees the same.
 */

export const VIEWS = ["events", "board", "map", "alerts", "stories", "operations"];
const SINGLE = ["q", "subject", "level", "language", "since", "kind", "sort"];
const MANY = ["type", "modality"];
const OPEN = ["article", "event", "story", "alert"];

/**
 * @typedef {{view: string, q: string, subject: string, level: string, language: string, since: string,
 *   kind: string, sort: string, type: string[], modality: string[], article: string, event: string,
 *   story: string, alert: string}} Shown
 */

/** @param {string} query @returns {Shown} */
export function read(query) {
  const given = new URLSearchParams(query);
  const shown = { view: VIEWS.includes(given.get("view")) ? given.get("view") : "events" };
  for (const name of [...SINGLE, ...OPEN]) shown[name] = given.get(name) ?? "";
  for (const name of MANY) shown[name] = (given.get(name) ?? "").split(",").filter(Boolean);
  return /** @type {Shown} */ (shown);
}

/** @param {Partial<Shown>} shown */
export function query(shown) {
  const given = new URLSearchParams();
  if (shown.view && shown.view !== "events") given.set("view", shown.view);
  for (const name of [...SINGLE, ...OPEN]) if (shown[name]) given.set(name, shown[name]);
  for (const name of MANY) if (shown[name]?.length) given.set(name, shown[name].join(","));
  return `?${given}`.replace(/%2C/g, ",").replace(/^\?$/, "");
}

/** The address of another view, with the filters that hold. */
export function link(shown, changes) {
  return query({ ...shown, ...changes }) || "?";
}

export const NO_FILTERS = { q: "", subject: "", level: "", language: "", since: "", type: [], modality: [] };

/** How many filters hold. @param {Shown} shown */
export function filterCount(shown) {
  return Object.keys(NO_FILTERS).filter((name) => shown[name]?.length).length;
}
