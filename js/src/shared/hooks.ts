/** The kernel's state and the page's own drafts, as hooks. */

import { useCallback, useLayoutEffect, useState } from "preact/hooks";
import type { Model } from "./afm";
import { keep, recall } from "./keep";

/** Return a trait's value, and render again when it changes. */
export function useTrait<State extends object, Name extends keyof State & string>(
  model: Model<State>,
  name: Name,
): State[Name] {
  const [value, setValue] = useState<State[Name]>(() => model.get(name));
  // A layout effect: it hears from the first moment, and of nothing after the widget is gone.
  useLayoutEffect(() => {
    const read = (): void => {
      const now = model.get(name);
      setValue(() => now);
    };
    read(); // it may have changed between the first render and this subscription
    model.on(`change:${name}`, read);
    return () => model.off(`change:${name}`, read);
  }, [model, name]);
  return value;
}

/** The key a person's typed but unsent text is kept under. */
export function draftKey(person: string, step: string, field: string): string {
  return `ciwidgets.draft.${person}.${step}.${field}`;
}

/** The key of what a person chose on this page, which is no words and nothing to be saved. */
export function choiceKey(person: string, step: string, field: string): string {
  return `ciwidgets.choice.${person}.${step}.${field}`;
}

/**
 * Text that is being typed and survives a reload: `[text, setText, forget]`.
 *
 * `key` comes from `draftKey`; `initial` is shown where no draft is kept. `forget` removes the
 * draft and shows `initial` again.
 */
export function useDraft(key: string, initial = ""): [string, (text: string) => void, () => void] {
  const [draft, setDraft] = useState({ key, text: recall<string>(key) });
  if (draft.key !== key) setDraft({ key, text: recall<string>(key) });
  const text = (draft.key === key ? draft.text : recall<string>(key)) ?? initial;
  const write = useCallback(
    (next: string) => {
      keep(key, next);
      setDraft({ key, text: next });
    },
    [key],
  );
  const forget = useCallback(() => {
    keep(key, null);
    setDraft({ key, text: null });
  }, [key]);
  return [text, write, forget];
}
