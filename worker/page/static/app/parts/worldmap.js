/** The world: countries shaded by their index, arcs for the latest events between two sides. */

import { attribute, h, reconcile, s, text } from "../core/dom.js";
import { intensity } from "../core/scale.js";
import { newestFirst } from "../core/store.js";
import { sentence } from "./events.js";
import { geography, WIDTH } from "./geography.js";
import { deviations, indexValue, mapStep } from "./subjects.js";

const ARCS = 40;
/** Windows of the map: west, east and middle latitude. */
const REGIONS = {
  world: null,
  europe: [-14, 48, 52],
  mideast: [24, 80, 30],
  africa: [-28, 62, 4],
  asia: [62, 152, 26],
  americas: [-132, -30, 14],
};

export class WorldMap {
  /** @param {import("../app.js").App} app */
  constructor(app, { small = false } = {}) {
    this.app = app;
    this.small = small;
    this.region = "world";
    this.land = s("g", { class: "land" });
    this.arcs = s("g", { class: "arcs" });
    this.svg = s(
      "svg",
      { class: "world", viewBox: "0 0 960 480", role: "img" },
      hatching(),
      this.land,
      this.arcs,
    );
    this.caption = h("figcaption", { class: "map-caption", "aria-live": "off" });
    this.element = h(
      "figure",
      { class: small ? "map small" : "map" },
      this.#tools(),
      this.svg,
      scale(app),
      this.caption,
    );
    this.svg.addEventListener("pointerover", (event) =>
      this.#hover(event.target.closest?.("[data-code], [data-event]")),
    );
    this.svg.addEventListener("click", (event) =>
      this.#click(event.target.closest?.("[data-code], [data-event]")),
    );
    this.#load().catch(() => text(this.caption, app.t("map.failed")));
  }

  async #load() {
    const { whole, project, shapes } = await geography(this.app.names);
    this.whole = whole;
    this.project = project;
    this.svg.setAttribute("viewBox", whole.join(" "));
    this.shapes = new Map();
    for (const { code, outline } of shapes) {
      const path = s("path", { d: outline, dataset: code ? { code } : {} });
      if (code) this.shapes.set(code, path);
      this.land.append(path);
    }
    this.app.changed();
  }

  render() {
    if (!this.shapes) return;
    this.#shade();
    this.#arcs();
  }

  #shade() {
    const { index } = this.app.store;
    const chosen = new Set(this.app.shown.subject.split("-"));
    for (const [code, path] of this.shapes) {
      const reading = index.get(code)?.item.record;
      const at = reading && mapStep(reading.total);
      const name = !at ? "none" : `${at.young ? "p" : "i"}${at.step}`;
      if (path.dataset.step !== name) path.dataset.step = name;
      path.classList.toggle("chosen", chosen.has(code));
    }
    const read = [...index.values()].filter(({ item }) => this.shapes.has(item.record.subject)).length;
    attribute(this.svg, "aria-label", this.app.t("map.label", { n: read }));
  }

  #arcs() {
    const { event } = this.app.pass();
    const latest = [];
    for (const item of newestFirst(this.app.store.events)) {
      if (event(item) && this.#ends(item.record)) latest.push(item);
      if (latest.length === ARCS) break;
    }
    const drawn = `${latest.map(({ record }) => record.id)}${this.app.shown.event}`;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    reconcile(this.arcs, latest.reverse(), {
      key: ({ record }) => record.id,
      version: (item) => item,
      create: ({ record }) => this.#arc(record),
    });
    [...this.arcs.children].forEach((arc, place) =>
      attribute(arc, "stroke-opacity", (0.4 + (place / latest.length) * 0.6).toFixed(2)),
    );
  }

  #ends(record) {
    const place = (side) => record[side].map(({ code }) => this.app.names.place(code)).find(Boolean);
    const ends = [place("sources"), place("targets")];
    return ends[0] && ends[1] && String(ends[0]) !== String(ends[1]) ? ends : null;
  }

  #arc(record) {
    const [from, to] = this.#ends(record).map((place) => this.project(place));
    const [x, y] = to;
    const shape = bow(from, to);
    const group = s(
      "g",
      { class: `arc ${intensity(record.goldstein)} ${record.modality}`, dataset: { event: record.id } },
      s("path", { class: "hit", d: shape }),
      s("path", { class: "line", d: shape }),
      s("circle", { cx: x, cy: y, r: 2.6 }),
    );
    return group;
  }

  #hover(target) {
    const { app } = this;
    if (!target) return;
    if (target.dataset.event) {
      const item = app.store.events.get(target.dataset.event);
      text(this.caption, item ? sentence(app, item.record) : "");
      return;
    }
    const reading = app.store.index.get(target.dataset.code)?.item.record;
    const name = app.names.of(target.dataset.code);
    this.caption.replaceChildren(
      h("b", null, name),
      reading ? ": " : ` ${app.t("map.nothing")}`,
      ...(reading
        ? [
            indexValue(app, reading),
            ` ${deviations(app, reading.total.z)} · ${app.t("map.stories", { n: reading.stories })}`,
          ]
        : []),
    );
  }

  #click(target) {
    if (!target) return;
    const { app } = this;
    const { code, event } = target.dataset;
    const item = event && app.store.events.get(event);
    if (item) app.show({ article: item.record.article_id, event });
    else if (code) app.show({ subject: app.shown.subject === code ? "" : code });
  }

  #tools() {
    const { t } = this.app;
    if (this.small) return null;
    return h(
      "div",
      { class: "segments regions", role: "group", "aria-label": t("map.region") },
      Object.keys(REGIONS).map((name) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(name === this.region),
            dataset: { region: name },
            onclick: (event) => this.#look(name, event.currentTarget),
          },
          t(`region.${name}`),
        ),
      ),
    );
  }

  #window(region) {
    const [, , fullWidth, fullHeight] = this.whole;
    if (!region) return this.whole;
    const [west, east, latitude] = region;
    const [left, middle] = this.project([west, latitude]);
    const width = this.project([east, latitude])[0] - left;
    const height = (width * fullHeight) / fullWidth;
    return [left, middle - height / 2, width, height];
  }

  #look(name, button) {
    const view = this.#window(REGIONS[name]);
    this.svg.setAttribute("viewBox", view.join(" "));
    this.svg.style.setProperty("--zoom", String(view[2] / WIDTH));
    for (const other of button.parentElement.children)
      other.setAttribute("aria-pressed", String(other === button));
  }
}

/** A bow between two points, higher the farther they are. */
function bow([x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const lift = Math.min(70, Math.hypot(dx, dy) * 0.28);
  const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2 - lift];
  return `M${x1.toFixed(1)} ${y1.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${x2.toFixed(1)} ${y2.toFixed(1)}`;
}

/** Hatching for readings without a usual day: their shade is no index. */
function hatching() {
  return s(
    "defs",
    null,
    [0, 1, 2, 3, 4].map((number) =>
      s(
        "pattern",
        {
          id: `hatch-${number}`,
          class: `hatch i${number}`,
          width: 4,
          height: 4,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
        },
        s("rect", { class: "ground", width: 4, height: 4 }),
        s("rect", { class: "stroke", width: 2.2, height: 4 }),
      ),
    ),
  );
}

/** What the shades mean. */
function scale(app) {
  const { t } = app;
  return h(
    "div",
    { class: "scale" },
    h("span", null, t("map.scale")),
    h(
      "ol",
      null,
      ["< 120", "120", "180", "300", "500 +"].map((words, number) => h("li", { class: `i${number}` }, words)),
    ),
    h("span", { class: "hatched" }, t("map.young")),
  );
}
