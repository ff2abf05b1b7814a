import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { chooseStatements } from "../../src/casework/intervention/actions/choose-statements.ts";
import { makePlan } from "../../src/casework/intervention/actions/make-plan.ts";
import { reasonsNotPassedOn, statementChoices } from "../../src/casework/intervention/codes.ts";
import { getAssignmentLetter } from "../../src/casework/intervention/queries/get-assignment-letter.ts";
import { passedOnOf } from "../../src/casework/intervention/rules-statements.ts";
import type { Chosen } from "../../src/casework/intervention/rules-statements.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { countParticipation } from "../../src/followup/questionnaire/queries/count-participation.ts";
import { inMunicipality, readMunicipality } from "../../src/platform/database/connect.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { staffNames } from "../support/casework.ts";
import { chosenOf } from "../support/given.ts";
import { lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { writeAsOwner } from "../support/past-the-door.ts";
import { readPdf } from "../support/pdf.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import type { WholeCase } from "../support/whole-case.ts";

/** What the child has said is given to a provider statement by statement: chosen of one by one, held by the database, told in the letter, counted as before. */
const day = "2026-03-02";
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const me = () => visit.house.staff.caseworker;
const plan = { startedOn: day, provider: "Familjehuset", goals: "Skola.", childInformationUsed: "ja", firstFollowUpOn: "2026-06-01" };
const annat = { choice: "inte", reason: "annat" };

/** The child says something in the planning of an intervention, or once it is planned in its follow-up. */
async function says({ caseId, phaseId }: WholeCase, words: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const talk = { heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: words };
  const { phases } = await lookAt(visit.house, caseId);
  const open = phases.find((one) => one.closed_on === null)?.id ?? phaseId;
  return (await visit.house.do(me(), recordConversation, { caseId, phaseId: open, ...talk, ...more })).conversationId;
}
const granted = () => makeWholeCase(visit.house, {}, { planned: false });
const interventionIn = async ({ caseId, interventionId }: WholeCase) => {
  const found = (await lookAt(visit.house, caseId)).interventions.find((one) => one.id === interventionId);
  if (!found) throw new Error("The case has its intervention.");
  return found;
};
const planIt = ({ caseId, interventionId }: WholeCase, statements: unknown) =>
  visit.house.act(me(), makePlan, { caseId, interventionId, ...plan, statements });
const letterOf = ({ caseId, interventionId }: WholeCase) => visit.house.read(me(), getAssignmentLetter, { caseId, interventionId });

describe("a hand-over", () => {
  test("is refused while a statement is not chosen of, chosen of twice, or of another case", async () => {
    const one = await granted();
    await says(one, "Jag vill bo kvar.");
    const { unchosen } = await interventionIn(one);
    expect(unchosen.length).toBeGreaterThan(1);
    const all = chosenOf(unchosen);
    const other = await granted();
    await says(other, "Hos mormor.");
    const foreign = chosenOf((await interventionIn(other)).unchosen);
    for (const statements of [
      undefined,
      [],
      all.slice(1),
      [...all, ...all.slice(0, 1)],
      [...all.slice(1), ...foreign.slice(0, 1)],
      [...all, ...foreign],
    ])
      expect(codeOf(await planIt(one, statements))).toBe("statements-have-come");
    expect((await interventionIn(one)).plan).toBeNull();
    expect(codeOf(await planIt(one, all))).toBe("ok");
    expect(await interventionIn(one)).toMatchObject({
      unchosen: [],
      plan: { child_information_passed_on: "ja", reason_not_passed_on: null },
    });
  });

  test("asks at the field for a choice, for the words that are given instead, and for why", async () => {
    const one = await granted();
    const { unchosen } = await interventionIn(one);
    const [first] = chosenOf(unchosen);
    const wrong = async (choice: object) => faultsOf(await planIt(one, [{ ...first, choice: undefined, ...choice }]));
    expect(await wrong({})).toBe("statements.0.choice");
    expect(await wrong({ choice: "inte" })).toBe("statements.0.reason");
    expect((await wrong({ choice: "begränsat" })).split(/, ?| /u).toSorted()).toEqual(["statements.0.givenWords", "statements.0.reason"]);
  });

  test("asks nothing where the child has said nothing that is written: there was nothing to pass on", async () => {
    const one = await granted();
    await writeAsOwner(visit.house, (tx) =>
      sql`update participation.conversation set child_words = null, withheld_from_guardians = null where case_id = ${one.caseId}::uuid`.execute(
        tx,
      ),
    );
    expect((await interventionIn(one)).unchosen).toEqual([]);
    const page = await (await visit.signIn("caseworker")).get(`/arenden/${one.caseId}/insats/${one.interventionId}/plan`);
    expect(await page.text()).not.toContain("Förs det vidare till utföraren?");
    expect(codeOf(await planIt(one, undefined))).toBe("ok");
    expect((await interventionIn(one)).plan).toMatchObject({
      child_information_passed_on: "nej",
      reason_not_passed_on: "inget att föra vidare",
    });
  });

  test("of what was seen of the child in an observation asks nothing", async () => {
    const one = await granted();
    const before = (await interventionIn(one)).unchosen.length;
    await says(one, "Lekte tyst.", { form: "observation" });
    expect((await interventionIn(one)).unchosen).toHaveLength(before);
  });

  test("is refused by the database alone: undecided, as a whole, or counted as something else than what was chosen", async () => {
    const one = await granted();
    await says(one, "Jag vill bo kvar.");
    const { house } = visit;
    const { phases } = await lookAt(house, one.caseId);
    const planning = (await interventionIn(one)).planning_phase_id;
    const phase = phases.find((each) => each.id === planning);
    const insert = (passedOn: string, more: { asAWhole?: boolean; choose?: string } = {}) =>
      house.database.owner.transaction().execute(async (tx) => {
        await sql`select set_config('fortrogen.municipality_id', ${String(house.municipalityId)}, true)`.execute(tx);
        if (more.choose !== undefined)
          await sql`insert into intervention.statement_choice (municipality_id, id, case_id, intervention_id, conversation_id, part, choice, reason, recorded_by, recorded_at)
            select s.municipality_id, gen_random_uuid(), s.case_id, s.intervention_id, s.conversation_id, s.part, ${more.choose}, ${more.choose === "inte" ? "annat" : null},
              ${me().staffId}::uuid, now()
            from intervention.statement_for s where s.intervention_id = ${one.interventionId}::uuid`.execute(tx);
        await sql`insert into intervention.plan (municipality_id, intervention_id, case_id, planning_phase_id, follow_up_phase_id, started_on, provider, goals,
            child_information_used, child_information_passed_on, reason_not_passed_on, first_follow_up_on, as_a_whole, recorded_by, recorded_at)
          values (${house.municipalityId}, ${one.interventionId}, ${one.caseId}, ${planning}, ${phase?.id}, ${day}, 'Huset', 'Skola.', 'ja', ${passedOn},
            ${passedOn === "ja" ? null : "annat"}, ${day}, ${more.asAWhole ?? false}, ${me().staffId}, now())`.execute(tx);
      });
    await expect(insert("ja")).rejects.toMatchObject({ code: "FT160" });
    await expect(insert("ja", { asAWhole: true })).rejects.toMatchObject({ code: "FT160" });
    await expect(insert("ja", { choose: "inte" })).rejects.toMatchObject({ code: "FT161" });
    await expect(insert("delvis", { choose: "i sin helhet" })).rejects.toMatchObject({ code: "FT161" });
    // What a choice must say.
    const { unchosen } = await interventionIn(one);
    const choose = (choice: string, words: string | null, reason: string | null) =>
      sql`insert into intervention.statement_choice (municipality_id, id, case_id, intervention_id, conversation_id, part, choice, given_words, reason, recorded_by, recorded_at)
        values (${house.municipalityId}, gen_random_uuid(), ${one.caseId}, ${one.interventionId}, ${unchosen[0]?.conversation_id}, 'berättat', ${choice}, ${words}, ${reason},
          ${me().staffId}, now())`.execute(house.database.owner);
    await expect(choose("begränsat", null, "annat")).rejects.toMatchObject({ constraint: "statement_limited_says_the_words" });
    await expect(choose("i sin helhet", "Annat.", null)).rejects.toMatchObject({ constraint: "statement_limited_says_the_words" });
    await expect(choose("inte", null, null)).rejects.toMatchObject({ constraint: "statement_not_in_full_says_why" });
    await expect(choose("i sin helhet", null, "annat")).rejects.toMatchObject({ constraint: "statement_not_in_full_says_why" });
    for (const change of ["update intervention.statement_choice set given_words = 'x'", "delete from intervention.statement_choice"])
      await expect(inMunicipality(house.database.app, house.municipalityId, (tx) => sql.raw(change).execute(tx))).rejects.toMatchObject({
        code: "42501",
      });
  });
});

describe("what is said afterwards", () => {
  test("is a next step of the intervention that goes on; the same words in a new version are not asked about again, others are", async () => {
    const one = await granted();
    await planIt(one, chosenOf((await interventionIn(one)).unchosen));
    const browser = await visit.signIn("caseworker");
    const way = `/arenden/${one.caseId}/insats/${one.interventionId}/uppgifter`;
    const shown = async () => (await browser.get(`/arenden/${one.caseId}`)).text();
    expect(await shown()).not.toContain(way);
    const said = await says(one, "Jag gillar Huset.");
    expect(await shown()).toContain(way);
    expect((await interventionIn(one)).unchosen).toMatchObject([{ conversation_id: said, part: "berättat" }]);
    const given = { caseId: one.caseId, interventionId: one.interventionId };
    const choose = async () =>
      visit.house.act(me(), chooseStatements, { ...given, statements: chosenOf((await interventionIn(one)).unchosen, annat) });
    expect(codeOf(await choose())).toBe("ok");
    expect(codeOf(await choose())).toBe("already-done");
    expect(await shown()).not.toContain(way);
    // What was counted of the hand-over stands.
    expect((await interventionIn(one)).plan).toMatchObject({ child_information_passed_on: "ja" });
    const corrected = await says(one, "Jag gillar Huset.", { correctsId: said, place: "Skolan" });
    expect((await interventionIn(one)).unchosen).toEqual([]);
    await says(one, "Jag gillar Husets hund.", { correctsId: corrected });
    expect((await interventionIn(one)).unchosen).toHaveLength(1);
    expect(codeOf(await choose())).toBe("ok");
    expect((await interventionIn(one)).unchosen).toEqual([]);
  });

  test("is not chosen of before the hand-over, by whoever is not in the case, or in a case of another", async () => {
    const one = await granted();
    const statements = chosenOf((await interventionIn(one)).unchosen);
    const { caseId, interventionId } = one;
    expect(codeOf(await visit.house.act(me(), chooseStatements, { caseId, interventionId, statements }))).toBe("not-planned");
    await planIt(one, statements);
    await says(one, "Mer.");
    const more = chosenOf((await interventionIn(one)).unchosen);
    const other = await granted();
    expect((await visit.house.act(me(), chooseStatements, { caseId: other.caseId, interventionId, statements: more })).ok).toBe(false);
    for (const name of staffNames) {
      if (name === "caseworker" || name === "leader") continue;
      expect([
        name,
        (await visit.house.act(visit.house.staff[name], chooseStatements, { caseId, interventionId, statements: more })).ok,
      ]).toEqual([name, false]);
      expect([name, (await visit.house.read(visit.house.staff[name], getAssignmentLetter, { caseId, interventionId })).ok]).toEqual([
        name,
        false,
      ]);
    }
    expect((await interventionIn(one)).unchosen).toHaveLength(more.length);
  });

  test("of what was handed over as a whole before, only what has come since is asked", async () => {
    const one = await granted();
    await planIt(one, chosenOf((await interventionIn(one)).unchosen));
    await writeAsOwner(visit.house, async (tx) => {
      await sql`delete from intervention.statement_choice where case_id = ${one.caseId}::uuid`.execute(tx);
      await sql`update intervention.plan set as_a_whole = true where case_id = ${one.caseId}::uuid`.execute(tx);
    });
    expect((await interventionIn(one)).unchosen).toEqual([]);
    visit.at("2026-03-03");
    await says(one, "Det är bättre nu.");
    expect((await interventionIn(one)).unchosen).toHaveLength(1);
    visit.at(day);
  });
});

describe("the letter to the provider", () => {
  test("holds what is given, in full or in other words, marks what guardians may not be shown, and nothing of what is kept", async () => {
    const one = await granted();
    await says(one, "Zebra i skolan.", { withheldFromGuardians: "Elefanten slår mig om kvällarna.", withheldReason: "Kan fara illa." });
    await says(one, "Giraffen är snäll.", { withheldFromGuardians: "Kamelen gömmer pengar hemma.", withheldReason: "Kan fara illa." });
    await says(one, "Lejonet vill inget säga.");
    const { unchosen } = await interventionIn(one);
    const talks = (await lookAt(visit.house, one.caseId)).conversations;
    const wordsOf = (id: string) => talks.find((each) => each.id === id)?.child_words ?? "";
    const statements = unchosen.map((each) => {
      const words = wordsOf(each.conversation_id);
      const which = { conversationId: each.conversation_id, part: each.part };
      if (words.startsWith("Lejonet")) return { ...which, choice: "inte", reason: "saknar samtycke från barnet" };
      if (each.part === "skyddat" && words.startsWith("Giraffen"))
        return { ...which, choice: "begränsat", givenWords: "Barnet är oroligt hemma om pengar.", reason: "annat" };
      if (words.startsWith("Giraffen"))
        return { ...which, choice: "begränsat", givenWords: "En vuxen är snäll mot barnet.", reason: "annat" };
      return { ...which, choice: "i sin helhet" };
    });
    expect(codeOf(await planIt(one, statements))).toBe("ok");
    const browser = await visit.signIn("caseworker");
    const address = `/arenden/${one.caseId}/insats/${one.interventionId}/uppdrag`;
    const answer = await browser.get(address);
    expect(answer.headers.get("content-disposition")).toContain("uppdrag.pdf");
    const pdf = await readPdf(new Uint8Array(await answer.arrayBuffer()));
    expect(pdf).toMatchObject({ title: "Uppdrag att utföra en insats", isMarked: true });
    const text = pdf.text.replaceAll(/\s+/gu, " ");
    for (const words of [
      "Zebra i skolan.",
      "Elefanten slår mig om kvällarna.",
      "Barnet är oroligt hemma om pengar.",
      "En vuxen är snäll mot barnet.",
    ])
      expect(text).toContain(words);
    expect(text).toContain("får inte visas eller berättas för vårdnadshavarna");
    for (const words of ["Lejonet", "Kamelen", "Giraffen", "saknar samtycke"]) expect(text).not.toContain(words);
    expect((await (await visit.signIn("stranger")).get(address)).status).toBe(403);
    // The journal says what became of each, and of what guardians may not be shown not the words.
    const page = await (await browser.get(`/arenden/${one.caseId}/utskrift`)).text();
    for (const words of [
      "förs inte vidare (saknar samtycke från barnet)",
      "I andra ord: En vuxen är snäll mot barnet.",
      "förs vidare som det är sagt",
    ])
      expect(page).toContain(words);
    expect(page).not.toContain("oroligt hemma");
    expect(await (await browser.get(`/arenden/${one.caseId}/skyddat`)).text()).toContain("Barnet är oroligt hemma om pengar.");
  });

  test("is looked through: what guardians may not be shown and nobody has chosen to give is answered about before there is a file", async () => {
    const one = await granted();
    await says(one, "Hej.", { withheldFromGuardians: "Elefanten slår mig om kvällarna.", withheldReason: "Kan fara illa." });
    const statements = (await interventionIn(one)).unchosen.map((each) => ({
      ...{ conversationId: each.conversation_id, part: each.part },
      ...(each.part === "skyddat"
        ? annat
        : { choice: "begränsat", givenWords: "Barnet säger: Elefanten slår mig om kvällarna.", reason: "annat" }),
    }));
    expect(codeOf(await planIt(one, statements))).toBe("ok");
    const letter = valueOf(await letterOf(one));
    expect(letter.passages.map(({ tells }) => tells)).toContain("något som inte får visas för vårdnadshavare");
    const file = await (await visit.signIn("caseworker")).get(`/arenden/${one.caseId}/insats/${one.interventionId}/uppdrag`);
    expect(file.status).not.toBe(200);
  });

  test("is refused where nothing is planned", async () => {
    expect(codeOf(await letterOf(await granted()))).toBe("not-found");
  });
});

describe("what is counted", () => {
  /** As it was typed before: all of it is "ja", none of it "nej", anything between "delvis". */
  const typedBefore = (chosen: readonly Chosen[]): string => {
    const full = chosen.filter(({ choice }) => choice === "i sin helhet").length;
    const none = chosen.filter(({ choice }) => choice === "inte").length;
    return full === chosen.length && chosen.length > 0 ? "ja" : none === chosen.length ? "nej" : "delvis";
  };

  test("is the same of whatever is chosen: yes, in part or no, and a reason where it is not yes", () => {
    const anyChoice = fc
      .constantFrom(...statementChoices)
      .chain((choice) =>
        fc.constantFrom(...reasonsNotPassedOn).map((reason): Chosen => ({ choice, reason: choice === "i sin helhet" ? null : reason })),
      );
    fc.assert(
      fc.property(fc.array(anyChoice, { maxLength: 8 }), (chosen) => {
        const { passedOn, reason } = passedOnOf(chosen);
        expect(passedOn).toBe(typedBefore(chosen));
        expect(reason === null).toBe(passedOn === "ja");
        if (chosen.length > 0 && reason !== null) expect(chosen.map((one) => one.reason)).toContain(reason);
        if (chosen.some((one) => one.reason === "barnet har bett oss att inte berätta"))
          expect(reason).toBe("barnet har bett oss att inte berätta");
      }),
      { seed: 20261201 },
    );
  });

  test("comes to the same digits as the same facts typed as a whole, in the questionnaire's counts and in what is exported", async () => {
    const { house } = visit;
    const period = { from: "2026-01-01", to: "2026-12-31" };
    const counted = () =>
      readMunicipality(house.database.app, house.municipalityId, (tx) => countParticipation(tx, house.municipalityId, period));
    const exported = async () =>
      (
        await sql`select intervention_id, child_information_used, child_information_passed_on, reason_not_passed_on from countable.intervention
          where municipality_id = ${house.municipalityId} order by intervention_id`.execute(house.database.owner)
      ).rows;
    const ways: readonly (readonly object[])[] = [
      [],
      [annat],
      [{ choice: "begränsat", givenWords: "Kort.", reason: "sekretess mellan verksamheter" }],
    ];
    for (const way of ways) {
      const one = await granted();
      await says(one, "Jag vill bo kvar.");
      await planIt(one, chosenOf((await interventionIn(one)).unchosen, ...(way as never[])));
    }
    const none = await granted();
    await planIt(
      none,
      (await interventionIn(none)).unchosen.map((each) => ({ conversationId: each.conversation_id, part: each.part, ...annat })),
    );
    const before = [await counted(), await exported()];
    // The same facts as they were typed before: a value of the plan, with nothing chosen beside it.
    await writeAsOwner(house, async (tx) => {
      await sql`delete from intervention.statement_choice`.execute(tx);
      await sql`update intervention.plan set as_a_whole = true`.execute(tx);
    });
    expect([await counted(), await exported()]).toEqual(before);
    expect(
      new Set((before[1] as { child_information_passed_on: string | null }[]).flatMap((one) => one.child_information_passed_on ?? [])),
    ).toEqual(new Set(["ja", "delvis", "nej"]));
  });
});

test("a long list is folded, no row is chosen from the start, and without a script a fault stands at its row with what was typed", async () => {
  const one = await granted();
  for (let n = 1; n <= 12; n++) await says(one, `Sak nummer ${n}.`);
  const browser = await visit.signIn("caseworker");
  const path = `/arenden/${one.caseId}/insats/${one.interventionId}/plan`;
  const html = await (await browser.get(path)).text();
  const { unchosen } = await interventionIn(one);
  expect(html).toContain(`${unchosen.length - 3} till att ta ställning till`);
  expect(html).not.toMatch(/name="statements\.\d+\.choice"[^>]*checked/u);
  expect(html.split('value="i sin helhet"')).toHaveLength(unchosen.length + 1);
});
