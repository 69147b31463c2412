/** What is shown, as a file: CSV for tables, JSONL with whole records for programs. */

/** Spreadsheets take a cell that begins so for a formula, also behind blanks. */
const FORMULA = /^\s*[=+\-@\t\r|%]/;

const COLUMNS = {
  events: {
    time: ({ at }) => iso(at.timestamp),
    published_at: ({ record }) => record.published_at,
    type: ({ record }) => record.type,
    resolved_type: ({ record }) => record.resolved_type,
    modality: ({ record }) => record.modality,
    dyad: ({ record }) => record.dyad,
    sources: ({ record }) => actors(record.sources),
    targets: ({ record }) => actors(record.targets),
    goldstein: ({ record }) => record.goldstein,
    quad_class: ({ record }) => record.quad_class,
    speaker: ({ record }) => record.speaker?.actor.surface,
    evidence: ({ record }) => record.evidence.surface,
    outlet: ({ record }) => record.outlet,
    language: ({ record }) => record.language,
    url: ({ record }) => record.url,
    article_id: ({ record }) => record.article_id,
    id: ({ record }) => record.id,
  },
  board: {
    subject: ({ record }) => record.subject,
    kind: ({ record }) => record.kind,
    hour: ({ record }) => record.hour,
    index: ({ record }) => record.total.value,
    points: ({ record }) => record.total.points,
    z: ({ record }) => record.total.z,
    threats: ({ record }) => record.threats.value,
    acts: ({ record }) => record.acts.value,
    easing: ({ record }) => record.easing,
    coverage: ({ record }) => record.coverage,
    silent: ({ record }) => record.silent.join(" "),
    stories: ({ record }) => record.stories,
  },
  alerts: {
    hour: ({ record }) => record.hour,
    since: ({ record }) => record.since,
    subject: ({ record }) => record.subject,
    rule: ({ record }) => record.rule,
    status: ({ record }) => record.status,
    severity: ({ record }) => record.severity,
    importance: ({ record }) => record.importance,
    credibility: ({ record }) => record.credibility,
    why: ({ record }) => record.why,
    stories: ({ record }) => record.stories.join(" "),
    id: ({ record }) => record.id,
  },
  stories: {
    first_seen: ({ record }) => record.first_seen,
    last_seen: ({ record }) => record.last_seen,
    title: ({ record }) => record.title,
    copies: ({ record }) => record.copies,
    outlets: ({ record }) => record.outlets.join(" "),
    origins: ({ record }) => record.origins.join(" "),
    languages: ({ record }) => record.languages.join(" "),
    level: ({ record }) => record.level,
    score: ({ record }) => record.score.highest,
    direction: ({ record }) => record.direction,
    url: ({ record }) => record.best.url,
    id: ({ record }) => record.id,
  },
  operations: {
    time: ({ at }) => iso(at.timestamp),
    code: ({ error }) => error.code,
    message: ({ error }) => error.message,
    topic: ({ error }) => error.topic,
    partition: ({ error }) => error.partition,
    offset: ({ error }) => error.offset,
    bytes: ({ bytes }) => bytes,
  },
};
COLUMNS.map = COLUMNS.board;

/** A cell of CSV: numbers as they are, text quoted, and never a formula. */
export function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {string} view @param {any[]} items */
export function csv(view, items) {
  const columns = COLUMNS[view];
  const lines = [
    Object.keys(columns),
    ...items.map((item) => Object.values(columns).map((of) => cell(of(item)))),
  ];
  return `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

/** Whole records, one a line. */
export function jsonl(items) {
  return items.map((item) => `${JSON.stringify(item.record ?? item)}\n`).join("");
}

/** Hand what is shown to the browser as a download. @param {import("../app.js").App} app */
export function save(app, form) {
  const items = app.shownItems();
  const { view } = app.shown;
  const [body, type] =
    form === "csv" ? [csv(view, items), "text/csv;charset=utf-8"] : [jsonl(items), "application/x-ndjson"];
  const address = URL.createObjectURL(new Blob([body], { type }));
  const stamp = iso(Date.now()).slice(0, 16).replace(/[-:]/g, "");
  const anchor = Object.assign(document.createElement("a"), {
    href: address,
    download: `escalation-${view}-${stamp}.${form}`,
  });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  app.status.announce(app.t("export.done", { n: items.length }));
}

function iso(timestamp) {
  return timestamp ? new Date(timestamp).toISOString() : "";
}

function actors(slot) {
  return slot.map(({ code, surface }) => code ?? surface).join("+");
}
