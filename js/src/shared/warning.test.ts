import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wordsOf } from "./testing";
import { tracesIn, warningOf } from "./warning";
import { sayFrom } from "./words";

// The same list as the Python twin's, ``ciwidgets.analysis.traces``.
const shared: { today: string; cases: { text: string; traces: string[] }[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../tests/trace_cases.json"), "utf-8"),
);
const TODAY = new Date(`${shared.today}T12:00:00`);

test.each(shared.cases)("$text shows $traces", ({ text, traces }) => {
  expect(tracesIn(text, TODAY)).toEqual(traces);
});

test("all that is noticed is named once, in words that do not promise to see all", () => {
  const t = sayFrom(wordsOf("need_choice"));
  const said = warningOf(t, "My client, 919-555-0142, 919-555-0143, a@example.org");
  expect(said).toContain("a phone number, an e-mail address, one person you serve");
  expect(said).toContain("cannot");
  expect(warningOf(t, "Nobody answers at night.")).toBe("");
});

test("a long text of digits is read in no time", () => {
  const start = performance.now();
  for (const text of [
    "1".repeat(5000),
    "+1-2.3 ".repeat(900),
    "a.b-".repeat(1500),
    "my ".repeat(2000),
  ])
    tracesIn(text, TODAY);
  expect(performance.now() - start).toBeLessThan(500);
});
