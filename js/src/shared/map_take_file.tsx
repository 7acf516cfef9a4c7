/** A map to take along: the program it is for, and a button that saves it as a file. */

import { useRef, useState } from "preact/hooks";
import type { Model } from "./afm";
import { TakenLine, takeFile } from "./take_button";
import { useUniqueId } from "./unique_id";
import type { Say } from "./words";

const FORMATS = ["mmp", "xlsx", "csv", "kumu", "graphml"] as const;

/** `map` is "own", "people", "sectors", or the record of a group's map. */
// biome-ignore lint/suspicious/noExplicitAny: a model of any exercise can be asked
export function TakeFile({ model, t, map }: { model: Model<any>; t: Say; map: string }) {
  const [format, setFormat] = useState<string>(FORMATS[0]);
  const [said, setSaid] = useState<string[]>([]);
  const isBusy = useRef(false);
  const id = useUniqueId();
  const take = async (): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSaid([]);
    setSaid(await takeFile(model, t, { type: "take", map, format }));
    isBusy.current = false;
  };
  return (
    <div class="ci-field">
      <label class="ci-label" for={id}>
        {t("take_label")}
      </label>
      <select
        id={id}
        class="ci-input"
        value={format}
        onChange={(event) => setFormat(event.currentTarget.value)}
      >
        {FORMATS.map((one) => (
          <option key={one} value={one}>
            {t(`take_${one}`)}
          </option>
        ))}
      </select>
      <div class="ci-actions">
        <button type="button" class="ci-button" onClick={() => void take()}>
          {t("take_button")}
        </button>
      </div>
      <TakenLine said={said} />
    </div>
  );
}
