/** A project manager brings a survey, local numbers or maps: looks at what was understood, keeps it. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { Notice } from "../shared/exercise";
import { useTrait } from "../shared/hooks";
import { BroughtList } from "./bring_file/brought";
import { FileField, MAPS } from "./bring_file/file_field";
import { OtherWay } from "./bring_file/other_way";
import { PreviewOf } from "./bring_file/preview";
import type { Preview, State } from "./bring_file/state";
import { type FileOnItsWay, useFile } from "./bring_file/use_file";

function BringFile(exercise: Exercise<State>) {
  const { model, t, may, phase } = exercise;
  const brings = useTrait(model, "brings");
  const mayBring = may.includes("bring_files");
  return (
    <div class="ci-parts">
      {mayBring && <Bring {...exercise} brings={brings} />}
      {phase === "open" && !mayBring && <p class="ci-help">{t("looking_on")}</p>}
      {brings !== "plan" && <BroughtList {...exercise} />}
    </div>
  );
}

function Bring({ model, t, brings }: Exercise<State> & { brings: string }) {
  const limits = useTrait(model, "limits");
  const preview = useTrait(model, "preview");
  const file = useFile(model, t, limits);
  const isSurvey = brings === "survey";
  const isBusy = file.phase === "sending" || file.phase === "reading";
  const isRead = isWhole(preview) && !isBusy;
  const head = useRef<HTMLHeadingElement>(null);
  return (
    <div class="ci-part">
      <h3 tabIndex={-1} ref={head}>
        {t(`bring_${brings}`)}
      </h3>
      <p class="ci-help">{t(`bring_${brings}_help`)}</p>
      <FileField
        label={t("choose_file")}
        help={t("most", { size: (limits.file ?? 0) / 1e6 })}
        onFile={file.choose}
        disabled={isBusy}
        {...(brings === "maps" && { accept: MAPS })}
      />
      <OnItsWay t={t} file={file} />
      {isSurvey && file.isThere && !isBusy && (
        <OtherWay
          key={file.uploadId}
          t={t}
          format={preview.format ?? ""}
          isOpen={!isRead}
          onRead={file.readAgain}
        />
      )}
      {isRead && (
        <PreviewOf
          key={preview.upload_id}
          model={model}
          t={t}
          preview={preview}
          file={file}
          onEnd={() => head.current?.focus()}
        />
      )}
    </div>
  );
}

/** How far it is, in words that are read aloud, and what went wrong. */
function OnItsWay({ t, file }: { t: Exercise["t"]; file: FileOnItsWay }) {
  const { phase, text, share } = file;
  const stop = useRef<HTMLButtonElement>(null);
  const [wasBusy, setWasBusy] = useState(false);
  const isBusy = phase === "sending" || phase === "reading";
  useLayoutEffect(() => {
    // The field that was used is switched off meanwhile; the keyboard waits on the way out.
    if (isBusy && !wasBusy) stop.current?.focus();
    setWasBusy(isBusy);
  }, [isBusy]);
  return (
    <div class="ci-on-its-way">
      <p class="ci-help" role="status">
        {phase === "refused" ? "" : text}
      </p>
      {phase === "sending" && <progress value={share} max={1} aria-label={file.name} />}
      {isBusy && (
        <button type="button" class="ci-button" ref={stop} onClick={file.stop}>
          {t("stop")}
        </button>
      )}
      {phase === "refused" && (
        <Notice tone="warning">
          <strong>{t("refused_title")}</strong> <span dir="auto">{text}</span>
        </Notice>
      )}
    </div>
  );
}

function isWhole(preview: Partial<Preview>): preview is Preview {
  return Boolean(preview.upload_id);
}

export default defineExercise(BringFile);
