/** Who is told when the follow-up of a child's situation begins and ends. */
import { citationOn } from "../../platform/law/provision.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import { listed } from "../../platform/law/rule.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { ownParty } from "../people/rules.ts";

/** What is followed up: after an investigation without intervention (23:1), after a placement under SoL (23:2), after care under LVU (21 b). */
export type FollowedUp = "utredning" | "placering" | "vård enligt LVU";

export type FollowUpInformationInput = { readonly birthDate: string; readonly day: string; readonly after: FollowedUp };

export const followUpInformation: Rule<FollowUpInformationInput, { readonly told: readonly ("barnet" | "vårdnadshavarna")[] }> = {
  id: "follow-up-information",
  title: "Vilka som får veta att en uppföljning inleds eller avslutas",
  provisionIds: ["follow-up-information", "follow-up-after-care"],
  basis: "lag",
  room: "intervention",
  validFrom: "2013-01-01",
  certainty: "verifierad",
  source: "Vårdnadshavarna och barn som har fyllt 15 år, både när uppföljningen inleds och när den avslutas.",
  apply({ birthDate, day }) {
    const { isOwnParty } = ownParty.apply({ birthDate, day });
    return { told: isOwnParty ? ["barnet", "vårdnadshavarna"] : ["vårdnadshavarna"] };
  },
  explain({ day, after }, { told }) {
    const id: ProvisionId = after === "vård enligt LVU" ? "follow-up-after-care" : "follow-up-information";
    return `Informeras när uppföljningen inleds och när den avslutas: ${listed(told)} (${citationOn(id, day)}).`;
  },
};
