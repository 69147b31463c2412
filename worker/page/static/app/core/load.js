/** Vendored scripts and style sheets, fetched when they are first needed, each once. */

const loading = new Map();

/** @param {string} path in vendor/ @returns {Promise<void>} */
export function script(path) {
  return once(path, (address) => Object.assign(document.createElement("script"), { src: address }));
}

/** @param {string} path in vendor/ @returns {Promise<void>} */
export function sheet(path) {
  return once(path, (address) =>
    Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }),
  );
}

/** @param {string} path in vendor/ @returns {Promise<any>} */
export function json(path) {
  if (!loading.has(path))
    loading.set(
      path,
      fetch(at(path)).then((answer) => answer.json()),
    );
  return loading.get(path);
}

function once(path, make) {
  if (!loading.has(path)) {
    loading.set(
      path,
      new Promise((resolve, reject) => {
        const element = make(at(path));
        element.addEventListener("load", () => resolve());
        element.addEventListener("error", () => reject(new Error(`${path} did not load`)));
        document.head.append(element);
      }),
    );
  }
  return loading.get(path);
}

function at(path) {
  return new URL(`../../vendor/${path}`, import.meta.url).href;
}
