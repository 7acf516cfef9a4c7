import { render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { findings } from "./axe";
import { wordsOf } from "./testing";
import { sayFrom } from "./words";
import { Writing } from "./writing";

const t = sayFrom(wordsOf("need_choice"));

function Field() {
  const [text, setText] = useState("");
  return <Writing t={t} label="Your idea" text={text} onText={setText} />;
}

test("wherever people write, a sign of who somebody is is noticed, said at the field, and taken back", async () => {
  const user = userEvent.setup();
  render(<Field />);
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your idea" });
  await user.type(field, "In 2024 she called 988, then 911.");
  expect(screen.queryByText(/This may hold/)).toBeNull();
  await user.type(field, " My client is at ada@example.org");
  const said = screen.getByText(/This may hold an e-mail address, one person you serve\./);
  expect(said.getAttribute("role")).toBe("status");
  expect(field.getAttribute("aria-describedby")?.split(" ")).toContain(said.id);
  expect(field.getAttribute("aria-invalid")).toBeNull(); // a warning, not a mistake
  expect(await findings()).toEqual([]);
  await user.clear(field);
  expect(screen.queryByText(/This may hold/)).toBeNull();
});
