/**
 * The connection: a stream of batches over a snapshot. The stream is opened first and its batches wait until
 * the snapshot is in, so that nothing falls between the two. What stays silent for `SILENT_MS` is opened anew.
 */

const SILENT_MS = 9000;
const RETRY_MS = [500, 1000, 2000, 4000, 8000];

/** @typedef {"connecting" | "live" | "reconnecting"} Connection */

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
    addEventListener("pagehide", () => this.source?.close());
    addEventListener("pageshow", (event) => event.persisted && this.#again(0));
  }

  open() {
    this.source?.close();
    const source = (this.source = new EventSource("api/stream"));
    this.ready = false;
    this.waiting = [];
    source.addEventListener("open", () => this.#alive(source, () => this.ready ? this.told.state("live") : this.#fetch(source)));
    source.addEventListener("batch", (event) => this.#alive(source, () => this.#batch(event)));
    source.addEventListener("operations", (event) => this.#alive(source, () => this.told.operations(JSON.parse(event.data))));
    source.addEventListener("reset", () => this.#alive(source, () => this.#fetch(source)));
    source.addEventListener("error", () => source === this.source && this.#failed(source));
    this.#watch();
  }

  #alive(source, then) {
    if (source !== this.source) return;
    this.#watch();
    then();
  }

  #batch(event) {
    const batch = JSON.parse(event.data);
    const [epoch, seq] = split(event.lastEventId, batch);
    if (!this.ready) this.waiting.push({ epoch, seq, batch });
    else this.told.batch(batch);
  }

  async #fetch(source) {
    this.ready = false;
    try {
      const answer = await fetch("api/snapshot", { cache: "no-store" });
      if (!answer.ok) throw new Error(`snapshot: ${answer.status}`);
      const snapshot = await answer.json();
      if (source !== this.source) return;
      this.told.snapshot(snapshot);
      const later = this.waiting.filter(({ epoch, seq }) => epoch === String(snapshot.epoch) && seq > snapshot.seq);
      for (const { batch } of later) this.told.batch(batch);
      this.waiting = [];
      this.ready = true;
      this.failures = 0;
      this.told.state("live");
    } catch {
      if (source === this.source) this.#failed(source, true);
    }
  }

  #failed(source, close = false) {
    this.told.state("reconnecting");
    if (!close && source.readyState !== EventSource.CLOSED) return;
    source.close();
    this.#again(RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]);
  }

  #again(delay) {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.open(), delay);
  }

  #watch() {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.told.state("reconnecting");
      this.open();
    }, SILENT_MS);
  }
}

/** Epoch and number of a batch, from its id `<epoch>-<number>` or, without one, from its fields. */
function split(id, batch) {
  const cut = id.lastIndexOf("-");
  return cut > 0 ? [id.slice(0, cut), Number(id.slice(cut + 1))] : [String(batch.epoch), Number(batch.seq)];
}
