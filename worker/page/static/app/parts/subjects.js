/** A subject of the index in figures: its value, its change, its coverage, in words and shapes. */

import { h, s } from "../core/dom.js";
import { INDEX_STEPS, POINT_STEPS, step } from "../core/scale.js";

/** The value of an index, or its points in brackets while there is no usual day to compare with. */
export function indexValue(app, record) {
  const { value, points, baseline } = record.total;
  const { language, t } = app;
  if (value !== null)
    return h("span", { class: `index i${step(value, INDEX_STEPS)}` }, language.number(value, 0));
  const days = t("index.young", { days: baseline.days });
  return h(
    "span",
    { class: "index young", title: days },
    h("span", null, language.number(points, 1, true)),
    h("abbr", { title: days }, ` ${t("points.short")}`),
  );
}

/** Deviations above the usual day. */
export function deviations(app, z) {
  return z === null ? "" : `${app.language.signed(z, 1)} σ`;
}

const SIGNS = { ok: "M2 6l3 3 5-6", thin: "M2 6h8", blind: "M3 3l6 6M9 3l-6 6" };

/** Coverage as a sign with its word. */
export function coverage(app, record, words = true) {
  const silent = record.silent.length ? app.t("coverage.silent", { who: record.silent.join(", ") }) : "";
  const title = [app.t(`coverage.${record.coverage}.why`), silent].filter(Boolean).join(" ");
  const label = app.t(`coverage.${record.coverage}`);
  return h(
    "span",
    { class: `coverage ${record.coverage}`, title },
    s("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, s("path", { d: SIGNS[record.coverage] })),
    h("span", { class: words ? "" : "hidden-words" }, label),
  );
}

/** How much a subject rises, for sorting: its index, or what its points would be of a usual day of ten. */
export function weight({ record }) {
  return record.total.value ?? 100 + record.total.points;
}

/** The step of a subject on the map, and whether it is by points for want of a usual day. */
export function mapStep({ value, points }) {
  return value === null
    ? { step: step(points, POINT_STEPS), young: true }
    : { step: step(value, INDEX_STEPS), young: false };
}
