/**
 * When the page is drawn. A frame draws what is around the view when something changed, then a part of the view or
 * what is beside it, never both; what is left waits for the next frame. So no frame takes long, however much
 * comes in.
 */

/** How often calm views and what is beside the events are drawn while things come in. */
const CALM_MS = 1000;

export class Frames {
  /**
   * @param {{measure: () => void, renew: (due: boolean) => {view: boolean, side: boolean},
   *   view: () => boolean | void, side: () => void}} draw
   *   `measure` reads the layout before anything is written; `renew` draws what is around the view and says whether
   *   the view is to be drawn, and what is beside it shown; `view` says false when rows are left
   */
  constructor(draw) {
    this.draw = draw;
    this.stale = this.asked = this.viewDue = this.sideDue = this.drewView = false;
    this.calmAt = -CALM_MS;
  }

  /** Something changed; what somebody asked for is drawn at once, also where it is calm. */
  changed(asked) {
    this.asked ||= asked;
    this.stale = true;
    this.#soon();
  }

  /** Other rows have come into sight. */
  moved() {
    this.viewDue = true;
    this.#soon();
  }

  #soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.#step();
    });
  }

  #step() {
    this.draw.measure();
    if (this.stale) this.#renew();
    if (this.viewDue && !(this.sideDue && this.drewView)) {
      this.viewDue = this.draw.view() === false;
      this.drewView = true;
    } else if (this.sideDue) {
      this.draw.side();
      this.sideDue = this.drewView = false;
    }
    if (this.viewDue || this.sideDue) this.#soon();
  }

  #renew() {
    this.stale = false;
    const due = this.#calmDue();
    const { view, side } = this.draw.renew(due);
    this.viewDue ||= view;
    this.sideDue = side && (due || this.sideDue);
  }

  /** Whether it is time for what is drawn once a second; if not, it will be. */
  #calmDue() {
    const now = performance.now();
    const due = this.asked || now - this.calmAt >= CALM_MS;
    if (due) this.calmAt = now;
    else
      this.calmTimer ??= setTimeout(() => {
        this.calmTimer = null;
        this.changed(false);
      }, CALM_MS);
    this.asked = false;
    return due;
  }
}
