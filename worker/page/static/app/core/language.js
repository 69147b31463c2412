/**
 * The language of the interface: a table of texts a language, and the forms of numbers and times.
 */

export const LANGUAGES = ["en", "de"];
const LOCALES = { en: "en-GB", de: "de-DE" };
const KEY = "escalation.language";

/** What people chose here before, kept where the browser allows it. */
export const memory = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // A browser that keeps nothing still shows everything.
    }
  },
};

/** The language chosen before, else the first of the browser's that there is, else English. */
export function preferred() {
  const chosen = memory.get(KEY);
  if (LANGUAGES.includes(chosen)) return chosen;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.find((code) => LANGUAGES.includes(code)) ?? "en";
}

export class Language {
  /** @param {string} code @param {Record<string, string>} texts */
  constructor(code, texts) {
    this.code = code;
    this.locale = LOCALES[code];
    this.texts = texts;
    this.numbers = new Map();
    this.list = new Intl.ListFormat(this.locale, { style: "short", type: "unit" });
    this.regions = new Intl.DisplayNames(this.locale, { type: "region", style: "short" });
    this.languages = new Intl.DisplayNames(this.locale, { type: "language" });
    this.time = new Intl.DateTimeFormat(this.locale, {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    this.day = new Intl.DateTimeFormat(this.locale, { day: "numeric", month: "short" });
    this.date = new Intl.DateTimeFormat(this.locale, { day: "numeric", month: "short", year: "numeric" });
    this.full = new Intl.DateTimeFormat(this.locale, { dateStyle: "medium", timeStyle: "short" });
    this.ago = new Intl.RelativeTimeFormat(this.locale, { numeric: "always", style: "narrow" });
  }

  /** @param {string} code */
  static async load(code) {
    const answer = await fetch(new URL(`../../i18n/${code}.json`, import.meta.url));
    memory.set(KEY, code);
    return new Language(code, await answer.json());
  }

  /** The text of a key with `{name}` filled in; the key itself where a table lacks it. */
  t(key, values = {}) {
    const count = values.n;
    const form = count === 1 && this.texts[`${key}.one`] !== undefined ? `${key}.one` : key;
    return (this.texts[form] ?? key).replace(/\{(\w+)\}/g, (all, name) => {
      const value = values[name];
      return typeof value === "number" ? this.number(value) : (value ?? all);
    });
  }

  has(key) {
    return this.texts[key] !== undefined;
  }

  /** A number with at most `digits` decimals, all of them when `fixed`. */
  number(value, digits = 1, fixed = false, sign = false) {
    const key = `${digits}${fixed}${sign}`;
    if (!this.numbers.has(key)) {
      this.numbers.set(
        key,
        new Intl.NumberFormat(this.locale, {
          maximumFractionDigits: digits,
          minimumFractionDigits: fixed ? digits : 0,
          signDisplay: sign ? "exceptZero" : "auto",
        }),
      );
    }
    return this.numbers.get(key).format(value).replace("-", "−");
  }

  signed(value, digits = 1) {
    return this.number(value, digits, true, true);
  }

  /** When something came in: the time today, else the day too. @param {number} timestamp ms since 1970 */
  clock(timestamp, now = Date.now()) {
    const date = new Date(timestamp);
    const today = new Date(now).toDateString() === date.toDateString();
    return today ? this.time.format(date) : `${this.day.format(date)} ${this.time.format(date).slice(0, 5)}`;
  }

  /** A date of a record, as it stands where it is none. @param {string | null} value */
  when(value, form = "date") {
    const parsed = Date.parse(value ?? "");
    return Number.isNaN(parsed) ? (value ?? "") : this[form].format(parsed);
  }

  /** "5 min. ago". @param {number} milliseconds */
  since(milliseconds) {
    const seconds = Math.max(0, Math.round(milliseconds / 1000));
    if (seconds < 60) return this.ago.format(-seconds, "second");
    if (seconds < 3600) return this.ago.format(-Math.round(seconds / 60), "minute");
    if (seconds < 172_800) return this.ago.format(-Math.round(seconds / 3600), "hour");
    return this.ago.format(-Math.round(seconds / 86_400), "day");
  }

  languageName(code) {
    try {
      return this.languages.of(code);
    } catch {
      return code;
    }
  }
}
