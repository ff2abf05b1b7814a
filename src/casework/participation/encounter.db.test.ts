import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCaseFor, openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { codeOf, faultsOf, saidOf } from "../../../tests/support/outcomes.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { decideNotToOpen } from "../intake/actions/decide-not-to-open.ts";
import { closingObstacles } from "../case/closing.ts";
import { getCase } from "../case/queries/get-case.ts";
import { makePromise } from "./actions/make-promise.ts";
import { recordConversation } from "./actions/record-conversation.ts";
import { recordEncounter } from "./actions/record-encounter.ts";
import { recordStep } from "./actions/record-step.ts";
import { openInvestigation } from "../investigation/actions/open-investigation.ts";
import { settlePromise } from "./actions/settle-promise.ts";
import { getWorkList } from "../../portals/desk/queries/get-work-list.ts";

/** One page after one meeting writes the rows that a form for each thing would have written, all or nothing, so that nothing is counted in another way. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const later = "2026-03-20";
const me = () => house.staff.caseworker;

/** A case in whose preliminary assessment nobody has written, and that assessment. */
async function newPhase(): Promise<{ caseId: string; phaseId: string; preliminaryAssessmentId: string }> {
  const { caseId } = await openCaseFor(house);
  const { phases } = valueOf(await house.read(me(), getCase, { caseId }));
  const phase = phases[0];
  if (!phase) throw new Error("no phase");
  return { caseId, phaseId: phase.id, preliminaryAssessmentId: phase.subject_id };
}

/** All that is written in a phase, as what it says: without ids, and each step with whether it came from a conversation. */
async function written(phaseId: string): Promise<unknown> {
  const told = sql`- 'id' - 'case_id' - 'phase_id' - 'recorded_at' - 'conversation_id' - 'corrects_id'`;
  const { rows } = await sql<{ what: unknown }>`
    select to_jsonb(t) ${told} as what from participation.conversation t where t.phase_id = ${phaseId}::uuid
    union all
    select to_jsonb(s) ${told} || jsonb_build_object('talk', s.conversation_id is not null) from participation.step s where s.phase_id = ${phaseId}::uuid
    order by 1`.execute(house.database.owner);
  return rows;
}

const conversation = { heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Jag vill bo kvar." };
const nothing = { heldOn: day, form: "enskilt", channel: "fysiskt", informed: "inte nu", weighed: "inte nu" };
type Separate = readonly (readonly ["talk" | "step", object])[];
const step = (name: string, more: object): Separate[number] => ["step", { step: name, happenedOn: day, ...more }];
const notDone = (name: string, reason: string, more: object = {}) => step(name, { outcome: "inte gjort", reason, ...more });
const done = (name: string, content: string, more: object = {}) => step(name, { outcome: "gjort", content, ...more });

describe("the rows of one page are those of the separate forms", () => {
  test.each<[string, object, Separate]>([
    ["a talk alone", { what: "samtal", childWords: "Jag vill bo kvar." }, [["talk", conversation]]],
    [
      "a talk with everything around it",
      {
        what: "samtal",
        childWords: "Jag vill bo kvar.",
        reading: "Hon var rädd.",
        heldAt: "09:30",
        place: "Skolan",
        participants: ["trygghetsperson"],
        informed: "gjort",
        informationGiven: "Vad en utredning är.",
        understood: "delvis",
        withheldFromGuardians: "Rädd för pappa.",
        withheldReason: "Barnet lider men.",
        weighed: "gjort",
        weighedHow: "Hon vill bo kvar, och det får hon.",
        nextStep: "Vi träffas igen.",
        nextOn: later,
      },
      [
        [
          "talk",
          {
            ...conversation,
            reading: "Hon var rädd.",
            heldAt: "09:30",
            place: "Skolan",
            participants: ["trygghetsperson"],
            informationGiven: "Vad en utredning är.",
            understood: "delvis",
            withheldFromGuardians: "Rädd för pappa.",
            withheldReason: "Barnet lider men.",
            nextStep: "Vi träffas igen.",
            nextOn: later,
          },
        ],
        done("vägd", "Hon vill bo kvar, och det får hon."),
      ],
    ],
    [
      "a child of three who was seen, and is too young to be heard",
      {
        what: "observation",
        childWords: "Lekte tyst.",
        notHeardReason: "låg ålder",
        informed: "inte gjort",
        notInformedReason: "låg ålder",
        weighed: "inte gjort",
        notWeighedReason: "låg ålder",
      },
      [
        ["talk", { ...conversation, form: "observation", childWords: "Lekte tyst." }],
        notDone("hörd", "låg ålder"),
        notDone("informerad", "låg ålder"),
        notDone("vägd", "låg ålder"),
      ],
    ],
    [
      "an observation, and a talk later",
      { what: "observation", childWords: "Lekte tyst.", nextOn: later },
      [["talk", { ...conversation, form: "observation", childWords: "Lekte tyst.", nextOn: later }]],
    ],
    [
      "the child did not want to, and was informed by telephone",
      { what: "avböjt", channel: "telefon", nextOn: later, informed: "gjort", informationGiven: "Att vi kommer igen.", understood: "ja" },
      [
        ["talk", { ...conversation, status: "avböjt", channel: "telefon", childWords: undefined, nextOn: later }],
        done("informerad", "Att vi kommer igen.", { understood: "ja" }),
      ],
    ],
    [
      "called off",
      { what: "inställt", nextOn: later },
      [["talk", { ...conversation, status: "inställt", childWords: undefined, nextOn: later }]],
    ],
    [
      "no meeting: the guardian does not consent",
      { what: "inget möte", form: undefined, channel: undefined, notHeardReason: "vårdnadshavare samtycker inte" },
      [notDone("hörd", "vårdnadshavare samtycker inte")],
    ],
    [
      "no meeting for lack of time, and another reason",
      {
        what: "inget möte",
        form: undefined,
        channel: undefined,
        notHeardReason: "tidsbrist",
        nextOn: later,
        informed: "inte gjort",
        notInformedReason: "annat",
        notInformedText: "Bortrest.",
      },
      [notDone("hörd", "tidsbrist", { tryAgainOn: later }), notDone("informerad", "annat", { reasonText: "Bortrest." })],
    ],
  ])("%s", async (_name, answers, separate) => {
    const together = await newPhase();
    await house.do(me(), recordEncounter, { ...together, ...nothing, ...answers });
    const apart = await newPhase();
    for (const [kind, input] of separate) {
      if (kind === "talk") await house.do(me(), recordConversation, { ...apart, ...input });
      else await house.do(me(), recordStep, { ...apart, ...input });
    }
    expect(await written(together.phaseId)).toEqual(await written(apart.phaseId));
  });
});

test("every fault is told at once, at its field, and nothing is written", async () => {
  const { caseId, phaseId } = await newPhase();
  const about = { caseId, phaseId };
  const refused = await house.act(me(), recordEncounter, {
    ...about,
    ...nothing,
    what: "samtal",
    informed: "gjort",
    weighed: "inte gjort",
    told: "inte gjort",
    notToldReason: "tidsbrist",
    withheldFromGuardians: "Något.",
    nextOn: day,
  });
  expect(faultsOf(refused).split(",").sort()).toEqual(
    ["childWords", "informationGiven", "nextOn", "notWeighedReason", "toldAgainOn", "withheldReason"].sort(),
  );
  const why = await house.act(me(), recordEncounter, {
    ...about,
    ...nothing,
    what: "observation",
    informed: "inte gjort",
    weighed: "inte gjort",
    told: "inte gjort",
  });
  for (const words of ["inte har fått information.", "åsikten inte har vägts in.", "inte har fått veta hur det blev."])
    expect(saidOf(why)).toContain(words);
  // Told before anything is decided: what else was right is taken back as well.
  const talk = { ...about, ...nothing, what: "samtal", childWords: "Ja." };
  const early = { ...talk, told: "gjort", toldHow: "Att det blir bra." };
  expect(codeOf(await house.act(me(), recordEncounter, early))).toBe("nothing-decided");
  const none = { ...about, ...nothing, what: "inget möte", form: undefined, channel: undefined };
  expect(faultsOf(await house.act(me(), recordEncounter, none))).toBe("notHeardReason");
  expect(faultsOf(await house.act(me(), recordEncounter, { ...talk, heldOn: "2026-02-01" }))).toBe("heldOn");
  expect(await written(phaseId)).toEqual([]);
});

test("one meeting after the decision, in which the child is heard, informed and told, closes the phase", async () => {
  const one = await newPhase();
  await house.do(me(), recordStep, { ...one, step: "vägd", happenedOn: day, outcome: "inte gjort", reason: "låg ålder" });
  await house.do(me(), recordStep, { ...one, step: "hörd", happenedOn: day, outcome: "inte gjort", reason: "låg ålder" });
  await house.do(me(), decideNotToOpen, { ...one, result: "inte inleda", reasoning: "Familjen har redan stöd." });
  const { phaseClosed } = await house.do(me(), recordEncounter, {
    ...one,
    ...nothing,
    what: "samtal",
    childWords: "Skönt.",
    informed: "gjort",
    informationGiven: "Vad anmälan var.",
    told: "gjort",
    toldHow: "Att det inte blir någon utredning, och varför.",
    toldUnderstood: "ja",
  });
  expect(phaseClosed).toBe(true);
});

describe("a promise to the child", () => {
  const waiting = async () =>
    valueOf(await house.read(me(), getWorkList, { scope: "mina" })).cases.flatMap((one) =>
      one.obligations.filter((due) => due.rule_id === "promise-to-the-child").map((due) => [one.caseId, due.subject, due.due_on]),
    );

  test("is something to do on its day, until it is written what came of it and the child who asked is told", async () => {
    const { caseId, phaseId } = await newPhase();
    const talk = { caseId, phaseId, ...nothing, what: "samtal", childWords: "Ring mormor." };
    expect(faultsOf(await house.act(me(), recordEncounter, { ...talk, promise: "Vi ringer mormor." }))).toBe("promisedFor");
    // A child who wants to know what came of nothing: it would be forgotten that the child asked.
    expect(faultsOf(await house.act(me(), recordEncounter, { ...talk, childAsks: "ja" }))).toBe("promise");
    await house.do(me(), recordEncounter, { ...talk, promise: "Vi ringer mormor.", promisedFor: "2026-03-10", childAsks: "ja" });
    expect(await waiting()).toEqual([[caseId, "Vi ringer mormor.", "2026-03-10"]]);
    const { promises } = valueOf(await house.read(me(), getCase, { caseId }));
    const promiseId = promises[0]?.id;
    expect(promises).toMatchObject([{ promise: "Vi ringer mormor.", child_asks: true, outcome: null }]);
    const came = { caseId, promiseId, kept: "ja", settledOn: day, whatCame: "Hon kommer på söndag." };
    expect(faultsOf(await house.act(me(), settlePromise, came))).toBe("toldHow");
    await house.do(me(), settlePromise, { ...came, toldHow: "På telefon." });
    expect(await waiting()).toEqual([]);
    expect(codeOf(await house.act(me(), settlePromise, { ...came, toldHow: "På telefon." }))).toBe("already-done");
  });

  test("hinders that the case is closed, and the database refuses an outcome without the child that asked", async () => {
    const { caseId } = await newPhase();
    await house.do(me(), makePromise, { caseId, promise: "Vi hälsar på katten.", promisedOn: day, promisedFor: day });
    const parts = valueOf(await house.read(me(), getCase, { caseId }));
    expect(closingObstacles(parts).map((one) => one.action)).toContain("Skriv vad det blev av löftet");
    const asks = { municipality_id: house.municipalityId, promise_id: parts.promises[0]?.id ?? "", case_id: caseId, child_asks: true };
    const row = {
      ...asks,
      kept: "ja" as const,
      settled_on: day,
      what_came: "Gjort.",
      recorded_by: me().staffId,
      recorded_at: house.door.clock(),
    };
    // Another answer to whether the child asked is another promise; and who asked is told.
    await expect(house.database.owner.insertInto("participation.promise_outcome").values(row).execute()).rejects.toMatchObject({
      code: "23514",
    });
    await expect(
      house.database.owner
        .insertInto("participation.promise_outcome")
        .values({ ...row, told_how: "I dag." })
        .execute(),
    ).rejects.toMatchObject({ code: "23503" });
  });
});

describe("what was decided before the meeting", () => {
  const told = { ...nothing, what: "samtal", childWords: "Jag vill bo kvar.", earlierTold: "Vi berättade att en utredning inleds." };
  async function decided(): Promise<{ caseId: string; before: string; phaseId: string }> {
    const { caseId, phaseId: before, preliminaryAssessmentId } = await newPhase();
    for (const step of ["informerad", "hörd", "vägd"]) {
      await house.do(me(), recordStep, { caseId, phaseId: before, step, outcome: "inte gjort", happenedOn: day, reason: "låg ålder" });
    }
    const { intakes } = valueOf(await house.read(me(), getCase, { caseId }));
    const words = { reasoning: "Behöver utredas.", purpose: "Skolan." };
    const opened = await house.do(me(), openInvestigation, { caseId, intakeId: intakes[0]?.id, preliminaryAssessmentId, ...words });
    return { caseId, before, phaseId: opened.phaseId };
  }

  test("is told at the same meeting: the step of the earlier phase, which is closed by it", async () => {
    const { caseId, before, phaseId } = await decided();
    await house.do(me(), recordEncounter, { caseId, phaseId, ...told });
    const parts = valueOf(await house.read(me(), getCase, { caseId }));
    expect(parts.phases.find((one) => one.id === before)?.closed_on).toBe(day);
    expect(parts.steps.find((one) => one.phase_id === before && one.step === "berättad")).toMatchObject({
      outcome: "gjort",
      happened_on: day,
    });
    expect(parts.steps.some((one) => one.phase_id === phaseId && one.step === "berättad")).toBe(false);
  });

  test("is a fault at its field where nothing waits, and nothing else is saved", async () => {
    const { caseId, phaseId } = await decided();
    await house.do(me(), recordEncounter, { caseId, phaseId, ...told });
    const before = await written(phaseId);
    const again = await house.act(me(), recordEncounter, { caseId, phaseId, ...told });
    expect(saidOf(again)).toContain("inget tidigare beslut");
    expect(await written(phaseId)).toEqual(before);
    const alone = await newPhase();
    expect(codeOf(await house.act(me(), recordEncounter, { caseId: alone.caseId, phaseId: alone.phaseId, ...told }))).toBe("invalid-input");
  });
});
