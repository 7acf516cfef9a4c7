/** A file from the kernel, asked for by a button and handed over to the browser. */

import { useRef, useState } from "preact/hooks";
import type { Message, Model } from "./afm";
import { NoReply, request } from "./request";
import type { Say } from "./words";

const PATIENCE = 30_000;

/** Ask the kernel for a file and hand it over; return what to say of it. */
export async function takeFile(
  // biome-ignore lint/suspicious/noExplicitAny: a model of any exercise can be asked
  model: Model<any>,
  t: Say,
  message: Message,
): Promise<string[]> {
  try {
    const reply = await request(model, message, PATIENCE);
    if (reply.type !== "file") return [String(reply.text ?? t("take_no_reply"))];
    handOver(String(reply.name), String(reply.media), String(reply.base64));
    const lost = Array.isArray(reply.lost) ? reply.lost.map(String) : [];
    return [t("take_done", { name: String(reply.name) }), ...lost];
  } catch (error) {
    if (!(error instanceof NoReply)) throw error;
    return [t("take_no_reply")];
  }
}

/** `message` asks for the file; what came of it is said under the button. */
export function TakeButton({
  model,
  t,
  message,
  label,
}: {
  // biome-ignore lint/suspicious/noExplicitAny: a model of any exercise can be asked
  model: Model<any>;
  t: Say;
  message: Message;
  label: string;
}) {
  const [said, setSaid] = useState<string[]>([]);
  const isBusy = useRef(false);
  const take = async (): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSaid([]);
    setSaid(await takeFile(model, t, message).finally(() => (isBusy.current = false)));
  };
  return (
    <>
      <div class="ci-actions">
        <button type="button" class="ci-button" onClick={() => void take()}>
          {label}
        </button>
      </div>
      <TakenLine said={said} />
    </>
  );
}

/** What came of taking a file, read aloud when it comes. */
export function TakenLine({ said }: { said: readonly string[] }) {
  return (
    <div class="ci-help" role="status">
      {said.map((one) => (
        <p key={one} dir="auto">
          {one}
        </p>
      ))}
    </div>
  );
}

/** Hand bytes over to the browser as a file of that name. */
function handOver(name: string, media: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: media }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // A browser may fetch it a moment after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
