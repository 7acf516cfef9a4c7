/** A number with its decimals, or an amount of money, as somebody types it. */

import { useState } from "preact/hooks";
import { type FieldProps, TextField } from "./fields";
import type { Amount } from "./record_list_fields";
import { clean } from "./writing";

const GROUPED = /^-?(\d+|\d{1,3}([,\u0020\u00a0\u202f]\d{3})+)?(\.\d+)?$/;

/** Return the number a text says, null for an empty one, or the text where it says none. */
export function amountOf(text: string): Amount {
  const written = clean(text).replace(/^[-\u2212]/, "-");
  const number = Number(written.replaceAll(/[^\d.-]/g, ""));
  return /\d/.test(written) && GROUPED.test(written) ? number : written || null;
}

/** Return the cents an amount in dollars says; nobody can pay a part of one. */
export function centsOf(text: string): Amount {
  const written = clean(text).replace(/^\$\s*/, "");
  const amount = amountOf(written);
  const isPayable = typeof amount === "number" && /^[^.]*(\.\d{0,2})?$/.test(written);
  return isPayable ? Math.round(amount * 100) : clean(text) || null;
}

function dollarsOf(cents: Amount): string {
  if (typeof cents !== "number") return cents ?? "";
  return cents % 100 ? (cents / 100).toFixed(2) : String(cents / 100);
}

export function AmountField({
  value,
  onValue,
  isMoney = false,
  ...words
}: FieldProps & { value: Amount; onValue: (value: Amount) => void; isMoney?: boolean }) {
  const read = isMoney ? centsOf : amountOf;
  const [typed, setTyped] = useState("");
  const text = read(typed) === value ? typed : isMoney ? dollarsOf(value) : String(value ?? "");
  const type = (next: string): void => {
    setTyped(next);
    onValue(read(next));
  };
  return <TextField {...words} kind="decimal" text={text} onText={type} />;
}
