/** Ids of elements. */

import { useState } from "preact/hooks";
import { newRequestId } from "./request";

/**
 * Return an id no other element of the page has.
 *
 * Preact's own `useId` counts from the same start in every widget of a page, and two radio groups
 * of one name are one group.
 */
export function useUniqueId(): string {
  return useState(() => `ci-${newRequestId()}`)[0];
}
