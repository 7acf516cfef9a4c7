/** The browser's own small memory, which may be full, switched off or refused (private mode). */

/** Return what was kept under a key, or null; what cannot be read counts as nothing. */
export function recall<Value>(key: string): Value | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Value);
  } catch {
    return null;
  }
}

/** Keep a value; null and undefined remove it. Returns whether the browser kept it. */
export function keep(key: string, value: unknown): boolean {
  try {
    if (value === null || value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
