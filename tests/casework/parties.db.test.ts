import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { communicate } from "../../src/casework/party/actions/communicate.ts";
import { recordAccount } from "../../src/casework/party/actions/record-account.ts";
import { recordReply } from "../../src/casework/party/actions/record-reply.ts";
import { stateNoParty } from "../../src/casework/party/actions/state-no-party.ts";
import { partiesOn } from "../../src/casework/party/party-table.ts";
import { endGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { getJournalExtract } from "../../src/portals/desk/queries/get-journal-extract.ts";
import { openHouse, staffNames } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";

/** Nobody is left untold, and nothing that was applied for is refused before each party has been heard on the material. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const later = "2026-03-20";
const me = () => house.staff.caseworker;
const application = { type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: undefined, feedbackRequested: "nej" };
const ending = { assessment: "A", reasoning: "R", delegationPoint: "2.4", investigationOutcome: "ingen insats behövs" };
const none = { ...ending, outcome: "ingen insats", legalGround: "child-investigation" };
const refusal = { ...ending, outcome: "avslag", legalGround: "right-to-intervention" };
const sent = { kind: "kommunicerat", happenedOn: day, material: "Utredningen.", way: "i handen", replyBy: "2026-03-16" };
const exception = { kind: "undantag", happenedOn: day, exception: "måste meddelas omedelbart", reason: "Kan inte vänta." };

const end = ({ caseId, investigationId }: Investigated, more: object) =>
  house.act(me(), decideNoIntervention, { caseId, investigationId, ...more });
const tell = ({ caseId, investigationId }: Investigated, personId: string, more: object = sent) =>
  house.act(me(), communicate, { caseId, investigationId, personId, ...more });
const partiesOf = async ({ caseId }: Investigated, on = day) =>
  partiesOn((await lookAt(house, caseId)).parties, on).map((one) => one.person_id);

describe("an investigation that is opened (20:4)", () => {
  test("does not end while a guardian is neither told nor kept from it for stated reasons", async () => {
    const one = await investigatedCase(house, {}, day, { told: false });
    const [first = "", second = ""] = await partiesOf(one);
    expect(saidOf(await end(one, none))).toContain("En vårdnadshavare är inte informerad");
    const told = { outcome: "informerad", happenedOn: day, content: "I telefon." };
    await house.do(me(), informConcerned, { ...one, personId: first, ...told });
    expect(codeOf(await end(one, none))).toBe("gate-closed");
    const kept = { outcome: "särskilda skäl", happenedOn: day, content: "Våld.", reviewOn: "2026-04-01" };
    await house.do(me(), informConcerned, { ...one, personId: second, ...kept });
    expect(codeOf(await end(one, none))).toBe("ok");
  });
});

describe("an application is refused (25 § FvL)", () => {
  const investigated = () => investigatedCase(house, application);

  test("only when each party has been told and has answered", async () => {
    const one = await investigated();
    const [first = "", second = ""] = await partiesOf(one);
    expect(saidOf(await end(one, refusal))).toContain("En part har inte fått del av materialet");
    const { communicationId } = valueOf(await tell(one, first)) as { communicationId: string };
    valueOf(await tell(one, second, exception));
    // The time to answer runs.
    expect(codeOf(await end(one, refusal))).toBe("gate-closed");
    const reply = { caseId: one.caseId, communicationId, repliedOn: day, kind: "yttrande", content: "Vi behöver hjälp." };
    await house.do(me(), recordReply, reply);
    expect(codeOf(await house.act(me(), recordReply, reply))).toBe("already-done");
    expect(codeOf(await end(one, refusal))).toBe("ok");
  });

  test("or has had its time: not on the last day, but on the day after", async () => {
    const one = await investigated();
    for (const person of await partiesOf(one)) valueOf(await tell(one, person));
    house.at("2026-03-16");
    expect(codeOf(await end(one, refusal))).toBe("gate-closed");
    house.at("2026-03-17");
    // Decided then, and not on a day before.
    expect(codeOf(await end(one, { ...refusal, decidedOn: "2026-03-16" }))).toBe("gate-closed");
    expect(codeOf(await end(one, refusal))).toBe("ok");
    house.at(day);
  });

  test("also for what was sent after an answer: it is answered or its last day has passed", async () => {
    const one = await investigated();
    const people = await partiesOf(one);
    for (const person of people) {
      const { communicationId } = valueOf(await tell(one, person)) as { communicationId: string };
      await house.do(me(), recordReply, { caseId: one.caseId, communicationId, repliedOn: day, kind: "inga synpunkter" });
    }
    house.at("2026-03-10");
    const more = { ...sent, happenedOn: "2026-03-10", replyBy: "2026-03-12", material: "Läkarens utlåtande." };
    const { communicationId } = valueOf(await tell(one, people[0] ?? "", more)) as { communicationId: string };
    expect(codeOf(await end(one, refusal))).toBe("gate-closed");
    // A decision of a day before it was sent rests on what was answered; one of the last day waits.
    expect(codeOf(await end(one, { ...refusal, decidedOn: "2026-03-10" }))).toBe("gate-closed");
    house.at("2026-03-12");
    expect(codeOf(await end(one, refusal))).toBe("gate-closed");
    await house.do(me(), recordReply, { caseId: one.caseId, communicationId, repliedOn: "2026-03-12", kind: "inga synpunkter" });
    expect(codeOf(await end(one, refusal))).toBe("ok");
    house.at(day);
  });

  test("an exception holds for what was sent before it, and for nothing that is sent after", async () => {
    const one = await investigated();
    for (const person of await partiesOf(one)) valueOf(await tell(one, person));
    house.at(day, "12:00");
    for (const person of await partiesOf(one)) valueOf(await tell(one, person, exception));
    house.at(day, "13:00");
    const [first = ""] = await partiesOf(one);
    const { communicationId } = valueOf(await tell(one, first)) as { communicationId: string };
    expect(codeOf(await end(one, refusal))).toBe("gate-closed");
    await house.do(me(), recordReply, { caseId: one.caseId, communicationId, repliedOn: day, kind: "inga synpunkter" });
    expect(codeOf(await end(one, refusal))).toBe("ok");
    house.at(day);
  });

  test("with the child of fifteen as a party of its own, apart from the guardians", async () => {
    const one = await investigatedCase(house, { ...application, birthDate: "2011-03-02" });
    const parties = partiesOn((await lookAt(house, one.caseId)).parties, day);
    expect(parties.map(({ capacity }) => capacity)).toEqual(["barnet", "vårdnadshavare", "vårdnadshavare"]);
    expect(partiesOn((await lookAt(house, one.caseId)).parties, "2026-03-01").length).toBe(2);
    for (const { person_id: id } of parties.slice(1)) valueOf(await tell(one, id, exception));
    expect(codeOf(await end(one, refusal))).toBe("gate-closed");
    valueOf(await tell(one, parties[0]?.person_id ?? "", exception));
    expect(codeOf(await end(one, refusal))).toBe("ok");
  });

  test("where nobody is known as a party it says why", async () => {
    const one = await investigatedCase(house, {
      ...application,
      guardian1Given: "",
      guardian1Family: "",
      guardian2Given: "",
      guardian2Family: "",
    });
    expect(await partiesOf(one)).toEqual([]);
    expect(saidOf(await end(one, refusal))).toContain("Ingen är känd som part");
    await house.do(me(), stateNoParty, { ...one, reason: "Ingen har kunnat bekräftas." });
    expect(codeOf(await end(one, refusal))).toBe("ok");
    const other = await investigated();
    expect(codeOf(await house.act(me(), stateNoParty, { ...other, reason: "Vill inte." }))).toBe("party-known");
  });

  test("the last day to answer is a task until somebody answers or it is decided", async () => {
    const one = await investigated();
    const [first = ""] = await partiesOf(one);
    const { communicationId } = valueOf(await tell(one, first)) as { communicationId: string };
    const waits = async () =>
      (await lookAt(house, one.caseId)).obligations.filter(({ rule_id: id }) => id === "reply-time").map((each) => each.due_on);
    expect(await waits()).toEqual(["2026-03-16"]);
    await house.do(me(), recordReply, { caseId: one.caseId, communicationId, repliedOn: day, kind: "inga synpunkter" });
    expect(await waits()).toEqual([]);
  });
});

describe("what a party is told", () => {
  test("has every fault at its field, all at once", async () => {
    const one = await investigatedCase(house);
    const [first = ""] = await partiesOf(one);
    expect(
      faultsOf(await tell(one, first, { kind: "kommunicerat", happenedOn: day }))
        .split(",")
        .sort(),
    ).toEqual(["material", "replyBy", "way"]);
    expect(
      faultsOf(await tell(one, first, { kind: "undantag", happenedOn: day }))
        .split(",")
        .sort(),
    ).toEqual(["exception", "reason"]);
    expect(faultsOf(await tell(one, first, { ...sent, replyBy: day, leftOut: "Adressen." }))).toBe("replyBy,toldOtherwise");
    expect(faultsOf(await tell(one, first, { ...sent, toldOtherwise: "I telefon." }))).toBe("leftOut");
    expect(faultsOf(await tell(one, first, { ...sent, happenedOn: "2026-03-03" }))).toBe("happenedOn");
    expect(await tell(one, first, { ...sent, way: "e-post", mail: "ingen adress" })).toMatchObject({ ok: false, error: { field: "mail" } });
  });

  test("stands in the own extract alone, without what was kept back, exceptions or the other's words", async () => {
    const one = await investigatedCase(house);
    const { guardians } = await lookAt(house, one.caseId);
    const [maria, johan] = [guardians.find((each) => each.given_name === "Maria"), guardians.find((each) => each.given_name === "Johan")];
    const account = { caseId: one.caseId, investigationId: one.investigationId, happenedOn: day, way: "möte" };
    await house.do(me(), recordAccount, { ...account, personId: maria?.id, ownAccount: "MARIA-ACCOUNT" });
    await house.do(me(), recordAccount, { ...account, personId: johan?.id, ownAccount: "JOHAN-ACCOUNT" });
    const kept = { material: "MARIA-MATERIAL", leftOut: "KEPT-BACK", toldOtherwise: "OTHERWISE" };
    valueOf(await tell(one, maria?.id ?? "", { ...sent, ...kept }));
    valueOf(await tell(one, johan?.id ?? "", { ...exception, reason: "JOHAN-EXCEPTION" }));
    const asked = { caseId: one.caseId, harmReasoning: "Inget talar för det.", reporter: "visas" };
    const saidTo = async (guardianshipId: string | undefined) => {
      const { extractId } = await house.do(me(), makeGuardianExtract, { ...asked, guardianshipId });
      return JSON.stringify(valueOf(await house.read(me(), getJournalExtract, { caseId: one.caseId, extractId })).journal);
    };
    const toMaria = await saidTo(maria?.guardianship_id);
    expect(toMaria).toContain("MARIA-ACCOUNT");
    expect(toMaria).toContain("MARIA-MATERIAL");
    expect(toMaria).not.toMatch(/JOHAN-|KEPT-BACK|OTHERWISE/u);
    expect(await saidTo(johan?.guardianship_id)).not.toMatch(/MARIA-|KEPT-BACK|JOHAN-EXCEPTION/u);
  });
});

describe("who is told nothing", () => {
  test("a guardian who is kept uninformed: nothing is communicated, only an exception", async () => {
    const one = await investigatedCase(house, {}, day, { told: false });
    const [first = "", second = ""] = await partiesOf(one);
    const kept = { outcome: "särskilda skäl", happenedOn: day, content: "Våld.", reviewOn: "2026-04-01" };
    await house.do(me(), informConcerned, { ...one, personId: first, ...kept });
    expect(codeOf(await tell(one, first))).toBe("kept-uninformed");
    expect(codeOf(await tell(one, first, exception))).toBe("ok");
    expect(codeOf(await tell(one, second))).toBe("ok");
  });

  test("a former guardian, another child's, and a child under fifteen", async () => {
    const one = await investigatedCase(house);
    const other = await investigatedCase(house, { givenName: "Bo" });
    const { guardians, child } = await lookAt(house, one.caseId);
    const read = { endedOn: "2026-03-01", source: "folkbokföringen", sourceOn: day };
    await house.do(me(), endGuardianship, { caseId: one.caseId, guardianshipId: guardians[0]?.guardianship_id, ...read });
    const [stranger = ""] = await partiesOf(other);
    for (const personId of [guardians[0]?.id ?? "", stranger, child.id]) {
      expect(codeOf(await tell(one, personId))).toBe("not-a-party");
      const account = { ...one, personId, happenedOn: day, way: "möte", ownAccount: "Nej." };
      expect(codeOf(await house.act(me(), recordAccount, account))).toBe("not-a-party");
    }
    expect(codeOf(await tell(one, guardians[1]?.id ?? ""))).toBe("ok");
  });

  test("somebody with a protected identity by post", async () => {
    const one = await investigatedCase(house);
    const [first = ""] = await partiesOf(one);
    await sql`update people.person set protected_identity = 'sekretessmarkering' where id = ${first}::uuid`.execute(house.database.owner);
    expect(faultsOf(await tell(one, first, { ...sent, way: "brev" }))).toBe("way");
    const bySms = await tell(one, first, { ...sent, way: "sms", phone: "070-174 06 05" });
    expect(bySms).toMatchObject({ ok: false, error: { code: "address-not-cleared", field: "clearedBecause" } });
    expect(codeOf(await tell(one, first, { ...sent, way: "genom Skatteverket" }))).toBe("ok");
  });

  test("by whoever does not work in the case, or works in another municipality", async () => {
    const one = await investigatedCase(house);
    const [first = ""] = await partiesOf(one);
    const input = { caseId: one.caseId, investigationId: one.investigationId, personId: first, ...sent };
    for (const name of staffNames.filter((each) => !["caseworker", "leader"].includes(each)))
      expect([name, codeOf(await house.act(house.staff[name], communicate, input))]).toEqual([name, "not-permitted"]);
    const elsewhere = await openHouse({ database: house.database, code: "1480" });
    expect(codeOf(await elsewhere.act(elsewhere.staff.caseworker, communicate, input))).toBe("not-permitted");
  });
});

/** A guardian as it may be: from and to (days about the end of the investigation), and what is written of being told. */
const anyGuardian = fc.record({
  from: fc.integer({ min: -40, max: 10 }),
  to: fc.option(fc.integer({ min: -20, max: 20 })),
  told: fc.option(fc.record({ on: fc.integer({ min: -20, max: 5 }), outcome: fc.constantFrom("informerad", "särskilda skäl") })),
});

test("five hundred families: the database lets an investigation end exactly when no guardian of its last day is left untold", async () => {
  house.at("2026-02-01");
  const one = await investigatedCase(
    house,
    { guardian1Given: "", guardian1Family: "", guardian2Given: "", guardian2Family: "" },
    "2026-02-01",
  );
  house.at(later);
  const { rows } = await sql<{ child: string; by: string; best: string; steps: string[] }>`select f.child_id as child, f.recorded_by as by,
      (select id from investigation.best_interests b where b.investigation_id = ${one.investigationId}::uuid) as best,
      array(select s.id::text from participation.step s where s.phase_id = ${one.phaseId}::uuid
        order by array_position(array['informerad', 'hörd', 'vägd'], s.step)) as steps
    from intake.case_file f where f.id = ${one.caseId}::uuid`.execute(house.database.owner);
  const [{ child, by, best, steps } = { child: "", by: "", best: "", steps: [] }] = rows;
  const m = house.municipalityId;
  const done = new Error("taken back");
  const at = (days: number) => sql`(date '2026-03-01' + ${days}::int)`;
  let ended = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyGuardian, { maxLength: 4 }), async (family) => {
      // Nobody is told on a day without custody: the database refuses that too (`guardians-by-day`).
      const those = family.map(({ to: last, from, told }) => {
        const to = last === null ? null : Math.max(last, from);
        return { from, to, told: told !== null && told.on >= from && (to === null || told.on <= to) ? told : null };
      });
      const mayEnd = those
        .filter(({ from, to }) => from <= 0 && (to === null || to >= 0))
        .every(({ told }) => told !== null && told.on <= 0);
      let got = "";
      await inMunicipality(house.database.owner, m, async (tx) => {
        for (const { from, to, told } of those) {
          const person = crypto.randomUUID();
          await sql`insert into people.person (municipality_id, id, given_name, family_name, sex, recorded_by, recorded_at)
            values (${m}, ${person}, 'A', 'B', 'okänt', ${by}, now())`.execute(tx);
          await sql`insert into people.guardianship (municipality_id, id, child_id, guardian_id, kind, valid_from, valid_to, recorded_by, recorded_at, change,
              given_name, family_name, source, source_on)
            values (${m}, gen_random_uuid(), ${child}, ${person}, 'vårdnadshavare', ${at(from)}, ${to === null ? null : at(to)}, ${by}, now(), 'bekräftad', 'A', 'B',
              'folkbokföringen', '2026-02-01')`.execute(tx);
          if (told !== null)
            await sql`insert into investigation.opened_information (municipality_id, id, case_id, investigation_id, person_id, outcome, happened_on, content,
                review_on, recorded_by, recorded_at)
              values (${m}, gen_random_uuid(), ${one.caseId}, ${one.investigationId}, ${person}, ${told.outcome}, ${at(told.on)}, 'Ja.',
                ${told.outcome === "informerad" ? null : at(told.on + 30)}, ${by}, now())`.execute(tx);
        }
        const decision = crypto.randomUUID();
        await sql`insert into decision.maker (municipality_id, id, case_id, decided_on, decider, staff_id, delegation_point, recorded_by, recorded_at)
          values (${m}, ${decision}, ${one.caseId}, '2026-03-01', 'tjänsteman', ${by}, '1', ${by}, '2026-03-20')`.execute(tx);
        await sql`insert into decision.decision (municipality_id, id, case_id, investigation_id, decided_on, outcome, legal_ground, legal_provision, reasoning, appeal,
            decider, recorded_by, recorded_at)
          values (${m}, ${decision}, ${one.caseId}, ${one.investigationId}, '2026-03-01', 'ingen insats', 'child-investigation', '20 kap. 2 § SoL', 'x', 'kan inte överklagas', 'tjänsteman', ${by},
            '2026-03-20')`.execute(tx);
        try {
          await sql`insert into investigation.conclusion (municipality_id, investigation_id, case_id, phase_id, concluded_on, outcome, assessment, decision_id,
              best_interests_id, informed_id, heard_id, weighed_id, recorded_by, recorded_at)
            values (${m}, ${one.investigationId}, ${one.caseId}, ${one.phaseId}, '2026-03-01', 'annat', 'x', ${decision}, ${best}, ${steps[0]}, ${steps[1]}, ${steps[2]},
              ${by}, '2026-03-20')`.execute(tx);
          got = "ended";
        } catch (error) {
          got = (error as { code?: string }).code ?? "";
        }
        throw done;
      }).catch((error: unknown) => {
        if (error !== done) throw error;
      });
      expect(got).toBe(mayEnd ? "ended" : "FT036");
      if (mayEnd) ended += 1;
    }),
    { numRuns: 500 },
  );
  expect(ended).toBeGreaterThan(50);
  expect(ended).toBeLessThan(450);
});
