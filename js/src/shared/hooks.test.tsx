import { render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Model } from "./afm";
import { draftKey, useDraft, useTrait } from "./hooks";
import { fakeModel } from "./testing";

test("a trait is shown, followed, and no longer heard after the widget is gone", () => {
  const model = fakeModel<{ people: number }>({ people: 1 });
  const off = vi.fn(model.off);
  model.off = off;
  function People() {
    return <p>{useTrait(model as Model<{ people: number }>, "people")} here</p>;
  }
  const { unmount } = render(<People />);
  model.change({ people: 2 });
  expect(screen.getByText("2 here")).toBeTruthy();
  unmount();
  expect(off).toHaveBeenCalledWith("change:people", expect.any(Function));
});

function Draft({ person }: { person: string }) {
  const [text, setText, forget] = useDraft(draftKey(person, "ideas", "new"), "start");
  return (
    <>
      <input
        aria-label="idea"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="button" onClick={forget}>
        forget
      </button>
    </>
  );
}

const typed = (): string => screen.getByLabelText<HTMLInputElement>("idea").value;

test("a draft survives a reload and belongs to one person", async () => {
  const user = userEvent.setup();
  const first = render(<Draft person="amy" />);
  expect(typed()).toBe("start");
  await user.clear(screen.getByLabelText("idea"));
  await user.type(screen.getByLabelText("idea"), "more beds");
  first.unmount();
  const second = render(<Draft person="amy" />);
  expect(typed()).toBe("more beds");
  second.rerender(<Draft person="ben" />);
  expect(typed()).toBe("start");
  second.rerender(<Draft person="amy" />);
  await user.click(screen.getByText("forget"));
  expect(typed()).toBe("start");
  expect(localStorage.length).toBe(0);
});

test("a draft is typed even where the browser keeps nothing", async () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  render(<Draft person="amy" />);
  await userEvent.type(screen.getByLabelText("idea"), "!");
  expect(typed()).toBe("start!");
});
