/** The history of one subject as a chart (uPlot, fetched when the first chart is drawn). */

import { h } from "../core/dom.js";
import { script, sheet } from "../core/load.js";

const HEIGHT = 190;
const DAY_S = 86_400;

/**
 * Draw the readings of `subject` into `place`; hide it where there is none.
 * @param {import("../app.js").App} app
 */
export async function chart(app, place, subject) {
  const known = app.store.index.get(subject);
  place.hidden = !known;
  if (!known) return;
  const { readings, item } = known;
  const drawn = `${subject}/${readings.length}/${item.at.offset}/${app.language.code}/${app.theme()}/${place.clientWidth}`;
  if (place.dataset.drawn === drawn) return;
  place.dataset.drawn = drawn;
  await Promise.all([script("uplot/uPlot.iife.min.js"), sheet("uplot/uPlot.min.css")]);
  if (place.dataset.drawn === drawn) draw(app, place, subject, readings);
}

function draw(app, place, subject, readings) {
  const { t, language } = app;
  const color = (name) => resolved(place, name);
  const hasIndex = readings.some(({ total }) => total !== null);
  const data = [
    readings.map(({ hour }) => hour / 1000),
    ...(hasIndex
      ? [
          readings.map(({ total }) => total),
          readings.map(({ threats }) => threats),
          readings.map(({ acts }) => acts),
        ]
      : [readings.map(({ points }) => points)]),
  ];
  const axis = {
    stroke: color("--ink-2"),
    grid: { stroke: color("--line"), width: 1 },
    ticks: { show: false },
    font: "12px Inter, system-ui, sans-serif",
  };
  const series = (label, stroke, dash) => ({
    label,
    stroke,
    width: 1.5,
    dash,
    points: { show: readings.length < 30, size: 5 },
    value: (_, value) => (value === null ? "—" : language.number(value, 1)),
  });
  const long = readings.at(-1).hour - readings[0].hour > 2 * DAY_S * 1000;
  const times = {
    ...axis,
    space: 64,
    incrs: long ? [1, 2, 7].map((days) => days * DAY_S) : [1, 3, 6, 12].map((hours) => hours * 3600),
    values: (_, ticks) =>
      ticks.map((tick) =>
        long ? language.day.format(tick * 1000) : language.time.format(tick * 1000).slice(0, 5),
      ),
  };
  const heading = h(
    "h2",
    null,
    app.names.subject(subject),
    h("span", null, ` ${t(hasIndex ? "chart.index" : "chart.points")}`),
  );
  const body = h("div", {
    role: "img",
    "aria-label": t("chart.label", { subject: app.names.subject(subject), n: readings.length }),
  });
  place.replaceChildren(
    h(
      "header",
      null,
      heading,
      h("button", { type: "button", class: "quiet", onclick: () => app.show({ subject: "" }) }, t("close")),
    ),
    body,
  );
  place.plot?.destroy();
  place.plot = new uPlot(
    {
      width: Math.max(260, place.clientWidth - 24),
      height: HEIGHT,
      data,
      cursor: { y: false },
      legend: { live: true },
      axes: [times, { ...axis, size: 44 }],
      scales: {
        y: {
          range: (_, low, high) => [Math.min(0, low ?? 0), Math.max(hasIndex ? 150 : 5, high ?? 0) * 1.05],
        },
      },
      series: [
        {
          label: t("chart.hour"),
          value: (_, time) => (time === null ? "—" : language.full.format(time * 1000)),
        },
        series(t("board.index"), color("--ink")),
        ...(hasIndex
          ? [
              series(t("board.threats"), color("--i-c2"), [6, 3]),
              series(t("board.acts"), color("--i-c4"), [2, 2]),
            ]
          : []),
      ],
    },
    data,
    body,
  );
}

/** What a color of the style sheet is in the theme of now: a canvas knows neither variables nor light-dark(). */
function resolved(place, name) {
  place.style.outlineColor = `var(${name})`;
  const { outlineColor } = getComputedStyle(place);
  place.style.outlineColor = "";
  return outlineColor;
}
