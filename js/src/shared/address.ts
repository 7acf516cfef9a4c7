/** Addresses of steps, as the kernel names them (`visit/places.py`). */

/** Where something is; empty where no workbook has it. */
export interface Place {
  workbook?: string;
  step?: string;
  title?: string;
}

/** The address of a workbook or of one of its steps, beside this page and where the server puts it. */
export function addressOf(workbook: string, step = ""): string {
  return `${encodeURIComponent(workbook)}.ipynb${step ? `#step=${encodeURIComponent(step)}` : ""}`;
}

/** The address of a place, or nothing. */
export function addressOfPlace({ workbook, step }: Place): string | undefined {
  return workbook ? addressOf(workbook, step) : undefined;
}
