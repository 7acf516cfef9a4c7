/** Which keys of the browser's memory hold something of a person, and of which step. */

/** Where something that is kept was written. */
export interface Standing {
  key: string;
  workbook: string;
  step: string;
}

/** Return the keys of a kind ("ciwidgets.draft") that are this person's. */
export function keysOf(kind: string, person: string): string[] {
  if (!person) return [];
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${kind}.${person}.`));
  } catch {
    return []; // a browser without a memory has kept nothing
  }
}

/** Return where what stands under a key was written. */
export function standing(key: string): Standing {
  const [, workbook = "", step = ""] = /\.([^./]+)\/([^./]+)/.exec(key) ?? [];
  return { key, workbook, step };
}

/** The workbook of this page. */
export function thisWorkbook(): string {
  const name = location.pathname.split("/").pop() ?? "";
  return decodeURIComponent(name.replace(/\.ipynb$/, ""));
}
