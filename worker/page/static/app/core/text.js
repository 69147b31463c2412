/**
 * Offsets of records count Unicode code points, JavaScript counts UTF-16 units. `cutter` cuts by code points;
 * `fragments` parts a text where marks begin and end, so that overlapping marks need no nesting.
 */

const ASTRAL = /[\ud800-\udbff]/;

/** @typedef {{length: number, cut: (start: number, end: number) => string}} Cutter by code points */

/** @param {string} text @returns {Cutter} */
export function cutter(text) {
  if (!ASTRAL.test(text)) return { length: text.length, cut: (start, end) => text.slice(start, end) };
  const units = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) units.push(unit);
  const { length } = units;
  units.push(text.length);
  const at = (point) => units[Math.max(0, Math.min(point, length))];
  return { length, cut: (start, end) => text.slice(at(start), at(end)) };
}

/**
 * @typedef {{start: number, end: number, role: string, why?: string, ref?: string}} Mark
 *   start and end in code points of the article's text
 * @typedef {{start: number, end: number, marks: Mark[]}} Fragment
 */

/**
 * The stretch from `start` to `end`, parted at every border of a mark.
 * @param {Mark[]} marks
 * @param {number} start
 * @param {number} end
 * @returns {Fragment[]}
 */
export function fragments(marks, start, end) {
  const inside = marks
    .filter((mark) => mark.end > start && mark.start < end && mark.end > mark.start)
    .sort((one, other) => one.start - other.start);
  const borders = new Set([start, end]);
  for (const mark of inside) {
    borders.add(Math.max(start, mark.start));
    borders.add(Math.min(end, mark.end));
  }
  const places = [...borders].sort((one, other) => one - other);
  const found = [];
  let next = 0;
  let open = [];
  for (let index = 0; index + 1 < places.length; index += 1) {
    const [from, to] = [places[index], places[index + 1]];
    open = open.filter((mark) => mark.end > from);
    while (next < inside.length && inside[next].start <= from) open.push(inside[next++]);
    found.push({ start: from, end: to, marks: open.filter((mark) => mark.end > from) });
  }
  return found;
}
