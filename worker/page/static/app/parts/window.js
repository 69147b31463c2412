/**
 * The rows of a long table that are in sight, and a few around them; the others are gaps of their height. All rows
 * are of one height. A row that has the focus stays, with its neighbours, however far it is scrolled away, so that
 * the keyboard goes on from there; `aria-rowcount` and `aria-rowindex` tell what is not in the document.
 */

import { attribute, h, reconcile } from "../core/dom.js";

/** So many rows are drawn above and below what is in sight. */
const SPARE = 6;
/** So many rows are made or changed in a frame. */
const A_FRAME = 6;
const GUESS = { height: 46, rows: 20 };

export class Window {
  /**
   * @param {HTMLTableElement} table with one row in its head
   * @param {{scroller: HTMLElement, columns: number, key: (item: any) => string, version: (item: any) => string,
   *   create: (item: any) => HTMLElement, update: (row: HTMLElement, item: any) => void, moved: () => void}} how
   *   `moved` is called when other rows may have come into sight
   */
  constructor(table, how) {
    this.table = table;
    this.body = table.tBodies[0];
    this.how = how;
    this.height = GUESS.height;
    this.rows = GUESS.rows;
    this.first = 0;
    this.measured = false;
    this.items = [];
    attribute(table.tHead.rows[0], "aria-rowindex", 1);
    const moved = () => table.isConnected && how.moved();
    how.scroller.addEventListener("scroll", moved, { passive: true });
    new ResizeObserver(moved).observe(how.scroller);
    // Not in the next frame: a tab key that is held may be faster, and would lead out of the table.
    this.body.addEventListener("focusin", () => this.#draw(Infinity));
  }

  /** Read where the rows are: before anything of the frame is written. */
  measure() {
    if (!this.table.isConnected || !this.body.firstChild) return;
    const { top, height } = this.how.scroller.getBoundingClientRect();
    this.measured = true;
    this.height = this.#pitch() || this.height;
    this.first = Math.floor((top - this.body.getBoundingClientRect().top) / this.height);
    this.rows = Math.ceil(height / this.height);
  }

  /** From the top of a row to that of the next; the first of all has no border above, so it is no measure. */
  #pitch() {
    const row = this.body.querySelector("[aria-rowindex] + [aria-rowindex] + [aria-rowindex]");
    return row && row.getBoundingClientRect().top - row.previousElementSibling.getBoundingClientRect().top;
  }

  /** @param {any[]} items all there are, in their order @returns {boolean} whether all in sight is drawn */
  render(items) {
    this.items = items;
    attribute(this.table, "aria-rowcount", items.length + 1);
    const drawn = this.#draw(A_FRAME);
    if (items.length && !this.measured) this.how.moved(); // the gaps are a guess until there is a row
    return drawn;
  }

  #draw(most) {
    const { key, version } = this.how;
    const how = {
      key: (part) => part.name ?? key(part.item),
      version: (part) => (part.name ? `${part.gap}/${this.height}` : `${part.place}/${version(part.item)}`),
      create: (part) => this.#fill(part.name ? this.#gap() : this.how.create(part.item), part),
      update: (row, part) => this.#fill(row, part),
    };
    return reconcile(this.body, this.#parts(this.items), how, most);
  }

  /** What stands in the body: rows with their places, and gaps. */
  #parts(items) {
    const from = Math.max(0, Math.min(this.first - SPARE, items.length - this.rows));
    const to = Math.min(items.length, Math.max(0, this.first) + this.rows + SPARE);
    const parts = [];
    let next = 0;
    for (const place of this.#places(items, from, to)) {
      if (place > next) parts.push({ name: ` before ${parts.length && place}`, gap: place - next });
      if (place < items.length) parts.push({ item: items[place], place });
      next = place + 1;
    }
    return parts;
  }

  /** The places that are drawn, in their order, then the end. */
  #places(items, from, to) {
    const row = document.activeElement?.closest?.("[aria-rowindex]");
    const held = this.body.contains(row) ? items.findIndex((item) => this.how.key(item) === row.dataset.key) : -1;
    const near = held < 0 ? [] : [held - 1, held, held + 1];
    const kept = near.filter((place) => place >= 0 && place < items.length && (place < from || place >= to));
    const sight = Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step);
    return [...sight, ...kept, items.length].sort((one, other) => one - other);
  }

  #gap() {
    return h("tr", { class: "gap", "aria-hidden": "true" }, h("td", { colspan: this.how.columns }));
  }

  #fill(row, { name, gap, place, item }) {
    if (name) {
      row.firstChild.style.height = `${gap * this.height}px`;
    } else {
      row.dataset.key = this.how.key(item);
      attribute(row, "aria-rowindex", place + 2);
      this.how.update(row, item);
    }
    return row;
  }
}
