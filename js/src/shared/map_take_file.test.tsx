import { screen, waitFor } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import { findings } from "./axe";
import { defineExercise } from "./define_exercise";
import { TakeFile } from "./map_take_file";
import { exerciseState, showExercise } from "./testing_exercise";

const widget = defineExercise(({ model, t }) => <TakeFile model={model} t={t} map="own" />);

function show() {
  const saved: { name: string; blob: Blob }[] = [];
  const blobs = new Map<string, Blob>();
  vi.stubGlobal(
    "URL",
    Object.assign(URL, {
      createObjectURL(blob: Blob) {
        blobs.set(`blob:${blobs.size}`, blob);
        return `blob:${blobs.size - 1}`;
      },
      revokeObjectURL() {},
    }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    const blob = blobs.get(this.href);
    if (blob) saved.push({ name: this.download, blob });
  });
  return { ...showExercise(widget, exerciseState("bring_file")), saved };
}

test("a map is saved in the format that was chosen, and what is lost is said", async () => {
  const { el, user, model, saved } = show();
  await user.selectOptions(screen.getByLabelText("Take it along for another program"), "kumu");
  await user.click(screen.getByRole("button", { name: "Save the file" }));
  const asked = model.sent.at(-1);
  expect(asked).toMatchObject({ type: "take", map: "own", format: "kumu" });
  model.receive({
    type: "file",
    request_id: String(asked?.request_id),
    name: "Why.json",
    media: "application/json",
    base64: btoa("{}"),
    lost: ["Where the words were placed is not in the file."],
  });
  await waitFor(() => expect(saved.length).toBe(1));
  expect(saved[0]?.name).toBe("Why.json");
  expect(saved[0]?.blob.type).toBe("application/json");
  expect(await saved[0]?.blob.text()).toBe("{}");
  await waitFor(() => expect(el.textContent).toContain("Why.json was handed to your browser."));
  expect(el.textContent).toContain("Where the words were placed is not in the file.");
  expect(await findings(el)).toEqual([]);
});

test("what the kernel refuses is said", async () => {
  const { el, user, model, saved } = show();
  await user.click(screen.getByRole("button", { name: "Save the file" }));
  const request_id = String(model.sent.at(-1)?.request_id);
  model.receive({ type: "refused", request_id, text: "There is no map of yours yet." });
  await waitFor(() => expect(el.textContent).toContain("There is no map of yours yet."));
  expect(saved).toEqual([]);
});
