/**
 * The connection: a snapshot, then the stream of what came after it. `EventSource` comes back by itself after a
 * short break and goes on where it was; when it gives up, when the server asks for it (`reset`), or when nothing
 * is heard for `SILENT_MS` (figures come every two seconds), all of it is taken anew.
 */

const SILENT_MS = 9000;
const RESET_MS = 250; // a server that always asks for it must not be asked in a tight loop
const RETRY_MS = [500, 1000, 2000, 4000, 8000];

/** @typedef {"connecting" | "live" | "reconnecting" | "refused"} Connection refused: the token has run out */

export class Stream {
  /**
   * @param {{snapshot: (all: any) => void, batch: (batch: any) => void, operations: (now: any) => void,
   *   state: (state: Connection) => void}} told
   */
  constructor(told) {
    this.told = told;
    this.failures = 0;
    /** @type {EventSource | null} */ this.source = null;
    this.open();
    addEventListener("online", () => this.#again(0));
    addEventListener("pagehide", () => this.#close());
    addEventListener("pageshow", (event) => event.persisted && this.open());
  }

  /** Take a snapshot, then follow. */
  async open() {
    this.#close();
    const attempt = (this.attempt = Symbol("attempt"));
    this.#watch(2 * SILENT_MS);
    try {
      const answer = await fetch("api/snapshot", { cache: "no-store" });
      if (answer.status === 401) this.refused = true;
      if (!answer.ok) throw new Error(`snapshot: ${answer.status}`);
      const snapshot = await answer.json();
      await new Promise((resolve) => setTimeout(resolve)); // to parse megabytes is a task of its own
      if (attempt !== this.attempt) return;
      this.told.snapshot(snapshot);
      this.#follow(`${snapshot.epoch}-${snapshot.seq}`);
    } catch {
      if (attempt === this.attempt) this.#failed();
    }
  }

  #follow(place) {
    const source = (this.source = new EventSource(`api/stream?after=${encodeURIComponent(place)}`));
    const on = (name, then) =>
      source.addEventListener(name, (event) => {
        if (source !== this.source) return;
        this.#watch();
        then(event);
      });
    on("open", () => {
      this.failures = 0;
      this.told.state("live");
    });
    on("batch", (event) => this.told.batch(JSON.parse(event.data)));
    on("operations", (event) => this.told.operations(JSON.parse(event.data)));
    on("reset", () => {
      this.#close();
      this.#again(RESET_MS);
    });
    source.addEventListener("error", () => {
      if (source !== this.source) return;
      this.told.state("reconnecting");
      if (source.readyState === EventSource.CLOSED) this.#failed();
    });
  }

  #close() {
    this.source?.close();
    this.source = null;
    clearTimeout(this.retry);
    clearTimeout(this.watchdog);
  }

  #failed() {
    this.#close();
    this.told.state(this.refused ? "refused" : "reconnecting");
    this.refused = false;
    this.#again(RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]);
  }

  #again(delay) {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.open(), delay);
  }

  #watch(patience = SILENT_MS) {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.#failed(), patience);
  }
}
