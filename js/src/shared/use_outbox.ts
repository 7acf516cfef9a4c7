/** An exercise's outbox as a hook. */

import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { ExerciseState, Model } from "./afm";
import { useTrait } from "./hooks";
import { Outbox, type OutboxView } from "./outbox";

/** Return the outbox of the person who is here now, and what it shows. */
export function useOutbox<State extends ExerciseState>(
  model: Model<State>,
): { outbox: Outbox; view: OutboxView } {
  const person = useTrait(model, "person") as string;
  const step = useTrait(model, "step") as string;
  const outbox = useMemo(
    () => new Outbox(model, { person, module: model.get("module"), step }),
    [model, person, step],
  );
  const [, setView] = useState(outbox.view);
  useLayoutEffect(() => {
    setView(outbox.view);
    const stop = outbox.subscribe(setView);
    return () => {
      stop();
      outbox.dispose();
    };
  }, [outbox]);
  return { outbox, view: outbox.view };
}
