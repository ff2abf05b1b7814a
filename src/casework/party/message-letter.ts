import { sql } from "kysely";
import type { Letter, MessageToSend } from "../../platform/core/define-room.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { messageLetterOf } from "../letters/message-letter.ts";
import { nowParty } from "./now-party.ts";
import { getCommunicationLetter } from "./queries/get-communication-letter.ts";
import { getDecisionLetter } from "./queries/get-decision-letter.ts";
import { getDelayLetter } from "./queries/get-delay-letter.ts";

type Row = {
  readonly kind: "communication" | "decision" | "delay";
  readonly caseId: string;
  /** What is told of: the communication, the investigation, the notice. */
  readonly about: string;
  readonly person_id: string;
};

/** The letter that goes with a message to a party by digital post, of what holds now; undefined for another room's. */
export async function partyLetter(tx: Tx, message: MessageToSend): Promise<Letter | { readonly lacking: string } | undefined> {
  const { municipalityId, messageId } = message;
  const { rows } = await sql<Row>`
    select 'communication' as kind, c.case_id as "caseId", c.id as about, ${nowParty("c")} from party.communication c
      where c.municipality_id = ${municipalityId} and c.message_id = ${messageId}::uuid
    union all select 'decision', n.case_id, d.investigation_id, ${nowParty("n")} from party.notification n
      join decision.decision d on d.municipality_id = n.municipality_id and d.case_id = n.case_id and d.id = n.decision_id
      where n.municipality_id = ${municipalityId} and n.message_id = ${messageId}::uuid
    union all select 'delay', t.case_id, t.id, ${nowParty("t")} from party.delay_notice t
      where t.municipality_id = ${municipalityId} and t.message_id = ${messageId}::uuid limit 1`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const { caseId, about, person_id: personId } = row;
  if (row.kind === "communication") return messageLetterOf(tx, message, getCommunicationLetter, { caseId, communicationId: about });
  if (row.kind === "delay") return messageLetterOf(tx, message, getDelayLetter, { caseId, noticeId: about });
  return messageLetterOf(tx, message, getDecisionLetter, { caseId, investigationId: about, personId });
}
