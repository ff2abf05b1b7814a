import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import type { Tx } from "../../src/platform/database/connect.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { signInvestigation } from "../../src/casework/investigation/actions/sign-investigation.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { adoptOrder, giveLevel } from "../support/delegation.ts";
import { grantWith, investigatedCase } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { unalterable } from "./random/never.ts";

/**
 * What random actions never reach (random-actions.db.test.ts) is tried here straight away: SQL by hand, as the program's own role, past every action and rule.
 * The database alone says no; one test for each promise.
 */
let house: House;
const day = "2026-03-02";
const all = ["samtycker", "samtycker"];
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

/** What the database says to it, as the program's role in the municipality: the code and the constraint or the words; "taken" where it says nothing. */
async function byHand(work: (tx: Tx) => Promise<unknown>, municipality = house.municipalityId): Promise<string> {
  const taken = new Error("taken");
  return inMunicipality(house.database.app, municipality, async (tx) => {
    await work(tx);
    await sql`set constraints all immediate`.execute(tx);
    throw taken;
  }).catch((error: unknown) => {
    const { code = "", constraint = "", message = "" } = error as { code?: string; constraint?: string; message?: string };
    return error === taken ? "taken" : [code, constraint, message].filter((part) => part !== "").join(" ");
  });
}

/** Writes the rows of a table that fit a condition anew, with something else in them. */
const again = (tx: Tx, table: string, where: string, other: Readonly<Record<string, unknown>>) =>
  sql<{
    list: string;
  }>`select string_agg(quote_ident(attname), ', ') as list from pg_attribute where attrelid = ${table}::regclass and attnum > 0
    and not attisdropped and attgenerated = ''`
    .execute(tx)
    .then(({ rows }) => {
      const list = sql.raw(rows[0]?.list ?? "");
      return sql`insert into ${sql.raw(table)} (${list}) select n.* from ${sql.raw(table)} t
      cross join lateral (select ${list} from jsonb_populate_record(null::${sql.raw(table)}, to_jsonb(t) || ${JSON.stringify(other)}::jsonb)) n
      where ${sql.raw(where)}`.execute(tx);
    });

const newId = () => crypto.randomUUID();
type Other = Readonly<Record<string, unknown>>;
/** A decision of another case, in an investigation that is ready for its own: its maker and its row, with something else in them. */
async function decideAs(model: Investigated, one: Investigated, maker: Other, decision: Other): Promise<string> {
  const id = newId();
  const own = { id, case_id: one.caseId };
  return byHand(async (tx) => {
    await again(tx, "decision.maker", `t.id = (select id from decision.decision where case_id = '${model.caseId}')`, { ...own, ...maker });
    await again(tx, "decision.decision", `t.case_id = '${model.caseId}'`, { ...own, investigation_id: one.investigationId, ...decision });
  });
}

describe("a decision without a ground or a right decider", () => {
  test.each([
    ["without a ground", { legal_ground: null }, {}, /decision_names_its_ground/],
    ["without a paragraph", { legal_provision: "Lagen" }, {}, /decision_names_its_ground/],
    ["without reasons", { reasoning: "" }, {}, /decision_reasoning_check|reasoning/],
    ["by nobody", {}, { staff_id: null, name: null }, /maker_employee_is_named/],
    ["by a committee without its minutes", { decider: "utskott" }, { decider: "utskott", staff_id: null }, /maker_body_has_minutes/],
    ["by somebody else than who is written to have made it", { decider: "nämnd" }, {}, /decision_has_maker/],
    ["on a day that has not been", { decided_on: "2027-01-01" }, { decided_on: "2027-01-01" }, /maker_has_decided/],
  ] as const)("%s", async (_name, decision, maker, says) => {
    const model = await endedCase();
    const one = await investigatedCase(house);
    expect(await decideAs(model, one, maker, decision)).toMatch(says);
  });

  test("by an employee above the own level, or on no point of the order in force", async () => {
    const other = await openHouse({ code: "0120", database: house.database });
    const mine = house;
    house = other;
    try {
      other.at(day);
      await adoptOrder(other, day);
      await giveLevel(other, "caseworker", "handläggare", day);
      await giveLevel(other, "leader", "enhetschef", day);
      const model = await endedCase();
      const one = await investigatedCase(other);
      expect(await decideAs(model, one, { delegation_point: "9.9" }, {})).toMatch(/maker_delegated_by_point/);
      expect(await decideAs(model, one, { delegation_version: null }, {})).toMatch(/FT061/);
      expect(await decideAs(model, one, { delegation_point: "2.1" }, {})).toMatch(/FT062/);
      expect(await decideAs(model, one, { staff_id: other.staff.colleague.staffId }, {})).toMatch(/FT063/);
      // What is right in itself is taken, but for its clocks, which the program keeps.
      expect(await decideAs(model, one, {}, {})).toMatch(/^27000 /);
    } finally {
      house = mine;
    }
  });
});

/** An investigation that has ended without an intervention. */
async function endedCase(): Promise<Investigated> {
  const one = await investigatedCase(house);
  const { caseId, investigationId } = one;
  const words = { assessment: "A", reasoning: "R", delegationPoint: "3.1", investigationOutcome: "ingen insats behövs" };
  const outcome = { outcome: "ingen insats", legalGround: "child-investigation" };
  await house.do(house.staff.caseworker, decideNoIntervention, { caseId, investigationId, ...words, ...outcome });
  return one;
}

/** What was granted in one case, written for another: decision, answers and intervention, with something else in the decision and in each answer. */
async function grantAs(
  model: Investigated,
  one: Investigated,
  decision: Other,
  answers: readonly Other[],
  intervention: Other = {},
): Promise<string> {
  const own = { id: newId(), case_id: one.caseId };
  const { rows: people } = await sql<{
    person: string;
    capacity: string;
  }>`select g.guardian_id as person, g.kind as capacity from people.standing_guardianship g
    join intake.case_file f on f.child_id = g.child_id where f.id = ${one.caseId}::uuid order by g.recorded_at, g.id`.execute(
    house.database.owner,
  );
  return byHand(async (tx) => {
    await again(tx, "decision.maker", `t.id = (select id from decision.decision where case_id = '${model.caseId}')`, own);
    await again(tx, "decision.decision", `t.case_id = '${model.caseId}'`, { ...own, investigation_id: one.investigationId, ...decision });
    for (const [place, answer] of answers.entries()) {
      const row = { id: newId(), case_id: one.caseId, decision_id: own.id, person_id: people[place]?.person, ...answer };
      await again(
        tx,
        "decision.consent",
        `t.id = (select id from decision.consent where case_id = '${model.caseId}' and capacity <> 'barnet' limit 1)`,
        row,
      );
    }
    const what = {
      id: newId(),
      case_id: one.caseId,
      decision_id: own.id,
      investigation_id: one.investigationId,
      planning_phase_id: one.phaseId,
    };
    await again(tx, "intervention.intervention", `t.case_id = '${model.caseId}'`, { ...what, ...intervention });
    await sql`set constraints decision.basis_rests_on_answers, decision.answerer_is_guardian_that_day immediate`.execute(tx);
    // The clocks are what the program keeps; here the question is what the answers carry.
    throw Object.assign(new Error("carried"), { code: "00000" });
  });
}

describe("a ground that does not fit the intervention or the consent", () => {
  const yes = { answer: "samtycker" };
  test.each([
    ["a contact person's ground for another intervention", { legal_ground: "contact-person" }, [yes, yes], /ground_covers_what_is_granted/],
    ["a ground that nothing is granted on", { legal_ground: "child-investigation" }, [yes, yes], /ground_covers_what_is_granted/],
    ["6 kap. 13 a § FB where both consent", { legal_ground: "one-guardian-refuses" }, [yes, yes], /ground_covers_what_is_granted/],
    ["consent of nobody", {}, [], /FT033/],
    ["consent of one where the other refuses", {}, [yes, { answer: "samtycker inte" }], /FT033/],
    ["consent of one where the other was not asked", {}, [yes, { answer: "inte tillfrågad", given_on: null, form: null }], /FT033/],
    ["consent that came after the decision", {}, [yes, { answer: "samtycker", given_on: "2026-03-05" }], /FT034/],
    [
      "one guardian alone where nobody is prevented",
      { consent_basis: "en vårdnadshavare bestämmer ensam", cannot_wait: "Ja", far_reaching: false },
      [yes, yes],
      /FT033/,
    ],
    [
      "the child's word where the child has said nothing",
      { consent_basis: "barnet fyllt 12 år samtycker", consent_reasoning: "Bäst" },
      [yes],
      /FT033/,
    ],
  ] as const)("%s", async (_name, decision, answers, says) => {
    const model = await investigatedCase(house);
    expect((await grantWith(house, model, all)).ok).toBe(true);
    const one = await investigatedCase(house);
    expect(await grantAs(model, one, decision, answers)).toMatch(says);
    expect(await grantAs(model, one, {}, [yes, yes])).toMatch(/carried/);
  });

  test("what is granted to a guardian needs that guardian alone, and is carried by it", async () => {
    const model = await investigatedCase(house);
    await grantWith(house, model, all);
    const one = await investigatedCase(house);
    const answers = [yes, { answer: "samtycker inte" }];
    expect(await grantAs(model, one, {}, answers, { recipient: "vårdnadshavare" })).toMatch(/carried/);
  });

  test("an employee who decides against a guardian", async () => {
    const model = await investigatedCase(house);
    await grantWith(house, model, all);
    const one = await investigatedCase(house);
    const against = {
      legal_ground: "one-guardian-refuses",
      consent_basis: "nämnden beslutar trots att en vårdnadshavare inte samtycker",
      consent_reasoning: "Bäst",
    };
    expect(await grantAs(model, one, against, [yes, { answer: "samtycker inte" }])).toMatch(/against_guardian_is_for_the_board/);
  });
});

describe("a party who was not told", () => {
  test("an investigation does not end", async () => {
    const model = await endedCase();
    const one = await investigatedCase(house, {}, day, { told: false });
    const steps = await sql<{
      step: string;
      id: string;
    }>`select step, id from participation.step where phase_id = ${one.phaseId}::uuid`.execute(house.database.owner);
    const of = (step: string) => steps.rows.find((row) => row.step === step)?.id;
    const said = await byHand((tx) =>
      again(tx, "investigation.conclusion", `t.case_id = '${model.caseId}'`, {
        ...{ case_id: one.caseId, investigation_id: one.investigationId, phase_id: one.phaseId },
        ...{ informed_id: of("informerad"), heard_id: of("hörd"), weighed_id: of("vägd") },
      }),
    );
    expect(said).toMatch(/FT036/);
  });

  test("and a case does not close before its decision is told", async () => {
    const one = await endedCase();
    const close = sql`insert into intake.case_closure (municipality_id, case_id, closed_on, reason, recorded_by, recorded_at)
      select municipality_id, id, ${day}, 'ingen insats behövs', recorded_by, now() from intake.case_file where id = ${one.caseId}::uuid`;
    expect(await byHand((tx) => close.execute(tx))).toMatch(/FT009/);
  });
});

describe("a closed phase with an open step", () => {
  test.each([
    ["a step is missing", { told_id: null }, /23502/],
    ["another step stands for it", { told_id: "informed" }, /phase_closure_municipality_id_phase_id_told|foreign key/],
  ])("where %s", async (_name, _other, says) => {
    const one = await endedCase();
    const { rows } = await sql<{
      step: string;
      id: string;
    }>`select step, id from participation.step where phase_id = ${one.phaseId}::uuid`.execute(house.database.owner);
    const of = (step: string) => rows.find((row) => row.step === step)?.id ?? null;
    const told = says.source.includes("23502") ? null : of("informerad");
    const close = sql`insert into participation.phase_closure (municipality_id, phase_id, case_id, closed_on, informed_id, heard_id, weighed_id, told_id, recorded_by, recorded_at)
      values (${house.municipalityId}, ${one.phaseId}, ${one.caseId}, ${day}, ${of("informerad")}, ${of("hörd")}, ${of("vägd")}, ${told}, ${house.staff.caseworker.staffId}, now())`;
    expect(await byHand((tx) => close.execute(tx))).toMatch(says);
  });
});

describe("what is written and stands", () => {
  test.each(unalterable)("%s is neither changed nor taken away", async (table) => {
    expect(await byHand((tx) => sql`update ${sql.raw(table)} set recorded_at = now()`.execute(tx))).toMatch(/42501/);
    expect(await byHand((tx) => sql`delete from ${sql.raw(table)}`.execute(tx))).toMatch(/42501/);
    expect(await byHand((tx) => sql`truncate ${sql.raw(table)} cascade`.execute(tx))).toMatch(/42501/);
  });

  test("nothing is written in what is signed", async () => {
    const me = house.staff.caseworker;
    const one = await investigatedCase(house);
    const { caseId, investigationId, phaseId } = one;
    const talk = { heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Hej.", informationGiven: "Allt." };
    const { conversationId } = await house.do(me, recordConversation, { caseId, phaseId, ...talk });
    for (const section of ["barnets åsikt", "hur åsikten vägs", "barnets bästa", "konsekvenser", "analys"])
      await house.do(me, writePassage, {
        caseId,
        investigationId,
        section,
        text: "Text.",
        ...(section === "analys" ? { restsUpon: [conversationId] } : {}),
      });
    await house.do(me, signInvestigation, { caseId, investigationId, hasRead: "ja" });
    for (const section of ["konsekvenser", "analys"]) {
      const where = `t.investigation_id = '${investigationId}' and t.section = '${section}'`;
      const other = { id: newId(), text: "Något annat.", follows_id: null };
      expect(await byHand((tx) => again(tx, "investigation.passage", where, other))).toMatch(/FT096/);
    }
    expect(await byHand((tx) => sql`update investigation.passage set text = 'Något annat.'`.execute(tx))).toMatch(/42501/);
  });
});

describe("a clock without a task, a task without a clock", () => {
  test("what starts a clock is not committed before the clock is kept", async () => {
    const { caseId } = await endedCase();
    const promise = sql`insert into participation.promise (municipality_id, id, case_id, kind, promise, promised_on, promised_for, child_asks, recorded_by, recorded_at)
      select municipality_id, gen_random_uuid(), id, 'löfte', 'Vi ringer.', ${day}, ${day}, false, recorded_by, now() from intake.case_file where id = ${caseId}::uuid`;
    expect(await byHand((tx) => promise.execute(tx))).toMatch(/27000 .*clocks of what was written are not kept/);
  });

  test.each([
    ["moved", sql`update due.clock set due_on = due_on + 30, target_on = target_on + 30`, /42501/],
    ["taken away", sql`delete from due.clock`, /42501/],
    ["started again", sql`update due.clock set stopped_at = null, stopped_by = null`, /55000|FT/],
    ["stopped by nothing", sql`update due.clock set stopped_at = now() where stopped_at is null`, /stopped_by_something_after_its_start/],
  ])("one that runs is not %s", async (_name, statement, says) => {
    await endedCase();
    expect(await byHand((tx) => statement.execute(tx))).toMatch(says);
  });
});

test("nothing of it is written from another municipality", async () => {
  const other = await openHouse({ code: "0115", database: house.database });
  const one = await endedCase();
  const write = sql`insert into decision.correction (municipality_id, id, case_id, decision_id, kind, corrected_on, was_wrong, instead, why, worse_for_party,
      corrected_by, recorded_by, recorded_at) select ${house.municipalityId}, gen_random_uuid(), ${one.caseId}, gen_random_uuid(), 'rättelse', ${day}, 'a', 'b', 'c', false,
      gen_random_uuid(), gen_random_uuid(), now()`;
  expect(await byHand((tx) => write.execute(tx), other.municipalityId)).toMatch(/42501 .*row-level security/);
  for (const table of unalterable) {
    const seen = sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`;
    const { rows } = await inMunicipality(house.database.app, other.municipalityId, (tx) => seen.execute(tx));
    expect([table, rows[0]?.n]).toEqual([table, 0]);
  }
});
