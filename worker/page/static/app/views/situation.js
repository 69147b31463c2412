/** The situation beside the events: the map, what has been raised, what stands highest. */

import { h, reconcile } from "../core/dom.js";
import { newestFirst } from "../core/store.js";
import { sparkline } from "../parts/graphics.js";
import { coverage, deviations, indexValue, weight } from "../parts/subjects.js";
import { alertHead } from "./alerts.js";
import { WorldMap } from "../parts/worldmap.js";

const ALERTS = 4;
const DYADS = 10;

export class Situation {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    const { t } = app;
    this.app = app;
    this.map = new WorldMap(app, { small: true });
    this.alerts = h("ol", { class: "alert-list" });
    this.none = h("p", { class: "note" }, t("situation.no.alerts"));
    this.dyads = h("tbody");
    this.element = h(
      "aside",
      { class: "situation", "aria-label": t("situation") },
      this.map.element,
      h("section", null, heading(app, "alerts"), this.none, this.alerts),
      h(
        "section",
        null,
        heading(app, "board"),
        h(
          "table",
          { class: "mini-board" },
          h("caption", { class: "hidden-words" }, t("view.board")),
          h(
            "thead",
            { class: "hidden-words" },
            h(
              "tr",
              null,
              ["subject", "week", "index", "change", "coverage"].map((name) =>
                h("th", { scope: "col" }, t(`board.${name}`)),
              ),
            ),
          ),
          this.dyads,
        ),
      ),
    );
  }

  render() {
    const { app } = this;
    this.map.render();
    const alerts = newestFirst(app.store.alerts)
      .map(({ item }) => item)
      .slice(0, ALERTS);
    this.none.hidden = alerts.length > 0;
    reconcile(this.alerts, alerts, {
      key: ({ record }) => record.id,
      version: (item) => item,
      create: (item) => this.#alert(item),
    });
    const dyads = [...app.store.index.values()]
      .filter(({ item }) => item.record.kind === "dyad")
      .sort(
        (one, other) =>
          weight(other.item) - weight(one.item) ||
          (one.item.record.subject < other.item.record.subject ? -1 : 1),
      )
      .slice(0, DYADS);
    reconcile(this.dyads, dyads, {
      key: ({ item }) => item.record.subject,
      version: ({ item, readings }) => `${item.at.partition}/${item.at.offset}/${readings.length}`,
      create: (known) => this.#dyad(known),
    });
  }

  #alert({ record }) {
    return h(
      "li",
      null,
      h(
        "a",
        {
          href: this.app.link({ view: "alerts", alert: record.id, article: "", event: "" }),
          dataset: { go: "" },
        },
        alertHead(this.app, record),
      ),
    );
  }

  #dyad({ item: { record }, readings }) {
    const { app } = this;
    return h(
      "tr",
      null,
      h(
        "th",
        { scope: "row" },
        h(
          "button",
          {
            type: "button",
            class: "subject",
            onclick: () => app.show({ subject: app.shown.subject === record.subject ? "" : record.subject }),
          },
          app.names.subject(record.subject),
        ),
      ),
      h("td", null, sparkline(readings, app.t("board.week.label", { n: readings.length }), 84, 20)),
      h("td", { class: "number" }, indexValue(app, record)),
      h("td", { class: "number z" }, deviations(app, record.total.z)),
      h("td", null, coverage(app, record, false)),
    );
  }
}

function heading(app, view) {
  return h(
    "h2",
    null,
    h("a", { href: app.link({ view, article: "", event: "" }), dataset: { go: "" } }, app.t(`view.${view}`)),
  );
}
