/** What is said of an article over and under its text. */

import { bdi, h, link } from "../core/dom.js";
import { bar } from "./graphics.js";
import { levelBadge } from "./level.js";

/** Title facts of an article. */
export function head(app, record) {
  const { t, language } = app;
  const { score } = record;
  const facts = [
    link(record.url, bdi(record.outlet ?? t("outlet.none"))),
    language.languageName(record.language),
    record.published_at
      ? `${language.when(record.published_at, "full")}${record.published_trust && record.published_trust !== "given" ? ` (${t(`trust.${record.published_trust}`)})` : ""}`
      : t("undated"),
    record.author,
  ].filter(Boolean);
  return h(
    "header",
    { class: "article-head" },
    h(
      "p",
      { class: "facts-line" },
      facts.flatMap((part, place) => [place ? " · " : "", part instanceof Node ? part : bdi(part)]),
    ),
    h(
      "div",
      { class: "verdict" },
      h("span", { class: "score" }, language.number(score.value, 1, true), h("small", null, " / 100")),
      bar(score.value / 100, "conflict"),
      levelBadge(app, score.level),
      h("span", null, t(`direction.${score.direction}`)),
      score.kahn && h("span", null, `Kahn ${[...new Set(score.kahn)].join("–")}`),
      h(
        "span",
        { class: "domain" },
        record.domain.name ? t(`domain.${record.domain.name}`) : t(`domain.${record.domain.no_domain}`),
      ),
    ),
    record.domain.cancels && h("p", { class: "note" }, t("domain.cancels")),
  );
}

export function versions(app, { versions: { code, lexicon, model }, id, sha256 }) {
  return h(
    "footer",
    { class: "versions" },
    bdi(id),
    ` · ${app.t("versions", { code, lexicon, model })} · SHA-256 ${sha256.slice(0, 12)}…`,
  );
}
