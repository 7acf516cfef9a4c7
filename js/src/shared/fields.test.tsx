import { render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { findings } from "./axe";
import {
  CheckboxField,
  DateField,
  NumberField,
  type Numeric,
  numberProblem,
  RadioField,
  SelectField,
  TextField,
} from "./fields";
import { wordsOf } from "./testing";
import { sayFrom } from "./words";

const t = sayFrom(wordsOf("need_choice"));
const OPTIONS = [
  { value: "prevent", label: "Prevention" },
  { value: "treat", label: "Treatment", help: "Clinics and beds" },
] as const;

function All({ error = "" }: { error?: string }) {
  const [text, setText] = useState("");
  const [day, setDay] = useState("");
  const [count, setCount] = useState<Numeric>(null);
  const [line, setLine] = useState<string>("");
  const [level, setLevel] = useState<string>("");
  const [lines, setLines] = useState<string[]>([]);
  const words = { help: "As you say it.", error };
  return (
    <div class="ci">
      <TextField {...words} label="Name" text={text} onText={setText} />
      <DateField {...words} label="By when" day={day} onDay={setDay} />
      <NumberField {...words} label="Reach" value={count} onValue={setCount} />
      <SelectField
        {...words}
        label="Line"
        value={line}
        onValue={setLine}
        options={OPTIONS}
        empty="Choose a line"
      />
      <RadioField {...words} label="Level" value={level} onValue={setLevel} options={OPTIONS} />
      <CheckboxField
        {...words}
        label="Lines"
        values={lines}
        onValues={setLines}
        options={OPTIONS}
      />
      <output>{JSON.stringify([text, day, count, line, level, lines])}</output>
    </div>
  );
}

const values = () => JSON.parse(screen.getByRole("status").textContent ?? "");

test("each field gives what was put into it", async () => {
  const user = userEvent.setup();
  render(<All />);
  await user.type(screen.getByLabelText("Name"), "Clinic");
  await user.type(screen.getByLabelText("By when"), "2026-03-31");
  await user.type(screen.getByLabelText("Reach"), "1,200");
  await user.selectOptions(screen.getByLabelText("Line"), "Treatment");
  await user.click(screen.getByRole("radio", { name: /Prevention/ }));
  await user.click(screen.getByRole("checkbox", { name: /Treatment/ }));
  await user.click(screen.getByRole("checkbox", { name: /Prevention/ }));
  expect(values()).toEqual([
    "Clinic",
    "2026-03-31",
    1200,
    "treat",
    "prevent",
    ["treat", "prevent"],
  ]);
  await user.click(screen.getByRole("checkbox", { name: /Treatment/ }));
  await user.selectOptions(screen.getByLabelText("Line"), "Choose a line");
  expect(values().slice(3)).toEqual(["", "prevent", ["prevent"]]);
  expect(await findings()).toEqual([]);
});

test("what helps and what is wrong belong to the field for those who hear it", async () => {
  render(<All error="Not like this." />);
  const described = (element: Element): string =>
    (element.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(" ");
  for (const label of ["Name", "By when", "Reach", "Line"]) {
    const field = screen.getByLabelText(label);
    expect(described(field)).toBe("As you say it. Not like this.");
    expect(field.getAttribute("aria-invalid")).toBe("true");
  }
  for (const name of ["Level", "Lines"]) {
    const group = screen.getByRole("group", { name });
    expect(described(group)).toBe("As you say it. Not like this.");
    expect(group.matches("[data-invalid]")).toBe(true);
  }
  expect(await findings()).toEqual([]);
});

test("a field with nothing to say describes itself with nothing", () => {
  render(<TextField label="Name" text="" onText={() => undefined} />);
  expect(screen.getByLabelText("Name").hasAttribute("aria-describedby")).toBe(false);
  expect(screen.getByLabelText("Name").hasAttribute("aria-invalid")).toBe(false);
});

test.each([
  ["", null],
  ["40 ", 40],
  ["1,200", 1200],
  ["12 000", 12000],
  ["0", 0],
  ["1.5", "1.5"],
  ["about 40", "about 40"],
  ["12,00", "12,00"],
  ["1e3", "1e3"],
])("%j is read as %j, and stands there as it was written", async (text, value) => {
  const user = userEvent.setup();
  render(<All />);
  await user.type(screen.getByLabelText("Reach"), `7{Backspace}${text}`);
  expect(values()[2]).toBe(value);
  expect(screen.getByLabelText<HTMLInputElement>("Reach").value).toBe(text);
});

test("a number that was kept is shown", () => {
  const { rerender } = render(<NumberField label="Reach" value={1200} onValue={() => undefined} />);
  expect(screen.getByLabelText<HTMLInputElement>("Reach").value).toBe("1200");
  rerender(<NumberField label="Reach" value={null} onValue={() => undefined} />);
  expect(screen.getByLabelText<HTMLInputElement>("Reach").value).toBe("");
});

test("what is no number, or none that can be, is said with what would be one", () => {
  expect(numberProblem(t, null)).toBe("");
  expect(numberProblem(t, 0)).toBe("");
  expect(numberProblem(t, 10, { most: 10 })).toBe("");
  expect(numberProblem(t, null, { isNeeded: true })).toBe("Please write a number.");
  expect(numberProblem(t, "about 40")).toBe(
    "about 40 is not a whole number from 0 to 1000000000. Please write it in digits.",
  );
  expect(numberProblem(t, -1)).toContain("-1 is not a whole number");
  expect(numberProblem(t, 11, { least: 1, most: 10 })).toContain("from 1 to 10");
});
