/**
 * What the page knows: bounded, newest last in each map, changed only by `replace` and `add`.
 */

/**
 * @typedef {{topic: string, partition: number, offset: number, timestamp: number}} Place
 * @typedef {{at: Place, record: any}} Item
 * @typedef {{hour: number, total: number | null, threats: number | null, acts: number | null,
 *   points: number | null}} Reading
 */

export const LIMITS = {
  events: 2000,
  articles: 2000,
  stories: 1000,
  alerts: 500,
  dead: 200,
  subjects: 1500,
  readings: 216,
};

export class Store {
  constructor() {
    this.clear();
    this.operations = null;
  }

  clear() {
    /** @type {Map<string, Item>} */ this.events = new Map();
    /** @type {Map<string, any>} */ this.articles = new Map();
    /** @type {Map<string, Item>} */ this.stories = new Map();
    /** @type {Map<string, {item: Item, readings: Reading[]}>} */ this.index = new Map();
    /** @type {Map<string, {item: Item, steps: any[]}>} */ this.alerts = new Map();
    /** @type {Map<string, any>} */ this.dead = new Map();
  }

  /** Take a snapshot for all there is. */
  replace(snapshot) {
    this.clear();
    this.add(snapshot);
  }

  /** Add what a snapshot or a batch has; lists are newest first. @returns {number} how many events were new */
  add(batch) {
    let fresh = 0;
    for (const item of oldestFirst(batch.events)) {
      const held = this.events.get(item.record.id);
      if (!held) fresh += 1;
      if (!held || newer(item.at, held.at)) this.events.set(item.record.id, item);
    }
    for (const one of oldestFirst(batch.articles)) renew(this.articles, one.id, one);
    for (const item of oldestFirst(batch.stories)) renew(this.stories, item.record.id, item);
    for (const item of oldestFirst(batch.index)) this.#read(item);
    for (const item of oldestFirst(batch.alerts)) this.#alert(item);
    for (const one of oldestFirst(batch.dead)) this.dead.set(placeKey(one.at), one);
    if (batch.operations) this.operations = batch.operations;
    for (const [kind, keys] of Object.entries(batch.gone ?? {}))
      for (const key of keys) this[kind]?.delete(key);
    this.#trim();
    return fresh;
  }

  /** The level of the article of an event, 0 where it is not known. */
  level(record) {
    return this.articles.get(record.article_id)?.level ?? 0;
  }

  #read(item) {
    const { record } = item;
    const known = this.index.get(record.subject) ?? { item, readings: (item.history ?? []).map(asPast) };
    const reading = asReading(record);
    const readings = known.readings.filter(({ hour }) => hour !== reading.hour);
    const place = readings.findLastIndex(({ hour }) => hour < reading.hour) + 1;
    readings.splice(place, 0, reading);
    const latest = readings.at(-1).hour <= reading.hour ? item : known.item;
    renew(this.index, record.subject, { item: latest, readings: readings.slice(-LIMITS.readings) });
  }

  #alert(item) {
    const { record } = item;
    const steps = this.alerts.get(record.id)?.steps ?? [];
    const step = { status: record.status, severity: record.severity, hour: record.hour };
    const known = steps.some(({ status, hour }) => status === step.status && hour === step.hour);
    renew(this.alerts, record.id, { item, steps: known ? steps : [...steps, step].slice(-24) });
  }

  #trim() {
    for (const name of ["events", "articles", "stories", "alerts", "dead"]) trim(this[name], LIMITS[name]);
    trim(this.index, LIMITS.subjects);
  }
}

/** The list in the order in which it came in; lists in messages are newest first. */
function oldestFirst(list) {
  return (list ?? []).filter(Boolean).reverse();
}

/** Whether a record was written after another of the same thing. */
function newer(at, held) {
  return at.timestamp > held.timestamp || (at.timestamp === held.timestamp && at.offset > held.offset);
}

/** Set a key and make it the newest. */
function renew(map, key, value) {
  map.delete(key);
  map.set(key, value);
}

function trim(map, most) {
  const keys = map.keys();
  while (map.size > most) map.delete(keys.next().value);
}

/** @param {Place | undefined} at */
export function placeKey(at) {
  return at ? `${at.topic}/${at.partition}/${at.offset}` : "";
}

/** @returns {Reading} */
function asReading(record) {
  return {
    hour: Date.parse(record.hour),
    total: record.total.value,
    threats: record.threats.value,
    acts: record.acts.value,
    points: record.total.points,
  };
}

/** A reading of the history that comes with a snapshot: [hours since 1970, index, threats, acts]. @returns {Reading} */
function asPast([hour, total, threats, acts]) {
  return { hour: hour * 3_600_000, total, threats, acts, points: null };
}

/** The values of a map, newest first. @template T @param {Map<string, T>} map @returns {T[]} */
export function newestFirst(map) {
  return [...map.values()].reverse();
}
