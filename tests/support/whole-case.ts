import { sql } from "kysely";
import { valueOf } from "../../src/platform/basics/result.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { followUp } from "../../src/casework/intervention/actions/follow-up.ts";
import { grantIntervention } from "../../src/casework/intervention/actions/grant-intervention.ts";
import { handedOver } from "./given.ts";
import { makePlan } from "../../src/casework/intervention/actions/make-plan.ts";
import { assessBestInterests } from "../../src/casework/investigation/actions/assess-best-interests.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { confirmClaims, openCaseFor } from "./casework.ts";
import type { House } from "./casework.ts";
import type { TestDatabase } from "./database.ts";
import { tellGuardians } from "./parties.ts";
import { writeAsOwner } from "./past-the-door.ts";

/** The identifiers of a case, by the names that addresses and forms give them. */
export type WholeCase = {
  readonly caseId: string;
  readonly intakeId: string;
  readonly preliminaryAssessmentId: string;
  readonly investigationId: string;
  readonly interventionId: string;
  readonly phaseId: string;
  readonly conversationId: string;
  readonly noteId: string;
};

const day = "2026-03-02";

/** A case that has come to a followed-up intervention on one day, written by the caseworker: something in every room. */
export async function makeWholeCase(
  house: House,
  given: Readonly<Record<string, unknown>> = {},
  { planned = true }: { planned?: boolean } = {},
): Promise<WholeCase> {
  const me = house.staff.caseworker;
  const { caseId, intakeId } = await openCaseFor(house, given);
  await confirmClaims(house, me, caseId);
  const protection = { result: "skydd behövs", reasoning: "Barnet är rädd.", measure: "Barnet sover hos mormor." };
  await house.do(me, assessProtection, { caseId, intakeId, assessedOn: day, assessedAt: "09:50", ...protection });
  const look = async () => valueOf(await house.read(me, getCase, { caseId }));
  const take = async (phaseId: string, told: boolean): Promise<string> => {
    const talk = { form: "enskilt", channel: "fysiskt", childWords: "Jag vill bo kvar.", informationGiven: "Vad som händer nu." };
    const kept = { withheldFromGuardians: "Pappa får inte veta.", withheldReason: "Barnet kan fara illa.", nextStep: "Ringa skolan." };
    const input = { caseId, phaseId, heldOn: day, status: "genomfört", place: "Skolan", ...talk, ...kept };
    const { conversationId } = await house.do(me, recordConversation, input);
    for (const step of told ? ["vägd", "berättad"] : ["vägd"]) {
      await house.do(me, recordStep, { caseId, phaseId, step, outcome: "gjort", happenedOn: day, content: "Vi pratade." });
    }
    return conversationId;
  };
  const preliminary = (await look()).intakes[0]?.preliminary;
  if (!preliminary) throw new Error("The report led to no preliminary assessment.");
  const words = { reasoning: "Behöver utredas.", contacts: "Skolan.", purpose: "Skolgången.", plan: "Samtal." };
  const opened = await house.do(me, openInvestigation, { caseId, intakeId, preliminaryAssessmentId: preliminary.id, ...words });
  const { investigationId } = opened;
  await tellGuardians(house, me, { caseId, investigationId, day });
  const conversationId = await take(opened.phaseId, false);
  const factors = { riskFactors: "Bråk.", protectiveFactors: "Mormor.", assessment: "Stöd hemma." };
  await house.do(me, assessBestInterests, { caseId, investigationId, ...factors });
  const decision = {
    assessment: "Behov finns.",
    legalGround: "right-to-intervention",
    reasoning: "Familjen behöver hjälp.",
    delegationPoint: "3.1",
  };
  const guardians = (await look()).guardians.map((guardian) => ({ personId: guardian.id, answer: "samtycker" }));
  const consent = { guardians, childAnswer: "samtycker", consentForm: "muntligt", consentReasoning: "Alla är överens." };
  const intervention = { type: "familjebehandling", recipient: "familjen", provision: "egen", goals: "Skola varje dag." };
  const granted = await house.do(me, grantIntervention, { caseId, investigationId, ...decision, ...consent, ...intervention });
  const { interventionId } = granted;
  await take((await look()).interventions[0]?.planning_phase_id ?? "", true);
  if (planned) await planAndFollowUp(house, caseId, interventionId);
  const { noteId } = await house.do(me, writeNote, { caseId, happenedOn: day, text: "Skolan ringde." });
  return {
    caseId,
    intakeId,
    preliminaryAssessmentId: preliminary.id,
    investigationId,
    interventionId,
    phaseId: opened.phaseId,
    conversationId,
    noteId,
  };
}

/** The plan made with the child, and the first follow-up. */
async function planAndFollowUp(house: House, caseId: string, interventionId: string): Promise<void> {
  const me = house.staff.caseworker;
  const passedOn = handedOver(valueOf(await house.read(me, getCase, { caseId })), interventionId, {
    choice: "begränsat",
    givenWords: "Målen.",
    reason: "annat",
  });
  const plan = { startedOn: day, provider: "Familjehuset", goals: "Skola.", childGoals: "Kompisar.", firstFollowUpOn: "2026-06-01" };
  await house.do(me, makePlan, { caseId, interventionId, ...plan, ...passedOn });
  const progress = { carriedOutAsPlanned: "ja", goalAttainment: "för tidigt att säga", changeNeeded: "nej", nextFollowUpOn: "2026-06-01" };
  await house.do(me, followUp, { caseId, interventionId, followedUpOn: day, childView: "Bra.", summary: "Det går framåt.", ...progress });
}

const caseSchemas = ["people", "intake", "participation", "investigation", "decision", "party", "intervention"];

/** The casework tables of a database, which no test makes more of. */
const tablesOf = new WeakMap<TestDatabase, Promise<readonly string[]>>();

async function findCaseTables({ owner }: TestDatabase): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select format('%I.%I', n.nspname, c.relname) as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace where n.nspname = any (${caseSchemas}) and c.relkind = 'r' order by 1`.execute(owner);
  return rows.map(({ name }) => name);
}

/** How many rows each casework table has. */
export async function countCaseRows(house: House): Promise<Record<string, number>> {
  const tables = tablesOf.get(house.database) ?? findCaseTables(house.database);
  tablesOf.set(house.database, tables);
  const each = (await tables).map((name) => sql`select ${sql.lit(name)} as name, count(*) as n from ${sql.raw(name)}`);
  const { rows } = await sql<{ name: string; n: number }>`${sql.join(each, sql` union all `)}`.execute(house.database.owner);
  return Object.fromEntries(rows.map((row) => [row.name, row.n]));
}

/**
 * Writes `mark(table.column)` in every text of the municipality's cases and people that the database lets be any text.
 * Gives the columns that were marked.
 */
export async function plantMarks(house: House, mark: (column: string) => string): Promise<readonly string[]> {
  const { owner } = house.database;
  const { rows } = await sql<{ schema: string; table: string; column: string }>`
    select table_schema as schema, table_name as table, column_name as column from information_schema.columns c
    where table_schema = any (${caseSchemas}) and data_type = 'text' and is_generated = 'NEVER'
      and exists (select from information_schema.tables t where t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE')
    order by 1, 2, 3`.execute(owner);
  const marked: string[] = [];
  for (const { schema, table, column } of rows) {
    const name = `${schema}.${table}.${column}`;
    try {
      const planted = sql`update ${sql.id(schema, table)} set ${sql.id(column)} = ${mark(name)} where municipality_id = ${house.municipalityId}`;
      const done = await writeAsOwner(house, (tx) => planted.execute(tx));
      if ((done.numAffectedRows ?? 0n) > 0n) marked.push(name);
    } catch {
      // A column of codes: the database allows only those of its list.
    }
  }
  return marked;
}
