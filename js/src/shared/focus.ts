/** Where the keyboard goes when the thing it was on is gone. */

import { useCallback, useLayoutEffect, useRef } from "preact/hooks";

type Find = () => HTMLElement | null | undefined;

/** Return a function that moves the keyboard as soon as this component is drawn again. */
export function useFocusNext(): (find: Find) => void {
  const next = useRef<Find | null>(null);
  useLayoutEffect(() => {
    next.current?.()?.focus();
    next.current = null;
  });
  return useCallback((find) => {
    next.current = find;
  }, []);
}
