/** The filters, each with its name; what they say is kept in the address. */

import { attribute, h, text } from "../core/dom.js";
import { filterCount, NO_FILTERS } from "../core/address.js";
import { HOURS } from "../core/filters.js";
import { MODALITIES, QUADS } from "../core/scale.js";
import { save } from "./export.js";
import { menu } from "./menu.js";

const TYPING_MS = 150;
const SUBJECTS = 300;

export class FilterBar {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    const { t } = app;
    this.app = app;
    this.q = this.#input("search", "q", t("filter.search"));
    this.suggestions = h("datalist", { id: "subjects" });
    this.subject = this.#input("text", "subject", t("filter.subject"), {
      list: "subjects",
      spellcheck: "false",
    });
    this.types = this.#checks(
      "type",
      [4, 3, 1, 2].map((quad) => ({ title: t(`quad.${quad}`), values: QUADS[quad] })),
      (type) => t(`type.${type}`),
    );
    this.modalities = this.#checks("modality", [{ title: "", values: MODALITIES }], (modality) =>
      t(`modality.${modality}`),
    );
    this.level = this.#select("level", [
      ["", t("filter.level.any")],
      ...[1, 2, 3, 4].map((level) => [
        String(level),
        t("filter.level", { level, name: t(`level.${level}`) }),
      ]),
    ]);
    this.language = this.#select("language", [["", t("filter.language.any")]]);
    this.since = this.#select("since", [
      ["", t("filter.since.any")],
      ...Object.keys(HOURS).map((key) => [key, t(`filter.since.${key}`)]),
    ]);
    this.clear = h(
      "button",
      { type: "button", class: "quiet", onclick: () => app.show(NO_FILTERS) },
      t("filter.clear"),
    );
    this.shownCount = h("output", { class: "shown-count" });
    this.toggle = h("button", {
      type: "button",
      class: "toggle",
      "aria-expanded": "false",
      "aria-controls": "filters",
      onclick: () => this.#unfold(),
    });
    this.fields = h(
      "div",
      { class: "fields", id: "filters" },
      this.subject,
      this.suggestions,
      this.types.element,
      this.level,
      this.modalities.element,
      this.language,
      this.since,
      this.clear,
    );
    this.element = h(
      "search",
      { class: "filters", "aria-label": t("filters") },
      this.q,
      this.toggle,
      this.fields,
      this.shownCount,
      this.#export(),
    );
  }

  render() {
    const { app } = this;
    const { shown } = app;
    const count = filterCount(shown);
    this.#languages();
    this.#subjects();
    for (const [element, name] of [
      [this.q, "q"],
      [this.subject, "subject"],
      [this.level, "level"],
      [this.language, "language"],
      [this.since, "since"],
    ]) {
      if (document.activeElement !== element && element.value !== shown[name]) element.value = shown[name];
      element.classList.toggle("set", Boolean(shown[name]));
    }
    this.types.set(shown.type);
    this.modalities.set(shown.modality);
    this.clear.hidden = !count;
    text(this.toggle, count ? app.t("filters.n", { n: count }) : app.t("filters"));
    this.toggle.classList.toggle("set", count > 0);
    text(this.shownCount, app.view.items ? app.t("shown", { n: app.shownItems().length }) : "");
  }

  focus() {
    this.q.focus();
    this.q.select();
  }

  #unfold() {
    const open = this.element.classList.toggle("open");
    attribute(this.toggle, "aria-expanded", String(open));
  }

  #input(type, name, label, more = {}) {
    const input = h("input", {
      type,
      name,
      placeholder: label,
      "aria-label": label,
      autocomplete: "off",
      ...more,
    });
    const changed = () =>
      this.app.show({
        [name]: name === "subject" && input.value.trim() ? this.#code(input.value) : input.value.trim(),
      });
    input.addEventListener("input", () => {
      clearTimeout(this.typing);
      if (name === "q") this.typing = setTimeout(changed, TYPING_MS);
    });
    input.addEventListener("change", changed);
    return input;
  }

  /** "Russia – US" and "rus-usa" alike. */
  #code(words) {
    return words
      .split(/\s+–\s+|(?<=^[A-Za-z0-9]+)[-+](?=[A-Za-z0-9]+$)/)
      .map((part) => this.app.names.code(part))
      .join("-");
  }

  #select(name, options) {
    const element = h(
      "select",
      {
        name,
        "aria-label": this.app.t(`filter.${name}.label`),
        onchange: () => this.app.show({ [name]: element.value }),
      },
      options.map(([value, words]) => h("option", { value }, words)),
    );
    return element;
  }

  #checks(name, groups, label) {
    return menu(this.app.t(`filter.${name}.label`), groups, label, (values) =>
      this.app.show({ [name]: values }),
    );
  }

  /** The languages heard; one that is asked for stays. */
  #languages() {
    const heard = new Set([...this.app.store.articles.values()].map(({ language }) => language));
    if (this.app.shown.language) heard.add(this.app.shown.language);
    const known = new Set([...this.language.options].map(({ value }) => value));
    for (const code of [...heard].sort())
      if (!known.has(code))
        this.language.append(h("option", { value: code }, this.app.language.languageName(code)));
  }

  #subjects() {
    const { index } = this.app.store;
    if (this.suggested === index.size || document.activeElement === this.subject) return;
    this.suggested = index.size;
    this.suggestions.replaceChildren(
      ...[...index.keys()]
        .slice(-SUBJECTS)
        .map((subject) => h("option", { value: subject }, this.app.names.subject(subject))),
    );
  }

  #export() {
    const { app } = this;
    const button = (form) =>
      h(
        "button",
        {
          type: "button",
          dataset: { form },
          onclick: () => {
            save(app, form);
            details.open = false;
          },
        },
        app.t(`export.${form}`),
      );
    const details = /** @type {HTMLDetailsElement} */ (
      h(
        "details",
        { class: "menu export" },
        h("summary", null, app.t("export")),
        h("div", { class: "drop" }, button("csv"), button("jsonl")),
      )
    );
    return details;
  }
}
