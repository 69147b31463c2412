/** What stands where there is nothing to show: still loading, nothing yet, or nothing that passes the filters. */

import { h } from "../core/dom.js";
import { filterCount, NO_FILTERS } from "../core/address.js";

/**
 * @param {import("../app.js").App} app
 * @param {string} what the view
 * @param {number} all how many there are without filters
 */
export function empty(app, what, all) {
  const { t } = app;
  if (!app.loaded)
    return h(
      "div",
      { class: "state", role: "status" },
      h("span", { class: "pulse", "aria-hidden": "true" }),
      h("p", null, t("state.loading")),
    );
  if (all && filterCount(app.shown)) {
    return h(
      "div",
      { class: "state" },
      h("p", null, t("state.filtered", { n: all })),
      h("button", { type: "button", onclick: () => app.show(NO_FILTERS) }, t("filter.clear")),
    );
  }
  return h(
    "div",
    { class: "state" },
    h("p", { class: "title" }, t(`state.${what}`)),
    h("p", null, t(`state.${what}.how`)),
    what === "events" && h("pre", null, "escalation-worker produce seeds/*.json"),
  );
}
