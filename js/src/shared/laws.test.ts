import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SRC = join(import.meta.dirname, "..");
const files = readdirSync(SRC, { recursive: true, encoding: "utf-8" })
  .filter((name) => /\.(tsx?|css)$/.test(name) && !name.includes(".test."))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), "utf-8") }));

test.each([
  ["a way for text to become markup", /innerHTML|outerHTML|insertAdjacentHTML|document\.write/i],
  ["a way for text to become code", /\beval\(|new Function|dangerouslySet/],
  ["something plain http does not have", /randomUUID\(|serviceWorker|navigator\.locks|clipboard/],
  ["an address of the internet", /https?:\/\/(?!www\.w3\.org)|@import url/],
  ["a trait set by the page", /save_changes|model\.set\(/],
])("no file holds %s", (_what, pattern) => {
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([]);
});
