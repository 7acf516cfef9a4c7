import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogue, wordsOf } from "./testing";
import { sayFrom } from "./words";

const SRC = join(import.meta.dirname, "..");

function read(path: string): string {
  return readFileSync(path, "utf-8").replaceAll(/\/\*.*?\*\//gs, "");
}

function sources(folder: string): string {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => !path.includes(".test.") && !path.endsWith(".css"))
    .map((path) => (statSync(path).isDirectory() ? sources(path) : read(path)))
    .join("\n");
}

/** The code that says a section's sentences. */
function codeOf(section: string): string {
  if (section === "host") return sources(join(SRC, "host"));
  if (section === "common") return sources(SRC);
  const whole = read(join(SRC, "widgets", `${section}.tsx`));
  const parts = join(SRC, "widgets", section);
  return whole + (statSync(parts, { throwIfNoEntry: false }) ? sources(parts) : "");
}

/** The keys said in plain: `t("key"…)`, `t(is ? "one" : "other")`, not those put together. */
function keysSaid(code: string): string[] {
  const calls = [...code.matchAll(/\bt\(((?:[^(){]|\([^()]*\))*)/g)].map((call) => call[1] ?? "");
  return calls.flatMap((call) => {
    const withoutTests = call.replaceAll(/[!=]==\s*"\w+"/g, "");
    return [...withoutTests.matchAll(/"(\w+)"/g)].map((literal) => literal[1] ?? "");
  });
}

function hasSentence(words: Record<string, string>, key: string): boolean {
  return key in words || `${key}_other` in words;
}

const sections = [
  "host",
  "common",
  ...readdirSync(join(SRC, "widgets"))
    .filter((name) => /^\w+\.tsx$/.test(name))
    .map((name) => name.replace(".tsx", "")),
];

test.each(sections.filter((one) => one !== "common"))(
  "every sentence that %s says stands in the catalogue",
  (section) => {
    const words = section === "host" ? catalogue().host : wordsOf(section);
    const said = keysSaid(codeOf(section));
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((key) => !hasSentence(words ?? {}, key))).toEqual([]);
  },
);

test("every sentence the shared parts say is common to all widgets", () => {
  const common = catalogue().common ?? {};
  expect(keysSaid(sources(join(SRC, "shared"))).filter((key) => !hasSentence(common, key))).toEqual(
    [],
  );
});

test.each(sections)("every sentence of [%s] is said somewhere", (section) => {
  // A widget may word a common sentence in its own way.
  const code = codeOf(section) + (section === "host" ? "" : sources(join(SRC, "shared")));
  const built = [...code.matchAll(/`(\w+)_\$\{/g)].map((part) => `${part[1]}_`);
  // What comes first may be put in too, as in `${mark}_title`: then it stands in the code by itself.
  const endings = [...code.matchAll(/`\$\{\w+\}((?:_(?:\w|\$\{\w+\})+)+)`/g)].map(
    (part) => new RegExp(`^(\\w+?)${(part[1] ?? "").replaceAll(/\$\{\w+\}/g, "(\\w+)")}$`),
  );
  const isPutTogether = (key: string): boolean =>
    endings.some((one) => {
      const parts = one.exec(key)?.slice(1) ?? [];
      return parts.length > 0 && parts.every((part) => new RegExp(`\\b${part}\\b`).test(code));
    });
  const isSaid = (key: string): boolean =>
    code.includes(`"${key}"`) ||
    built.some((prefix) => key.startsWith(prefix)) ||
    isPutTogether(key);
  const keys = Object.keys(catalogue()[section] ?? {});
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((key) => !isSaid(key) && !isSaid(key.replace(/_(one|other)$/, "")))).toEqual(
    [],
  );
});

test("a sentence counted by n stands for one and for more", () => {
  for (const words of Object.values(catalogue())) {
    for (const key of Object.keys(words)) {
      if (key.endsWith("_one")) expect(words).toHaveProperty(key.replace(/_one$/, "_other"));
    }
  }
});

test("blanks are filled in, and a count picks its sentence", () => {
  const t = sayFrom({ here_one: "{n} is here", here_other: "{n} are here", to: "To {name}, {x}" });
  expect(t("here", { n: 1 })).toBe("1 is here");
  expect(t("here", { n: 0 })).toBe("0 are here");
  expect(t("here", { n: 12 })).toBe("12 are here");
  expect(t("to", { name: "<b>$&</b>" })).toBe("To <b>$&</b>, {x}");
  expect(t("nowhere")).toBe("nowhere");
});
