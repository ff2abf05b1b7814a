/** By when a party who asks to see the material has an answer, and what of the material is proposed to be kept. Pure. */
import { addDays } from "../../platform/basics/dates.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import { citationsOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";
import type { WithholdingGround } from "./codes.ts";

/** Days. Ours. */
const WITHIN = 7;

export type InsightInput = { readonly requestedOn: string };

export const insightAnswered: Rule<InsightInput, { readonly dueOn: string }> = {
  id: "insight-answered",
  title: "Den som är part och vill se materialet får svar",
  provisionIds: ["party-insight", "party-insight-limits"],
  basis: "lokal regel",
  clock: "egen dag",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source: "Rätten för den som är part att ta del av allt material är lag. Ingen dag är bestämd; en vecka är lokal regel.",
  apply: ({ requestedOn }) => ({ dueOn: addDays(requestedOn, WITHIN) }),
  explain({ requestedOn }, { dueOn }) {
    const sentence = deadlineSentence({
      verb: "Besvaras",
      dueOn,
      because: "en vecka efter att parten bad att få se materialet",
      citedOn: requestedOn,
    });
    return `${sentence} Parten har rätt att ta del av allt material, utom det som det är av synnerlig vikt att det inte röjs (${citationsOn(["party-insight", "party-insight-limits"], requestedOn)}).`;
  },
};

export type PieceInput = {
  /** A guardian's extract would show nothing of it. */ readonly isMasked: boolean;
  /** What guardians may not be shown, by its own word. */ readonly isProtectedWords: boolean;
  /** A report whose reporter is kept secret. */ readonly isSecretReport: boolean;
  /** It is another party's, or of another guardian. */ readonly isOfAnother: boolean;
  /** Somebody must not be found. */ readonly hidesWhereabouts: boolean;
  /** Of tasks, staff and what the program keeps: nothing that was added to the matter. */ readonly isOfStaff: boolean;
};

/** The ground on which a piece is proposed to be withheld; null where it is proposed as given. What is masked is never proposed as given. */
export function proposedGround(of: PieceInput): WithholdingGround | null {
  if (of.isProtectedWords) return "barnet";
  if (!of.isMasked) return null;
  if (of.isSecretReport) return "den som har anmält";
  if (of.isOfStaff) return "inte tillfört ärendet";
  if (of.isOfAnother) return "någon annan";
  return of.hidesWhereabouts ? "var någon finns" : "någon annan";
}

export const insightRules = [insightAnswered] as const;
