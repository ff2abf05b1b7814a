/** How each party of an investigation stands: what is done and what is missing. Pure. */
import type { NotificationPart } from "./appeal-parts.ts";
import type { AccountPart, CommunicationPart, PartyPart } from "./party-parts.ts";
import { isNotSent } from "./sent-state.ts";
import { hearing } from "./rules.ts";
import type { HearingOutcome } from "./rules.ts";

/** Those who are parties on a day, the child first. */
export function partiesOn(parties: readonly PartyPart[], day: string): readonly PartyPart[] {
  return parties.filter(({ from, to }) => from <= day && (to === null || to >= day));
}

/** How a party stands to the material, if it was decided on a day. */
export function hearingOf(
  communications: readonly CommunicationPart[],
  investigationId: string,
  personId: string,
  decidedOn: string,
): HearingOutcome {
  // What did not come through has told nobody.
  const own = communications.filter(
    (one) => one.investigation_id === investigationId && one.person_id === personId && !isNotSent(one.sent_state),
  );
  const tries = own.map((one) => ({
    kind: one.kind,
    happenedOn: one.happened_on,
    replyBy: one.reply_by,
    repliedOn: one.reply?.replied_on ?? null,
  }));
  return hearing.apply({ decidedOn, tries });
}

/** The parties of a day who have not been heard on the material of an investigation, where it would be refused that day. */
export function unheardOn(
  { parties, communications }: { readonly parties: readonly PartyPart[]; readonly communications: readonly CommunicationPart[] },
  investigationId: string,
  day: string,
): readonly { readonly party: PartyPart; readonly outcome: HearingOutcome }[] {
  return partiesOn(parties, day)
    .map((party) => ({ party, outcome: hearingOf(communications, investigationId, party.person_id, day) }))
    .filter(({ outcome }) => !outcome.heard);
}

/** An investigation as far as telling its decision needs. */
export type DecidedInvestigation = {
  readonly id: string;
  readonly conclusion: { readonly concluded_on: string } | null;
  readonly decision: { readonly id: string; readonly appeal: string } | null;
};

/** What stands of a party's being told of a decision: the latest. */
export function toldOfDecision(
  notifications: readonly NotificationPart[],
  investigationId: string,
  personId: string,
): NotificationPart | undefined {
  return notifications.findLast(
    (one) => one.investigation_id === investigationId && one.person_id === personId && !isNotSent(one.sent_state),
  );
}

/**
 * Who was a party of a decision and still may be told, and is not told of it: 33 § FvL, which does not hold where a decision can only be reviewed for
 * legality.
 */
export function untoldOf<One extends DecidedInvestigation>({
  notifications,
  parties,
  investigations,
}: {
  readonly notifications: readonly NotificationPart[];
  readonly parties: readonly PartyPart[];
  readonly investigations: readonly One[];
}): readonly { readonly investigation: One; readonly party: PartyPart }[] {
  return investigations.flatMap((investigation) => {
    const { conclusion, decision } = investigation;
    if (!conclusion || !decision || decision.appeal === "laglighetsprövning") return [];
    return partiesOn(parties, conclusion.concluded_on)
      .filter(({ ended }) => !ended)
      .filter(({ person_id: id }) => toldOfDecision(notifications, investigation.id, id) === undefined)
      .map((party) => ({ investigation, party }));
  });
}

/** The latest account of a party in an investigation. */
export function accountOf(accounts: readonly AccountPart[], investigationId: string, personId: string): AccountPart | undefined {
  return accounts.findLast((one) => one.investigation_id === investigationId && one.person_id === personId);
}
