/** The board: every subject of the index with its week, its threats and acts, and whether to trust it. */

import { h, reconcile } from "../core/dom.js";
import { sparkline, split } from "../parts/graphics.js";
import { empty } from "../parts/states.js";
import { coverage, deviations, indexValue, weight } from "../parts/subjects.js";
import { chart } from "../parts/chart.js";

const MOST = 200;
const ORDER = {
  index: (item) => -weight(item),
  change: ({ record }) => -(record.total.z ?? -99),
  threats: ({ record }) => -(record.threats.value ?? record.threats.points),
  acts: ({ record }) => -(record.acts.value ?? record.acts.points),
  stories: ({ record }) => -record.stories,
};
const COLUMNS = [
  ["subject"],
  ["index", "number"],
  ["change", "number"],
  ["week"],
  ["threats", "number"],
  ["acts", "number"],
  ["coverage"],
  ["stories", "number"],
];

export class BoardView {
  /** Readings change by the hour: it is drawn less often than events. */
  calm = true;

  /** @param {import("../app.js").App} app */
  constructor(app) {
    const { t } = app;
    this.app = app;
    this.kinds = h(
      "div",
      { class: "segments", role: "group", "aria-label": t("board.kind") },
      ["", "dyad", "country", "alliance"].map((kind) =>
        h(
          "button",
          { type: "button", dataset: { kind }, onclick: () => app.show({ kind }) },
          t(`kind.${kind || "all"}`),
        ),
      ),
    );
    this.head = h(
      "tr",
      null,
      COLUMNS.map(([name, kind]) => this.#heading(name, kind)),
    );
    this.body = h("tbody");
    this.table = h(
      "table",
      { class: "board" },
      h("caption", { class: "hidden-words" }, t("view.board")),
      h("thead", null, this.head),
      this.body,
    );
    this.blank = h("div");
    this.chart = h("div", { class: "subject-chart", hidden: true });
    this.note = h("p", { class: "note" }, t("board.note"));
    this.element = h(
      "section",
      { class: "view boards", "aria-label": t("view.board") },
      h("div", { class: "toolbar" }, this.kinds, this.note),
      this.chart,
      h("div", { class: "scroll-x", tabindex: 0, role: "region", "aria-label": t("view.board") }, this.table),
      this.blank,
    );
  }

  /** What is shown, in its order. */
  items() {
    const { shown, store } = this.app;
    const { index } = this.app.pass();
    const order = ORDER[shown.sort] ?? ORDER.index;
    return [...store.index.values()]
      .filter(({ item }) => index(item) && (!shown.kind || item.record.kind === shown.kind))
      .map((entry) => ({ entry, at: order(entry.item) }))
      .sort((one, other) => one.at - other.at || compare(one.entry, other.entry))
      .map(({ entry }) => ({ ...entry.item, readings: entry.readings }));
  }

  render() {
    const { shown } = this.app;
    const items = this.app.shownItems();
    for (const button of this.kinds.children)
      button.setAttribute("aria-pressed", String(button.dataset.kind === shown.kind));
    for (const cell of this.head.children) {
      if (ORDER[cell.dataset.name])
        cell.ariaSort = cell.dataset.name === (shown.sort || "index") ? "descending" : "none";
    }
    reconcile(this.body, items.slice(0, MOST), {
      key: ({ record }) => record.subject,
      version: ({ at, readings }) => `${at.offset}/${at.partition}/${readings.length}`,
      create: (item) => this.#row(item),
    });
    for (const row of this.body.children)
      row.classList.toggle("chosen", row.dataset.subject === shown.subject);
    this.table.hidden = !items.length;
    this.blank.replaceChildren(
      ...(items.length ? [] : [empty(this.app, "board", this.app.store.index.size)]),
    );
    chart(this.app, this.chart, shown.subject);
  }

  #heading(name, kind) {
    const words = this.app.t(`board.${name}`);
    const title = this.app.t(`board.${name}.why`);
    const cell = h("th", { scope: "col", class: kind, dataset: { name }, title });
    cell.append(
      ORDER[name]
        ? h(
            "button",
            {
              type: "button",
              class: "sort",
              onclick: () => this.app.show({ sort: name === "index" ? "" : name }),
            },
            words,
          )
        : words,
    );
    return cell;
  }

  #row({ record, readings }) {
    const { app } = this;
    const { language, t } = app;
    const part = ({ value, points }) =>
      value === null ? language.number(points, 1, true) : language.number(value, 0);
    const open = () => app.show({ subject: app.shown.subject === record.subject ? "" : record.subject });
    return h(
      "tr",
      { dataset: { subject: record.subject } },
      h(
        "th",
        { scope: "row" },
        h(
          "button",
          { type: "button", class: "subject", onclick: open, title: t("board.choose") },
          app.names.subject(record.subject),
        ),
        h("span", { class: "code" }, record.subject),
      ),
      h("td", { class: "number" }, indexValue(app, record)),
      h("td", { class: "number" }, deviations(app, record.total.z)),
      h("td", null, sparkline(readings, t("board.week.label", { n: readings.length }))),
      h("td", { class: "number" }, part(record.threats)),
      h(
        "td",
        { class: "number" },
        h("span", { class: "parts" }, part(record.acts), split(record.threats.points, record.acts.points)),
      ),
      h("td", null, coverage(app, record)),
      h("td", { class: "number" }, language.number(record.stories)),
    );
  }
}

function compare(one, other) {
  return one.item.record.subject < other.item.record.subject ? -1 : 1;
}
