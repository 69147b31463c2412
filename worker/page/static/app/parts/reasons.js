/**
 * Why a place of the text is marked: told beside the pointer or the focus. The marks are one stop of the tab
 * key; arrow keys go from one to the next.
 */

import { bdi, h } from "../core/dom.js";
import { sentence } from "./events.js";

export class Reasons {
  /** @param {import("../app.js").App} app @param {import("../views/article.js").ArticlePanel} panel */
  constructor(app, panel) {
    this.app = app;
    this.panel = panel;
    this.element = h("div", { class: "reasons", id: "reasons", role: "tooltip", hidden: true });
  }

  /** Tell of the marks in a text. */
  watch(text) {
    const on = (name, then) => text.addEventListener(name, then);
    const tell = (event) => this.#tell(event.target.closest("mark"));
    on("pointerover", tell);
    on("pointerleave", () => this.clear());
    on("focusin", tell);
    on("focusout", () => this.clear());
    on("keydown", (event) => this.#key(event, text));
  }

  #key(event, text) {
    if (event.key === "Escape" && !this.element.hidden) {
      event.stopPropagation();
      this.clear();
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches("mark")) return;
    event.preventDefault();
    const marks = [...text.querySelectorAll("mark")];
    const next = marks[marks.indexOf(event.target) + step];
    if (!next) return;
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  clear() {
    this.element.hidden = true;
    this.at?.removeAttribute("aria-describedby");
    this.at = null;
  }

  #tell(mark) {
    if (!mark || mark === this.at) {
      if (!mark) this.clear();
      return;
    }
    this.clear();
    this.at = mark;
    this.element.replaceChildren(...this.#reasons(Number(mark.dataset.start), Number(mark.dataset.end)));
    mark.setAttribute("aria-describedby", "reasons");
    this.element.hidden = false;
    this.#place(mark);
  }

  #place(mark) {
    const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const own = this.element.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - own.width - 8));
    const below = box.bottom + 6 + own.height < innerHeight;
    this.element.style.left = `${left}px`;
    this.element.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - own.height - 6)}px`;
  }

  #reasons(start, end) {
    const { record, events } = this.panel;
    const { t, language, names } = this.app;
    const touches = (place) => place && place.start < end && place.end > start;
    const line = (role, ...words) => h("p", null, h("b", null, t(`role.${role}`)), " ", ...words);
    const found = [];
    for (const event of events) {
      const told = () => bdi(sentence(this.app, event));
      if (touches(event.trigger)) found.push(line("trigger", told()));
      for (const [side, role] of [
        ["sources", "source"],
        ["targets", "target"],
      ]) {
        for (const actor of event[side].filter(touches))
          found.push(
            line(
              role,
              bdi(
                actor.code
                  ? `${names.of(actor.code)} (${actor.code} ${actor.sector})`
                  : t(`nocode.${actor.no_code}`),
              ),
              actor.head ? t("reason.head", { words: actor.head.surface }) : "",
              " — ",
              told(),
            ),
          );
      }
      if (touches(event.speaker?.actor))
        found.push(line("speaker", t(`quotation.${event.speaker.quotation}`), " — ", told()));
      if (touches(event.modality_cue))
        found.push(line("cue", t(`modality.${event.modality}`), " — ", told()));
      if (touches(event.date)) found.push(line("time", event.date.value));
    }
    for (const ledger of record.score.ledger.filter(({ span }) => touches(span))) {
      found.push(
        h(
          "p",
          { class: "points" },
          h("b", null, language.signed(ledger.points)),
          ` ${t(`why.${ledger.why}`)}`,
          ledger.category ? `, ${t(`category.${ledger.category}`)}` : "",
          ledger.cue ? ` (${ledger.cue.surface})` : "",
        ),
      );
    }
    for (const entity of record.entities.filter(touches)) {
      found.push(
        line(
          "entity",
          entity.link
            ? bdi(`${entity.link.name} (${entity.link.code}, ${entity.link.id})`)
            : t(`nocode.${entity.no_code}`),
        ),
      );
    }
    return found.length ? found.slice(0, 10) : [h("p", null, this.at?.title ?? "")];
  }
}
