/** A team's own page in a frame: it takes seconds to fill, and until then says so. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Say } from "../../shared/words";

const BETWEEN = 250;
/** What has not come by then is shown as it is: its own page says why. */
const PATIENCE = 12_000;

export function Frame({ t, src, title }: { t: Say; src: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const until = performance.now() + PATIENCE;
    const look = setInterval(() => {
      if (!isFilled(frame.current?.contentDocument) && performance.now() < until) return;
      clearInterval(look);
      setReady(true);
    }, BETWEEN);
    return () => clearInterval(look);
  }, []);
  return (
    <div class="ci-screen-frame">
      <iframe ref={frame} src={src} title={title} />
      {!isReady && (
        <p class="ci-screen-moment" role="status">
          {t("one_moment")}
        </p>
      )}
    </div>
  );
}

/** Whether each box that is in sight has its content. */
function isFilled(page: Document | null | undefined): boolean {
  const boxes = [...(page?.querySelectorAll("main .ci-widget") ?? [])];
  const shown = boxes.filter((one) => one.checkVisibility?.() ?? true);
  return shown.length > 0 && shown.every((one) => one.classList.contains("ci-ready"));
}
