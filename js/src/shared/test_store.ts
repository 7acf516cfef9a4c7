/** For tests: what React Flow's store asks of a package that only CommonJS can load with Preact. */

import { useRef, useSyncExternalStore } from "preact/compat";

function useSyncExternalStoreWithSelector<State, Slice>(
  subscribe: (heard: () => void) => () => void,
  read: () => State,
  _readOnServer: unknown,
  select: (state: State) => Slice,
  isSame: (one: Slice, other: Slice) => boolean = Object.is,
): Slice {
  const last = useRef<{ slice: Slice } | null>(null);
  return useSyncExternalStore(subscribe, () => {
    const slice = select(read());
    if (!last.current || !isSame(last.current.slice, slice)) last.current = { slice };
    return last.current.slice;
  });
}

export default { useSyncExternalStoreWithSelector };
