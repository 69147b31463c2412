/**
 * A long list of which few rows are in the document: it starts short, grows as one scrolls, and moves on in
 * pages. Scrolled away from the top it stands still; what comes in meanwhile is counted and waits. A frame makes
 * a few rows, from the top on; the next frames make the others.
 */

import { h, reconcile, text } from "../core/dom.js";

const FIRST = 30;
const MOST = 200;
const STILL_PX = 40;
/** So many rows are made in a frame. */
const A_FRAME = 2;

export class List {
  /**
   * @param {import("../app.js").App} app
   * @param {{key: (item: any) => string, row: (item: any) => HTMLElement, empty: () => Node, label: string,
   *   scroller: HTMLElement, open: (item: any) => void}} how
   */
  constructor(app, how) {
    this.app = app;
    this.how = how;
    this.count = FIRST;
    this.skipped = 0;
    /** @type {string | null} key of the row that stays on top */ this.anchor = null;
    this.rows = h("ol", { class: "rows", role: "list", "aria-label": how.label });
    this.fresh = h("button", { type: "button", class: "fresh", hidden: true, onclick: () => this.top() });
    this.more = h("p", { class: "more" });
    this.end = h("div", { class: "end", "aria-hidden": "true" });
    this.blank = h("div", { class: "blank", hidden: true });
    this.element = h("div", { class: "list" }, this.fresh, this.rows, this.blank, this.more, this.end);
    how.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.sight = new IntersectionObserver(([entry]) => entry.isIntersecting && this.#grow(), {
      root: how.scroller,
      rootMargin: "600px",
    });
    this.rows.addEventListener("click", (event) => this.#clicked(event));
  }

  /** @param {any[]} items newest first @returns {boolean} whether all of it is drawn */
  render(items) {
    this.items = items;
    const held =
      this.anchor === null
        ? 0
        : Math.max(
            0,
            items.findIndex((item) => this.how.key(item) === this.anchor),
          );
    const start = held + this.skipped;
    const shown = items.slice(start, start + this.count);
    this.shown = shown;
    const before = this.drawn;
    this.drawn = reconcile(
      this.rows,
      shown,
      { key: this.how.key, version: (item) => item, create: (item) => this.#row(item) },
      A_FRAME,
    );
    this.#tell(held, items.length - start - shown.length);
    this.blank.hidden = items.length > 0;
    if (!items.length) this.blank.replaceChildren(this.how.empty());
    this.#tabStop();
    if (this.drawn && !before) this.#look();
    return this.drawn;
  }

  /** Back to the newest. */
  top() {
    this.anchor = null;
    this.skipped = 0;
    this.count = FIRST;
    this.how.scroller.scrollTop = 0;
    this.app.changed();
  }

  /** Focus the next row, or the one before. */
  move(step) {
    const rows = [...this.rows.children];
    const at = rows.indexOf(document.activeElement?.closest?.("li.row"));
    const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
    this.#tabStop();
  }

  #row(item) {
    const row = this.how.row(item);
    row.classList.add("row");
    row.tabIndex = -1;
    row.dataset.key = this.how.key(item);
    row.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === row) this.how.open(item);
    });
    return row;
  }

  #clicked(event) {
    if (event.target.closest("a, button, summary, input") || !getSelection().isCollapsed) return;
    const key = event.target.closest("li.row")?.dataset.key;
    const item = this.shown.find((one) => this.how.key(one) === key);
    if (item) this.how.open(item);
  }

  #scrolled() {
    if (!this.element.isConnected || !this.shown?.length) return;
    const still = this.how.scroller.scrollTop > STILL_PX;
    if (still && this.anchor === null) this.anchor = this.how.key(this.shown[0]);
    if (!still && this.anchor !== null && !this.skipped) {
      this.anchor = null;
      this.app.changed();
    }
  }

  /** Ask whether the end is in sight now that all rows are there. */
  #look() {
    this.sight.unobserve(this.end);
    this.sight.observe(this.end);
  }

  #grow() {
    if (!this.drawn || this.count >= MOST || this.shown.length < this.count) return;
    this.count = Math.min(MOST, this.count + FIRST);
    this.app.changed();
  }

  #older() {
    this.anchor ??= this.how.key(this.items[0]);
    this.skipped += this.count;
    this.how.scroller.scrollTop = STILL_PX + 1;
    this.app.changed();
  }

  #tell(fresh, older) {
    const { t } = this.app;
    this.fresh.hidden = !fresh && !this.skipped;
    text(this.fresh, fresh ? t("list.fresh", { n: fresh }) : t("list.newest"));
    const full = older > 0 && this.count >= MOST;
    this.more.hidden = !full;
    if (full && !this.more.firstChild) {
      this.more.append(h("button", { type: "button", class: "quiet", onclick: () => this.#older() }));
    }
    if (full) text(this.more.firstChild, t("list.older", { n: older }));
  }

  /** One row can be reached by the tab key: that with the focus, else the first. */
  #tabStop() {
    const focused = document.activeElement?.closest?.("li.row");
    const stop = this.rows.contains(focused) ? focused : this.rows.firstElementChild;
    if (this.stop && this.stop !== stop) this.stop.tabIndex = -1;
    if (stop) stop.tabIndex = 0;
    this.stop = stop;
  }
}
