/** The page: what is known, what is shown of it, and who is told when either changes. */

import { link, NO_FILTERS, query, read } from "./core/address.js";
import { h } from "./core/dom.js";
import { predicates } from "./core/filters.js";
import { Frames } from "./core/frames.js";
import { Language, memory } from "./core/language.js";
import { Store } from "./core/store.js";
import { Stream } from "./core/stream.js";
import { FilterBar } from "./parts/filterbar.js";
import { Header } from "./parts/header.js";
import { Help } from "./parts/keys.js";
import { Status } from "./parts/status.js";
import { AlertsView } from "./views/alerts.js";
import { ArticlePanel } from "./views/article.js";
import { BoardView } from "./views/board.js";
import { EventsView } from "./views/events.js";
import { MapView } from "./views/map.js";
import { OperationsView } from "./views/operations.js";
import { Situation } from "./views/situation.js";
import { StoriesView } from "./views/stories.js";

const VIEW_CLASSES = {
  events: EventsView,
  board: BoardView,
  map: MapView,
  alerts: AlertsView,
  stories: StoriesView,
  operations: OperationsView,
};
/** So many batches wait while the page is paused; after more of them a snapshot is fetched instead. */
const WAITING = 200;
const ANNOUNCE_MS = 15_000;
const THEME = "escalation.theme";

export class App {
  /** @param {Language} language @param {import("./core/names.js").Names} names */
  constructor(language, names, root) {
    this.names = names;
    this.root = root;
    this.store = new Store();
    this.shown = read(location.search);
    this.loaded = false;
    this.paused = false;
    this.waiting = 0;
    this.held = [];
    this.connection = "connecting";
    this.announcedAt = 0;
    this.sideways = matchMedia("(min-width: 1000px)");
    this.unannounced = 0;
    this.frames = new Frames({
      measure: () => this.view.measure?.(),
      renew: (due) => this.#renew(due),
      view: () => this.view.render(),
      side: () => this.side.render(),
    });
    this.#build(language);
    addEventListener("popstate", () => {
      this.shown = read(location.search);
      this.changed();
    });
    document.addEventListener("click", (event) => this.#go(event));
    this.stream = new Stream({
      snapshot: (all) => this.#snapshot(all),
      batch: (batch) => this.#batch(batch),
      operations: (now) => {
        this.store.operations = now;
        this.changed(false);
      },
      state: (state) => {
        this.connection = state;
        this.changed();
      },
    });
  }

  /** A text in the language of the interface. */
  t = (key, values) => this.language.t(key, values);

  /** Change what is shown, and the address with it. @param {Partial<import("./core/address.js").Shown>} changes */
  show(changes, push = "view" in changes || Boolean(changes.article)) {
    this.shown = { ...this.shown, ...changes };
    const address = `${location.pathname}${query(this.shown)}`;
    if (push) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.changed();
  }

  link(changes) {
    return link(this.shown, changes);
  }

  /**
   * Draw in the next frame, once however often this is called. What only came in may wait in the calm views;
   * what somebody asked for may not.
   */
  changed(asked = true) {
    this.frames.changed(asked);
  }

  /** What passes the filters, made once for what is known now. */
  pass() {
    this.passing ??= predicates(this.shown, this.store, (code) => this.names.of(code));
    return this.passing;
  }

  /** The items of the view that is shown, filtered once for what is known now. */
  shownItems() {
    this.items ??= this.view.items();
    return this.items;
  }

  get view() {
    this.views[this.shown.view] ??= new VIEW_CLASSES[this.shown.view](this, this.main);
    return this.views[this.shown.view];
  }

  pause() {
    this.paused = !this.paused;
    if (!this.paused) this.#resume();
    this.changed();
  }

  async speak(code) {
    const language = await Language.load(code);
    this.#build(language);
    this.changed();
  }

  turnTheme() {
    const theme = this.theme() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    memory.set(THEME, theme);
    this.changed();
  }

  theme() {
    return (
      document.documentElement.dataset.theme ??
      (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")
    );
  }

  still() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  narrow() {
    return matchMedia("(max-width: 999px)").matches;
  }

  clearFilters() {
    this.show(NO_FILTERS);
  }

  /** Close what is open, the innermost first. */
  escape() {
    const menu = document.querySelector("details.menu[open]");
    if (menu) menu.open = false;
    else if (this.shown.article) this.panel.close();
    else if (document.activeElement !== document.body) document.activeElement.blur();
  }

  focusRow(event) {
    const row =
      event && [...(this.view.list?.rows.children ?? [])].find((one) => one.dataset.event === event);
    row?.focus({ preventScroll: true });
  }

  async copyLink(button) {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = this.t("copy.done");
    } catch {
      button.textContent = this.t("copy.failed");
    }
    setTimeout(() => {
      button.textContent = this.t("copy.link");
    }, 2000);
  }

  #build(language) {
    this.language = language;
    this.names.speak(language);
    document.documentElement.lang = language.code;
    this.views = {};
    this.help = new Help(this);
    this.header = new Header(this);
    this.filters = new FilterBar(this);
    this.status = new Status(this);
    this.panel = new ArticlePanel(this);
    this.side = new Situation(this);
    this.main = h("main", { id: "main", tabindex: -1 });
    const skip = h(
      "a",
      {
        class: "skip",
        href: "#main",
        onclick: (event) => {
          event.preventDefault();
          this.main.focus();
        },
      },
      this.t("skip"),
    );
    this.root.replaceChildren(
      skip,
      this.header.element,
      this.filters.element,
      h("div", { class: "panes" }, this.main, this.side.element, this.panel.element),
      this.status.element,
      this.help.element,
    );
  }

  /** Draw the view again in the next frame, with what is known already: what is in sight has changed. */
  redraw() {
    this.frames.moved();
  }

  /** Begin anew with what is known now; `due` is whether what is calm is drawn too. */
  #renew(due) {
    const { view } = this;
    this.passing = null;
    this.items = null;
    if (this.main.firstChild !== view.element) {
      this.main.replaceChildren(view.element);
      this.main.scrollTop = 0;
    }
    this.root.dataset.view = this.shown.view;
    this.root.classList.toggle("reading", Boolean(this.shown.article));
    this.header.render();
    if (due || !view.calm) this.filters.render();
    this.panel.render();
    this.status.render();
    this.#title();
    return { view: due || !view.calm, side: this.shown.view === "events" && this.sideways.matches };
  }

  #title() {
    const raised = [...this.store.alerts.values()].filter(
      ({ item }) => item.record.status !== "resolved",
    ).length;
    const title = `${raised ? `(${raised}) ` : ""}${this.t(`view.${this.shown.view}`)} · escalation-worker`;
    if (document.title !== title) document.title = title;
  }

  #snapshot(all) {
    this.loaded = true;
    this.held = [];
    this.waiting = 0;
    this.store.replace(all);
    this.changed();
  }

  #batch(batch) {
    const fresh = batch.events?.length ?? 0;
    if (this.paused) {
      this.waiting += fresh;
      if (this.held.length <= WAITING) this.held.push(batch);
    } else {
      this.store.add(batch);
      this.#announce(fresh);
    }
    this.changed(false);
  }

  #resume() {
    if (this.held.length > WAITING) this.stream.open();
    else for (const batch of this.held) this.store.add(batch);
    this.held = [];
    this.waiting = 0;
  }

  /** Say how many events came in, at most every quarter of a minute. */
  #announce(fresh) {
    this.unannounced += fresh;
    if (!this.unannounced || Date.now() - this.announcedAt < ANNOUNCE_MS) return;
    this.status.announce(this.t("announce", { n: this.unannounced }));
    this.announcedAt = Date.now();
    this.unannounced = 0;
  }

  /** Follow links to other views without loading the page anew. */
  #go(event) {
    const anchor = event.target.closest?.("a[data-go]");
    if (!anchor || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.show(read(new URL(anchor.href).search), true);
  }
}
