import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BOARD_AGAINST_GUARDIAN, CONSENT_BASES, ONE_GUARDIAN_ALONE } from "../../src/casework/decision/consent-terms.ts";
import { CARE_TYPES, OPEN_TYPES } from "../../src/casework/decision/intervention-types.ts";
import { COVERAGE, groundFits } from "../../src/casework/decision/rules-fit.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** Legal ground, intervention and consent go together, in the rules and in the database, and every answer has its own day. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const both = ["samtycker", "samtycker"];
const split = ["samtycker", "samtycker inte"];
const prevented = ["samtycker", "förhindrad"];
const committee = { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 45" };
const why = { suitable: "ja", consentReasoning: "Barnets bästa." };

describe("a ground that does not cover what is granted is refused at its field", () => {
  test.each([
    ["the right, against a guardian", split, { ...why, ...committee }],
    ["beyond the right, against a guardian", split, { ...why, ...committee, legalGround: "intervention-beyond-right" }],
    ["contact person, against a guardian", split, { ...why, ...committee, legalGround: "contact-person", type: "kontaktperson" }],
    ["13 a although both consent", both, { ...committee, legalGround: "one-guardian-refuses" }],
    ["contact person for family treatment", both, { legalGround: "contact-person" }],
    ["qualified contact person for a group", both, { legalGround: "qualified-contact-person", type: "stöd till barn i grupp" }],
    ["a ground of another kind of decision", both, { legalGround: "child-investigation" }],
    ["what waits on an application, without one", both, { legalGround: "right-and-beyond" }],
  ])("%s", async (_name, answers, given) => {
    const refused = await grantWith(house, await investigatedCase(house), answers, given);
    expect(codeOf(refused)).not.toBe("ok");
    // Beyond the right nobody may be passed over at all: then the answers are at fault.
    expect(["legalGround", "childAnswer"]).toContain(faultsOf(refused));
    expect(saidOf(refused)).toMatch(/ § |Lagrummet/);
  });

  test("the database knows the same table as the rules: each ground with each intervention and each consent", async () => {
    const { rows } = await sql<{ condition: string }>`select pg_get_constraintdef(oid) as condition from pg_constraint
      where conname = 'ground_covers_what_is_granted'`.execute(house.database.owner);
    const condition = (rows[0]?.condition ?? "").replace(/^CHECK /, "").replace(/ NOT VALID$/, "");
    const tried = [...COVERAGE.map((row) => row.groundId), "child-investigation"].flatMap((legal_ground) =>
      [...OPEN_TYPES, ...CARE_TYPES].flatMap((intervention_type) =>
        CONSENT_BASES.map((consent_basis) => ({ outcome: "bifall", legal_ground, intervention_type, consent_basis })),
      ),
    );
    const answers = await sql<{ fits: boolean }>`select ${sql.raw(condition)} as fits
      from jsonb_to_recordset(${JSON.stringify(tried)}::jsonb) as t (outcome text, legal_ground text, intervention_type text, consent_basis text)`.execute(
      house.database.owner,
    );
    const rules = tried.map(
      ({ legal_ground: groundId, intervention_type: intervention, consent_basis: basis }) =>
        groundFits.apply({ groundId, intervention, basis, decidedOn: day }).permitted,
    );
    expect(answers.rows.map((row) => row.fits)).toEqual(rules);
  });

  test("a contact person against a guardian cites its own paragraph too", async () => {
    const one = await investigatedCase(house);
    const given = { ...why, ...committee, legalGround: "one-guardian-refuses", type: "kontaktperson" };
    expect(codeOf(await grantWith(house, one, split, given))).toBe("ok");
    const decision = (await lookAt(house, one.caseId)).investigations[0]?.decision;
    expect(decision?.legal_provision).toBe("11 kap. 1 § SoL, 6 kap. 13 a § FB och 13 kap. 7 § SoL");
  });

  test("a specially qualified contact person needs the young person's own word, whatever the guardians say", async () => {
    const given = { legalGround: "qualified-contact-person", type: "kontaktperson" };
    expect(codeOf(await grantWith(house, await investigatedCase(house), both, given))).toBe("consent-missing");
    expect(codeOf(await grantWith(house, await investigatedCase(house), both, { ...given, childAnswer: "begär" }))).toBe("ok");
  });
});

describe("one guardian is prevented (FB 6:13)", () => {
  const cannotWait = "Platsen går förlorad på måndag.";
  test.each([
    ["nothing says that it cannot wait", {}, "cannotWait"],
    ["it is far-reaching, and nothing says that the child's best clearly demands it", { cannotWait, farReaching: "ja" }, "clearlyDemanded"],
    ["neither condition is there", { farReaching: "ja" }, "cannotWait,clearlyDemanded"],
  ])("refused: %s", async (_name, given, fields) => {
    const refused = await grantWith(house, await investigatedCase(house), prevented, given);
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["consent-missing", fields]);
  });

  test("with the reasons it is decided on one guardian's consent, and the reasons stand there", async () => {
    const one = await investigatedCase(house);
    const given = { cannotWait, farReaching: "ja", clearlyDemanded: "Barnet far illa annars." };
    expect(codeOf(await grantWith(house, one, prevented, given))).toBe("ok");
    const decision = (await lookAt(house, one.caseId)).investigations[0]?.decision;
    expect(decision).toMatchObject({ consent_basis: ONE_GUARDIAN_ALONE, consent_provision: "6 kap. 13 § FB", cannot_wait: cannotWait });
    expect(decision?.clearly_demanded).toBe("Barnet far illa annars.");
  });
});

describe("the database itself", () => {
  const decided = (caseId: string, basis: string, more: string) => sql`
    with made as (insert into decision.maker (municipality_id, id, case_id, decided_on, decider, body, minutes_number, recorded_by, recorded_at)
      select municipality_id, gen_random_uuid(), case_id, started_on, 'utskott', 'Utskottet', '§ 1', recorded_by, recorded_at
      from investigation.investigation where case_id = ${caseId} returning *)
    insert into decision.decision (municipality_id, id, case_id, investigation_id, decided_on, decider, outcome, intervention_type, legal_ground, legal_provision,
      reasoning, appeal, consent_basis, consent_provision, consent_reasoning, cannot_wait, far_reaching, recorded_by, recorded_at)
    select m.municipality_id, m.id, m.case_id, i.id, m.decided_on, m.decider, 'bifall', 'familjebehandling',
      ${basis === BOARD_AGAINST_GUARDIAN ? "one-guardian-refuses" : "right-to-intervention"}, '§', 'R', 'förvaltningsbesvär', ${basis}, '§', 'Skäl', ${sql.raw(more)},
      m.recorded_by, m.recorded_at
    from made m join investigation.investigation i on i.case_id = m.case_id`;
  test.each([
    ["a decision against a guardian whom nobody asked", BOARD_AGAINST_GUARDIAN, "null, null", /consent does not carry/],
    ["a decision on consent that nobody gave", "samtycke", "null, null", /consent does not carry/],
    ["one guardian alone without reasons", ONE_GUARDIAN_ALONE, "null, false", /one_guardian_alone_says_why_it_cannot_wait/],
    ["one guardian alone in what is far-reaching", ONE_GUARDIAN_ALONE, "'Nu.', true", /far_reaching_alone_is_clearly_demanded/],
  ])("refuses %s", async (_name, basis, more, fault) => {
    const { caseId } = await investigatedCase(house);
    await expect(writeAsOwner(house, (tx) => decided(caseId, basis, more).execute(tx))).rejects.toThrow(fault);
  });
});

describe("every answer has a day, a form and a place of its own", () => {
  test("and is kept with them beside the decision", async () => {
    const one = await investigatedCase(house, {}, "2026-02-20");
    house.at(day);
    const answers = [
      { answer: "samtycker", givenOn: "2026-02-24", form: "skriftligt" },
      { answer: "samtycker", givenOn: "2026-02-26", form: "muntligt", place: "hembesök" },
    ];
    const child = { childAnswer: "samtycker", childAnsweredOn: "2026-02-25", childAnswerPlace: "skolan" };
    expect(codeOf(await grantWith(house, one, answers, child))).toBe("ok");
    const consents = (await lookAt(house, one.caseId)).investigations[0]?.decision?.consents ?? [];
    expect(consents.map((row) => [row.capacity, row.given_on, row.form, row.place])).toEqual([
      ["vårdnadshavare", "2026-02-24", "skriftligt", null],
      ["vårdnadshavare", "2026-02-26", "muntligt", "hembesök"],
      ["barnet", "2026-02-25", "muntligt", "skolan"],
    ]);
  });

  test("whoever was not asked, or could not be, answered on no day", async () => {
    const one = await investigatedCase(house);
    await grantWith(house, one, prevented, { cannotWait: "Nu." });
    const consents = (await lookAt(house, one.caseId)).investigations[0]?.decision?.consents ?? [];
    expect(consents.filter((row) => row.answer !== "samtycker").map((row) => [row.answer, row.given_on, row.form])).toEqual([
      ["förhindrad", null, null],
      ["inte tillfrågad", null, null],
    ]);
  });

  test.each([
    ["before it came in", { answer: "samtycker", givenOn: "2026-02-19" }, {}, "guardians.0.givenOn"],
    ["after the decision", { answer: "samtycker", givenOn: "2026-02-27" }, { decidedOn: "2026-02-26" }, "guardians.0.givenOn"],
    ["on a day to come", { answer: "samtycker", givenOn: "2026-03-03" }, {}, "guardians.0.givenOn"],
    ["on a day to come, by who asks for it", { answer: "begär", givenOn: "2026-03-03", place: "telefon" }, {}, "guardians.0.givenOn"],
    ["by who was not asked", { answer: "inte tillfrågad", place: "telefon" }, {}, "guardians.0.place"],
    [
      "the child's, after the decision",
      "samtycker",
      { decidedOn: "2026-02-26", childAnswer: "begär", childAnsweredOn: "2026-02-27" },
      "childAnsweredOn",
    ],
  ])("refused: %s", async (_name, first, given, field) => {
    const one = await investigatedCase(house, {}, "2026-02-20");
    house.at(day);
    expect(faultsOf(await grantWith(house, one, [first, "samtycker"], given))).toBe(field);
  });

  test("a child who answered before it was old enough is asked again", async () => {
    const none = ["samtycker inte", "samtycker inte"];
    const alone = { suitable: "ja", consentReasoning: "Det är lämpligt.", childAnswer: "samtycker" };
    const twelve = { birthDate: "2014-02-26" };
    const one = await investigatedCase(house, twelve, "2026-02-20");
    house.at(day);
    expect(codeOf(await grantWith(house, one, none, { ...alone, childAnsweredOn: "2026-02-25" }))).toBe("consent-missing");
    expect(codeOf(await grantWith(house, one, none, { ...alone, childAnsweredOn: "2026-02-26" }))).toBe("ok");
  });
});
