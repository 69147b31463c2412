/** Alerts: what rises out of the ordinary, why, and on which sentences. */

import { bdi, h } from "../core/dom.js";
import { newestFirst } from "../core/store.js";
import { typeBadge, modalityBadge } from "../parts/events.js";
import { folded, openRow } from "../parts/folded.js";
import { bar } from "../parts/graphics.js";
import { List } from "../parts/list.js";
import { empty } from "../parts/states.js";
import { coverage, deviations } from "../parts/subjects.js";

/** So many sentences are shown at once. */
const FIRST = 2;
/** Goldstein of a type, for the color of a sentence that comes without its event. */
const GRAVITY = {
  ASSAULT: -10,
  COERCE: -7,
  MOBILIZE: -7.2,
  SANCTION: -4,
  PROTEST: -6.5,
  THREATEN: -6,
  REJECT: -4,
  ACCUSE: -2,
  REQUEST: -5,
  AGREE: 4,
  CONSULT: 1,
  SUPPORT: 3.5,
  CONCEDE: 5,
  COOPERATE: 6,
  AID: 7,
  RETREAT: 7,
};
export const gravity = (type) => GRAVITY[type] ?? 0;

export class AlertsView {
  /** @param {import("../app.js").App} app */
  constructor(app, scroller) {
    this.app = app;
    this.list = new List(app, {
      scroller,
      label: app.t("view.alerts"),
      key: ({ record }) => record.id,
      row: (item) => this.#row(item),
      empty: () => empty(app, "alerts", app.store.alerts.size),
      open: ({ record }) => app.show({ alert: app.shown.alert === record.id ? "" : record.id }),
    });
    this.element = h(
      "section",
      { class: "view alerts", "aria-label": app.t("view.alerts") },
      this.list.element,
    );
  }

  items() {
    const { alert } = this.app.pass();
    return newestFirst(this.app.store.alerts)
      .map(({ item }) => item)
      .filter(alert);
  }

  render() {
    const drawn = this.list.render(this.app.shownItems());
    for (const row of this.list.rows.children) openRow(row, row.dataset.key === this.app.shown.alert);
    return drawn;
  }

  #row({ record }) {
    const { app } = this;
    const { t } = app;
    const { steps } = app.store.alerts.get(record.id);
    const sentences = (list) =>
      h(
        "ol",
        { class: "sentences" },
        list.map((one) => this.#sentence(one)),
      );
    const more = record.evidence.slice(FIRST);
    return h(
      "li",
      { class: `alert ${record.severity} ${record.status}` },
      h(
        "div",
        { class: "what" },
        alertHead(app, record),
        h("p", { class: "why", lang: "en" }, bdi(record.why)),
        h(
          "ol",
          { class: "steps", "aria-label": t("alert.steps") },
          steps.map((step) =>
            h(
              "li",
              { class: step.severity },
              t(`status.${step.status}`),
              " ",
              h("time", { datetime: step.hour }, app.language.when(step.hour, "full")),
            ),
          ),
        ),
        sentences(record.evidence.slice(0, FIRST)),
        more.length > 0 && folded(t("alert.evidence", { n: more.length }), () => [sentences(more)]),
      ),
      h(
        "dl",
        { class: "facts" },
        fact(
          t("alert.importance"),
          app.language.number(record.importance, 0),
          bar(record.importance / 100, "conflict"),
        ),
        fact(
          t("alert.credibility"),
          app.language.number(record.credibility, 2, true),
          bar(record.credibility),
        ),
        fact(t("board.change"), deviations(app, record.reading.total.z)),
        fact(t("board.coverage"), coverage(app, record.reading)),
        fact(t("alert.stories"), record.stories.length),
      ),
    );
  }

  #sentence(one) {
    const { app } = this;
    const dyad = app.names
      .dyad(one.dyad)
      .map((side) => side.join(", ") || "—")
      .join(" → ");
    return h(
      "li",
      null,
      h(
        "div",
        null,
        typeBadge(app, one.type, gravity(one.type)),
        h("span", { class: "dyad" }, bdi(dyad)),
        modalityBadge(app, one.modality),
        h("span", { class: "outlet" }, bdi(one.outlet)),
      ),
      h("blockquote", { dir: "auto" }, one.evidence.surface),
      h(
        "button",
        {
          type: "button",
          class: "quiet open",
          onclick: () => app.show({ article: one.article_id, event: "" }),
        },
        bdi(one.title || one.article_id),
      ),
    );
  }
}

/** Severity, subject and status of an alert. */
export function alertHead(app, record) {
  const { t } = app;
  return h(
    "header",
    null,
    h(
      "span",
      { class: `severity ${record.severity} ${record.status}` },
      t(record.status === "resolved" ? "status.resolved" : `severity.${record.severity}`),
    ),
    h("h3", null, app.names.subject(record.subject)),
    h(
      "span",
      { class: "rule" },
      app.language.has(`rule.${record.rule}`) ? t(`rule.${record.rule}`) : record.rule,
    ),
    h("time", { datetime: record.hour }, app.language.when(record.hour, "full")),
  );
}

/** A figure under its name. */
export function fact(name, ...value) {
  return h("div", null, h("dt", null, name), h("dd", null, ...value));
}
