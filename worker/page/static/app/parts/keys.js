/** The keyboard: single keys, which can be turned off, and the help that names them. */

import { h } from "../core/dom.js";
import { VIEWS } from "../core/address.js";
import { memory } from "../core/language.js";
import { legend } from "./marks.js";

const KEY = "escalation.keys";
const SHOWN = [
  ["/", "search"],
  ["1 – 6", "views"],
  ["j  k", "move"],
  ["Enter", "open"],
  ["Esc", "close"],
  ["p", "pause"],
  [".", "newest"],
  ["c", "clear"],
  ["t", "theme"],
  ["l", "language"],
  ["?", "help"],
];

export class Help {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    const { t } = app;
    this.on = memory.get(KEY) !== "off";
    const box = h("input", {
      type: "checkbox",
      checked: this.on,
      onchange: () => {
        this.on = box.checked;
        memory.set(KEY, this.on ? "on" : "off");
      },
    });
    this.element = h(
      "dialog",
      { class: "help", "aria-labelledby": "help-title" },
      h(
        "div",
        null,
        h(
          "header",
          null,
          h("h2", { id: "help-title" }, t("help")),
          h("button", { type: "button", class: "quiet", onclick: () => this.element.close() }, t("close")),
        ),
        h("h3", null, t("help.keys")),
        h(
          "dl",
          { class: "keys" },
          SHOWN.map(([key, what]) =>
            h(
              "div",
              null,
              h(
                "dt",
                null,
                key.split(/\s{2}/).map((one) => h("kbd", null, one)),
              ),
              h("dd", null, t(`key.${what}`)),
            ),
          ),
        ),
        h("label", null, box, " ", t("help.keys.on")),
        h("h3", null, t("legend")),
        legend(t),
        h("h3", null, t("help.scale")),
        scaleLegend(app),
        h("p", { class: "note" }, t("help.index")),
        h("p", { class: "note" }, t("help.links")),
      ),
    );
  }

  open() {
    if (!this.element.open) this.element.showModal();
  }
}

function scaleLegend(app) {
  return h(
    "ol",
    { class: "intensities" },
    [
      ["c4", -10],
      ["c3", -7],
      ["c2", -4],
      ["c1", -2],
      ["b1", 1],
      ["b2", 4],
      ["b3", 7],
    ].map(([name, goldstein]) =>
      h("li", null, h("i", { class: name, "aria-hidden": "true" }), app.language.signed(goldstein, 0)),
    ),
  );
}

/** Listen to the keys of the whole page. @param {import("../app.js").App} app */
export function listen(app) {
  const deeds = {
    "/": () => app.filters.focus(),
    "?": () => app.help.open(),
    p: () => app.pause(),
    t: () => app.turnTheme(),
    l: () => app.speak(app.language.code === "en" ? "de" : "en"),
    j: () => app.view.list?.move(1),
    k: () => app.view.list?.move(-1),
    ".": () => app.view.list?.top(),
    c: () => app.clearFilters(),
  };
  VIEWS.forEach((view, place) => {
    deeds[place + 1] = () => app.show({ view }, true);
  });
  document.addEventListener("keydown", (event) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.defaultPrevented ||
      document.querySelector("dialog[open]")
    )
      return;
    if (event.key === "Escape") return app.escape();
    if (!app.help.on || event.target.closest("input, select, textarea, [contenteditable]")) return undefined;
    const deed = deeds[event.key];
    if (!deed) return undefined;
    event.preventDefault();
    return deed();
  });
}
