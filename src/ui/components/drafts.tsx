import type { FC } from "hono/jsx";
import { draftDays } from "../../platform/access/drafts.ts";
import type { DraftMark } from "../../platform/access/drafts.ts";
import { stockholmDate, stockholmTime } from "../../platform/basics/dates.ts";
import { Alert } from "./text.tsx";

/** "18:37", with the day before it when it is another than today, and the seconds where another is of the same minute. */
function when(savedAt: Date, today: string, withSeconds = false): string {
  const seconds = withSeconds ? `:${String(savedAt.getUTCSeconds()).padStart(2, "0")}` : "";
  const time = stockholmTime(savedAt) + seconds;
  const day = stockholmDate(savedAt);
  return day === today ? time : `${day} ${time}`;
}

function nameOf(draft: DraftMark, all: readonly DraftMark[], today: string): string {
  const like = (withSeconds: boolean) =>
    all.filter((one) => when(one.savedAt, today, withSeconds) === when(draft.savedAt, today, withSeconds));
  if (like(false).length < 2) return when(draft.savedAt, today);
  const same = like(true);
  const place = same.length < 2 ? "" : ` (${same.length - same.findIndex((one) => one.id === draft.id)})`;
  return when(draft.savedAt, today, true) + place;
}

type OffersProps = { drafts: readonly DraftMark[]; to: string; csrf: string; today: string };

/** The other drafts of this very form. */
export const DraftOffers: FC<OffersProps> = ({ drafts, ...frame }) => (
  <>
    {drafts.map((draft) => (
      <DraftOffer draft={draft} all={drafts} {...frame} />
    ))}
  </>
);

type OfferProps = Omit<OffersProps, "drafts"> & { draft: DraftMark; all: readonly DraftMark[] };

/**
 * A draft of this very form, to go on with or to throw away. Its words are not shown until it is chosen: of two that are of the same minute the
 * seconds say which is which, and of the same second their place.
 */
const DraftOffer: FC<OfferProps> = ({ draft, all, to, csrf, today }) => (
  <form method="post" action={to} class="f-draft">
    <input type="hidden" name="_csrf" value={csrf} />
    <input type="hidden" name="_key" value={draft.id} />
    <p class="ds-paragraph">{`Utkast från ${nameOf(draft, all, today)}`}</p>
    <div class="f-buttons">
      <a class="ds-button" data-variant="secondary" href={`${to}${to.includes("?") ? "&" : "?"}utkast=${draft.id}`}>
        Fortsätt
      </a>
      <button type="submit" class="ds-button" data-variant="tertiary" name="_do" value="discard">
        Kasta
      </button>
    </div>
  </form>
);

/** Above a form that stands filled in with what was written before. */
export const RestoredNotice: FC<{ savedAt?: Date | null; isAgain?: boolean; today: string }> = ({ savedAt, isAgain, today }) => (
  <Alert tone="warning" status>
    {isAgain
      ? "Det du skrev är ifyllt, men inte sparat. Kontrollera mot det som stod, och spara."
      : savedAt
        ? `Utkastet från ${when(savedAt, today)} är ifyllt. Bara du ser det. Det finns kvar i ${draftDays} dagar, tills du skickar det eller väljer Avbryt.`
        : "Du har loggat in på nytt. Det du skrev finns kvar. Kontrollera och skicka igen."}
  </Alert>
);
