/** What a file was understood to hold, and the choice to keep it. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Notice } from "../../shared/exercise";
import { TextField } from "../../shared/fields";
import { useTrait } from "../../shared/hooks";
import { NoReply, newRequestId } from "../../shared/request";
import type { Say } from "../../shared/words";
import { whyNot } from "../../shared/writing";
import { Counting, twice } from "./counting";
import { Maps } from "./maps";
import { Numbers } from "./numbers";
import { Plan, toKeep } from "./plan";
import { Questions } from "./questions";
import type {
  CountsAs,
  IndicatorPreview,
  MapsPreview,
  Model,
  Preview,
  SurveyPreview,
} from "./state";
import { askReading } from "./upload";
import type { FileOnItsWay } from "./use_file";

/** So many remarks are seen at once; more are folded. */
const FEW = 4;

export function PreviewOf({
  model,
  t,
  preview,
  file,
  onEnd,
}: {
  model: Model;
  t: Say;
  preview: Preview;
  file: FileOnItsWay;
  /** Called when the preview goes away. */
  onEnd: () => void;
}) {
  const statements = useTrait(model, "statements");
  const [title, setTitle] = useState(preview.title);
  const [mapping, setMapping] = useState<Record<string, string>>(() => offered(preview));
  const [problem, setProblem] = useState("");
  const [isKeeping, setIsKeeping] = useState(false);
  // The same question is asked again under its own id, should the answer be lost.
  const [requestId] = useState(newRequestId);
  const head = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => head.current?.focus(), []);
  const survey = isSurvey(preview.survey) ? preview.survey : null;
  const numbers = isNumbers(preview.indicators) ? preview.indicators : null;
  const maps = isMaps(preview.maps) ? preview.maps : null;
  const [countsAs, setCountsAs] = useState<CountsAs>(maps?.counts_as ?? "group");
  const isChoosing = numbers?.too_many ?? false;
  const { plan } = preview;

  const keepIt = async (event: Event): Promise<void> => {
    event.preventDefault();
    const why = whyNot(t, title) || (twice(mapping).size ? t("counts_twice") : "");
    setProblem(why);
    if (why || isKeeping) return;
    setIsKeeping(true);
    const { upload_id } = preview;
    try {
      const reply = await askReading(model, {
        type: "keep",
        request_id: requestId,
        upload_id,
        title: title.trim().normalize("NFC"),
        mapping,
        ...(maps && { counts_as: countsAs }),
      });
      if (reply.type === "saved") {
        const said = reply.is_new ? t("kept_new", { title }) : t("kept_again");
        file.end(plan ? t("plan_kept") : said);
        onEnd();
      } else setProblem(String(reply.text ?? ""));
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      setProblem(t("no_reply"));
    }
    setIsKeeping(false);
  };

  return (
    <form class="ci-preview" onSubmit={keepIt} noValidate aria-label={t("preview_title")}>
      <h4 tabIndex={-1} ref={head}>
        {t("preview_title")}
      </h4>
      {isChoosing ? (
        <Notice>{t("too_many")}</Notice>
      ) : (
        !plan && <p>{readAs(t, preview, survey, maps, numbers)}</p>
      )}
      {preview.here && <Notice>{t("here_already", { title: preview.here })}</Notice>}
      {!isChoosing && <Remarks t={t} preview={preview} />}
      {survey && <Questions t={t} survey={survey} />}
      {survey && statements.length > 0 && (
        <Counting
          t={t}
          questions={survey.questions}
          statements={statements}
          mapping={mapping}
          onMapping={setMapping}
        />
      )}
      {numbers && <Numbers t={t} numbers={numbers} onRead={file.readAgain} />}
      {maps && <Maps t={t} maps={maps} countsAs={countsAs} onCountsAs={setCountsAs} />}
      {plan && <Plan t={t} plan={plan} />}
      {!isChoosing && !plan && (
        <TextField label={t("title_label")} text={title} onText={setTitle} />
      )}
      {problem && (
        <Notice tone="warning">
          <span dir="auto">{problem}</span>
        </Notice>
      )}
      <div class="ci-actions">
        {!isChoosing && !(plan && !toKeep(plan)) && (
          <button type="submit" class="ci-button ci-primary">
            {plan ? t("plan_keep", { n: toKeep(plan) }) : t("keep")}
          </button>
        )}
        <button
          type="button"
          class="ci-button"
          onClick={() => {
            file.stop();
            onEnd();
          }}
        >
          {t("forget")}
        </button>
      </div>
    </form>
  );
}

/** How much there is, and which program it is from. */
function readAs(
  t: Say,
  preview: Preview,
  survey: SurveyPreview | null,
  maps: MapsPreview | null,
  numbers: IndicatorPreview | null,
): string {
  const format = t(`format_${preview.format}`);
  if (survey) return t("preview_people", { n: survey.people, format });
  if (maps) return t("preview_maps", { n: maps.count, format });
  return t("preview_rows", { n: numbers?.rows ?? 0, format });
}

/** What was left out and why, and what to look at. */
function Remarks({ t, preview: { dropped, warnings, maps, plan } }: { t: Say; preview: Preview }) {
  return (
    <>
      {warnings.length > 0 && (
        <Notice>
          <details open={warnings.length <= FEW}>
            <summary>{t("look_at", { n: warnings.length })}</summary>
            <ul>
              {warnings.map((one) => (
                <li key={one} dir="auto">
                  {one}
                </li>
              ))}
            </ul>
          </details>
        </Notice>
      )}
      {dropped.length ? (
        <details open={dropped.length <= FEW}>
          <summary>{t("left_out", { n: dropped.length })}</summary>
          <ul>
            {dropped.map(({ what, why }, place) => (
              <li key={`${place} ${what}`}>
                <strong dir="auto">{what}</strong>: {why}
              </li>
            ))}
          </ul>
        </details>
      ) : (
        // Of maps and plans, what was left out is said with what to look at.
        !(isMaps(maps) || plan) && <p class="ci-help">{t("left_out_none")}</p>
      )}
    </>
  );
}

function offered({ survey }: Preview): Record<string, string> {
  const pairs = (survey.questions ?? [])
    .filter((one) => one.may_count && one.counts_as)
    .map((one) => [one.id, one.counts_as]);
  return Object.fromEntries(pairs);
}

function isSurvey(survey: Partial<SurveyPreview>): survey is SurveyPreview {
  return survey.questions !== undefined;
}

function isMaps(maps: Partial<MapsPreview> | undefined): maps is MapsPreview {
  return maps?.list !== undefined;
}

function isNumbers(numbers: Partial<IndicatorPreview>): numbers is IndicatorPreview {
  return numbers.places !== undefined;
}
