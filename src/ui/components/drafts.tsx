import type { FC } from "hono/jsx";
import { draftDays } from "../../platform/access/drafts.ts";
import type { DraftMark } from "../../platform/access/drafts.ts";
import { stockholmDate, stockholmTime } from "../../platform/basics/dates.ts";
import { Alert } from "./text.tsx";

/** "18.37", with the day before it when it is another than today. */
function when(savedAt: Date, today: string): string {
  const time = stockholmTime(savedAt).replace(":", ".");
  const day = stockholmDate(savedAt);
  return day === today ? time : `${day} ${time}`;
}

/** A draft of this very form, to go on with or to throw away. Its words are not shown until it is chosen. */
export const DraftOffer: FC<{ draft: DraftMark; to: string; csrf: string; today: string }> = ({ draft, to, csrf, today }) => (
  <form method="post" action={to} class="f-draft">
    <input type="hidden" name="_csrf" value={csrf} />
    <input type="hidden" name="_key" value={draft.id} />
    <p class="ds-paragraph">{`Utkast från ${when(draft.savedAt, today)}`}</p>
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
export const RestoredNotice: FC<{ savedAt: Date | null; today: string }> = ({ savedAt, today }) => (
  <Alert tone="warning" status>
    {savedAt
      ? `Utkastet från ${when(savedAt, today)} är ifyllt. Bara du ser det. Det finns kvar i ${draftDays} dagar, tills du skickar det eller väljer Avbryt.`
      : "Du har loggat in på nytt. Det du skrev finns kvar. Kontrollera och skicka igen."}
  </Alert>
);
