import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openVisit } from "../../../tests/pages/casework-visit.ts";
import type { Visit } from "../../../tests/pages/casework-visit.ts";
import type { PlainBrowser } from "../../../tests/support/app.ts";
import { openCaseFor } from "../../../tests/support/casework.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { aboutOf, columnOf, journalLines, kindOf, rowOf, termsOf } from "../../platform/core/about.ts";
import { getCase } from "../case/queries/get-case.ts";
import { conversationInput, recordConversation } from "./actions/record-conversation.ts";
import { conversationFields, withheldFields } from "./conversation-fields.ts";

/** Whatever fields a conversation has: each is asked for, kept, shown, in the journal where it has words for it, and there again when corrected. */
let visit: Visit;
let browser: PlainBrowser;
beforeAll(async () => {
  visit = await openVisit();
  browser = await visit.signIn("caseworker");
});
afterAll(() => visit.close());

const all = { ...conversationFields, ...withheldFields };

/** Something of the field's kind. */
function filled(name: string): unknown {
  const of = kindOf(aboutOf(all, name).field);
  if (of.kind === "text") return `Ord i ${columnOf(name).replaceAll("_", " ")}.`;
  if (of.kind === "choice") return of.codes[0];
  if (of.kind === "choices") return of.codes;
  if (of.kind === "day") return name === "heldOn" ? "2026-03-02" : "2026-03-09";
  return of.kind === "time" ? "09:30" : "ja";
}

test("every field of a conversation goes the whole way, from the form to the database and back", async () => {
  const { house } = visit;
  const { caseId } = await openCaseFor(house);
  const look = async () => valueOf(await house.read(house.staff.caseworker, getCase, { caseId }));
  const phaseId = (await look()).phases[0]?.id;
  const answers = Object.fromEntries(Object.keys(all).map((name) => [name, filled(name)]));
  const { conversationId } = await house.do(house.staff.caseworker, recordConversation, { caseId, phaseId, ...answers });

  const { rows } = await sql<Record<string, unknown>>`select * from participation.conversation where id = ${conversationId}`.execute(
    house.database.owner,
  );
  const own = ["municipality_id", "id", "case_id", "phase_id", "corrects_id", "recorded_by", "recorded_at"];
  expect(
    Object.keys(rows[0] ?? {})
      .filter((column) => !own.includes(column))
      .sort(),
  ).toEqual(Object.keys(all).map(columnOf).sort());
  const kept = rowOf(all, conversationInput.parse({ caseId, phaseId, ...answers }));
  expect(rows[0]).toMatchObject({ ...kept, held_at: "09:30:00" });

  const talk = (await look()).conversations[0];
  if (!talk) throw new Error("no conversation");
  for (const name of Object.keys(conversationFields)) expect(talk).toHaveProperty(columnOf(name));
  for (const name of Object.keys(withheldFields)) expect(talk).not.toHaveProperty(columnOf(name));

  const page = await (await browser.get(`/arenden/${caseId}/samtal/${conversationId}`)).text();
  for (const { term, value } of termsOf(conversationFields, talk)) for (const words of [term, value]) expect(page).toContain(words);
  const journal = await (await browser.get(`/arenden/${caseId}/journal`)).text();
  for (const line of journalLines(conversationFields, talk)) expect(journal).toContain(line);

  const form = await (await browser.get(`/arenden/${caseId}/samtal/ny?rattar=${conversationId}`)).text();
  for (const name of Object.keys(all)) {
    expect(form).toContain(`name="${name}"`);
    const value = filled(name);
    if (kindOf(aboutOf(all, name).field).kind === "text") expect(form).toContain(String(value));
    else
      for (const one of [value].flat())
        expect(form).toMatch(new RegExp(`name="${name}"[^>]*value="${String(one).replaceAll(/[^\p{L}\p{N}]/gu, ".")}"`, "u"));
  }
});
