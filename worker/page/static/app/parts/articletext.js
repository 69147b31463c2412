/** What of an article's text is marked, and where its paragraphs are. */

import { cutter } from "../core/text.js";
import { eventMarks } from "./marks.js";

/** All marks of an article, those of keywords and entities under those of events. */
export function marks(record, events) {
  const keywords = record.keywords.flatMap((keyword) => [
    { start: keyword.start, end: keyword.end, role: keyword.why ? "canceled" : "keyword" },
    ...(keyword.cue ? [{ start: keyword.cue.start, end: keyword.cue.end, role: "cue" }] : []),
  ]);
  const entities = record.entities.map(({ start, end }) => ({ start, end, role: "entity" }));
  return [...entities, ...keywords, ...events.flatMap(eventMarks)];
}

/** Start and end of the paragraphs of a text, in code points. */
export function paragraphs(text, end) {
  const found = [];
  let start = 0;
  for (const piece of text.cut(0, end).split(/(\n{2,})/)) {
    const length = cutter(piece).length;
    if (!piece.startsWith("\n\n") && length) found.push([start, start + length]);
    start += length;
  }
  return found;
}
