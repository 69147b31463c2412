/** The level of a text, 0 no conflict to 4 war. */

import { h } from "../core/dom.js";

/** The level of a text: a word over four steps. */
export function levelBadge(app, level) {
  return h(
    "span",
    { class: `level l${level}`, title: app.t("level.title", { level }) },
    app.t(`level.${level}`),
  );
}
