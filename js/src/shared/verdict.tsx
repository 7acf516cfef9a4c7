/** Why an answer is right, partly right or wrong, and where that can be read. */

import type { Say } from "./words";

export interface Reason {
  verdict: "right" | "partly" | "wrong";
  reason: string;
}

/** One answer's mark, in a word and a sign: never in colour alone. */
export function Mark({ t, verdict }: { t: Say; verdict: Reason["verdict"] }) {
  return <span class={`ci-ruling ci-ruling-${verdict}`}>{t(`mark_${verdict}`)}</span>;
}

/** What holds, with its sources, each under its own name. */
export function Rule({
  rule,
  sources,
  names,
}: {
  rule: string;
  sources: readonly string[];
  names: { rule: string; sources: string };
}) {
  if (!rule && !sources.length) return null;
  return (
    <div class="ci-rule">
      {rule && (
        <p>
          <strong>{names.rule}:</strong> {rule}
        </p>
      )}
      {sources.length > 0 && (
        <p class="ci-help">
          {names.sources}: {sources.join("; ")}
        </p>
      )}
    </div>
  );
}
