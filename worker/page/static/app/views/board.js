/** The board: every subject of the index with its week, its threats and acts, and whether to trust it. */

import { h } from "../core/dom.js";
import * as rows from "../parts/boardrow.js";
import { chart } from "../parts/chart.js";
import { empty } from "../parts/states.js";
import { weight } from "../parts/subjects.js";
import { Window } from "../parts/window.js";

const ORDER = {
  index: (item) => -weight(item),
  change: ({ record }) => -(record.total.z ?? -99),
  threats: ({ record }) => -(record.threats.value ?? record.threats.points),
  acts: ({ record }) => -(record.acts.value ?? record.acts.points),
  stories: ({ record }) => -record.stories,
};
export class BoardView {
  /** Readings change by the hour: it is drawn less often than events. */
  calm = true;

  /** @param {import("../app.js").App} app */
  constructor(app, scroller) {
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
      rows.COLUMNS.map(([name, kind]) => this.#heading(name, kind)),
    );
    this.body = h("tbody");
    this.table = h(
      "table",
      { class: "board" },
      h("caption", { class: "hidden-words" }, t("view.board")),
      h("thead", null, this.head),
      this.body,
    );
    this.window = new Window(this.table, {
      scroller,
      columns: rows.COLUMNS.length,
      key: ({ record }) => record.subject,
      version: rows.version,
      create: (item) => rows.create(app, item),
      update: (row, item) => rows.update(app, row, item),
      moved: () => app.redraw(),
    });
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

  /** Read the layout, before anything of the frame is written. */
  measure() {
    this.window.measure();
  }

  render() {
    const { shown } = this.app;
    chart(this.app, this.chart, shown.subject); // reads its width
    const items = this.app.shownItems();
    for (const button of this.kinds.children)
      button.setAttribute("aria-pressed", String(button.dataset.kind === shown.kind));
    for (const cell of this.head.children) {
      if (ORDER[cell.dataset.name])
        cell.ariaSort = cell.dataset.name === (shown.sort || "index") ? "descending" : "none";
    }
    const drawn = this.window.render(items);
    for (const row of this.body.children)
      row.classList.toggle("chosen", row.dataset.subject === shown.subject);
    this.table.hidden = !items.length;
    this.blank.replaceChildren(
      ...(items.length ? [] : [empty(this.app, "board", this.app.store.index.size)]),
    );
    return drawn;
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
}

function compare(one, other) {
  return one.item.record.subject < other.item.record.subject ? -1 : 1;
}
