/**
 * Small graphics of one value: the meter of an event, the sparkline and the split bar of a subject.
 */

import { s } from "../core/dom.js";
import { intensity } from "../core/scale.js";

const METER = { width: 56, height: 6, half: 28 };
const WEEK_MS = 168 * 3_600_000;

/** Goldstein as a bar from the middle: conflict to the left, cooperation to the right. */
export function meter(goldstein) {
  const length = (Math.abs(goldstein) / 10) * METER.half;
  const x = goldstein < 0 ? METER.half - length : METER.half;
  return s(
    "svg",
    { class: "meter", viewBox: `0 0 ${METER.width} ${METER.height}`, "aria-hidden": "true" },
    s("rect", { class: "track", width: METER.width, height: METER.height, rx: 1 }),
    s("rect", { class: `fill ${intensity(goldstein)}`, x, width: length, height: METER.height }),
    s("line", { class: "axis", x1: METER.half, x2: METER.half, y1: -1, y2: METER.height + 1 }),
  );
}

/**
 * The last seven days of a subject: its index, or its points while there is none; 100 is drawn as a rule.
 * @param {import("../core/store.js").Reading[]} readings
 */
export function sparkline(readings, label, width = 104, height = 24) {
  const hasIndex = readings.some(({ total }) => total !== null);
  const points = readings
    .map(({ hour, total, points: raw }) => [hour, hasIndex ? total : raw])
    .filter(([hour, value]) => value !== null && hour > readings.at(-1).hour - WEEK_MS);
  const svg = s("svg", {
    class: "spark",
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": label,
  });
  if (!points.length) return svg;
  const end = points.at(-1)[0];
  const most = Math.max(hasIndex ? 200 : 10, ...points.map(([, value]) => value));
  const least = Math.min(0, ...points.map(([, value]) => value));
  const x = (hour) => 3 + (1 - (end - hour) / WEEK_MS) * (width - 6);
  const y = (value) => height - 2 - ((value - least) / (most - least)) * (height - 4);
  if (hasIndex) svg.append(s("line", { class: "usual", x1: 3, x2: width - 3, y1: y(100), y2: y(100) }));
  const path = points.map(
    ([hour, value], index) => `${index ? "L" : "M"}${x(hour).toFixed(1)} ${y(value).toFixed(1)}`,
  );
  svg.append(s("path", { class: "line", d: path.join("") }));
  svg.append(s("circle", { class: "last", cx: x(end), cy: y(points.at(-1)[1]), r: 2 }));
  return svg;
}

/** How the points of a subject part into threats and acts. */
export function split(threats, acts) {
  const all = Math.max(threats + acts, 0.001);
  const part = (Math.max(threats, 0) / all) * 48;
  return s(
    "svg",
    { class: "split", viewBox: "0 0 48 6", "aria-hidden": "true" },
    s("rect", { class: "track", width: 48, height: 6 }),
    threats + acts > 0 && s("rect", { class: "threats", width: Math.max(0, part - 0.5), height: 6 }),
    threats + acts > 0 && s("rect", { class: "acts", x: part, width: Math.max(0, 48 - part), height: 6 }),
  );
}

/** A share of 1 as a bar. */
export function bar(share, kind = "") {
  return s(
    "svg",
    { class: `bar ${kind}`, viewBox: "0 0 48 4", "aria-hidden": "true" },
    s("rect", { class: "track", width: 48, height: 4 }),
    s("rect", { class: "fill", width: Math.max(0, Math.min(1, share)) * 48, height: 4 }),
  );
}
