/** A map to take along: the program it is for, and a button that saves it as a file. */

import { useRef, useState } from "preact/hooks";
import type { Model } from "./afm";
import { NoReply, request } from "./request";
import { useUniqueId } from "./unique_id";
import type { Say } from "./words";

const FORMATS = ["mmp", "xlsx", "csv", "kumu", "graphml"] as const;
const PATIENCE = 30_000;

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
    try {
      const reply = await request(model, { type: "take", map, format }, PATIENCE);
      if (reply.type === "file") {
        save(String(reply.name), String(reply.media), String(reply.base64));
        setSaid([t("take_done", { name: String(reply.name) }), ...(reply.lost as string[])]);
      } else setSaid([String(reply.text ?? t("take_no_reply"))]);
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      setSaid([t("take_no_reply")]);
    }
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
      <div class="ci-help" role="status">
        {said.map((one) => (
          <p key={one} dir="auto">
            {one}
          </p>
        ))}
      </div>
    </div>
  );
}

/** Hand bytes over to the browser as a file of that name. */
function save(name: string, media: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: media }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // A browser may fetch it a moment after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
