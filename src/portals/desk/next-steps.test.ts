import { describe, expect, test } from "vitest";
import { partNames } from "../../casework/case/case-parts.ts";
import type { CaseParts } from "../../casework/case/case-parts.ts";
import type { IntakePart } from "../../casework/intake/intake-schema.ts";
import type { InvestigationPart } from "../../casework/decision/case-part.ts";
import type { InterventionPart } from "../../casework/intervention/intervention-schema.ts";
import type { PhasePart, StepPart } from "../../casework/participation/case-part.ts";
import type { ObligationPart } from "../../casework/case/obligation-parts.ts";
import { closingObstacles } from "../../casework/case/closing.ts";
import { laddersOf } from "./pages/case/ladder.ts";
import { nextSteps, onwardStep, otherSteps } from "./next-steps.ts";

const today = "2026-03-10";
const written = "2026-03-02T10:00:00+01:00";
const protection: NonNullable<IntakePart["protection"]> = {
  id: "protection",
  recorded_at: written,
  assessed_at: "2026-03-02T09:45:00+01:00",
  assessed_by: null,
  result: "inget omedelbart skydd",
  reasoning: "Tryggt.",
  measure: null,
  by: "Karin Lind",
};
const intake = (given: Partial<IntakePart> = {}): IntakePart => ({
  id: "in",
  by: null,
  type: "anmälan",
  received_at: "2026-03-02T09:30:00+01:00",
  received_on: "2026-03-02",
  channel: "telefon",
  reporter_category: "skola",
  reporter_name: null,
  reporter_contact: null,
  reporter_mandated: true,
  reporter_masked: false,
  taken_by: null,
  feedback_requested: false,
  reasons: ["annat"],
  violence: false,
  concern: "Oro.",
  recorded_at: written,
  protection,
  protections: [protection],
  meetings: [],
  preliminary: null,
  feedback: null,
  feedback_request: null,
  outcome: null,
  ...given,
});
const due = (rule_id: string, facts: object, given: Partial<ObligationPart>): ObligationPart => {
  const days = { since: today, due_on: today, target_on: given.due_on ?? today };
  return {
    case_id: "C",
    subject_id: "in",
    phase_id: null,
    rule_id,
    facts: facts as ObligationPart["facts"],
    ...days,
    ...given,
  };
};
const waiting = due("open-investigation-at-once", { type: "ansökan" }, {});
const preliminary = (decided: boolean): NonNullable<IntakePart["preliminary"]> => ({
  id: "pre",
  phase_id: "p1",
  opened_on: "2026-03-02",
  due_on: "2026-03-16",
  target_on: "2026-03-16",
  consents: [],
  contacts: [],
  extensions: [],
  decision: decided
    ? {
        recorded_at: written,
        decided_on: today,
        result: "inte inleda",
        reasoning: "",
        contacts: null,
        legal_provision: "",
        investigation_id: null,
        made: null,
      }
    : null,
});
const investigation = (given: Partial<InvestigationPart> = {}): InvestigationPart => ({
  id: "inv",
  phase_id: "p2",
  intake_id: "in",
  started_on: "2026-03-03",
  recorded_at: written,
  due_on: "2026-07-03",
  target_on: "2026-07-03",
  extensions: [],
  informed: [],
  extended_to: null,
  purpose: "",
  plan: null,
  legal_provision: "",
  made: null,
  best_interests: null,
  decision: null,
  conclusion: null,
  ...given,
});
const intervention: InterventionPart = {
  id: "act",
  decision_id: "d",
  investigation_id: "inv",
  planning_phase_id: "p3",
  type: "familjebehandling",
  recipient: "familjen",
  granted_on: "2026-03-09",
  provision: "egen",
  goals: "",
  plan: null,
  statements: [],
  unchosen: [],
  beginning: null,
  interruptions: [],
  reports: [],
  legal_provision: "11 kap. 1 § SoL",
  follow_ups: [],
  ending: null,
  not_begun: null,
};
const phase = (id: string, kind: string, subject_id: string): PhasePart => ({
  id,
  kind,
  subject_id,
  subject_type: null,
  opened_on: "2026-03-02",
  closed_on: null,
});
const step = (phase_id: string, name: string, given: Partial<StepPart> = {}): StepPart => ({
  id: `${phase_id}-${name}`,
  phase_id,
  step: name,
  outcome: "gjort",
  happened_on: "2026-03-05",
  content: "",
  understood: null,
  conversation_id: null,
  reason: null,
  reason_text: null,
  try_again_on: null,
  recorded_at: "",
  by: "Karin Lind",
  ...given,
});
/** A case in which there is nothing. */
const nothing = Object.fromEntries(partNames.map((name) => [name, []])) as unknown as CaseParts;
const theCase = (given: Partial<CaseParts>): CaseParts => ({
  ...nothing,
  file: {
    id: "C",
    case_number: "2026-00001",
    opened_on: "2026-03-02",
    unit: "Norr",
    closed_on: null,
    closure_reason: null,
    closure_note: null,
    transferred_to: null,
    transfer_requested_on: null,
    transfer_accepted_on: null,
    closure_recorded_at: null,
    closed_by: null,
  },
  child: {
    id: "b",
    given_name: "Test",
    family_name: "Testsson",
    birth_date: "2016-01-01",
    birth_date_known: "dag" as const,
    name_known: true,
    needs: [],
    identity_number: null,
    sex: "okänt",
    protected_identity: "ingen",
    language: null,
    interpreter_need: false,
  },
  intakes: [intake()],
  ...given,
});
const words = (parts: CaseParts): string[] => nextSteps(parts, today).map((one) => one.text);
const open = [phase("p2", "utredning", "inv")];

describe("the next steps", () => {
  test.each<[string, CaseParts, string[]]>([
    [
      "a report that has not been assessed",
      theCase({
        intakes: [intake({ protection: null, preliminary: preliminary(false) })],
        phases: [phase("p1", "förhandsbedömning", "pre")],
      }),
      ["Bedöm om barnet behöver omedelbart skydd", "Besluta om utredning ska inledas", "Informera barnet och samtala med barnet"],
    ],
    ["an application", theCase({ intakes: [intake({ type: "ansökan", protection: null })], obligations: [waiting] }), ["Inled utredning"]],
    ["an application that is not investigated", theCase({ intakes: [intake({ type: "ansökan", protection: null })] }), ["Avsluta ärendet"]],
    [
      "a new investigation",
      theCase({ investigations: [investigation()], phases: open }),
      ["Informera barnet och samtala med barnet", "Bedöm barnets bästa", "Planera och skriv utredningen"],
    ],
    [
      "an investigation where the child is heard",
      theCase({ investigations: [investigation()], phases: open, steps: [step("p2", "informerad"), step("p2", "hörd")] }),
      ["Väg in barnets åsikt", "Bedöm barnets bästa", "Planera och skriv utredningen"],
    ],
    [
      "an investigation where a new talk is planned: weighing waits",
      theCase({
        investigations: [investigation()],
        phases: open,
        steps: [step("p2", "informerad"), step("p2", "hörd", { outcome: "inte gjort", reason: "inställt", try_again_on: "2026-03-20" })],
      }),
      ["Bedöm barnets bästa", "Planera och skriv utredningen"],
    ],
    [
      "an investigation that is ready for its decision",
      theCase({
        investigations: [
          investigation({
            best_interests: {
              id: "b",
              assessed_on: today,
              recorded_at: "2026-03-09T10:00:00Z",
              by: "Karin Lind",
              risk_factors: null,
              protective_factors: null,
              assessment: "",
            },
          }),
        ],
        phases: open,
        steps: ["informerad", "hörd", "vägd"].map((name) => step("p2", name)),
      }),
      ["Fatta beslut och avsluta utredningen", "Planera och skriv utredningen"],
    ],
    [
      "a granted intervention, where the child has been part of the planning",
      theCase({
        investigations: [
          investigation({ conclusion: { by: null, recorded_at: written, concluded_on: today, outcome: "öppen insats", assessment: "" } }),
        ],
        interventions: [intervention],
        phases: [phase("p3", "planering", "act")],
        steps: ["informerad", "hörd", "vägd", "berättad"].map((name) => step("p3", name)),
      }),
      ["Planera insatsen med barnet"],
    ],
    ["a case where nothing is open", theCase({}), ["Avsluta ärendet"]],
  ])("%s", (_name, parts, expected) => expect(words(parts)).toEqual(expected));

  test("what is late comes first, with its deadline", () => {
    const day = { subject_id: "inv", phase_id: "p2", since: "2026-03-03", due_on: "2026-03-03" };
    const late = due("information-that-opened", { person_id: null, review_on: null }, day);
    const asked = { requested_on: "2026-02-20", decided_on: "2026-02-20", investigation_open: false };
    const again = due("feedback-to-reporter", asked, { since: "2026-02-20", due_on: "2026-02-27" });
    const steps = nextSteps(theCase({ investigations: [investigation()], phases: open, obligations: [again, late] }), today);
    expect(steps.slice(0, 2).map((one) => [one.text, one.due?.days])).toEqual([
      ["Återkoppla till anmälaren", -11],
      ["Informera barnet och samtala med barnet", -7],
    ]);
  });

  test("an investigation that is late is said first, also where the child's steps are still missing", () => {
    const late = due("investigation-time", { extended_to: null }, { subject_id: "inv", since: "2025-10-31", due_on: "2026-03-02" });
    const heard = [step("p2", "informerad"), step("p2", "hörd")];
    const parts = theCase({ investigations: [investigation()], phases: open, steps: heard, obligations: [late] });
    expect(words(parts).slice(0, 2)).toEqual(["Slutför utredningen", "Väg in barnets åsikt"]);
    const intime = { ...late, due_on: "2026-03-20" };
    expect(words({ ...parts, obligations: [intime] })).not.toContain("Slutför utredningen");
  });

  test("a form leads to the first that can be filled in without meeting the child, or to the case", () => {
    const guardian_claims = [{}] as unknown as CaseParts["guardian_claims"];
    const going = { investigations: [investigation()], phases: open };
    expect(onwardStep(theCase({ ...going, guardian_claims }), today)?.href).toBe("/arenden/C/vardnadshavare");
    expect(onwardStep(theCase(going), today)?.text).toBe("Bedöm barnets bästa");
    const planning = theCase({ interventions: [intervention], phases: [phase("p3", "planering", "act")] });
    expect(words(planning)).toEqual(["Informera barnet och samtala med barnet"]);
    expect(onwardStep(planning, today)).toBeUndefined();
  });

  test("a child who is expected has its birth alone, and who a child without a name is comes after what must be done at once", () => {
    const { child } = theCase({});
    const guardian_claims = [{}] as unknown as CaseParts["guardian_claims"];
    const expected = theCase({
      child: { ...child, birth_date_known: "väntat" },
      intakes: [intake({ protection: null, preliminary: null })],
      guardian_claims,
    });
    expect(words(expected)).toEqual(["Barnet är fött, eller en ny dag"]);
    expect(otherSteps(expected, [], today).flatMap(({ steps }) => steps.map((one) => one.text))).not.toContain(
      "Skriv vad barnet har blivit lovat",
    );
    const nameless = theCase({ child: { ...child, name_known: false }, intakes: [intake({ protection: null, preliminary: null })] });
    expect(words(nameless)).toEqual(["Bedöm om barnet behöver omedelbart skydd", "Skriv vem barnet är"]);
  });

  test("a closed case has none", () => {
    const parts = theCase({ file: { ...theCase({}).file, closed_on: today } });
    expect(nextSteps(parts, today)).toEqual([]);
    expect(otherSteps(parts, [], today)).toEqual([]);
  });
});

test("two of one kind that are open at once are told apart by their day, and the planning of an intervention by its name", () => {
  const later: PhasePart = { ...phase("p9", "förhandsbedömning", "later"), opened_on: "2026-03-09" };
  const parts = theCase({
    phases: [phase("p1", "förhandsbedömning", "pre"), later, { ...phase("p3", "planering", "act"), subject_type: intervention.type }],
    intakes: [
      intake({ preliminary: preliminary(false) }),
      intake({ id: "in2", preliminary: { ...preliminary(false), id: "later", phase_id: "p9" } }),
    ],
    interventions: [intervention],
  });
  expect(nextSteps(parts, today).flatMap((one) => (one.text === "Informera barnet och samtala med barnet" ? [one.why] : []))).toEqual([
    "Steg i förhandsbedömningen från 2026-03-02.",
    "Steg i förhandsbedömningen från 2026-03-09.",
    "Steg i planeringen av familjebehandling.",
  ]);
  expect(otherSteps(parts, [], today).flatMap(({ steps }) => steps.map((one) => one.text))).toContain(
    "Skriv varför barnet inte har hörts (förhandsbedömning från 2026-03-09)",
  );
});

test("what else can be done stands by what it is about, the child first and the closing of the case last", () => {
  const parts = theCase({ intakes: [intake({ preliminary: preliminary(false) })], interventions: [intervention] });
  const groups = otherSteps(parts, [], today);
  expect(groups.map(({ about }) => about)).toEqual(["Samtal och anteckningar", "Insatsen", "Anmälan", "Ärendet"]);
  expect(groups.at(-1)?.steps.map((one) => one.text)).toEqual(["Överflyttning till en annan kommun", "Avsluta ärendet"]);
});

test("a follow-up that found that the intervention can end leads to its ending", () => {
  const followUp = {
    id: "f",
    followed_up_on: today,
    recorded_at: written,
    next_follow_up_on: null,
    measured: [],
    measured_with: null,
    measured_before: null,
    measured_now: null,
    measured_use: [],
    child_view: null,
    summary: "",
  };
  const found = (change_needed: "nej" | "avsluta"): InterventionPart => ({
    ...intervention,
    plan: {
      follow_up_phase_id: "p4",
      by: null,
      recorded_at: written,
      started_on: "2026-03-09",
      provider: "Familjehuset",
      goals: "",
      child_goals: null,
      child_information_used: "ja",
      child_information_passed_on: "ja",
      passed_on: null,
      withheld: null,
      is_withheld: false,
      reason_not_passed_on: null,
      first_follow_up_on: "2026-06-09",
    },
    beginning: { began_on: "2026-03-09", by: null, recorded_at: written },
    follow_ups: [{ ...followUp, by: null, carried_out_as_planned: "ja", goal_attainment: "uppnått helt", change_needed }],
  });
  const phases = [phase("p4", "uppföljning", "act")];
  expect(words(theCase({ interventions: [found("nej")], phases }))).toEqual([]);
  expect(words(theCase({ interventions: [found("avsluta")], phases }))).toEqual([
    "Informera barnet och samtala med barnet",
    "Avsluta insatsen",
  ]);
});

describe("what hinders closing", () => {
  test("a decided preliminary assessment waits for the child's four steps", () => {
    const parts = theCase({
      intakes: [intake({ preliminary: preliminary(true) })],
      phases: [phase("p1", "förhandsbedömning", "pre")],
      steps: [step("p1", "hörd")],
    });
    expect(closingObstacles(parts).map((one) => one.href)).toEqual([
      "/arenden/C/delaktighet/p1/informerad",
      "/arenden/C/delaktighet/p1/vagd",
      "/arenden/C/delaktighet/p1/berattad",
    ]);
  });

  test("an open investigation and a running intervention hinder", () => {
    const parts = theCase({ investigations: [investigation()], interventions: [intervention] });
    expect(closingObstacles(parts).map((one) => one.text)).toEqual([
      "Utredningen från 2026-03-03 pågår.",
      "Insatsen familjebehandling pågår.",
    ]);
  });
});

describe("the ladder", () => {
  test("shows done, reason, missing and not yet", () => {
    const steps = [step("p2", "informerad"), step("p2", "hörd", { outcome: "inte gjort", reason: "låg ålder" })];
    const [ladder] = laddersOf(theCase({ investigations: [investigation()], phases: open, steps }), false);
    expect(ladder?.steps.map((one) => [one.step, one.state])).toEqual([
      ["informed", "done"],
      ["heard", "reason"],
      ["weighed", "missing"],
      ["told", "later"],
    ]);
  });

  test("a reason gives way to what was done later", () => {
    const steps = [step("p2", "hörd", { outcome: "inte gjort", reason: "inställt", try_again_on: "2026-03-08" }), step("p2", "hörd")];
    const [ladder] = laddersOf(theCase({ investigations: [investigation()], phases: open, steps }), false);
    expect(ladder?.steps[1]).toMatchObject({ state: "done" });
  });
});
