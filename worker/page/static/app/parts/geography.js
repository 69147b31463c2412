/**
 * The outlines of the countries on the page's map, made once for all maps: a few at a time, so that nothing else
 * waits for them.
 */

import { json, script } from "../core/load.js";

export const WIDTH = 960;
/** West, east, north and south of what the map shows: Hawaii, New Zealand, the north of Greenland, Cape Horn. */
const EDGES = [
  [-158, 21],
  [178.5, -38],
  [-40, 83.6],
  [-68, -56],
];
const NO_LAND = new Set(["ATA"]);
const AT_ONCE = 20;

/**
 * @typedef {{whole: number[], project: (place: [number, number]) => [number, number],
 *   shapes: {code: string | undefined, outline: string}[]}} Geography
 */

/** @type {Promise<Geography> | undefined} */
let made;

/** @param {import("../core/names.js").Names} names @returns {Promise<Geography>} */
export function geography(names) {
  made ??= make(names).catch((error) => {
    made = undefined;
    throw error;
  });
  return made;
}

async function make(names) {
  const [world] = await Promise.all([
    json("world-atlas/countries-110m.json"),
    script("d3-array/d3-array.min.js"),
    script("topojson-client/topojson-client.min.js"),
  ]);
  await script("d3-geo/d3-geo.min.js");
  const project = d3.geoEqualEarth().fitWidth(WIDTH, { type: "Sphere" });
  const [west, east, north, south] = EDGES.map((place) => project(place));
  const whole = [west[0] - 8, north[1] - 8, east[0] - west[0] + 16, south[1] - north[1] + 16];
  return { whole, project, shapes: await outlines(world, project, names) };
}

async function outlines(world, project, names) {
  const path = d3.geoPath(project);
  const shapes = [];
  for (const country of world.objects.countries.geometries) {
    const code = names.numeric.get(country.id ?? country.properties.name);
    if (NO_LAND.has(code)) continue;
    if (shapes.length % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setTimeout(resolve));
    shapes.push({ code, outline: path(topojson.feature(world, country)) });
  }
  return shapes;
}
