import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogue, wordsOf } from "./testing";
import { sayFrom } from "./words";

const SRC = join(import.meta.dirname, "..");

function read(path: string): string {
  return readFileSync(path, "utf-8").replaceAll(/\/\*.*?\*\//gs, "");
}

// Pages without a notebook have a section each, and no other widget's words.
const OWN_WORDS = ["network_check.ts", "waiting.ts"];

function sources(folder: string, without: string[] = []): string {
  return readdirSync(folder)
    .filter((name) => !without.includes(name))
    .map((name) => join(folder, name))
    .filter((path) => !path.includes(".test.") && !path.endsWith(".css"))
    .map((path) => (statSync(path).isDirectory() ? sources(path) : read(path)))
    .join("\n");
}

/** The code that says a section's sentences. */
function codeOf(section: string): string {
  if (section === "host") return sources(join(SRC, "host"), OWN_WORDS);
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

/** A field of a declared list: its words go by its name (`Field` in record_list_fields.ts). */
interface Declared {
  name: string;
  kind: string;
  rest: string;
}

// As `Field` has them.
const KINDS =
  "text writing long date money check number whole select radios link links who whos rows counts own";

/** The fields that a section's lists declare: `{ name: "…", kind: "…", … }`. */
function fieldsDeclared(code: string): Declared[] {
  const found = code.matchAll(/\{\s*name: "(\w+)",\s*kind: "(\w+)"([^{}]*)/g);
  const fields = [...found].map(([, name = "", kind = "", rest = ""]) => ({ name, kind, rest }));
  return fields.filter(({ kind }) => KINDS.includes(kind));
}

/** The values a field offers, where its declaration or a constant of the section says them. */
function valuesOf({ rest }: Declared, code: string): string[] {
  const given = /values: (\[[^\]]*\]|\w+)/.exec(rest)?.[1] ?? "";
  if (!given) return [];
  const constant = new RegExp(`const ${given}\\b[^=]*= (\\[[^\\]]*\\])`);
  const list = given.startsWith("[") ? given : (constant.exec(code)?.[1] ?? "");
  return [...list.matchAll(/"(\w*)"/g)].map((value) => value[1] || "none");
}

/** The keys a declared field asks for, and those it says where the catalogue has them. */
function keysDeclared(code: string): { needed: string[]; possible: string[] } {
  const fields = fieldsDeclared(code);
  const needed = fields.flatMap((field) => [
    ...(field.kind === "own" || /\blabel:/.test(field.rest) ? [] : [`${field.name}_label`]),
    ...valuesOf(field, code).map((value) => `${field.name}_${value}`),
  ]);
  const possible = fields.flatMap(({ name, kind }) => [
    `${name}_help`,
    ...(kind === "rows" ? [`${name}_add`] : []),
    ...(/^links?$/.test(kind) ? [`${name}_none`] : []),
  ]);
  return { needed, possible };
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
    const code = codeOf(section);
    const said = [...keysSaid(code), ...keysDeclared(code).needed];
    // A list that is only declared says nothing itself.
    expect(said.length + Number(code.includes("RecordList"))).toBeGreaterThan(0);
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
  const declared = keysDeclared(codeOf(section));
  const isSaid = (key: string): boolean =>
    code.includes(`"${key}"`) ||
    [...declared.needed, ...declared.possible].includes(key) ||
    built.some((prefix) => key.startsWith(prefix)) ||
    isPutTogether(key);
  const keys = Object.keys(catalogue()[section] ?? {});
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((key) => !isSaid(key) && !isSaid(key.replace(/_(one|other)$/, "")))).toEqual(
    [],
  );
});

test("a declared field asks for its words by name, and for those of its values", () => {
  const code = `const STATES = ["open", "done"] as const;
    const fields = [
      { name: "state", kind: "select", values: STATES },
      { name: "urgent", kind: "radios", values: ["", "soon"] },
      { name: "goal_id", kind: "link", options: goals },
      { name: "items", kind: "rows", most: 3, fields: [{ name: "text", kind: "text" }] },
      { name: "rank", kind: "own", say: String },
      { name: "reach", kind: "text", label: t("how_far") },
    ];`;
  const { needed, possible } = keysDeclared(code);
  expect(needed).toEqual([
    ...["state_label", "state_open", "state_done"],
    ...["urgent_label", "urgent_none", "urgent_soon"],
    ...["goal_id_label", "items_label", "text_label"],
  ]);
  expect(possible).toEqual(expect.arrayContaining(["goal_id_none", "items_add", "text_help"]));
  expect(possible).not.toContain("state_help_me");
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
