// Copies what the page needs out of node_modules into worker/page/static/vendor, each with its license,
// and makes countries.json: ISO 3166-1 alpha-3 to alpha-2, numeric code and the middle of the largest part.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { geoArea, geoCentroid } from "d3-geo";
import { feature } from "topojson-client";

const here = fileURLToPath(new URL(".", import.meta.url));
const packages = join(here, "node_modules");
const target = join(here, "../worker/page/static/vendor");

const FILES = {
  "d3-array": ["dist/d3-array.min.js"],
  "d3-geo": ["dist/d3-geo.min.js"],
  "topojson-client": ["dist/topojson-client.min.js"],
  uplot: ["dist/uPlot.iife.min.js", "dist/uPlot.min.css"],
  "world-atlas": ["countries-110m.json"],
  "@fontsource-variable/inter": [
    "files/inter-latin-wght-normal.woff2",
    "files/inter-latin-ext-wght-normal.woff2",
  ],
  "@fontsource-variable/source-serif-4": [
    "files/source-serif-4-latin-wght-normal.woff2",
    "files/source-serif-4-latin-ext-wght-normal.woff2",
  ],
};

/** Kosovo has no numeric code, and data sets call it XKX. */
const KOSOVO = { alpha3: "XKX", alpha2: "XK", shape: "Kosovo" };

function json(...path) {
  return JSON.parse(readFileSync(join(packages, ...path), "utf8"));
}

function copy() {
  rmSync(target, { recursive: true, force: true });
  for (const [name, files] of Object.entries(FILES)) {
    const folder = join(target, basename(name));
    mkdirSync(folder, { recursive: true });
    for (const file of [...files, "LICENSE"]) {
      copyFileSync(join(packages, name, file), join(folder, basename(file)));
    }
  }
}

/** The middle of the largest polygon: France is not in the Atlantic. */
function middle(shape) {
  const { type, coordinates } = shape.geometry;
  const parts = (type === "Polygon" ? [coordinates] : coordinates).map((part) => ({
    type: "Polygon",
    coordinates: part,
  }));
  const largest = parts.reduce((best, part) => (geoArea(part) > geoArea(best) ? part : best));
  return geoCentroid(largest).map((degrees) => Math.round(degrees * 10) / 10);
}

function countries() {
  const world = json("world-atlas", "countries-50m.json");
  const shapes = feature(world, world.objects.countries).features;
  const middles = new Map(shapes.map((shape) => [shape.id ?? shape.properties.name, middle(shape)]));
  const codes = json("cldr-core", "supplemental/codeMappings.json").supplemental.codeMappings;
  const rows = Object.entries(codes)
    .filter(([alpha2, { _numeric, _alpha3 }]) => alpha2.length === 2 && _alpha3 && middles.has(_numeric))
    .map(([alpha2, { _numeric, _alpha3 }]) => [_alpha3, [alpha2, _numeric, ...middles.get(_numeric)]]);
  rows.push([KOSOVO.alpha3, [KOSOVO.alpha2, KOSOVO.shape, ...middles.get(KOSOVO.shape)]]);
  return rows.sort(([one], [other]) => (one < other ? -1 : 1));
}

copy();
mkdirSync(join(target, "cldr-core"), { recursive: true });
copyFileSync(join(packages, "cldr-core", "LICENSE"), join(target, "cldr-core", "LICENSE"));
const lines = countries().map(([alpha3, row]) => `  ${JSON.stringify(alpha3)}: ${JSON.stringify(row)}`);
writeFileSync(join(target, "cldr-core", "countries.json"), `{\n${lines.join(",\n")}\n}\n`);
