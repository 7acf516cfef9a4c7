/** What people said in the survey, side by side with what the list shows, where the two differ. */

import type { Say } from "../../shared/words";
import { gapSentences } from "./findings";
import type { Comparison, Coverage, Difference, Line, Population } from "./state";

interface BesideProps {
  t: Say;
  coverage: Coverage;
  lines: Line[];
  populations: Population[];
}

export function Beside({
  comparison: { occasion = "", alike = 0, apart = [] },
  ...props
}: BesideProps & { comparison: Partial<Comparison> }) {
  const { t } = props;
  return (
    <section class="ci-findings" aria-label={t("beside_title")}>
      <h3>{t("beside_title")}</h3>
      {!occasion && <p class="ci-help">{t("beside_later")}</p>}
      {occasion && (
        <>
          <p class="ci-help">{t("beside_of", { occasion })}</p>
          {apart.length === 0 && <p>{t("beside_none")}</p>}
          {apart.map((one) => (
            <Pair key={one.id} {...props} difference={one} />
          ))}
          {apart.length > 0 && <p>{t("beside_ask")}</p>}
          {alike > 0 && <p class="ci-help">{t("beside_alike", { n: alike })}</p>}
        </>
      )}
    </section>
  );
}

function Pair({
  t,
  difference: { text, word, side, lines: ids },
  coverage,
  lines,
  populations,
}: BesideProps & { difference: Difference }) {
  const sentences = coverage.lines
    .filter(({ id }) => ids.includes(id))
    .flatMap((one) => {
      const line = lines.find(({ id }) => id === one.id)?.name ?? one.id;
      const { resources: n, with_room: room } = one.whole;
      if (side === "doubted") return [t("line_listed", { line, n, room })];
      return gapSentences(t, one, line, populations);
    });
  return (
    <div class="ci-beside">
      <div>
        <p class="ci-help">{t("beside_people")}</p>
        <p>
          <strong>{t(`said_${word}`)}:</strong> <q dir="auto">{text}</q>
        </p>
      </div>
      <div>
        <p class="ci-help">{t("beside_list")}</p>
        {sentences.map((sentence) => (
          <p key={sentence} dir="auto">
            {sentence}
          </p>
        ))}
      </div>
    </div>
  );
}
