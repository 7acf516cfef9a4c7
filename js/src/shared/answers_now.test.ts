import { expect, test } from "vitest";
import { answersNow } from "./answers_now";

test("answers are those last left on the page, else those kept, else none", () => {
  const mine = { answers: { talk: 3 } };
  const waiting = [
    { type: "save", answers: { talk: 4 } },
    { type: "save", answers: { talk: 5, trust: 1 } },
    { type: "step", is_open: false },
  ];
  expect(answersNow(mine, waiting)).toEqual({ talk: 5, trust: 1 });
  expect(answersNow(mine, [{ type: "step", is_open: false }])).toEqual({ talk: 3 });
  expect(answersNow({}, [])).toEqual({});
});

test("answers that were all taken back are none, whatever was kept before", () => {
  expect(answersNow({ answers: { talk: 3 } }, [{ type: "save", answers: {} }])).toEqual({});
});
