/** Stories: all that outlets print of one text, counted once. */

import { bdi, h, link } from "../core/dom.js";
import { newestFirst } from "../core/store.js";
import { modalityBadge, typeBadge } from "../parts/events.js";
import { folded, openRow } from "../parts/folded.js";
import { levelBadge } from "../parts/level.js";
import { List } from "../parts/list.js";
import { empty } from "../parts/states.js";
import { gravity } from "./alerts.js";

const OUTLETS = 4;
const DEEDS = 3;

export class StoriesView {
  /** @param {import("../app.js").App} app */
  constructor(app, scroller) {
    this.app = app;
    this.list = new List(app, {
      scroller,
      label: app.t("view.stories"),
      key: ({ record }) => record.id,
      row: (item) => this.#row(item),
      empty: () => empty(app, "stories", app.store.stories.size),
      open: ({ record }) => app.show({ story: app.shown.story === record.id ? "" : record.id }),
    });
    this.element = h(
      "section",
      { class: "view stories", "aria-label": app.t("view.stories") },
      this.list.element,
    );
  }

  items() {
    const { story } = this.app.pass();
    return newestFirst(this.app.store.stories).filter(story);
  }

  render() {
    const drawn = this.list.render(this.app.shownItems());
    for (const row of this.list.rows.children) openRow(row, row.dataset.key === this.app.shown.story);
    return drawn;
  }

  #row({ at, record }) {
    const { app } = this;
    const { t, language } = app;
    const { best } = record;
    const open = () => app.show({ article: best.article_id, event: "" });
    return h(
      "li",
      { class: "story" },
      h(
        "div",
        { class: "when" },
        h("time", { datetime: new Date(at.timestamp).toISOString() }, language.clock(at.timestamp)),
        levelBadge(app, record.level),
      ),
      h(
        "div",
        { class: "what" },
        h(
          "h3",
          { lang: best.language },
          h(
            "button",
            { type: "button", class: "title", dir: "auto", onclick: open },
            record.title || t("title.none"),
          ),
        ),
        h(
          "p",
          { class: "copies" },
          h("b", null, t("story.copies", { n: record.copies })),
          h("span", null, t("story.voices", { n: record.origins.length })),
          h("span", { class: `badge ${record.novelty}` }, t(`novelty.${record.novelty}`)),
          h("span", { class: "direction" }, t(`direction.${record.direction}`)),
          record.corrections > 0 && h("span", null, t("story.corrections", { n: record.corrections })),
        ),
        h(
          "ol",
          { class: "deeds" },
          record.events
            .slice(0, DEEDS)
            .map((event) =>
              h("li", null, typeBadge(app, event.type, gravity(event.type)), sides(app, event)),
            ),
        ),
        h("p", { class: "outlets" }, outlets(app, record.outlets)),
        folded(t("story.events", { n: record.events.length }), () => this.#more(record)),
      ),
    );
  }

  /** All outlets, when it was seen, and every event with its sentence. */
  #more(record) {
    const { app } = this;
    const { t, language } = app;
    const { best } = record;
    const previous = () => app.show({ story: record.follows });
    return [
      record.outlets.length > OUTLETS && h("p", { class: "outlets" }, bdi(record.outlets.join(", "))),
      h(
        "p",
        { class: "outlets" },
        link(best.url, bdi(best.outlet ?? t("outlet.none"))),
        " · ",
        t("story.seen", {
          first: language.when(record.first_seen, "full"),
          last: language.when(record.last_seen, "full"),
        }),
        record.follows &&
          h("button", { type: "button", class: "quiet", onclick: previous }, t("story.follows")),
      ),
      h(
        "ol",
        { class: "sentences" },
        record.events.map((event) => this.#sentence(event, best.language)),
      ),
    ];
  }

  #sentence(event, language) {
    const { app } = this;
    return h(
      "li",
      null,
      h(
        "div",
        null,
        typeBadge(app, event.type, gravity(event.type)),
        sides(app, event),
        modalityBadge(app, event.modality),
      ),
      h("blockquote", { lang: language, dir: "auto" }, event.evidence.surface),
    );
  }
}

/** "Russia → US, NATO" of an event that comes without its actors. */
export function sides(app, { dyad }) {
  return h(
    "span",
    { class: "dyad" },
    bdi(
      app.names
        .dyad(dyad)
        .map((side) => side.join(", ") || "—")
        .join(" → "),
    ),
  );
}

function outlets(app, names) {
  const shown = names.slice(0, OUTLETS).flatMap((name, place) => [place ? ", " : "", bdi(name)]);
  return names.length > OUTLETS
    ? [...shown, ` ${app.t("story.more", { n: names.length - OUTLETS })}`]
    : shown;
}
