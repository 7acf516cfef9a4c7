/** The line of a training session: it ends, and its work can be taken along and brought back. */

import { useRef, useState } from "preact/hooks";
import { defineWidget, type Model, type PageState } from "../shared/afm";
import { useTrait } from "../shared/hooks";
import { NoReply, newRequestId } from "../shared/request";
import { useStayAwake } from "../shared/stay_awake";
import { TakeButton } from "../shared/take_button";
import { useUniqueId } from "../shared/unique_id";
import { type Say, useWords } from "../shared/words";
import { askReading, NotReadable, send } from "./bring_file/upload";

/** Traits of `widgets/training_session.py`. */
export interface TrainingSessionState extends PageState {
  ends: boolean;
  team: string;
  limits: { file?: number; part?: number };
}

type SessionModel = Model<TrainingSessionState>;

function TrainingSession({ model }: { model: SessionModel }) {
  return useTrait(model, "ends") ? <Line model={model} /> : null;
}

function Line({ model }: { model: SessionModel }) {
  const t = useWords(model);
  const team = useTrait(model, "team");
  useStayAwake(model);
  return (
    <aside class="ci-session" aria-label={t("title")}>
      <p class="ci-session-title">{t("title")}</p>
      <details>
        <summary>{t("how")}</summary>
        <p class="ci-help">{t("when")}</p>
        {team ? (
          <div class="ci-session-part">
            <p class="ci-help">{t("take_help", { team })}</p>
            <TakeButton
              key={team}
              model={model}
              t={t}
              message={{ type: "take" }}
              label={t("take", { team })}
            />
          </div>
        ) : (
          <p class="ci-help">{t("take_join")}</p>
        )}
        <Bring model={model} t={t} />
      </details>
    </aside>
  );
}

function Bring({ model, t }: { model: SessionModel; t: Say }) {
  const id = useUniqueId();
  const limits = useTrait(model, "limits");
  const [said, setSaid] = useState("");
  const isBusy = useRef(false);
  const bring = async (file: File): Promise<void> => {
    if (isBusy.current) return;
    const most = limits.file ?? 0;
    if (file.size > most) {
      const size = (file.size / 1e6).toFixed(1);
      setSaid(t("too_big", { name: file.name, size, most: most / 1e6 }));
      return;
    }
    isBusy.current = true;
    setSaid(await brought(model, t, file, limits.part ?? 0, setSaid));
    isBusy.current = false;
  };
  return (
    <div class="ci-field ci-session-part">
      <label class="ci-label" for={id}>
        {t("bring_label")}
      </label>
      <p class="ci-help" id={`${id}-help`}>
        {t("bring_help", { size: (limits.file ?? 0) / 1e6 })}
      </p>
      <input
        id={id}
        type="file"
        class="ci-input"
        accept=".jsonl"
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // So that the same file can be chosen again.
          event.currentTarget.value = "";
          if (file) void bring(file);
        }}
      />
      <p class="ci-help" role="status" dir="auto">
        {said}
      </p>
    </div>
  );
}

/** Send a file and have it taken in; return what to say of it. */
async function brought(
  model: SessionModel,
  t: Say,
  file: File,
  part: number,
  onSaid: (text: string) => void,
): Promise<string> {
  const upload_id = newRequestId();
  const { name } = file;
  const waiting = (): void => onSaid(t("bring_no_reply"));
  const arrived = (share: number): void =>
    onSaid(t("sending", { name, share: Math.floor(share * 10) * 10 }));
  try {
    const sent = await send({
      // A file goes the same way to whichever widget takes it.
      model: model as unknown as Parameters<typeof send>[0]["model"],
      role: "file",
      file,
      uploadId: upload_id,
      part,
      onArrived: arrived,
      onWaiting: waiting,
      isStopped: () => false,
    });
    if (sent.type !== "arrived") return String(sent.text ?? t("bring_no_reply"));
    onSaid(t("taking_in"));
    const asker = model as unknown as Parameters<typeof askReading>[0];
    const reply = await askReading(asker, { type: "bring", upload_id });
    return String(reply.text ?? t("bring_no_reply"));
  } catch (error) {
    if (error instanceof NotReadable) return t("not_readable", { name });
    if (error instanceof NoReply) return t("bring_no_reply");
    throw error;
  }
}

export default defineWidget(TrainingSession);
