/** The article: its text with the evidence marked, its score as a ledger that adds up, its events as sentences. */

import { bdi, h } from "../core/dom.js";
import { cutter } from "../core/text.js";
import { countsAs, modalityBadge, said, sentence, typeBadge } from "../parts/events.js";
import { head, versions } from "../parts/articlehead.js";
import { marks, paragraphs } from "../parts/articletext.js";
import { ledger } from "../parts/ledger.js";
import { legend, marked, roles } from "../parts/marks.js";
import { Reasons } from "../parts/reasons.js";

/** So many characters of a text are drawn at once; the rest on demand. */
const FIRST = 20_000;

export class ArticlePanel {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    this.body = h("div", { class: "article-body" });
    this.reasons = new Reasons(app, this);
    this.closeButton = h(
      "button",
      { type: "button", class: "quiet close", onclick: () => this.close() },
      app.t("close"),
    );
    this.element = h(
      "aside",
      { class: "article", "aria-label": app.t("article"), tabindex: -1, hidden: true },
      h(
        "div",
        { class: "panel-bar" },
        h("h2", null, app.t("article")),
        h(
          "button",
          { type: "button", class: "quiet", onclick: (event) => app.copyLink(event.currentTarget) },
          app.t("copy.link"),
        ),
        this.closeButton,
      ),
      this.body,
      this.reasons.element,
    );
  }

  close() {
    const { event } = this.app.shown;
    this.app.show({ article: "", event: "" });
    this.app.focusRow(event);
  }

  /** Show the article that the address names. */
  render() {
    const { article, event } = this.app.shown;
    this.element.hidden = !article;
    if (article !== this.id) this.#load(article);
    else if (event !== this.event) this.#point(event);
  }

  async #load(id) {
    this.id = id;
    this.event = "";
    this.reasons.clear();
    this.body.replaceChildren(
      ...(id ? [h("p", { class: "state", role: "status" }, this.app.t("state.loading"))] : []),
    );
    if (!id) return;
    this.element.scrollTop = 0;
    try {
      const answer = await fetch(`api/articles/${encodeURIComponent(id)}`, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status === 404 ? "gone" : "failed");
      const found = await answer.json();
      if (this.id === id)
        this.#draw(
          found.record,
          (found.events ?? []).map(({ record }) => record),
        );
    } catch (error) {
      const why = error.message === "gone" ? "article.gone" : "article.failed";
      if (this.id === id)
        this.body.replaceChildren(
          h(
            "div",
            { class: "state", role: "alert" },
            h("p", null, this.app.t(why)),
            h("button", { type: "button", onclick: () => this.#load(id) }, this.app.t("again")),
          ),
        );
    }
  }

  #draw(record, events) {
    const { t } = this.app;
    this.record = record;
    this.events = events.sort((one, other) => one.trigger.start - other.trigger.start);
    this.words = cutter(record.text);
    this.marks = marks(record, this.events);
    this.text = h("div", { class: "text", lang: record.language, dir: "auto" });
    this.reasons.watch(this.text);
    this.#paragraphs(FIRST);
    this.sentences = h(
      "ol",
      { class: "sentences" },
      this.events.map((event) => this.#sentence(event)),
    );
    this.body.replaceChildren(
      head(this.app, record),
      legend(t),
      this.text,
      h("section", null, h("h3", null, t("article.events", { n: this.events.length })), this.sentences),
      h("section", null, h("h3", null, t("article.score")), ledger(this.app, record, this)),
      versions(this.app, record),
    );
    this.#point(this.app.shown.event, true);
    if (!this.app.shown.event || this.app.narrow()) this.element.focus({ preventScroll: true });
  }

  #paragraphs(limit) {
    const { length } = this.words;
    const end = Math.min(length, limit);
    const bold = this.record.title?.end ?? 0;
    const pieces = [];
    for (const [start, stop] of paragraphs(this.words, end)) {
      const tag = stop <= bold ? "h3" : "p";
      pieces.push(
        h(
          tag,
          null,
          marked(this.words, 0, this.marks, start, stop, (fragment) => this.#attributes(fragment)),
        ),
      );
    }
    const rest =
      end < length &&
      h(
        "button",
        { type: "button", onclick: () => this.#paragraphs(length) },
        this.app.t("article.rest", { n: length - end }),
      );
    this.text.replaceChildren(...pieces, ...(rest ? [rest] : []));
    const first = this.text.querySelector("mark");
    if (first) first.tabIndex = 0;
  }

  #attributes(fragment) {
    const events = [...new Set(fragment.marks.map(({ ref }) => ref).filter(Boolean))];
    return {
      dataset: { start: fragment.start, end: fragment.end, events: events.join(" ") },
      tabindex: -1,
      title: roles(fragment)
        .map((role) => this.app.t(`role.${role}`))
        .join(", "),
    };
  }

  #sentence(event) {
    const { app } = this;
    const says = said(app, event);
    const notes = [
      countsAs(app, event),
      event.date && app.t("event.date", { date: event.date.value }),
      event.place && app.t("event.place", { place: event.place.surface }),
      `CAMEO ${event.cameo_root}`,
      event.mode && app.t("event.mode", { mode: event.mode }),
      `Goldstein ${app.language.signed(event.goldstein)}`,
      `PLOVER ${app.language.signed(event.plover_score)}`,
      event.kahn && `Kahn ${[...new Set(event.kahn)].join("–")}`,
    ].filter(Boolean);
    const lacks = Object.entries(event.missing).map(
      ([slot, why]) => `${app.t(`slot.${slot}`)}: ${app.t(`missing.${why}`)}`,
    );
    const implied = event.implied.map(({ side, actor, rule }) =>
      app.t("event.implied", {
        side: app.t(`slot.${side}`),
        who: actor.code ? app.names.of(actor.code) : actor.surface,
        words: actor.surface,
        rule: app.t(`implied.${rule}`),
      }),
    );
    const show = () => app.show({ event: event.id });
    return h(
      "li",
      {
        dataset: { event: event.id },
        onpointerenter: () => this.#emphasize(event.id),
        onpointerleave: () => this.#emphasize(app.shown.event),
      },
      h("div", null, typeBadge(app, event.type, event.goldstein), modalityBadge(app, event.modality)),
      h(
        "button",
        { type: "button", class: "sentence", onclick: show, onfocus: () => this.#emphasize(event.id) },
        bdi(`${sentence(app, event)}.`),
        says && h("span", { class: "says" }, " ", bdi(says)),
      ),
      h("p", { class: "notes" }, notes.join(" · ")),
      [...implied, ...lacks].length > 0 && h("p", { class: "notes" }, [...implied, ...lacks].join(" · ")),
    );
  }

  /** Point at an event: its sentence, its words, and the place in the text. */
  #point(id, first = false) {
    this.event = id;
    if (!this.text) return;
    this.#emphasize(id);
    const event = this.events.find((one) => one.id === id);
    if (!event) return;
    if (event.trigger.end > FIRST && !this.#mark(event.trigger.start)) this.#paragraphs(this.words.length);
    this.#emphasize(id);
    const target = this.#mark(event.trigger.start);
    target?.scrollIntoView({ block: "center", behavior: first || this.app.still() ? "auto" : "smooth" });
  }

  #mark(start) {
    return [...this.text.querySelectorAll("mark")].find(
      (mark) => Number(mark.dataset.start) <= start && Number(mark.dataset.end) > start,
    );
  }

  #emphasize(id) {
    for (const mark of this.text.querySelectorAll("mark"))
      mark.classList.toggle("on", Boolean(id) && mark.dataset.events.split(" ").includes(id));
    for (const row of this.sentences?.children ?? [])
      row.classList.toggle("chosen", row.dataset.event === id);
  }

  /** Emphasize the marks at a place of the text. */
  locate(place, scroll = false) {
    for (const mark of this.text.querySelectorAll("mark")) {
      const inside =
        place && Number(mark.dataset.start) < place.end && Number(mark.dataset.end) > place.start;
      mark.classList.toggle("on", Boolean(inside));
    }
    if (place && scroll)
      this.text
        .querySelector("mark.on")
        ?.scrollIntoView({ block: "center", behavior: this.app.still() ? "auto" : "smooth" });
  }
}
