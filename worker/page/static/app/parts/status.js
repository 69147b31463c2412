/** The strip at the foot: connection, rate, lag, dead letters by reason, languages heard last. */

import { attribute, h, text } from "../core/dom.js";
import { counts, total } from "../views/operations.js";

const SILENT_MS = 6 * 3_600_000;

export class Status {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    const { t } = app;
    this.app = app;
    this.state = h("span", { class: "connection" }, h("i", { "aria-hidden": "true" }), h("b", null));
    this.parts = Object.fromEntries(
      ["rate", "lag", "dead", "languages", "kafka"].map((name) => [name, h("span", { class: name })]),
    );
    this.announced = h("span", { class: "hidden-words", role: "status", "aria-live": "polite" });
    this.element = h(
      "footer",
      { class: "status", "aria-label": t("view.operations") },
      this.state,
      ...Object.values(this.parts),
      this.announced,
    );
  }

  render() {
    const { app } = this;
    const { t, language } = app;
    const state =
      app.connection === "live" && app.store.operations?.kafka === "down"
        ? "down"
        : app.paused
          ? "paused"
          : app.connection;
    attribute(this.state, "data-state", state);
    text(this.state.lastChild, t(`connection.${state}`));
    const now = app.store.operations;
    if (!now) return;
    const { rate, lag, dead, languages, kafka } = this.parts;
    text(
      rate,
      t("status.rate", {
        articles: language.number(now.articles_per_second ?? 0, 1, true),
        events: language.number(now.events_per_second ?? 0, 1, true),
      }),
    );
    text(
      lag,
      now.lag_total === null || now.lag_total === undefined
        ? t("status.lag.unknown")
        : t("status.lag", { n: now.lag_total }),
    );
    lag.classList.toggle("warn", now.lag_total > 1000);
    const reasons = counts(now.dead);
    text(
      dead,
      reasons.length
        ? t("status.dead", {
            n: total(now.dead),
            reasons: reasons
              .slice(0, 3)
              .map(([reason, n]) => `${reason} ${language.number(n)}`)
              .join(", "),
          })
        : t("status.dead.none"),
    );
    dead.classList.toggle("warn", reasons.length > 0);
    this.#languages(languages, now.languages ?? []);
    text(kafka, now.kafka === "down" ? t("kafka.down") : "");
  }

  /** Tell screen readers, now and then. */
  announce(words) {
    text(this.announced, words);
  }

  #languages(place, heard) {
    const { t, language } = this.app;
    const parts = heard.map((one) => {
      const age = Date.now() - Date.parse(one.last_seen);
      return { words: `${one.language} ${language.since(age)}`, silent: age > SILENT_MS };
    });
    text(
      place,
      parts.length ? t("status.languages", { list: parts.map(({ words }) => words).join(", ") }) : "",
    );
    place.classList.toggle(
      "warn",
      parts.some(({ silent }) => silent),
    );
  }
}
