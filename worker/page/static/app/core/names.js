/**
 * Names and places of actors: countries by the browser's own names (CLDR), organizations by a table.
 */

import { sides } from "./filters.js";

export class Names {
  /**
   * @param {Record<string, [string, string, number, number]>} countries alpha-3 to alpha-2, numeric, longitude, latitude
   * @param {Record<string, {en: string, de: string, at?: [number, number]}>} organizations
   */
  constructor(countries, organizations) {
    this.countries = countries;
    this.organizations = organizations;
    this.numeric = new Map(Object.entries(countries).map(([code, [, numeric]]) => [numeric, code]));
  }

  static async load() {
    const [countries, organizations] = await Promise.all(
      ["../../vendor/cldr-core/countries.json", "../../data/organizations.json"].map(async (path) => {
        const answer = await fetch(new URL(path, import.meta.url));
        return answer.json();
      }),
    );
    return new Names(countries, organizations);
  }

  /** @param {import("./language.js").Language} language */
  speak(language) {
    this.language = language;
    this.known = new Map();
  }

  /** The name of a code, or the code. */
  of(code) {
    if (!this.known.has(code)) this.known.set(code, this.#name(code));
    return this.known.get(code);
  }

  #name(code) {
    const country = this.countries[code];
    if (country) return this.language.regions.of(country[0]) ?? code;
    return this.organizations[code]?.[this.language.code] ?? code;
  }

  /** "Russia – US" of a subject. */
  subject(subject) {
    return subject
      .split("-")
      .map((code) => this.of(code))
      .join(" – ");
  }

  /** The code somebody means by a code or by a name; upper case where nobody is meant. */
  code(words) {
    const asked = words.trim().toLocaleLowerCase();
    const codes = [...Object.keys(this.countries), ...Object.keys(this.organizations)];
    const meant =
      codes.find((code) => code.toLowerCase() === asked) ??
      codes.find((code) => this.of(code).toLocaleLowerCase() === asked);
    return meant ?? words.trim().toUpperCase();
  }

  /** Longitude and latitude, or null. */
  place(code) {
    const country = this.countries[code];
    return country ? [country[2], country[3]] : (this.organizations[code]?.at ?? null);
  }

  /** The names of a side of an event, in brackets whom the article only implies, "—" without any. */
  side(event, side) {
    const slot = event[`${side}s`];
    if (slot.length) return { names: this.#people(slot), implied: false };
    const implied = event.implied.filter((one) => one.side === side).map(({ actor }) => actor);
    return { names: this.#people(implied), implied: implied.length > 0 };
  }

  #people(actors) {
    return [...new Set(actors.map(({ code, surface }) => (code ? this.of(code) : `“${surface}”`)))];
  }

  /** Names of both sides of a dyad. */
  dyad(dyad) {
    return sides(dyad).map((codes) => codes.map((code) => this.of(code)));
  }
}
