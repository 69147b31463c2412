/**
 * Steps of the scales: intensity from conflict to cooperation by Goldstein, and readings of the index.
 */

/** The step of the style sheet: c4, the gravest conflict, to b3. @param {number} goldstein -10 to 10 */
export function intensity(goldstein) {
  if (goldstein <= -8) return "c4";
  if (goldstein <= -6) return "c3";
  if (goldstein <= -3) return "c2";
  if (goldstein < 0) return "c1";
  if (goldstein === 0) return "n0";
  if (goldstein < 3) return "b1";
  return goldstein < 6 ? "b2" : "b3";
}

/** Lower bounds of the index for the map, 100 being a usual day. */
export const INDEX_STEPS = [0, 120, 180, 300, 500];
/** Lower bounds of points where there is no usual day yet. */
export const POINT_STEPS = [-Infinity, 2, 8, 20, 40];

/** The step of a value, 0 to 4. */
export function step(value, steps) {
  return Math.max(
    0,
    steps.findLastIndex((bound) => value >= bound),
  );
}

/** Types in the order of the PLOVER scale, by quad class. */
export const QUADS = {
  4: ["ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST"],
  3: ["THREATEN", "REJECT", "ACCUSE", "REQUEST"],
  1: ["AGREE", "CONSULT", "SUPPORT", "CONCEDE"],
  2: ["COOPERATE", "AID", "RETREAT"],
};
export const MODALITIES = ["asserted", "reported", "future", "conditional", "negated", "historical"];
