/**
 * What passes the filters. Each predicate is made once a render, then asked for every item.
 */

export const HOURS = { "15m": 0.25, "1h": 1, "6h": 6, "24h": 24, "7d": 168 };

/** Codes of both sides of a dyad: "RUS-NATO+USA". A code may hold no hyphen; "---" is nobody. */
export function sides(dyad) {
  const [, source, target] = /^(---|[^-]+)-(---|[^-]+)$/.exec(dyad) ?? ["", "---", "---"];
  return [source, target].map((side) => (side === "---" ? [] : side.split("+")));
}

/** Whether an event between those sides is of a subject: one code, or two in any order. */
function about(subject) {
  const codes = subject.toUpperCase().split(/[-+]/).filter(Boolean);
  return (dyad) => {
    const [sources, targets] = sides(dyad);
    if (codes.length < 2) return sources.includes(codes[0]) || targets.includes(codes[0]);
    const [one, other] = codes;
    return (
      (sources.includes(one) && targets.includes(other)) || (sources.includes(other) && targets.includes(one))
    );
  };
}

/** All words of the search, in any order, without regard to case; texts are made only when one is searched. */
function search(words) {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return () => true;
  return (texts) => {
    const all = texts().filter(Boolean).join("\n").toLocaleLowerCase();
    return wanted.every((word) => all.includes(word));
  };
}

function since(choice, now) {
  const earliest = HOURS[choice] ? now - HOURS[choice] * 3_600_000 : -Infinity;
  return (time) => time >= earliest;
}

/**
 * Predicates over items of each view.
 * @param {import("./address.js").Shown} shown
 * @param {import("./store.js").Store} store
 * @param {(code: string) => string} nameOf
 */
export function predicates(shown, store, nameOf, now = Date.now()) {
  const found = search(shown.q);
  const ofSubject = shown.subject ? about(shown.subject) : () => true;
  const recent = since(shown.since, now);
  const level = Number(shown.level || 0);
  const [types, modalities] = [new Set(shown.type), new Set(shown.modality)];
  const isType = (type) => !types.size || types.has(type);
  const isModality = (modality) => !modalities.size || modalities.has(modality);
  const names = (dyad) => sides(dyad).flat().map(nameOf).join(" ");
  const coded = (event) => isType(event.type) && isModality(event.modality) && ofSubject(event.dyad);
  const anyCoded = (events) => (!types.size && !modalities.size && !shown.subject) || events.some(coded);
  return {
    event: ({ at, record }) =>
      coded(record) &&
      recent(at.timestamp) &&
      (!shown.language || record.language === shown.language) &&
      (!level || store.level(record) >= level) &&
      found(() => [
        record.evidence.surface,
        record.outlet,
        record.dyad,
        record.type,
        names(record.dyad),
        record.speaker?.actor.surface,
        store.articles.get(record.article_id)?.title,
      ]),
    story: ({ at, record }) =>
      anyCoded(record.events) &&
      recent(at.timestamp) &&
      record.level >= level &&
      (!shown.language || record.languages.includes(shown.language)) &&
      found(() => [
        record.title,
        ...record.outlets,
        ...record.events.map(({ dyad }) => `${dyad} ${names(dyad)}`),
      ]),
    alert: ({ at, record }) =>
      related(shown.subject, record.subject) &&
      recent(at.timestamp) &&
      found(() => [record.why, record.subject, ...record.subject.split("-").map(nameOf)]),
    index: ({ record }) =>
      related(shown.subject, record.subject) &&
      found(() => [record.subject, ...record.subject.split("-").map(nameOf)]),
  };
}

/** Whether a subject shares a side with the one that was asked for: India and Pakistan go with India – Pakistan. */
function related(asked, subject) {
  const wanted = asked.toUpperCase().split(/[-+]/).filter(Boolean);
  return !wanted.length || subject.split("-").some((code) => wanted.includes(code));
}
