/** A QR code, drawn from the rows of "0" and "1" that the kernel made. */

const QUIET = 4; // modules of white around it, as the standard asks

/** `rows` is square; `label` is what it says, for those who cannot scan it. */
export function QrCode({ rows, label }: { rows: string[]; label: string }) {
  const side = rows.length + 2 * QUIET;
  const path = rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((run) => {
        const wide = run[0].length;
        return `M${run.index + QUIET} ${y + QUIET}h${wide}v1h-${wide}z`;
      }),
    )
    .join("");
  return (
    <svg class="ci-qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <title>{label}</title>
      <rect class="ci-qr-ground" width={side} height={side} />
      <path class="ci-qr-ink" d={path} shape-rendering="crispEdges" />
    </svg>
  );
}

/** Return a code of eight in two groups of four, as people read it aloud. */
export function prettyCode(code: string): string {
  return code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}
