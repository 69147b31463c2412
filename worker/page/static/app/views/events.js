/** The live events: who does what to whom, as it comes in. */

import { h } from "../core/dom.js";
import { newestFirst } from "../core/store.js";
import { eventRow } from "../parts/events.js";
import { legend } from "../parts/marks.js";
import { List } from "../parts/list.js";
import { empty } from "../parts/states.js";

const SHOWN = ["trigger", "source", "target", "speaker", "cue", "time"];

export class EventsView {
  /** @param {import("../app.js").App} app */
  constructor(app, scroller) {
    this.app = app;
    this.list = new List(app, {
      scroller,
      label: app.t("view.events"),
      key: ({ record }) => record.id,
      row: (item) => eventRow(app, item),
      empty: () => empty(app, "events", app.store.events.size),
      open: ({ record }) => app.show({ article: record.article_id, event: record.id }),
    });
    this.element = h(
      "section",
      { class: "view events", "aria-label": app.t("view.events") },
      legend(app.t, SHOWN),
      this.list.element,
    );
  }

  /** What is shown, for the list and for export. */
  items() {
    const { event } = this.app.pass();
    return newestFirst(this.app.store.events).filter(event);
  }

  render() {
    const drawn = this.list.render(this.app.shownItems());
    for (const row of this.list.rows.children) {
      row.classList.toggle("chosen", row.dataset.event === this.app.shown.event);
    }
    return drawn;
  }
}
