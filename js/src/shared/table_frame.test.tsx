/** A table that is wider than its frame says that it can be moved. */

import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { findings } from "./axe";
import { RecordTable } from "./record_table";
import { wordsOf } from "./testing";
import { sayFrom, Words } from "./words";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function show(width: number) {
  vi.spyOn(Element.prototype, "scrollWidth", "get").mockReturnValue(width);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(300);
  return render(
    <Words.Provider value={sayFrom(wordsOf("drift"))}>
      <RecordTable label="Who came" first="Sector" heads={["May 1"]} rows={[["Schools", 3]]} />
    </Words.Provider>,
  );
}

test("a table that is cut off says that it moves sideways", async () => {
  const { container } = show(500);
  expect(screen.getByText("Move the table sideways to see all of it.")).toBeTruthy();
  expect(await findings(container)).toEqual([]);
});

test("a table that is seen whole says nothing of it", () => {
  show(300);
  expect(screen.queryByText(/sideways/)).toBeNull();
});
