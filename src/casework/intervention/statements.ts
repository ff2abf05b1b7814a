/** What the child has said, given to a provider statement by statement: what is asked of each, and how it is kept. */
import { sql } from "kysely";
import { z } from "zod";
import { idField } from "../../platform/basics/identifiers.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { about } from "../../platform/core/about.ts";
import { formOf } from "../../platform/core/asked-fields.ts";
import type { Context } from "../../platform/core/door.ts";
import { choice, optionalChoice, optionalText } from "../../platform/core/fields.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { reasonsNotPassedOn, statementChoices, statementParts } from "./codes.ts";
import type { StatementPart } from "./codes.ts";
import { statementKey } from "./rules-statements.ts";
import type { Chosen } from "./rules-statements.ts";

/** More statements than this are not chosen of at once. */
const MOST = 500;
const notInFull = { field: "choice", is: ["begränsat", "inte"] } as const;

/** What is asked of one statement. Nothing stands in it from the start: somebody chooses of each. */
export const statementFields = {
  conversationId: idField,
  part: choice(statementParts, "vad av samtalet det gäller"),
  choice: about(choice(statementChoices, "om det förs vidare till utföraren"), {
    label: "Förs det vidare till utföraren?",
    words: { "i sin helhet": "Ja, som det är sagt", begränsat: "Ja, men i andra ord", inte: "Nej" },
    inline: true,
  }),
  givenWords: about(optionalText(), {
    label: "Det här får utföraren veta i stället",
    rows: 2,
    term: "I andra ord",
    journal: "I andra ord",
    when: { field: "choice", is: ["begränsat"] },
    needed: "Skriv vad utföraren får veta i stället.",
  }),
  reason: about(optionalChoice(reasonsNotPassedOn), {
    label: "Varför förs inte allt vidare?",
    as: "list",
    when: notInFull,
    needed: "Välj varför det inte förs vidare som det är sagt.",
  }),
} as const;

/** The statements of a form, each with what was chosen. */
export const statementsFields = {
  statements: z.array(formOf(statementFields), "Gå igenom det barnet har sagt.").max(MOST, `Gå igenom högst ${MOST} i taget.`).default([]),
} as const;

type Given = z.output<z.ZodObject<typeof statementsFields>>["statements"];
type Which = { readonly caseId: string; readonly interventionId: string };

/**
 * Keeps what was chosen of each statement for the intervention, and gives it back. Problem: `statements-have-come` where the child has said something that
 * was not chosen of, or what was chosen of does not stand.
 */
export async function chooseOfStatements(
  tx: Tx,
  context: Context,
  { caseId, interventionId }: Which,
  given: Given,
): Promise<Result<readonly Chosen[]>> {
  const { rows } = await sql<{ conversationId: string; part: StatementPart }>`select s.conversation_id as "conversationId", s.part
    from intervention.statement_for s where s.municipality_id = ${context.actor.municipalityId} and s.case_id = ${caseId}::uuid
      and s.intervention_id = ${interventionId}::uuid and s.choice_id is null and not s.as_a_whole`.execute(tx);
  const asked = new Set(rows.map(statementKey));
  const said = new Map(given.map((one) => [statementKey(one), one]));
  if (said.size !== given.length || asked.size !== said.size || [...asked].some((key) => !said.has(key)))
    return failed({
      code: "statements-have-come",
      message: "Gå igenom allt barnet har sagt innan det lämnas över till utföraren.",
      hint: "Något har kommit till eller ändrats sedan du öppnade sidan. Ladda om den.",
    });
  if (given.length > 0)
    await tx
      .insertInto("intervention.statement_choice")
      .values(
        given.map(({ conversationId, part, choice: chosen, givenWords, reason }) => ({
          ...{ id: newTouchedId(context), case_id: caseId, intervention_id: interventionId, conversation_id: conversationId, part },
          ...{ choice: chosen, given_words: givenWords ?? null, reason: reason ?? null },
          ...stamp(context),
        })),
      )
      .execute();
  context.touch(...given.map((one) => one.conversationId));
  return ok(given.map(({ choice: chosen, reason }) => ({ choice: chosen, reason: reason ?? null })));
}
