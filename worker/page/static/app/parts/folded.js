/** Details whose content is made when they are first opened. */

import { h } from "../core/dom.js";

/**
 * @param {string} words of the summary
 * @param {() => (Node | false | null)[]} make
 */
export function folded(words, make) {
  const details = /** @type {HTMLDetailsElement} */ (h("details", null, h("summary", null, words)));
  details.addEventListener("toggle", () => details.append(...make().filter(Boolean)), { once: true });
  return details;
}

/** Open or close the details of a row that a link points at, and bring it into sight. */
export function openRow(row, chosen) {
  if (row.classList.contains("chosen") === chosen) return;
  row.classList.toggle("chosen", chosen);
  const details = row.querySelector("details");
  const show = () => row.scrollIntoView({ block: "nearest" });
  if (chosen) {
    details?.addEventListener("toggle", show, { once: true });
    show();
  }
  if (details) details.open = chosen;
}
