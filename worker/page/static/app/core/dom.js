/**
 * Elements from plain data. Text only ever becomes a text node: nothing here parses HTML, so whatever an
 * article says stays text.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element. `class`, `dataset`, `onclick`… and attributes in `props`; false, null and undefined leave out.
 * @param {string} tag
 * @param {Record<string, any> | null} [props]
 * @param {...(Node | string | number | null | undefined | false | Array<Node | string | null | false>)} children
 * @returns {HTMLElement}
 */
export function h(tag, props, ...children) {
  return /** @type {HTMLElement} */ (fill(document.createElement(tag), props, children));
}

/** An SVG element, as `h`. @returns {SVGElement} */
export function s(tag, props, ...children) {
  return /** @type {SVGElement} */ (fill(document.createElementNS(SVG, tag), props, children));
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) set(element, name, value);
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false)
      element.append(String(child) === child ? child : toNode(child));
  }
  return element;
}

function toNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "dataset") Object.assign(element.dataset, value);
  else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Set an attribute only when it differs; null takes it away. */
export function attribute(element, name, value) {
  if (value === null || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

/** Set the text of an element only when it differs. */
export function text(element, value) {
  const string = String(value);
  if (element.textContent !== string) element.textContent = string;
}

/** Words whose direction must not run into their neighbors'. @param {string | number} words */
export function bdi(words, props = null) {
  return h("bdi", props, words);
}

/** A link out, or its words alone where the address is no plain http(s) one. */
export function link(address, words, props = null) {
  const safe = webAddress(address);
  if (!safe) return h("span", props, words);
  return h("a", { ...props, href: safe, target: "_blank", rel: "noopener noreferrer" }, words);
}

/** The address when it is http or https without credentials, else null. */
export function webAddress(address) {
  if (typeof address !== "string") return null;
  try {
    const url = new URL(address);
    return ["http:", "https:"].includes(url.protocol) && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Make the children of `parent` those of `items`, touching only what differs. New and changed items may be more
 * than a frame can hold: after `most` of them the rest waits, and what is there stays.
 * @template T
 * @param {Element} parent
 * @param {T[]} items
 * @param {{key: (item: T) => string, version: (item: T) => any, create: (item: T) => Element,
 *   update?: (element: Element, item: T) => void}} how
 *   where the version of an item differs its element is updated, or made anew where there is no `update`
 * @returns {boolean} whether all of it is there now
 */
export function reconcile(parent, items, how, most = Infinity) {
  const kept = parent.__kept ?? (parent.__kept = new Map());
  forget(kept, new Set(items.map(how.key)));
  let [place, left, waits] = [parent.firstElementChild, most, false];
  for (const item of items) {
    const name = how.key(item);
    const version = how.version(item);
    const old = kept.get(name);
    const differs = !old || old.version !== version;
    if (differs && !left) waits = true;
    if (!old && !left) continue;
    if (differs && left) {
      const element = renewed(old?.element, item, how);
      if (place === old?.element) place = element;
      kept.set(name, { element, version });
      left -= 1;
    }
    const { element } = kept.get(name);
    if (element === place) place = place.nextElementSibling;
    else put(parent, element, place);
  }
  return !waits;
}

function forget(kept, wanted) {
  for (const [name, { element }] of kept) {
    if (wanted.has(name)) continue;
    element.remove();
    kept.delete(name);
  }
}

function renewed(element, item, { create, update }) {
  if (element && update) {
    update(element, item);
    return element;
  }
  const made = create(item);
  element?.replaceWith(made);
  return made;
}

/** Put a child before another; one that only moves keeps its focus where the browser knows how. */
function put(parent, element, place) {
  if (element.parentNode === parent && parent.moveBefore) parent.moveBefore(element, place);
  else parent.insertBefore(element, place);
}
