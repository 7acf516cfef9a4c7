/** What a map says, part by part: sentences, the strongest loop, all loops, then numbers. */

import { MapDrawing } from "../../shared/map_drawing";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import type { Findings } from "./state";

interface Props {
  t: Say;
  findings: Findings;
}

/** Three sentences: what pushes most, what is pushed most, the strongest loop. */
export function Lead({ t, findings: { lead, roles } }: Props) {
  return (
    <div class="ci-says">
      {lead.map((sentence) => (
        <p key={sentence} dir="auto">
          {sentence}
        </p>
      ))}
      <p class="ci-help">{t("lead_help")}</p>
      {roles.map((sentence) => (
        <p key={sentence} class="ci-help" dir="auto">
          {sentence}
        </p>
      ))}
    </div>
  );
}

/** The strongest loop, in a ring. */
export function LoopPicture({ t, findings: { picture } }: Props) {
  const { words = [], links = [] } = picture;
  if (words.length < 2) return null;
  // On a phone the ring stands upright, so that it need not be moved sideways.
  const isNarrow = matchMedia("(max-width: 40rem)").matches;
  const turn = isNarrow ? Math.PI / 2 / words.length : 0;
  const placed = words.map((word, place) => {
    const angle = (2 * Math.PI * place) / words.length + turn;
    return { ...word, x: Math.sin(angle), y: -Math.cos(angle) * (isNarrow ? 2.5 : 1) };
  });
  return (
    <section class="ci-part" aria-label={t("picture_title")}>
      <h3>{t("picture_title")}</h3>
      <MapDrawing t={t} words={placed} links={links} label={t("picture_label")} />
    </section>
  );
}

/** Every loop that is read aloud. */
export function LoopList({ t, findings: { loops, loop_notes } }: Props) {
  return (
    <section class="ci-part" aria-label={t("loops_title")}>
      <h3>{t("loops_title")}</h3>
      <p class="ci-help">{t("loops_help")}</p>
      {loops.length > 0 && (
        <ol class="ci-loops">
          {loops.map(({ sentence, is_reinforcing }) => (
            <li key={sentence} data-feeds={is_reinforcing} dir="auto">
              {sentence}
            </li>
          ))}
        </ol>
      )}
      <p class="ci-help">{loop_notes.join(" ")}</p>
    </section>
  );
}

/** Degrees and roles, word by word. */
export function WordTable({ t, findings: { words } }: Props) {
  return (
    <details>
      <summary>{t("table_title")}</summary>
      <p class="ci-help">{t("table_help")}</p>
      <TableFrame label={t("table_title")}>
        <table>
          <thead>
            <tr>
              {["word", "pushes", "is_pushed", "together", "role"].map((key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {words.map(({ label, role, pushes, is_pushed, together }, place) => (
              <tr key={place}>
                <th scope="row" dir="auto">
                  {label}
                </th>
                <td>{pushes}</td>
                <td>{is_pushed}</td>
                <td>{together}</td>
                <td>{role}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}

/** Density, complexity, hierarchy: each with what it means. */
export function MapNumbers({ t, findings: { measures, notes } }: Props) {
  return (
    <details>
      <summary>{t("numbers_title")}</summary>
      <dl class="ci-measures">
        {measures.map(({ name, value, means }) => (
          <div key={name}>
            <dt>
              {name}: <strong>{value}</strong>
            </dt>
            <dd class="ci-help">{means}</dd>
          </div>
        ))}
      </dl>
      {notes.map((note) => (
        <p key={note} class="ci-help">
          {note}
        </p>
      ))}
    </details>
  );
}
