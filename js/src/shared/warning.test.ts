import { expect, test } from "vitest";
import { wordsOf } from "./testing";
import { tracesIn, warningOf } from "./warning";
import { sayFrom } from "./words";

const TODAY = new Date(2026, 6, 16);

test.each([
  "Call 919-555-0142",
  "(919) 555-0142 after five",
  "919.555.0142",
  "9195550142",
  "+1 919 555 0142",
  "1-919-555-0142.",
  "+49 170 1234567",
  "+44 (20) 7946 0958",
  "her cell is 555-0142",
])("a phone number is noticed: %s", (text) => {
  expect(tracesIn(text, TODAY)).toEqual(["phone"]);
});

test.each(["mail ada@example.org", "Ask J.Doe+x@health.example.co.uk.", "маша@пример.рф"])(
  "an e-mail address is noticed: %s",
  (text) => {
    expect(tracesIn(text, TODAY)).toEqual(["email"]);
  },
);

test.each(["078-05-1120", "no. 078 05 1120", "SSN 078051120", "social security: 078051120"])(
  "a Social Security number is noticed: %s",
  (text) => {
    expect(tracesIn(text, TODAY)).toEqual(["social"]);
  },
);

test.each([
  "born 3/14/1987",
  "born on March 14, 1987",
  "DOB: 1987-03-14",
  "date of birth 14 Mar 1987",
  "birthday is 3/14/20",
  "J., 3/14/1987, of Elm Street",
  "3.14.1987",
  "1987-03-14",
])("a whole date of birth is noticed: %s", (text) => {
  expect(tracesIn(text, TODAY)).toEqual(["birth"]);
});

test.each([
  "My client had no ride",
  "our patient’s mother called",
  "my former inmate",
  "Our new Patient.",
])("one person somebody serves is noticed: %s", (text) => {
  expect(tracesIn(text, TODAY)).toEqual(["client"]);
});

test.each([
  "",
  "In 2019 and 2020 we met often; by 2024 we had stopped.",
  "2019-2023",
  "2019 2020 2021",
  "Text or call 988, day and night.",
  "People feel safe calling 911",
  "Call 911 or 988",
  "It costs $10,000 a year",
  "$1,234,567 in 2025",
  "€2000000000",
  "1,200,000 people",
  "We meet on 7/16/2026 at 5:30",
  "2026-07-16",
  "Forum on July 16, 2026, then August 18, 2026",
  "first met 12/1/2024",
  "300-1200 kits a month",
  "ZIP 27599-3330",
  "Route 401, exit 293",
  "24/7, 365 days",
  "9-1-1",
  "from 8:30 to 17:00",
  "1987",
  "founded in 1987",
  "The youth center was born in 2015",
  "Our patients wait two weeks",
  "our client base",
  "Our patient portal is hard to use",
  "my clients, my clients",
  "We lost my son and my sister",
  "a client, the patient",
  "10/12 agreed, 4/5 came back",
  "@county_health on social media",
  "3 + 4 = 7",
])("nothing is said of what gives nobody away: %s", (text) => {
  expect(tracesIn(text, TODAY)).toEqual([]);
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
