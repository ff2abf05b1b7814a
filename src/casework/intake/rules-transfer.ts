/** A matter that goes over to another municipality: on a written request and answer, and by IVO where they do not agree (29 kap. 9–12 §§ SoL). Pure. */
import { addDays, addMonths, formatLong } from "../../platform/basics/dates.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import { citationOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { lastDay } from "../../platform/law/rules-last-day.ts";
import { NEW_SOL_FROM } from "../../platform/law/wordings.ts";

export type TransferInput = {
  /** The day of the written request. */ readonly requestedOn: string;
  readonly investigationOpen: boolean;
  /** What the other municipality has answered in writing; null while it has not. */ readonly answer: "samtycker" | "samtycker inte" | null;
  readonly today: string;
};
export type TransferOutcome = {
  /** Whose the matter is now. */ readonly responsible: "vi" | "den andra kommunen";
  /** An investigation that has been opened is finished by the municipality that opened it. */ readonly finishesInvestigation: boolean;
  /** The other municipality is given what it needs to take over, and not before. */ readonly handsOver: boolean;
  /** Whether, and from which day, the disagreement or the silence may be put to IVO; null where there is neither. */
  readonly toIvoFrom: string | null;
  readonly mayApplyToIvo: boolean;
};

const SILENT_MONTHS = 1;

export const transfer: Rule<TransferInput, TransferOutcome> = {
  id: "transfer",
  title: "När ett ärende flyttas över till en annan kommun, och vem som ansvarar till dess",
  provisionIds: ["investigation-is-finished", "transfer", "transfer-tried", "transfer-handed-over", "last-day"],
  basis: "lag",
  room: "intake",
  validFrom: NEW_SOL_FROM,
  certainty: "verifierad",
  source:
    "Begäran och svaret är skriftliga, och den andra kommunen svarar genast: lagen ger ingen dag. Den som har begärt får vända sig till IVO när den andra kommunen har sagt nej, eller inte har svarat inom en månad. Att månaden räknas från den dag begäran gjordes, och att dess sista dag flyttas till nästa vardag, är vår läsning. Uppgifter lämnas ut enligt 29 kap. 12 § när ärendet ska tas över.",
  apply({ requestedOn, investigationOpen, answer, today }) {
    const accepted = answer === "samtycker";
    const silentUntil = lastDay(addMonths(requestedOn, SILENT_MONTHS)).dueOn;
    const toIvoFrom = accepted ? null : answer === null ? addDays(silentUntil, 1) : requestedOn;
    return {
      responsible: accepted ? "den andra kommunen" : "vi",
      finishesInvestigation: investigationOpen && !accepted,
      handsOver: accepted,
      toIvoFrom,
      mayApplyToIvo: toIvoFrom !== null && toIvoFrom <= today,
    };
  },
  explain({ answer, today }, { finishesInvestigation, toIvoFrom, mayApplyToIvo }) {
    const cited = (id: "transfer" | "transfer-tried" | "transfer-handed-over" | "investigation-is-finished") => citationOn(id, today);
    if (answer === "samtycker")
      return `Den andra kommunen tar över ärendet (${cited("transfer")}). Uppgifter som den behöver för det lämnas ut (${cited("transfer-handed-over")}).`;
    const finish = finishesInvestigation
      ? ` Utredningen slutförs här, och beslut fattas, även om ansvaret övergår (${cited("investigation-is-finished")}).`
      : "";
    const waits =
      mayApplyToIvo || toIvoFrom === null
        ? `Överflyttningen får prövas av IVO (${cited("transfer-tried")}).`
        : `Svarar inte den andra kommunen får överflyttningen prövas av IVO från och med ${formatLong(toIvoFrom)} (${cited("transfer-tried")}).`;
    return `Ansvaret ligger kvar här tills ärendet har flyttats över (${cited("transfer")}). ${waits}${finish}`;
  },
};

const IVO_MONTHS = 3;

export const transferTried: Rule<{ readonly appliedOn: string }, { readonly dueOn: string; readonly targetOn: string }> = {
  id: "transfer-tried",
  title: "IVO beslutar om överflyttningen inom tre månader",
  provisionIds: ["transfer-tried", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "intake",
  validFrom: NEW_SOL_FROM,
  certainty: "verifierad",
  source:
    "Tre månader från den dag ansökan kom in, om det inte finns särskilda skäl för en längre tid. IVO:s tid; nämnden behöver veta den.",
  apply: ({ appliedOn }) => lastDay(addMonths(appliedOn, IVO_MONTHS)),
  explain({ appliedOn }, { dueOn, targetOn }) {
    const because = "tre månader från det att ansökan kom in, om det inte finns särskilda skäl";
    return deadlineSentence({ verb: "IVO beslutar", dueOn, targetOn, because, provisionId: "transfer-tried", citedOn: appliedOn });
  },
};

/** What a transfer to another municipality follows, for docs/law.md. */
export const transferRules = [transfer, transferTried] as const;
