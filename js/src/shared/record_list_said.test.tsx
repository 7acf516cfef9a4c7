import { render } from "@testing-library/preact";
import { expect, test } from "vitest";
import { type Field, valueIn } from "./record_list_fields";
import { AllSaid, amountSaid, daySaid, momentSaid, said } from "./record_list_said";
import { sayFrom } from "./words";

interface Fields {
  year: number | string | null;
  target: number | null;
}

const t = sayFrom({ year_label: "From which year?", target_label: "Target", nothing_said: "None" });
const FIELDS: Field<Fields>[] = [
  { name: "year", kind: "whole", least: 1900, most: 2200 },
  { name: "target", kind: "number" },
];

test("a year has no comma where versions are told or held against each other", () => {
  const fields: Fields = { year: 2026, target: 2026 };
  const { container } = render(<AllSaid t={t} fields={FIELDS} values={fields} />);
  expect([...container.querySelectorAll("dd")].map((one) => one.textContent)).toEqual([
    "2026",
    "2,026",
  ]);
  expect(said(t, FIELDS[0] as Field<Fields>, "2026")).toBe("2026");
  expect(valueIn(FIELDS[0] as Field<Fields>, fields)).toBe(2026);
});

test.each([
  [1200, "1,200"],
  [-3.25, "−3.25"],
  [-0, "0"],
  [12.345, "12.345"],
  [0.1 + 0.2, "0.3"],
  [0.0000005, "0.000001"],
  [-1.25e-9, "−0.0000000013"],
  [1e-300, "0"],
  [1e12, "1,000,000,000,000"],
])("a number is said as the kernel says it (tests/test_said.py): %d", (value, words) => {
  expect(amountSaid(value)).toBe(words);
});

test("a day is said in full, the month first, as the kernel says it", () => {
  expect(daySaid("2026-06-09")).toBe("June 9, 2026");
  expect(daySaid("0026-06-09")).toBe("June 9, 26");
  expect(momentSaid("2026-06-09T12:05:00")).toMatch(/^June 9, 2026 at 12:05/);
});
