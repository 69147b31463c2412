/** The score as a ledger: every line with its place in the text, the running sum, and the sum it must give. */

import { bdi, h } from "../core/dom.js";

/**
 * @param {import("../app.js").App} app
 * @param {any} record of articles.enriched
 * @param {import("../views/article.js").ArticlePanel} panel where the places are shown
 */
export function ledger(app, record, panel) {
  const { t, language } = app;
  const { score } = record;
  let sum = 0;
  const rows = score.ledger.map((line) => {
    sum += line.points;
    return h(
      "tr",
      {
        class: line.points < 0 ? "relief" : "",
        onpointerenter: () => panel.locate(line.span),
        onpointerleave: () => panel.locate(null),
      },
      h("td", { class: "number" }, language.signed(line.points)),
      h("td", null, t(`why.${line.why}`)),
      h(
        "td",
        null,
        line.span
          ? h(
              "button",
              {
                type: "button",
                class: "place",
                dir: "auto",
                onclick: () => panel.locate(line.span, true),
                onfocus: () => panel.locate(line.span),
              },
              line.span.surface,
            )
          : t(`why.${line.why}.place`),
        line.cue && h("span", { class: "cue-word" }, " ← ", bdi(line.cue.surface)),
      ),
      h(
        "td",
        { class: "term" },
        line.category
          ? t(`category.${line.category}`)
          : line.term
            ? bdi(app.language.has(`type.${line.term}`) ? t(`type.${line.term}`) : line.term)
            : "",
      ),
      h("td", { class: "number sum" }, language.number(round(sum), 1, true)),
    );
  });
  return h(
    "div",
    { class: "scroll-x", tabindex: 0, role: "region", "aria-label": t("article.score") },
    h(
      "table",
      { class: "ledger" },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          ["points", "why", "place", "term", "sum"].map((name) =>
            h(
              "th",
              { scope: "col", class: ["points", "sum"].includes(name) ? "number" : "" },
              t(`ledger.${name}`),
            ),
          ),
        ),
      ),
      h(
        "tbody",
        null,
        rows.length ? rows : h("tr", null, h("td", { colspan: 5, class: "none" }, t("ledger.none"))),
      ),
      h(
        "tfoot",
        null,
        h(
          "tr",
          null,
          h(
            "th",
            { scope: "row", colspan: 4 },
            t("ledger.total"),
            h(
              "span",
              null,
              t("ledger.parts", {
                threats: language.number(score.threats, 1, true),
                acts: language.number(score.acts, 1, true),
              }),
            ),
          ),
          h("td", { class: "number" }, language.number(score.value, 1, true)),
        ),
      ),
    ),
  );
}

/** Tenths, so that no 0.30000000000000004 shows. */
function round(value) {
  return Math.round(value * 10) / 10 + 0;
}
