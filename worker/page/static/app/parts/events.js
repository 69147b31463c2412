/**
 * An event in words: its row in the list, its sentence in the article, its badges.
 */

import { bdi, h, link } from "../core/dom.js";
import { intensity } from "../core/scale.js";
import { meter } from "./graphics.js";
import { evidence } from "./marks.js";

/** "Threat" in the color and shape of its intensity. */
export function typeBadge(app, type, goldstein) {
  return h("span", { class: `type ${intensity(goldstein)}` }, app.t(`type.${type}`));
}

/** Whether it happened, in a word and a shape. */
export function modalityBadge(app, modality) {
  return h(
    "span",
    { class: `badge modality ${modality}`, title: app.t(`modality.${modality}.why`) },
    app.t(`modality.${modality}`),
  );
}

/** "Russia → US, NATO". */
export function dyad(app, event) {
  const part = (side) => {
    const { names, implied } = app.names.side(event, side);
    if (!names.length)
      return h(
        "span",
        { class: "nobody", title: app.t(`missing.${event.missing[side] ?? "not_mentioned"}`) },
        "—",
      );
    const words = implied ? `[${names.join(", ")}]` : names.join(", ");
    return bdi(words, implied ? { class: "implied", title: app.t("implied") } : null);
  };
  return h(
    "span",
    { class: "dyad" },
    part("source"),
    h("span", { class: "arrow", "aria-label": app.t("to") }, " → "),
    part("target"),
  );
}

/** Who says so and through which medium, or null: "says Rjabkow, via Interfax". */
export function attribution(app, event) {
  return attributed(app, event, "says");
}

/** The same as a sentence: "Rjabkow says so, via Interfax." */
export function said(app, event) {
  return attributed(app, event, "said");
}

function attributed(app, { speaker }, key) {
  if (!speaker) return null;
  const via = speaker.source ? app.t("says.via", { medium: speaker.source.surface }) : "";
  return app.t(key, { who: speaker.actor.surface, via });
}

/** What an event counts as when that is not its type, or null. */
export function countsAs(app, event) {
  if (event.resolved_type === event.type) return null;
  return event.resolved_type
    ? app.t("countsAs", { type: app.t(`type.${event.resolved_type}`) })
    : app.t("countsAs.nothing");
}

/** The event as a sentence in the language of the interface. */
export function sentence(app, event) {
  const [source, target] = ["source", "target"].map((side) => app.names.side(event, side).names);
  const who = source.length ? app.language.list.format(source) : app.t("somebody");
  const whom = app.language.list.format(target);
  const deed = app.t(form(app, event, target.length > 0), { s: who, t: whom });
  return app.t(`as.${event.modality}`, { x: deed });
}

/** The text that fits best: that of the mode where there is one, else that of the type. */
function form(app, event, whom) {
  const exact = `does.${event.type}.${event.mode}`;
  return whom && app.language.has(exact) ? exact : `${whom ? "does" : "does1"}.${event.type}`;
}

/** The row of an event. */
export function eventRow(app, { at, record }) {
  const { t, language } = app;
  const says = attribution(app, record);
  const counts = countsAs(app, record);
  const published = record.published_at && language.when(record.published_at, "date");
  return h(
    "li",
    { class: "event", dataset: { event: record.id, step: intensity(record.goldstein) } },
    h(
      "div",
      { class: "when" },
      h(
        "time",
        {
          datetime: new Date(at.timestamp).toISOString(),
          title: language.when(new Date(at.timestamp).toISOString(), "full"),
        },
        language.clock(at.timestamp),
      ),
      meter(record.goldstein),
      h("span", { class: "value", title: t("goldstein") }, language.signed(record.goldstein)),
    ),
    h(
      "article",
      { class: "what", "aria-label": sentence(app, record) },
      h(
        "header",
        null,
        typeBadge(app, record.type, record.goldstein),
        dyad(app, record),
        modalityBadge(app, record.modality),
        counts && h("span", { class: "counts" }, counts),
      ),
      h("blockquote", { lang: record.language, dir: "auto" }, evidence(record, t)),
      h(
        "footer",
        null,
        says && h("span", { class: "says" }, bdi(says)),
        h("span", { class: "outlet" }, link(record.url, bdi(record.outlet ?? t("outlet.none")))),
        h(
          "span",
          null,
          published && `${t("published", { date: published })} · `,
          h("span", { class: "language", title: language.languageName(record.language) }, record.language),
        ),
      ),
    ),
  );
}
