/** What only a person knows of a survey file: the program it is from, a second file. */

import { useState } from "preact/hooks";
import { SelectField } from "../../shared/fields";
import type { Say } from "../../shared/words";
import { FileField } from "./file_field";
import type { Role } from "./state";
import type { Asked } from "./use_file";

const FORMATS = [
  "google_forms",
  "qualtrics",
  "survey_monkey",
  "lime_survey",
  "redcap",
  "kobo",
  "microsoft_forms",
  "polis",
  "plain",
] as const;
type Format = (typeof FORMATS)[number];
const SECOND: Partial<Record<string, Role>> = { redcap: "dictionary", polis: "comments" };

export function OtherWay({
  t,
  format,
  isOpen,
  onRead,
}: {
  t: Say;
  /** What the file was read as, or nothing. */
  format: string;
  isOpen: boolean;
  onRead: (asked: Asked) => void;
}) {
  const [chosen, setChosen] = useState<Format | "">("");
  const [file, setFile] = useState<File>();
  const role = SECOND[chosen || format];
  return (
    <details open={isOpen}>
      <summary>{t("other_way")}</summary>
      <div class="ci-part">
        <SelectField
          label={t("format_label")}
          empty={t("format_any")}
          value={chosen}
          onValue={setChosen}
          options={FORMATS.map((value) => ({ value, label: t(`format_${value}`) }))}
        />
        {role && (
          <FileField
            key={role}
            label={t(role === "comments" ? "second_comments" : "second_dictionary")}
            onFile={setFile}
            keeps
          />
        )}
        <button
          type="button"
          class="ci-button"
          onClick={() => onRead({ format: chosen, second: role && file && { role, file } })}
        >
          {t("read_again")}
        </button>
      </div>
    </details>
  );
}
