/** What a manager or a facilitator shows the room: the code, the address, a QR code a step. */

import { useEffect, useState } from "preact/hooks";
import { prettyCode, QrCode } from "./qr_code";
import type { Say } from "./words";

/** One address that can be scanned. */
export interface SharedPlace {
  id: string;
  title: string;
  url: string;
  qr: string[];
}

/** The trait `share`: empty for those who have nothing to share. */
export interface Share {
  code?: string;
  url?: string;
  qr?: string[];
  steps?: SharedPlace[];
}

/** Whether an address is the computer's own name for itself, which no phone can open. */
export function isOnlyHere(url: string): boolean {
  return /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])([:/]|$)/.test(url);
}

/** Return the id of the step the page is on, or "". */
function stepOfPage(): string {
  return new URLSearchParams(location.hash.replace(/^#/, "")).get("step") ?? "";
}

/** Return an address as people type it: the team code is asked for there and said beside it. */
function withoutCode(url: string): string {
  return url
    .replace(/#team=[^&]*&?/, "#")
    .replace(/&team=[^&]*/, "")
    .replace(/#$/, "");
}

export function SharePanel({ t, share }: { t: Say; share: Share }) {
  const [chosen, setChosen] = useState(stepOfPage);
  useEffect(() => {
    const follow = (): void => setChosen(stepOfPage());
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  if (!share.code) return null;
  const steps = share.steps ?? [];
  const whole: SharedPlace = {
    id: "",
    title: t("share_whole"),
    url: share.url ?? "",
    qr: share.qr ?? [],
  };
  const place = steps.find((step) => step.id === chosen) ?? whole;
  const code = prettyCode(share.code);
  return (
    <details class="ci-share">
      <summary>{t("share_title")}</summary>
      <div class="ci-share-body">
        {steps.length > 0 && (
          <label class="ci-field">
            <span class="ci-label">{t("share_where")}</span>
            <select
              class="ci-input"
              value={place.id}
              onChange={(event) => setChosen(event.currentTarget.value)}
            >
              {[whole, ...steps].map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                </option>
              ))}
            </select>
          </label>
        )}
        <div class="ci-share-show">
          {place.qr.length > 0 && <QrCode rows={place.qr} label={t("share_qr", { code })} />}
          <div class="ci-share-words">
            <p>{t("share_how")}</p>
            <p class="ci-share-url">{withoutCode(place.url)}</p>
            <p>{t("share_code")}</p>
            <p class="ci-share-code">{code}</p>
          </div>
        </div>
        {isOnlyHere(share.url ?? "") && (
          <p class="ci-share-unreachable">{t("share_unreachable")}</p>
        )}
      </div>
    </details>
  );
}
