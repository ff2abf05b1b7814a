import { sql } from "kysely";
import { z } from "zod";
import { machineIn } from "../../../platform/core/actor.ts";
import { writeAuditEvent } from "../../../platform/core/audit.ts";
import { defineJob, JobInterrupted } from "../../../platform/core/job.ts";
import type { JobContext } from "../../../platform/core/job.ts";
import { newId } from "../../../platform/basics/identifiers.ts";
import { inOneLine } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { inMunicipality } from "../../../platform/database/connect.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { planMessage } from "../../../platform/messages/plan.ts";
import { channelsOf } from "../../../platform/messages/settings.ts";
import { findDispatch, hasEnded, mostTries, writeStep } from "../delivery/dispatch.ts";
import type { Dispatch, Step } from "../delivery/dispatch.ts";
import { envelopeText } from "../delivery/envelope.ts";
import type { Envelope } from "../delivery/envelope.ts";
import { keepReceipt } from "../delivery/keep-receipt.ts";
import { isPassing, postDelivery } from "../delivery/post-delivery.ts";
import { findRecipient } from "../delivery/recipient.ts";

const payload = z.object({ municipalityId: z.int(), answerSetId: z.uuid(), number: z.int() });
type Payload = z.output<typeof payload>;

/** The one job of a sending. */
export const sendingKey = (answerSetId: string, number: number): string => `survey.send-to-agency:${answerSetId}:${number}`;

/** The agency has not answered: it is tried again. */
class NoAnswer extends Error {
  readonly code: string;
  constructor(code: string) {
    super("no answer");
    this.name = "NoAnswer";
    this.code = code;
  }
}

/**
 * Sends signed answers to the agency's program and keeps its receipt. Every try is a row before it is made and sends the same bytes, which the agency
 * takes once: what was interrupted is sent again. An answer ends it, whatever it says; where none comes, `mostTries` do.
 */
export const sendToAgency = defineJob<Payload>({
  name: "survey.send-to-agency",
  title: "Skicka enkätsvar till en myndighet",
  payload,
  // More than there are tries: a process that is killed, or a database that is away, uses one up without a try.
  attempts: 25,
  async run(about, context) {
    const { municipalityId } = about;
    const begun = await inMunicipality(context.db, municipalityId, (tx) => begin(tx, about, context.clock()));
    if (begun === undefined) return;
    const sent = await postDelivery(begun.address, envelopeText(begun.envelope), { signal: context.signal });
    if (!sent.ok && context.signal.aborted) throw new JobInterrupted();
    const fault = await inMunicipality(context.db, municipalityId, (tx) => conclude(tx, about, sent, context));
    if (fault !== undefined) throw new NoAnswer(fault);
  },
});

type Begun = { readonly address: string; readonly envelope: Envelope };
type Row = {
  readonly agency: string;
  readonly round: string;
  readonly unit: string;
  readonly keyId: string;
  readonly content: string;
  readonly signature: string;
};

/** Writes that a try begins; undefined where there is nothing to send any more. */
async function begin(tx: Tx, about: Payload, now: Date): Promise<Begun | undefined> {
  const { municipalityId, answerSetId, number } = about;
  const dispatch = await findDispatch(tx, municipalityId, answerSetId, number);
  if (!dispatch || hasEnded(dispatch)) return undefined;
  const { rows } = await sql<Row>`select t.agency, t.round_id as round, m.code as unit, d.key_id as "keyId", g.content, d.signature
    from survey.dispatch d join core.municipality m on m.id = d.municipality_id
      join survey.addressee t on t.municipality_id = d.municipality_id and t.answer_set_id = d.answer_set_id and t.number = d.addressee_number
      join survey.signature g on g.municipality_id = d.municipality_id and g.answer_set_id = d.answer_set_id and g.number = d.signature_number
    where d.municipality_id = ${municipalityId} and d.answer_set_id = ${answerSetId}::uuid and d.number = ${number}`.execute(tx);
  const [row] = rows;
  const last = await findDispatch(tx, municipalityId, answerSetId);
  // The address as it is set now: one that was taken away is sent to no more.
  const address = row && (await findRecipient(tx, municipalityId, row.agency))?.address;
  if (!row || !address || (last && last.number > number)) {
    await end(tx, about, dispatch, { step: address ? "ersatt" : "uppgiven" }, now);
    return undefined;
  }
  if (!(await writeStep(tx, about, { step: "försök" }, dispatch.steps, now))) throw new NoAnswer("being-sent");
  return { address, envelope: { form: "fortrogen-survey-delivery", version: 1, ...row } };
}

/** Writes how the try ended. Gives the code of what it was that another try may mend; undefined where there is to be no other. */
async function conclude(tx: Tx, about: Payload, sent: Result<string>, context: JobContext): Promise<string | undefined> {
  const { municipalityId, answerSetId, number } = about;
  const now = context.clock();
  const dispatch = await findDispatch(tx, municipalityId, answerSetId, number);
  if (!dispatch) return undefined;
  if (!sent.ok && isPassing(sent.error)) {
    if (dispatch.tries < mostTries) {
      await writeStep(tx, about, { step: "inget svar" }, dispatch.steps, now);
      return sent.error.code;
    }
    await end(tx, about, dispatch, { step: "uppgiven" }, now);
    return undefined;
  }
  if (!sent.ok) {
    const step = sent.error.code === "receipt-unreadable" ? "fel kvitto" : "nekad";
    // The page says that it was refused: what is kept is why, in the agency's words.
    await end(tx, about, dispatch, { step, said: step === "nekad" ? (sent.error.hint ?? "") : inOneLine(sent.error) }, now);
    return undefined;
  }
  const by = { actor: machineIn(municipalityId), now, touch: () => undefined };
  const kept = await keepReceipt(tx, by, answerSetId, sent.value, dispatch);
  if (!kept.ok && kept.error.code === "changed-meanwhile") return kept.error.code;
  if (!kept.ok) {
    await end(tx, about, dispatch, { step: "fel kvitto", said: inOneLine(kept.error) }, now);
    return undefined;
  }
  if (await end(tx, about, dispatch, { step: "mottagen", receipt: kept.value.number }, now)) await tellSigner(tx, about, dispatch, context);
  return undefined;
}

type End = { readonly step: Exclude<Step, "försök" | "inget svar">; readonly said?: string; readonly receipt?: number };

/** Ends the sending, with its line in the log. False where it has ended already. */
async function end(tx: Tx, about: Payload, { steps }: Dispatch, { step, said, receipt }: End, now: Date): Promise<boolean> {
  const words = said === undefined ? {} : { said: said.slice(0, longestWords) };
  const isWritten = await writeStep(tx, about, { step, ...words, ...(receipt === undefined ? {} : { receipt }) }, steps, now);
  if (!isWritten) return false;
  const event = { actor: machineIn(about.municipalityId), requestId: newId(now), action: sendToAgency.name, kind: "system" } as const;
  await writeAuditEvent(tx, { ...event, outcome: outcomes[step], subjectIds: [about.answerSetId] }, now);
  return true;
}

const longestWords = 1500;
const outcomes: Readonly<Record<End["step"], string>> = {
  mottagen: "ok",
  nekad: "delivery-refused",
  "fel kvitto": "receipt-not-genuine",
  uppgiven: "agency-unreachable",
  ersatt: "replaced",
};

/** Whoever asked for word when the answers were signed is told that there is some; where that cannot be sent the page says it all the same. */
async function tellSigner(
  tx: Tx,
  { municipalityId, answerSetId }: Payload,
  { signature }: Dispatch,
  { post, clock }: JobContext,
): Promise<void> {
  const { rows } = await sql<{ address: string }>`select m.address from survey.signature g
      join messages.message m on m.municipality_id = g.municipality_id and m.id = g.message_id
    where g.municipality_id = ${municipalityId} and g.answer_set_id = ${answerSetId}::uuid and g.number = ${signature}`.execute(tx);
  const [to] = rows;
  if (!to || !post) return;
  const sender = { actor: { municipalityId }, now: clock(), channels: channelsOf(post), touch: () => undefined };
  await planMessage(tx, sender, { template: "notice", channel: "e-post", ...to, isProtected: false, clearedBecause: undefined });
}
