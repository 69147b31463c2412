/** Loads the tables, then the page. */

import { App } from "./app.js";
import { Language, preferred } from "./core/language.js";
import { Names } from "./core/names.js";
import { listen } from "./parts/keys.js";
import { closeMenus } from "./parts/menu.js";

const [language, names] = await Promise.all([Language.load(preferred()), Names.load()]);
const app = new App(language, names, document.getElementById("page"));
listen(app);
closeMenus();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => app.changed());
