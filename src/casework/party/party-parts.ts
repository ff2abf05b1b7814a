/** What is recorded of parties as parts of the case: who they are, their accounts, what they were told and answered. */
import { z } from "zod";
import { describedBy } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { communicateInput } from "./actions/communicate.ts";
import { accountInput } from "./actions/record-account.ts";
import { replyInput } from "./actions/record-reply.ts";
import { noPartyInput } from "./actions/state-no-party.ts";
import { sentState } from "./sent-state.ts";
import { accountWays, communicationKinds, exceptions, replyKinds, tellingWays } from "./codes.ts";

const recorded = { recorded_at: answer.momentText, by: answer.text(200) };

/** Somebody who is or has been a party, from and to which day; `to` is null while it lasts. */
export const partyPart = z.object({
  person_id: answer.id,
  name: answer.fullName,
  capacity: answer.oneOf(["barnet", "vårdnadshavare"]),
  /** The identity is protected, in any of the three ways. */
  protected: answer.yesNo,
  from: answer.day,
  to: answer.day.nullable(),
  /** The guardianship has ended, or is to end on a known day. */
  ended: answer.yesNo,
});
export type PartyPart = z.output<typeof partyPart>;

export const accountPart = describedBy(
  accountInput.shape,
  z.object({
    id: answer.id,
    investigation_id: answer.id,
    person_id: answer.id,
    name: answer.fullName,
    happened_on: answer.day,
    way: answer.oneOf(accountWays),
    own_account: answer.text(),
    ...recorded,
  }),
);
export type AccountPart = z.output<typeof accountPart>;

/** The reason is asked for of a party who is not told, and where nobody is known as one. */
export const communicationPart = describedBy(
  { ...communicateInput.shape, noParty: noPartyInput.shape.reason },
  z.object({
    id: answer.id,
    investigation_id: answer.id,
    /** Null where nobody was known as a party. */
    person_id: answer.id.nullable(),
    name: answer.fullName.nullable(),
    kind: answer.oneOf(communicationKinds),
    happened_on: answer.day,
    way: answer.oneOf(tellingWays).nullable(),
    material: answer.text().nullable(),
    reply_by: answer.day.nullable(),
    exception: answer.oneOf(exceptions).nullable(),
    reason: answer.text(2000).nullable(),
    /** Kept from the party (10 kap. 3 § OSL). */
    left_out: answer.text(2000).nullable(),
    told_otherwise: answer.text(2000).nullable(),
    sent_state: sentState,
    ...recorded,
    reply: describedBy(
      replyInput.shape,
      z.object({ replied_on: answer.day, kind: answer.oneOf(replyKinds), content: answer.text().nullable(), ...recorded }),
    ).nullable(),
  }),
  { noParty: "reason" },
);
export type CommunicationPart = z.output<typeof communicationPart>;
