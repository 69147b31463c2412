/**
 * Texts with their evidence marked. Every role has a mark of its own that does without color: filled, solid,
 * double, dotted, dashed, wavy.
 */

import { h } from "../core/dom.js";
import { fragments, cutter } from "../core/text.js";

export const ROLES = [
  "trigger",
  "source",
  "target",
  "speaker",
  "cue",
  "keyword",
  "canceled",
  "entity",
  "time",
];

/**
 * Marks of an event, in code points of the article's text.
 * @returns {import("../core/text.js").Mark[]}
 */
export function eventMarks(event) {
  const mark = (place, role) => place && { start: place.start, end: place.end, role, ref: event.id };
  return [
    mark(event.trigger, "trigger"),
    ...event.sources.map((actor) => mark(actor, "source")),
    ...event.targets.map((actor) => mark(actor, "target")),
    mark(event.speaker?.actor, "speaker"),
    mark(event.speaker?.cue, "cue"),
    mark(event.modality_cue, "cue"),
    mark(event.date, "time"),
    mark(event.place, "time"),
  ].filter(Boolean);
}

/** The evidence of an event as nodes. */
export function evidence(event, t) {
  const { start, end, surface } = event.evidence;
  return marked(cutter(surface), start, eventMarks(event), start, end, (fragment) => ({
    title: roles(fragment)
      .map((role) => t(`role.${role}`))
      .join(", "),
  }));
}

/**
 * The stretch from `start` to `end` as nodes, marked where there are marks.
 * @param {import("../core/text.js").Cutter} text that begins at `base` in the article
 * @param {(fragment: import("../core/text.js").Fragment) => Record<string, any>} more attributes of a mark
 */
export function marked(text, base, marks, start, end, more) {
  return fragments(marks, start, end).map((fragment) => {
    const words = text.cut(fragment.start - base, fragment.end - base);
    if (!fragment.marks.length) return document.createTextNode(words);
    const classes = roles(fragment)
      .map((role) => `m-${role}`)
      .join(" ");
    return h("mark", { class: `m ${classes}`, ...more(fragment) }, words);
  });
}

/** The roles of a fragment, each once, in the order of `ROLES`. */
export function roles(fragment) {
  const found = new Set(fragment.marks.map(({ role }) => role));
  return ROLES.filter((role) => found.has(role));
}

/** What the marks mean. */
export function legend(t, which = ROLES) {
  const samples = which.map((role) => h("li", null, h("mark", { class: `m m-${role}` }, t(`role.${role}`))));
  return h("ul", { class: "legend", "aria-label": t("legend") }, samples);
}
