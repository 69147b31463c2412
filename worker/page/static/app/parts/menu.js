/** A menu of boxes to tick, in groups; a group's name ticks all of it. */

import { h, text } from "../core/dom.js";

/**
 * @param {string} name
 * @param {{title: string, values: string[]}[]} groups
 * @param {(value: string) => string} label
 * @param {(values: string[]) => void} changed
 */
export function menu(name, groups, label, changed) {
  const boxes = new Map();
  const chosen = () => [...boxes].filter(([, box]) => box.checked).map(([value]) => value);
  const tell = () => changed(chosen());
  const summary = h("summary", null, name);
  const fields = groups.map(({ title, values }) =>
    h(
      "fieldset",
      null,
      title && h("legend", null, h("button", { type: "button", onclick: () => all(values) }, title)),
      values.map((value) => {
        const box = h("input", { type: "checkbox", value, onchange: tell });
        boxes.set(value, box);
        return h("label", null, box, " ", label(value));
      }),
    ),
  );
  const all = (values) => {
    const every = values.every((value) => boxes.get(value).checked);
    for (const value of values) boxes.get(value).checked = !every;
    tell();
  };
  const element = h("details", { class: "menu" }, summary, h("div", { class: "drop" }, fields));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    event.stopPropagation();
    element.open = false;
    summary.focus();
  });
  return {
    element,
    set(values) {
      for (const [value, box] of boxes) box.checked = values.includes(value);
      summary.classList.toggle("set", values.length > 0);
      text(
        summary,
        values.length === 1 ? label(values[0]) : values.length ? `${name}: ${values.length}` : name,
      );
    },
  };
}

/** A click or the focus elsewhere closes every open menu. */
export function closeMenus() {
  const close = (event) => {
    for (const open of document.querySelectorAll("details.menu[open]"))
      if (!open.contains(event.target)) open.open = false;
  };
  document.addEventListener("pointerdown", close);
  document.addEventListener("focusin", close);
}
