/** The head of the page: its name, its views, pause, language, theme and help. */

import { attribute, h, text } from "../core/dom.js";
import { VIEWS } from "../core/address.js";
import { LANGUAGES } from "../core/language.js";

export class Header {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    const { t } = app;
    this.app = app;
    this.tabs = VIEWS.map((view, place) =>
      h(
        "a",
        { href: "", dataset: { view, go: "" }, title: t("key.title", { key: place + 1 }) },
        h("span", null, t(`view.${view}`)),
        h("span", { class: "count" }),
      ),
    );
    this.pause = h("button", {
      type: "button",
      class: "pause",
      "aria-pressed": "false",
      onclick: () => app.pause(),
    });
    const other = LANGUAGES.find((code) => code !== app.language.code);
    this.theme = h(
      "button",
      {
        type: "button",
        class: "icon",
        onclick: () => app.turnTheme(),
        "aria-label": t("theme"),
        title: t("theme"),
      },
      "◐",
    );
    this.element = h(
      "header",
      { class: "top" },
      h(
        "a",
        { class: "brand", href: "?", dataset: { go: "" } },
        h("strong", null, "escalation"),
        h("span", null, "worker"),
      ),
      h("nav", { "aria-label": t("views") }, this.tabs),
      h(
        "div",
        { class: "tools" },
        this.pause,
        h(
          "button",
          {
            type: "button",
            class: "icon",
            lang: other,
            onclick: () => app.speak(other),
            "aria-label": t("language.other"),
            title: t("language.other"),
          },
          other.toUpperCase(),
        ),
        this.theme,
        h(
          "button",
          {
            type: "button",
            class: "icon",
            onclick: () => app.help.open(),
            "aria-label": t("help"),
            title: t("help"),
          },
          "?",
        ),
      ),
    );
  }

  render() {
    const { app } = this;
    const { store, shown } = app;
    const numbers = {
      events: store.events.size,
      board: store.index.size,
      alerts: [...store.alerts.values()].filter(({ item }) => item.record.status !== "resolved").length,
      stories: store.stories.size,
    };
    for (const tab of this.tabs) {
      const { view } = tab.dataset;
      attribute(tab, "href", app.link({ view }));
      attribute(tab, "aria-current", view === shown.view && "page");
      text(tab.lastChild, numbers[view] ? app.language.number(numbers[view]) : "");
      tab.classList.toggle("urgent", view === "alerts" && numbers.alerts > 0);
    }
    const label = app.paused ? app.t("resume", { n: app.waiting }) : app.t("pause");
    text(this.pause, label);
    attribute(this.pause, "aria-pressed", String(app.paused));
  }
}
