/** The map, and the countries and alliances that stand highest, for those who do not see it. */

import { h } from "../core/dom.js";
import { deviations, indexValue, weight } from "../parts/subjects.js";
import { WorldMap } from "../parts/worldmap.js";

/** The map with the countries that stand highest, for those who do not see it. */
export class MapView {
  /** It is drawn less often than events. */
  calm = true;

  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    this.map = new WorldMap(app);
    this.list = h("ol", { class: "ranking" });
    this.element = h(
      "section",
      { class: "view maps", "aria-label": app.t("view.map") },
      this.map.element,
      h("section", { class: "ranked" }, h("h2", null, app.t("map.ranking")), this.list),
    );
  }

  items() {
    const { index } = this.app.pass();
    return [...this.app.store.index.values()]
      .map(({ item }) => item)
      .filter((item) => item.record.kind !== "dyad" && index(item))
      .sort(
        (one, other) => weight(other) - weight(one) || (one.record.subject < other.record.subject ? -1 : 1),
      );
  }

  render() {
    this.map.render();
    const { app } = this;
    const items = this.app.shownItems().slice(0, 30);
    const drawn = items.map(({ at, record }) => `${record.subject}${at.offset}`).join() + app.shown.subject;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.list.replaceChildren(
      ...items.map(({ record }) =>
        h(
          "li",
          { class: record.subject === app.shown.subject ? "chosen" : "" },
          h(
            "button",
            {
              type: "button",
              class: "subject",
              onclick: () =>
                app.show({ subject: app.shown.subject === record.subject ? "" : record.subject }),
            },
            app.names.of(record.subject),
          ),
          indexValue(app, record),
          h("span", { class: "z" }, deviations(app, record.total.z)),
        ),
      ),
    );
  }
}
