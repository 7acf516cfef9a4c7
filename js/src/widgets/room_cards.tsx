/** A card for each team's table: a square to scan and the code in large, four to a sheet. */

import { useState } from "preact/hooks";
import type { PageState } from "../shared/afm";
import { Notice } from "../shared/exercise";
import { useTrait } from "../shared/hooks";
import { QrCode } from "../shared/qr_code";
import { request } from "../shared/request";
import { isOnlyHere } from "../shared/share_panel";
import { useUniqueId } from "../shared/unique_id";
import type { Say } from "../shared/words";
import { defineRoomWidget, type Leading } from "./room/leading";

interface Card {
  team: string;
  code: string;
  url: string;
  qr: string[];
  is_open: boolean;
}

/** Traits of `widgets/room_cards.py`. */
export interface RoomCardsState extends PageState {
  leads: string;
  program: string;
  occasions: { id: string; name: string }[];
  occasion: string;
  cards: Card[];
}

const ON_A_SHEET = 4;
// While the cards are printed, the rest of the page is not.
const PRINTING = "ci-printing-cards";

function RoomCards({ model, t }: Leading<RoomCardsState>) {
  const program = useTrait(model, "program");
  const occasions = useTrait(model, "occasions");
  const occasion = useTrait(model, "occasion");
  const cards = useTrait(model, "cards");
  const name = occasions.find(({ id }) => id === occasion)?.name ?? "";
  const [first] = cards;
  return (
    <div class="ci-table-cards">
      <div class="ci-table-cards-choice">
        <OccasionChoice model={model} t={t} />
        {first && (
          <button type="button" class="ci-button ci-primary" onClick={printCards}>
            {t("print")}
          </button>
        )}
        <p class="ci-help">{t(first ? "print_how" : "no_cards")}</p>
        {first && isOnlyHere(first.url) && (
          <Notice tone="warning">{t("only_here", { url: first.url })}</Notice>
        )}
      </div>
      {inSheets(cards).map((sheet) => (
        <ul key={sheet[0]?.code} class="ci-table-cards-sheet">
          {sheet.map((card) => (
            <CardView key={card.code} t={t} card={card} place={`${program} · ${name}`} />
          ))}
        </ul>
      ))}
    </div>
  );
}

function CardView({ t, card, place }: { t: Say; card: Card; place: string }) {
  const { team, code, url, qr, is_open } = card;
  return (
    <li class={`ci-table-card ${is_open ? "" : "ci-is-closed"}`}>
      <h3 dir="auto">{team}</h3>
      <p class="ci-table-card-place" dir="auto">
        {place}
      </p>
      {is_open ? (
        <QrCode rows={qr} label={t("card_qr", { team, code })} />
      ) : (
        <p class="ci-table-card-closed">{t("card_closed")}</p>
      )}
      <p class="ci-table-card-code">
        <span>{t("card_code")}</span> <strong>{code}</strong>
      </p>
      {is_open && (
        <ol>
          <li>{t("card_scan")}</li>
          <li>{t("card_type", { url: url.replace(/^https?:\/\//, "") })}</li>
          <li>{t("card_join")}</li>
        </ol>
      )}
    </li>
  );
}

function OccasionChoice({ model, t }: Leading<RoomCardsState>) {
  const id = useUniqueId();
  const occasions = useTrait(model, "occasions");
  const occasion = useTrait(model, "occasion");
  const [error, setError] = useState("");
  const choose = async (wanted: string): Promise<void> => {
    setError("");
    const reply = await request(model, { type: "ask", occasion: wanted }).catch(() => null);
    if (reply?.type !== "cards") setError(String(reply?.text ?? "") || t("no_reply"));
  };
  return (
    <div class="ci-field">
      <label class="ci-label" for={id}>
        {t("occasion")}
      </label>
      <select
        class="ci-input"
        id={id}
        value={occasion}
        onChange={(event) => void choose(event.currentTarget.value)}
      >
        {occasions.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      {error && (
        <p class="ci-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function inSheets(cards: Card[]): Card[][] {
  const sheets: Card[][] = [];
  for (let at = 0; at < cards.length; at += ON_A_SHEET)
    sheets.push(cards.slice(at, at + ON_A_SHEET));
  return sheets;
}

/** Print the cards and nothing else of the page. */
function printCards(): void {
  const { classList } = document.documentElement;
  classList.add(PRINTING);
  window.addEventListener("afterprint", () => classList.remove(PRINTING), { once: true });
  window.print();
}

export default defineRoomWidget(RoomCards);
