/**
 * Builds the pages' code from whatever stands in src/widgets.
 *
 * static/page/  what our own pages load: the host and each widget in modules that share two
 *               chunks, one style sheet, all named by their content, each also compressed; and
 *               manifest.json, which tells the server the names.
 * static/       what JupyterLab loads: each widget whole in <stem>.js, one lab.css.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const home = join(here, "../src/ciwidgets/static");
const out = `${home}.new`; // built aside, so that a server never sees half of it
const page = join(out, "page");
const widgets = join(here, "src/widgets");
const isWidget = (name) => name.endsWith(".tsx") && !name.endsWith(".test.tsx");
const stems = readdirSync(widgets)
  .filter(isWidget)
  .map((name) => basename(name, ".tsx"))
  .sort();

const common = {
  absWorkingDir: here,
  // The library that draws a person's own map asks for React.
  alias: {
    "react/jsx-runtime": "preact/jsx-runtime",
    "react-dom": "preact/compat",
    react: "preact/compat",
  },
  bundle: true,
  charset: "utf8",
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "warning",
  minify: true,
  target: ["es2020"],
};

/** Minify sheets one after another into one. */
async function styles(paths) {
  const contents = paths.map((path) => `@import "./${path}";`).join("\n");
  const stdin = { contents, loader: "css", resolveDir: here };
  const result = await build({ ...common, stdin, write: false });
  return result.outputFiles[0].text;
}

// Pages that have no kernel, and one module each.
const PAGES = ["waiting", "network_check"];

const sharedSheets = ["tokens", "exercise", "parts", "stories", "record_list", "map_drawing"].map(
  (name) => `src/shared/${name}.css`,
);

function widgetSheets() {
  const sheets = readdirSync(widgets).filter((name) => name.endsWith(".css"));
  return [...sheets.sort(), "my_map/picture.css"].map((name) => `src/widgets/${name}`);
}

// What only lists of records need stands in a chunk of its own: the first step has none.
const LIST_PARTS = /^(record_\w+|records|fields|who_field|rows_field|history|conflict_\w+)$/;
// And what only maps need, in another.
const MAP_PARTS = /^map_/;

/**
 * What modules share comes from few files, so that a page fetches few chunks for it: imports of
 * src/shared and of preact are led to a module that exports them all, lists' and maps' parts to
 * others.
 */
const fewChunks = {
  name: "few-chunks",
  setup(setup) {
    const shared = readdirSync(join(here, "src/shared"))
      .filter((name) => /\.tsx?$/.test(name) && !/test|axe/.test(name))
      .sort();
    const chunkOf = (file) => {
      const name = file.replace(/\.tsx?$/, "");
      if (LIST_PARTS.test(name)) return "lists";
      return MAP_PARTS.test(name) ? "maps" : "shared";
    };
    const preact = ["preact", "preact/hooks", "preact/jsx-runtime"];
    const partsOf = (chunk) => shared.filter((name) => chunkOf(name) === chunk);
    const beside = (chunk) => partsOf(chunk).map((name) => `./${name}`);
    const chunks = {
      lists: beside("lists"),
      maps: beside("maps"),
      shared: [...preact, ...beside("shared")],
    };
    const isOurs = /\/src\/(widgets|host)\//;
    setup.onResolve({ filter: /^preact(\/hooks|\/jsx-runtime)?$|\/shared\/\w+$/ }, (asked) => {
      const path = chunkOf(basename(asked.path));
      return isOurs.test(asked.importer) ? { namespace: "few-chunks", path } : undefined;
    });
    setup.onLoad({ filter: /.*/, namespace: "few-chunks" }, ({ path }) => ({
      contents: chunks[path].map((one) => `export * from ${JSON.stringify(one)};`).join("\n"),
      loader: "ts",
      resolveDir: join(here, "src/shared"),
    }));
  },
};

/**
 * The drawing library names its maker's site in texts that nobody is shown. What is built for a
 * page names no other machine, so that a test can tell it asks none.
 */
const noAddresses = {
  name: "no-addresses",
  setup(setup) {
    setup.onLoad({ filter: /@xyflow\/\w+\/dist\/.*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf-8").replace(/https:\/\/(?=[\w$])/g, ""),
      loader: "js",
    }));
  },
};

async function buildPage() {
  const result = await build({
    ...common,
    chunkNames: "[name]-[hash]",
    entryNames: "[name]-[hash]",
    entryPoints: [
      ...["host", ...PAGES].map((stem) => `src/host/${stem}.ts`),
      ...stems.map((stem) => `src/widgets/${stem}.tsx`),
    ],
    metafile: true,
    outdir: page,
    plugins: [fewChunks, noAddresses],
    splitting: true,
  });
  const manifest = { host: "", css: "", pages: {}, modules: {}, imports: {} };
  for (const [path, made] of Object.entries(result.metafile.outputs)) {
    if (!made.entryPoint) continue;
    const stem = basename(made.entryPoint).replace(/\.tsx?$/, "");
    const file = basename(path);
    if (stem === "host") manifest.host = file;
    else if (PAGES.includes(stem)) manifest.pages[stem] = file;
    else manifest.modules[stem] = file;
    const chunks = made.imports.filter((one) => one.kind === "import-statement");
    manifest.imports[stem] = chunks.map((one) => basename(one.path));
  }
  const css = await styles([...sharedSheets, "src/host/page.css", ...widgetSheets()]);
  const hash = createHash("sha256").update(css).digest("hex").slice(0, 8).toUpperCase();
  manifest.css = `page-${hash}.css`;
  writeFileSync(join(page, manifest.css), css);
  for (const name of readdirSync(page)) {
    const bytes = readFileSync(join(page, name));
    writeFileSync(join(page, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
  writeFileSync(join(page, "manifest.json"), `${JSON.stringify(manifest, sorted, 2)}\n`);
}

/** JSON.stringify's second argument: the same file for the same content. */
function sorted(_key, value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1)));
}

async function buildLab() {
  const entryPoints = stems.map((stem) => `src/widgets/${stem}.tsx`);
  await build({ ...common, entryPoints, outdir: out, plugins: [noAddresses] });
  writeFileSync(join(out, "lab.css"), await styles([...sharedSheets, ...widgetSheets()]));
}

rmSync(out, { recursive: true, force: true });
mkdirSync(page, { recursive: true });
await buildPage();
await buildLab();
rmSync(home, { recursive: true, force: true });
renameSync(out, home);
