/** One file at a time: chosen, sent, read; and what is to be said of it meanwhile. */

import { useEffect, useRef, useState } from "preact/hooks";
import { NoReply, newRequestId } from "../../shared/request";
import type { Say } from "../../shared/words";
import type { Model, Role, State } from "./state";
import { askReading, NotReadable, send } from "./upload";

export interface FileOnItsWay {
  /** `sending` and `reading` take time; `refused` has a sentence; `there` waits for more. */
  phase: "none" | "sending" | "reading" | "refused" | "there";
  /** What to say; it is read aloud where it changes. */
  text: string;
  share: number;
  name: string;
  /** Whether the kernel has the whole file, so that it can be read in another way. */
  isThere: boolean;
  choose: (file: File) => void;
  readAgain: (asked: Asked) => void;
  stop: () => void;
  /** Say that it is kept or let go of. */
  end: (text: string) => void;
  /** The one upload, by its id. */
  uploadId: string;
}

/** What reading can be told: the program a file is from, a second file, the places to keep. */
export interface Asked {
  format?: string;
  second?: { role: Role; file: File } | undefined;
  places?: string[];
}

const NOTHING = { phase: "none", text: "", share: 0, name: "", isThere: false } as const;
type Now = Pick<FileOnItsWay, "phase" | "text" | "share" | "name" | "isThere">;

export function useFile(model: Model, t: Say, limits: State["limits"]): FileOnItsWay {
  const [now, setNow] = useState<Now>(NOTHING);
  // Each choice has a number; whatever belongs to an earlier one is not heard any more.
  const turn = useRef(0);
  const uploadId = useRef("");
  useEffect(
    () => () => {
      turn.current++;
    },
    [],
  );

  /** Do something with the file, and say what became of it; `read` is what it ends with. */
  const doing = async (name: string, work: (isStopped: () => boolean) => Promise<void>) => {
    const mine = ++turn.current;
    const isStopped = (): boolean => turn.current !== mine;
    try {
      await work(isStopped);
    } catch (error) {
      if (isStopped()) return;
      const key = error instanceof NotReadable ? "not_readable" : "no_reply";
      if (!(error instanceof NotReadable || error instanceof NoReply)) throw error;
      setNow((last) => ({
        ...last,
        phase: "refused",
        text: key === "no_reply" ? t("no_reply") : t("not_readable", { name }),
      }));
    }
  };

  const sent = async (role: Role, file: File, id: string, isStopped: () => boolean) => {
    const sending = (share: number): void => {
      if (isStopped()) return;
      // In whole steps: it is read aloud.
      const text = t("sending", { name: file.name, share: Math.floor(share * 10) * 10 });
      setNow((last) => ({ ...last, phase: "sending", text, share }));
    };
    const onWaiting = (): void => {
      if (!isStopped()) setNow((last) => ({ ...last, text: t("no_answer_yet") }));
    };
    const reply = await send({
      model,
      role,
      file,
      uploadId: id,
      part: limits.part ?? 0,
      onArrived: sending,
      onWaiting,
      isStopped,
    });
    if (reply.type === "arrived") return !isStopped();
    if (!isStopped())
      setNow((last) => ({ ...last, phase: "refused", text: String(reply.text ?? "") }));
    return false;
  };

  const read = async (asked: Asked, isStopped: () => boolean) => {
    setNow((last) => ({ ...last, phase: "reading", text: t("reading"), isThere: true }));
    const { format = "", places = [] } = asked;
    const upload_id = uploadId.current;
    const reply = await askReading(model, { type: "read", upload_id, format, places });
    if (isStopped()) return;
    const isRead = reply.type === "read";
    const text = isRead ? "" : String(reply.text ?? "");
    setNow((last) => ({ ...last, phase: isRead ? "there" : "refused", text }));
  };

  const problem = (file: File, most: number): string => {
    const size = (file.size / 1e6).toFixed(1);
    if (file.size > most) return t("too_big", { name: file.name, size, most: most / 1e6 });
    return file.size ? "" : t("file_empty", { name: file.name });
  };

  return {
    ...now,
    uploadId: uploadId.current,
    choose(file) {
      const text = problem(file, limits.file ?? 0);
      uploadId.current = newRequestId();
      setNow({ ...NOTHING, name: file.name, phase: text ? "refused" : "sending", text });
      if (text) turn.current++;
      else
        void doing(file.name, async (isStopped) => {
          if (await sent("file", file, uploadId.current, isStopped)) await read({}, isStopped);
        });
    },
    readAgain(asked) {
      const { second } = asked;
      const text = second ? problem(second.file, limits.second ?? 0) : "";
      if (text) {
        setNow((last) => ({ ...last, phase: "refused", text }));
        return;
      }
      void doing(second?.file.name ?? now.name, async (isStopped) => {
        const isSent = !second || (await sent(second.role, second.file, newRequestId(), isStopped));
        if (isSent) await read(asked, isStopped);
      });
    },
    stop() {
      turn.current++;
      model.send({ type: "forget", request_id: newRequestId() });
      setNow({ ...NOTHING, text: t("stopped") });
    },
    end(text) {
      turn.current++;
      setNow({ ...NOTHING, text });
    },
  };
}
