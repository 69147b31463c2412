/** A row of the board, of which only the cells are drawn anew that say something else. */

import { h } from "../core/dom.js";
import { sparkline, split } from "./graphics.js";
import { coverage, deviations, indexValue } from "./subjects.js";

/**
 * The columns behind the subject: name, class, what a cell depends on, what it shows.
 * @type {[string, string, (item: any) => any[], (app: import("../app.js").App, item: any) => Node | string][]}
 */
const CELLS = [
  [
    "index",
    "number",
    ({ record: { total } }) => [total.value, total.points, total.baseline.days],
    (app, { record }) => indexValue(app, record),
  ],
  [
    "change",
    "number",
    ({ record }) => [record.total.z],
    (app, { record }) => deviations(app, record.total.z),
  ],
  [
    "week",
    "",
    ({ readings }) => [readings.length, ...Object.values(readings.at(-1))],
    (app, { readings }) => sparkline(readings, app.t("board.week.label", { n: readings.length })),
  ],
  [
    "threats",
    "number",
    ({ record: { threats } }) => [threats.value, threats.points],
    (app, { record }) => part(app, record.threats),
  ],
  [
    "acts",
    "number",
    ({ record: { threats, acts } }) => [acts.value, acts.points, threats.points],
    (app, { record: { threats, acts } }) =>
      h("span", { class: "parts" }, part(app, acts), split(threats.points, acts.points)),
  ],
  [
    "coverage",
    "",
    ({ record }) => [record.coverage, record.silent],
    (app, { record }) => coverage(app, record),
  ],
  [
    "stories",
    "number",
    ({ record }) => [record.stories],
    (app, { record }) => app.language.number(record.stories),
  ],
];

/** Names and classes of all columns. */
export const COLUMNS = [["subject", ""], ...CELLS.map(([name, kind]) => [name, kind])];

/** What all of a row depends on. */
export function version(item) {
  return CELLS.map(([, , of]) => of(item)).join("|");
}

/** A row with its subject; `update` fills it. */
export function create(app, { record }) {
  const name = app.names.subject(record.subject);
  const open = () => app.show({ subject: app.shown.subject === record.subject ? "" : record.subject });
  const title = `${name}: ${app.t("board.choose")}`;
  return h(
    "tr",
    { dataset: { subject: record.subject } },
    h(
      "th",
      { scope: "row" },
      h("button", { type: "button", class: "subject", onclick: open, title }, name),
      h("span", { class: "code" }, record.subject),
    ),
    CELLS.map(([, kind]) => h("td", { class: kind })),
  );
}

/** Fill the cells that differ from what was filled in before. */
export function update(app, row, item) {
  const before = row.__cells ?? [];
  row.__cells = CELLS.map(([, , of, draw], place) => {
    const now = String(of(item));
    if (before[place] !== now) row.children[place + 1].replaceChildren(draw(app, item));
    return now;
  });
}

function part(app, { value, points }) {
  return value === null ? app.language.number(points, 1, true) : app.language.number(value, 0);
}
