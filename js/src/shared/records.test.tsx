import { act, screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import type { ExerciseState } from "./afm";
import { findings } from "./axe";
import { RecordConflict } from "./conflict_fields";
import { announceConnection } from "./connection";
import { defineExercise, type Exercise } from "./define_exercise";
import {
  DateField,
  NumberField,
  type Numeric,
  numberProblem,
  SelectField,
  TextField,
} from "./fields";
import { useTrait } from "./hooks";
import type { Field } from "./record_list_fields";
import { RecordActions, RecordForm } from "./record_parts";
import { recordsNow, type TeamRecord, useRecords } from "./records";
import { exerciseState, showExercise } from "./testing_exercise";
import { whyNot } from "./writing";

interface Fields {
  name: string;
  reach: Numeric;
}

interface Place extends Fields, TeamRecord {
  /** Told by the kernel, never sent. */
  is_double: boolean;
}

interface State extends ExerciseState {
  places: Place[];
}

const BLANK: Fields = { name: "", reach: null };
const FIELDS: Field<Fields>[] = [
  { name: "name", kind: "writing", label: "Name" },
  { name: "reach", kind: "whole", label: "Reach", least: 0, most: 1e9 },
];
const PLACES: Place[] = [
  { id: "p1", name: "Clinic", reach: 40, is_double: false, revision: 3 },
  { id: "p2", name: "Library", reach: null, is_double: true, revision: 1 },
];

function Places(exercise: Exercise<State>) {
  const { t, model, may } = exercise;
  const mayEdit = may.includes("answer");
  const items = useTrait(model, "places");
  const unseen = { is_double: false };
  const options = { name: "place", items, blank: BLANK, unseen, mayEdit, fields: FIELDS };
  const records = useRecords<Fields, Place, State>(exercise, options);
  const form = (
    <RecordForm
      t={t}
      records={records}
      saveLabel="Save"
      check={({ name, reach }) => ({ name: whyNot(t, name), reach: numberProblem(t, reach) })}
    >
      {({ name, reach }, problem) => (
        <>
          <TextField
            label="Name"
            text={name}
            onText={(next) => records.change({ name: next })}
            error={problem("name")}
          />
          <NumberField
            label="Reach"
            value={reach}
            onValue={(next) => records.change({ reach: next })}
            error={problem("reach")}
          />
          <DateField label="Since" day="" onDay={() => undefined} />
          <SelectField label="Kind" value="" onValue={() => undefined} options={[]} empty="Any" />
        </>
      )}
    </RecordForm>
  );
  return (
    <>
      <RecordConflict records={records} />
      <h3 tabIndex={-1} ref={records.head}>
        Places
      </h3>
      <ul class="ci-record-list">
        {records.now.map((item) => (
          <li key={item.id} class="ci-record">
            {item === records.edited ? form : <p class="name">{item.name}</p>}
            {item.is_double && <p>Twice on the list</p>}
            {mayEdit && item !== records.edited && (
              <RecordActions t={t} records={records} item={item} about={item.name} />
            )}
          </li>
        ))}
      </ul>
      {records.editing && !records.edited ? (
        form
      ) : (
        <button type="button" data-opens="new" onClick={() => records.add()}>
          Add a place
        </button>
      )}
    </>
  );
}

const widget = defineExercise(Places);

function show(changed: Partial<State> = {}) {
  const state = { ...exerciseState("need_choice"), places: PLACES, ...changed };
  return showExercise<State>(widget, state);
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });
const names = () => [...document.querySelectorAll(".name")].map((one) => one.textContent);

test("a record is added: cleaned, on base 0, with the fields of a blank one and no others", async () => {
  const { user, sent, model, save } = show();
  await user.click(button("Add a place"));
  expect(document.activeElement).toBe(field("Name"));
  await user.type(field("Name"), "  Church hall ");
  await user.click(button("Save"));
  const id = model.sent[0]?.record_id;
  expect(id).toMatch(/^[\w-]{22,}$/);
  expect(sent()).toEqual([
    { type: "save", record_id: id, base_revision: 0, name: "Church hall", reach: null },
  ]);
  expect(names()).toEqual(["Clinic", "Library", "Church hall"]);
  expect(document.activeElement).toBe(button("Add a place"));
  save();
  expect(names()).toHaveLength(3); // until the kernel's own list shows it
  model.change({ places: [...PLACES, { ...(PLACES[0] as Place), id: String(id), revision: 1 }] });
  expect(names()).toEqual(["Clinic", "Library", "Clinic"]);
});

test("a record is changed on the revision it was opened at, and the keyboard comes back", async () => {
  const { user, sent, model } = show();
  await user.click(button("Change Library"));
  await user.type(field("Name"), " and archive");
  model.change({ places: PLACES.map((one) => ({ ...one, revision: one.revision + 1 })) });
  await user.keyboard("{Enter}");
  expect(sent()).toEqual([
    { type: "save", record_id: "p2", base_revision: 1, name: "Library and archive", reach: null },
  ]);
  expect(document.activeElement).toBe(button("Change Library and archive"));
  expect(screen.getByText("Twice on the list")).toBeTruthy();
});

test("Escape and the second button leave a record as it was", async () => {
  const { user, sent } = show();
  await user.click(button("Change Clinic"));
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(button("Change Clinic"));
  await user.click(button("Change Clinic"));
  await user.type(field("Name"), "x");
  await user.click(button("Cancel"));
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(names()).toEqual(["Clinic", "Library"]);
  expect(localStorage.length).toBe(0);
  expect(sent()).toEqual([]);
});

test("Escape never throws away what was typed, though what was typed and taken back is nothing", async () => {
  const { user } = show();
  await user.click(button("Change Clinic"));
  await user.type(field("Name"), "x{Escape}{Escape}");
  expect(field("Name").value).toBe("Clinicx");
  expect(document.activeElement).toBe(field("Name"));
  await user.type(field("Name"), "{Backspace}{Escape}");
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("Escape that folds a list or a calendar leaves the form open", async () => {
  const { user } = show();
  await user.click(button("Change Clinic"));
  await user.selectOptions(screen.getByLabelText("Kind"), "");
  await user.keyboard("{Escape}");
  await user.click(screen.getByLabelText("Since"));
  await user.keyboard("{Escape}");
  expect(field("Name").value).toBe("Clinic");
  await user.type(field("Name"), "{Escape}");
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("a form with something wrong stays open at the first of it, until that is changed", async () => {
  const { user, sent } = show();
  await user.click(button("Add a place"));
  await user.type(field("Reach"), "many");
  await user.click(button("Save"));
  expect(document.activeElement).toBe(field("Name"));
  expect(field("Name").getAttribute("aria-invalid")).toBe("true");
  expect(await findings()).toEqual([]);
  await user.type(field("Name"), "a");
  expect(field("Name").getAttribute("aria-invalid")).toBeNull();
  expect(field("Reach").getAttribute("aria-invalid")).toBe("true");
  await user.click(button("Save"));
  expect(document.activeElement).toBe(field("Reach"));
  expect(sent()).toEqual([]);
});

test("what is typed survives a reload and moves no keyboard; the next person does not see it", async () => {
  const { user, leave } = show();
  await user.click(button("Change Clinic"));
  await user.type(field("Name"), " north");
  leave();
  const again = show();
  expect(field("Name").value).toBe("Clinic north");
  expect(document.activeElement).toBe(document.body);
  again.model.change({ person: "p2" });
  expect(screen.queryByRole("textbox")).toBeNull();
  again.model.change({ person: "p1" });
  await user.click(button("Save"));
  expect(again.sent()).toMatchObject([{ record_id: "p1", base_revision: 3, name: "Clinic north" }]);
});

test("who opens another form finds the words of the first again; a form without words is let go", async () => {
  const { user, sent } = show();
  await user.click(button("Add a place"));
  await user.type(field("Name"), "Church");
  await user.click(button("Change Clinic"));
  await user.click(button("Change Library"));
  await user.type(field("Name"), "!");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ record_id: "p2", name: "Library!" }]);
  expect(field("Name").value).toBe("Church");
  expect(document.activeElement).toBe(field("Name"));
  await user.click(button("Cancel"));
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("two changes before the page is drawn again are both kept", async () => {
  const { user, model } = show();
  await user.click(button("Change Clinic"));
  act(() => {
    for (const [name, text] of [
      ["Name", "Ward"],
      ["Reach", ""],
    ] as const) {
      field(name).value = text;
      field(name).dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await user.click(button("Save"));
  expect(model.sent).toMatchObject([{ name: "Ward", reach: null }]);
});

test("a refused record opens again, and takes the keyboard of who is still where the form was", async () => {
  const { user, model } = show();
  await user.click(button("Change Library"));
  await user.type(field("Name"), "?");
  await user.keyboard("{Enter}");
  model.reply({ type: "refused", text: "That is not possible now." });
  expect(field("Name").value).toBe("Library?");
  expect(document.activeElement).toBe(field("Name"));
});

test("a refusal takes nobody out of another form, and is there when that is done", async () => {
  const { user, model, leave } = show();
  await user.click(button("Change Library"));
  await user.type(field("Name"), "?{Enter}");
  await user.click(button("Add a place"));
  await user.type(field("Name"), "Church");
  model.reply({ type: "refused", text: "That is not possible now." });
  expect(field("Name").value).toBe("Church");
  expect(document.activeElement).toBe(field("Name"));
  leave();
  show();
  await user.click(button("Cancel"));
  expect(field("Name").value).toBe("Library?");
});

test("what was refused is in no danger from Escape or from another form", async () => {
  const { user, model } = show();
  await user.click(button("Change Library"));
  await user.type(field("Name"), "?{Enter}");
  model.reply({ type: "refused", text: "That is not possible now." });
  await user.keyboard("{Escape}");
  expect(field("Name").value).toBe("Library?");
  await user.click(button("Change Clinic"));
  await user.keyboard("{Escape}");
  expect(field("Name").value).toBe("Library?");
});

test("a refused drop puts the record back and opens nothing", async () => {
  const { user, model } = show();
  await user.click(button("Drop Library"));
  await user.click(button("Yes, drop it"));
  expect(names()).toEqual(["Clinic"]);
  expect(document.activeElement?.textContent).toBe("Places");
  model.reply({ type: "refused", text: "That is not possible now." });
  expect(names()).toEqual(["Clinic", "Library"]);
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("in a conflict both versions are shown, and mine is saved on top of theirs", async () => {
  const { user, model, sent } = show();
  await user.click(button("Change Library"));
  await user.type(field("Name"), "!{Enter}");
  const theirs = { name: "Library annex", reach: null };
  model.reply({ type: "conflict", record_id: "p2", text: "", revision: 2, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Library!")).toBeTruthy();
  expect(choice.getByText("Library annex")).toBeTruthy();
  await user.click(choice.getByRole("button", { name: "Save what I chose" }));
  expect(sent()[1]).toMatchObject({ record_id: "p2", base_revision: 2, name: "Library!" });
});

test("a drop in conflict says what it would do", async () => {
  const { user, model } = show();
  await user.click(button("Drop Library"));
  await user.click(button("Yes, drop it"));
  const theirs = { name: "Library annex", reach: null };
  model.reply({ type: "conflict", record_id: "p2", text: "", revision: 2, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText(/Drop this/)).toBeTruthy();
  await user.click(choice.getByRole("button", { name: "Take theirs" }));
  expect(names()).toEqual(["Clinic", "Library"]);
});

test("a record that somebody drops while it is in a form is put back only if one wants that", async () => {
  const { user, model, sent } = show();
  await user.click(button("Change Library"));
  model.change({ places: PLACES.slice(0, 1) });
  expect(screen.getByText(/took this off the list while you were writing/)).toBeTruthy();
  await user.type(field("Name"), " 2{Enter}");
  expect(sent()).toMatchObject([{ record_id: "p2", base_revision: 1, name: "Library 2" }]);
  const theirs = { type: "drop" };
  model.reply({ type: "conflict", record_id: "p2", text: "", revision: 2, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Library 2")).toBeTruthy();
  await user.click(choice.getByRole("button", { name: "Save mine instead" }));
  expect(sent()[1]).toMatchObject({ record_id: "p2", base_revision: 2, name: "Library 2" });
});

test("without a connection the list shows what was done; it is sent when the line is back", async () => {
  const { user, sent } = show();
  announceConnection("lost");
  await user.click(button("Change Clinic"));
  await user.type(field("Name"), " 2{Enter}");
  await user.click(button("Change Clinic 2"));
  await user.type(field("Name"), "3{Enter}");
  expect(names()).toEqual(["Clinic 23", "Library"]);
  act(() => announceConnection("connected"));
  expect(sent()).toMatchObject([{ record_id: "p1", base_revision: 3, name: "Clinic 23" }]);
});

test("who may not change the list sees no form, though one was begun", async () => {
  const { user, model } = show();
  await user.click(button("Change Clinic"));
  model.change({ may: [] });
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(names()).toEqual(["Clinic", "Library"]);
});

test("what is pending stands on the kernel's list, in its order", () => {
  const order = (one: Place, other: Place): number => one.name.localeCompare(other.name);
  const pending = [
    { type: "drop", record_id: "p1" },
    { type: "save", record_id: "new", name: "Armory", reach: null, request_id: "r" },
    { type: "step", is_open: false },
  ];
  const options = { items: PLACES, blank: BLANK, unseen: { is_double: false }, order };
  expect(recordsNow<Fields, Place>(options, pending)).toEqual([
    { id: "new", name: "Armory", reach: null, is_double: false, revision: 0 },
    PLACES[1],
  ]);
});
