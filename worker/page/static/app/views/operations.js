/** Operations: rate, lag, dead letters by reason, what became of articles, languages heard last. */

import { bdi, h } from "../core/dom.js";
import { newestFirst } from "../core/store.js";
import { empty } from "../parts/states.js";

export class OperationsView {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    this.element = h("section", { class: "view operations", "aria-label": app.t("view.operations") });
  }

  items() {
    return newestFirst(this.app.store.dead);
  }

  render() {
    const { app } = this;
    const { operations, dead } = app.store;
    if (!operations) {
      this.element.replaceChildren(empty(app, "operations", 0));
      return;
    }
    if (this.drawn === operations && this.count === dead.size) return;
    [this.drawn, this.count] = [operations, dead.size];
    this.element.replaceChildren(this.#figures(operations), this.#tables(operations), this.#dead());
  }

  #figures(now) {
    const { t, language } = this.app;
    const figure = (name, value, unit = "") =>
      h(
        "div",
        null,
        h("dt", null, t(`operations.${name}`)),
        h("dd", null, value, unit && h("small", null, ` ${unit}`)),
      );
    return h(
      "dl",
      { class: "figures" },
      figure("articles", language.number(now.articles_per_second ?? 0, 1, true), t("per.second")),
      figure("events", language.number(now.events_per_second ?? 0, 1, true), t("per.second")),
      figure(
        "lag",
        now.lag_total === null || now.lag_total === undefined ? "—" : language.number(now.lag_total),
        t("records"),
      ),
      figure("dead", language.number(total(now.dead))),
      figure("kafka", t(`kafka.${now.kafka}`)),
      figure("since", language.when(now.since, "full")),
    );
  }

  #tables(now) {
    const { t, language } = this.app;
    return h(
      "div",
      { class: "tables" },
      table(
        t("operations.languages"),
        [t("language"), t("operations.heard"), t("operations.articles.count")],
        (now.languages ?? []).map((one) => [
          `${language.languageName(one.language)} (${one.language})`,
          one.last_seen ? language.since(Date.now() - Date.parse(one.last_seen)) : "—",
          language.number(one.articles),
        ]),
      ),
      table(
        t("operations.reasons"),
        [t("operations.reason"), t("operations.count")],
        counts(now.dead).map(([reason, n]) => [reason, language.number(n)]),
      ),
      table(
        t("operations.dispositions"),
        [t("operations.disposition"), t("operations.count")],
        this.#dispositions(now),
      ),
      table(
        t("operations.lags"),
        [t("operations.partition"), t("operations.lag")],
        (now.lag ?? []).map(({ topic, partition, lag }) => [`${topic} ${partition}`, language.number(lag)]),
      ),
    );
  }

  /** What was published and dead-lettered is on a topic; what was dropped only the worker knows. */
  #dispositions({ dispositions, dropped }) {
    const { t, language } = this.app;
    const rows = ["published", "dead_lettered"].map((name) => [name, dispositions?.[name] ?? 0]);
    const reasons = counts(dropped).map(([reason, n]) => [t("disposition.dropped.for", { reason }), n]);
    return [
      ...rows.map(([name, n]) => [t(`disposition.${name}`), language.number(n)]),
      [t("disposition.dropped"), dropped ? language.number(total(dropped)) : t("disposition.unknown")],
      ...reasons.map(([words, n]) => [words, language.number(n)]),
    ];
  }

  #dead() {
    const { app } = this;
    const rows = this.app
      .shownItems()
      .slice(0, 50)
      .map((one) => {
        const error = one.error ?? one.record?.error ?? one;
        return [
          app.language.clock(one.at?.timestamp ?? 0),
          error.code ?? "",
          `${error.topic ?? ""}/${error.partition ?? ""}@${error.offset ?? ""}`,
          bdi(error.message ?? ""),
        ];
      });
    return table(
      app.t("operations.letters"),
      ["time", "operations.reason", "operations.place", "operations.message"].map((key) => app.t(key)),
      rows,
    );
  }
}

function table(title, columns, rows) {
  return h(
    "div",
    { class: "scroll-x", tabindex: 0, role: "region", "aria-label": title },
    h(
      "table",
      null,
      h("caption", null, title),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          columns.map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        null,
        rows.length
          ? rows.map((row) =>
              h(
                "tr",
                null,
                row.map((value) => h("td", null, value)),
              ),
            )
          : h("tr", null, h("td", { colspan: columns.length, class: "none" }, "—")),
      ),
    ),
  );
}

/** Counts by name, highest first; plain numbers and objects of numbers alike. */
export function counts(table) {
  return Object.entries(table ?? {})
    .flatMap(([name, n]) =>
      typeof n === "object"
        ? Object.entries(n ?? {}).map(([inner, count]) => [`${name}/${inner}`, count])
        : [[name, n]],
    )
    .filter(([, n]) => n > 0)
    .sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}

export function total(table) {
  return counts(table).reduce((sum, [, n]) => sum + n, 0);
}
