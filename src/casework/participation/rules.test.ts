import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import {
  NOT_HEARD_REASONS,
  PHASES,
  REASONS,
  REASON_LABELS,
  STEPS,
  missingSteps,
  participationStep,
  phaseClosing,
  retryFor,
  stepCitation,
  talkWithoutConsent,
} from "./rules.ts";
import type { Reason, StepRecord } from "./rules.ts";

const record = { phase: "utredning", recordedOn: "2026-03-10", step: "hörd", doneOn: null } as const;

describe("participation-step", () => {
  test.each([
    ["done", { ...record, doneOn: "2026-03-09" }, []],
    ["neither done nor a reason", record, ["genomförande eller skäl"]],
    ["low age needs no new day", { ...record, reason: "låg ålder" }, []],
    ["cancelled needs a new day", { ...record, reason: "inställt" }, ["dag för nytt försök"]],
    ["cancelled with a new day", { ...record, reason: "inställt", tryAgainOn: "2026-03-20" }, []],
    ["the child does not want to: ask again", { ...record, reason: "barnet vill inte" }, ["dag för nytt försök"]],
    ["lack of time: ask again", { ...record, reason: "tidsbrist" }, ["dag för nytt försök"]],
    ["could not be reached, when telling", { ...record, step: "berättad", reason: "kunde inte nås" }, ["dag för nytt försök"]],
    ["tomorrow is soon enough", { ...record, reason: "inställt", tryAgainOn: "2026-03-11" }, []],
    [
      "the very day is not later",
      { ...record, reason: "inställt", tryAgainOn: "2026-03-10" },
      ["en dag för nytt försök som ligger framåt i tiden"],
    ],
    ["other without words", { ...record, reason: "annat", reasonText: " " }, ["beskrivning av skälet"]],
    ["other with words", { ...record, reason: "annat", reasonText: "Barnet är utomlands." }, []],
    ["a reason of another step", { ...record, step: "vägd", reason: "tidsbrist" }, ["ett skäl som passar steget"]],
    [
      "a guardian who refuses is no reason not to inform",
      { ...record, step: "informerad", reason: "vårdnadshavare samtycker inte" },
      ["ett skäl som passar steget"],
    ],
    ["an unknown reason", { ...record, reason: "glömt" }, ["ett skäl som passar steget"]],
  ] as const)("%s", (_name, input, missing) => {
    const { outcome, explanation } = applied(participationStep, input);
    expect(outcome).toMatchObject({ complete: missing.length === 0, missing });
    expect(explanation).toMatch(/\(.+\)/);
  });

  test("the sentence", () => {
    expect(applied(participationStep, { ...record, doneOn: "2026-03-09" }).explanation).toBe(
      "Barnet har fått säga sin mening den 9 mars 2026 (3 kap. 2 § SoL och 20 kap. 7 § SoL).",
    );
  });
});

describe("reasons", () => {
  test("the eight of the questionnaire, in its order", () => {
    expect(NOT_HEARD_REASONS).toEqual([
      "vårdnadshavare samtycker inte",
      "barnet vill inte",
      "inställt",
      "låg ålder",
      "funktionsnedsättning",
      "brist på stöd från ledningen",
      "tidsbrist",
      "annat",
    ]);
  });
  test.each(STEPS)("%s has a few reasons, each with words, the last one free", (step) => {
    expect(REASONS[step].at(-1)).toBe("annat");
    expect(REASONS[step].length).toBeLessThanOrEqual(8);
    for (const reason of REASONS[step]) expect(REASON_LABELS[reason]).toBeTruthy();
  });
  test.each([
    ["inställt", "krävs"],
    ["barnet vill inte", "krävs"],
    ["tidsbrist", "krävs"],
    ["kunde inte nås", "krävs"],
    ["låg ålder", "frågas inte"],
    ["annat", "kan anges"],
  ] as const)("%s: a new day %s", (reason: Reason, retry) => expect(retryFor(reason)).toBe(retry));
});

describe("missing steps", () => {
  const anyRecord: fc.Arbitrary<StepRecord> = fc.record({
    step: fc.constantFrom(...STEPS),
    doneOn: fc.constantFrom(null, "2026-01-01"),
    reason: fc.constantFrom(null, "låg ålder", "inställt", "annat", "barnet vill inte"),
    reasonText: fc.constantFrom(null, "text"),
    tryAgainOn: fc.constantFrom(null, "2026-05-01"),
  });

  test("nothing recorded: all four, in order", () => expect(missingSteps([])).toEqual(STEPS));

  test("a valid record covers an earlier invalid one of the same step", () => {
    const steps: StepRecord[] = [
      { step: "hörd", doneOn: null, reason: "inställt" },
      { step: "hörd", doneOn: "2026-02-01" },
    ];
    expect(missingSteps(steps)).toEqual(["informerad", "vägd", "berättad"]);
  });

  test("more records never make more steps missing, and the order of records is nothing", () => {
    fc.assert(
      fc.property(fc.array(anyRecord), anyRecord, (steps, more) => {
        const before = missingSteps(steps);
        const after = missingSteps([more, ...steps]);
        expect(after.every((step) => before.includes(step))).toBe(true);
        expect(missingSteps([...steps, more])).toEqual(after);
      }),
    );
  });
});

describe("phase-closing", () => {
  const done = STEPS.map((step): StepRecord => ({ step, doneOn: "2026-02-01" }));
  test.each([
    ["all four done", done, []],
    ["told is lacking", done.slice(0, 3), ["berättad"]],
    ["only a small child's reasons", STEPS.map((step): StepRecord => ({ step, doneOn: null, reason: "låg ålder" })), []],
  ])("%s", (_name, steps, missing) => {
    const { outcome, explanation } = applied(phaseClosing, { phase: "planering", closedOn: "2026-03-01", steps });
    expect(outcome).toEqual({ permitted: missing.length === 0, missing });
    expect(explanation.startsWith("Fasen kan inte avslutas än")).toBe(missing.length > 0);
  });
});

describe("talk-without-consent", () => {
  test.each(PHASES.map((phase) => [phase, phase === "utredning"] as const))("%s: %s", (phase, permitted) => {
    expect(applied(talkWithoutConsent, { phase, day: "2026-03-01" })).toMatchObject({ outcome: { permitted } });
    expect(applied(talkWithoutConsent, { phase, day: "2026-03-01" }).explanation).toContain("20 kap. 7 § SoL");
    expect(stepCitation(phase, "hörd", "2026-03-01").includes("20 kap. 7 § SoL")).toBe(permitted);
  });

  test.each([
    [
      "when the child's situation is followed up",
      { phase: "uppföljning", situationFollowedUp: true },
      "2026-03-01",
      true,
      false,
      "23 kap. 4 § SoL",
    ],
    [
      "the same under the old act",
      { phase: "uppföljning", situationFollowedUp: true },
      "2025-03-01",
      true,
      false,
      "11 kap. 4 c § äldre SoL",
    ],
    ["when an intervention is followed up", { phase: "uppföljning" }, "2026-03-01", false, false, "20 kap. 7 § SoL"],
    ["in placement it is a duty", { phase: "placering" }, "2026-03-01", false, true, "22 kap. 11 § SoL och 13 a § LVU"],
  ] as const)("%s", (_name, input, day, permitted, duty, citation) => {
    const { outcome, explanation } = applied(talkWithoutConsent, { ...input, day });
    expect(outcome).toEqual({ permitted, duty });
    expect(explanation).toContain(citation);
  });
});
