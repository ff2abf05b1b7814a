import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ageOn } from "../core/dates.ts";
import { applied } from "../core/law/rule.ts";
import { CONSENT_KINDS, consent, consentKindOf } from "./rules-consent.ts";
import type { ChildAnswer, ConsentInput, GuardianAnswer } from "./rules-consent.ts";

const both: GuardianAnswer[] = ["samtycker", "samtycker"];
const split: GuardianAnswer[] = ["samtycker", "samtycker inte"];
const none: GuardianAnswer[] = ["samtycker inte", "samtycker inte"];
const base: ConsentInput = {
  decidedOn: "2026-03-01",
  ageYears: 8,
  kind: "öppen insats",
  guardians: both,
  child: "inte tillfrågad",
  suitable: false,
  bestInterestsGround: "",
};
const ground = "Barnet behöver stödet nu.";
type Case = readonly [string, Partial<ConsentInput>, boolean, string | null];

describe("consent: open, needs-tested", () => {
  test.each<Case>([
    ["0–11: both guardians consent", {}, true, "samtycke"],
    ["0–11: a single guardian consents", { guardians: ["samtycker"] }, true, "samtycke"],
    ["0–11: nobody is guardian", { guardians: [] }, false, null],
    ["0–11: one of two refuses, no ground", { guardians: split }, false, null],
    [
      "0–11: one of two refuses, the child's best interests demand it",
      { guardians: split, bestInterestsGround: ground },
      true,
      "nämnden beslutar trots att en vårdnadshavare inte samtycker",
    ],
    ["0–11: both refuse, the ground does not help", { guardians: none, bestInterestsGround: ground }, false, null],
    ["0–11: the other is not asked yet", { guardians: ["samtycker", "inte tillfrågad"], bestInterestsGround: ground }, false, null],
    [
      "0–11: a guardian with protected identity who is not asked cannot be passed over",
      { guardians: ["inte tillfrågad", "samtycker"], bestInterestsGround: ground, suitable: true },
      false,
      null,
    ],
    ["0–11: the other is prevented by illness", { guardians: ["samtycker", "förhindrad"] }, true, "samtycke"],
    ["0–11: both are prevented", { guardians: ["förhindrad", "förhindrad"] }, false, null],
    ["0–11: the child's own wish is not enough", { guardians: none, child: "begär", suitable: true }, false, null],
    ["0–11: the child opposes, the guardians consent", { child: "samtycker inte" }, true, "samtycke"],
    [
      "12–14: the child consents and it is suitable",
      { ageYears: 12, guardians: none, child: "samtycker", suitable: true },
      true,
      "barnet fyllt 12 år samtycker",
    ],
    ["12–14: the child consents but it is not suitable", { ageYears: 14, guardians: none, child: "samtycker" }, false, null],
    ["12–14: suitable but the child is not asked", { ageYears: 13, guardians: none, suitable: true }, false, null],
    [
      "15–17: the child asks for it and it is suitable",
      { ageYears: 15, guardians: none, child: "begär", suitable: true },
      true,
      "barnet fyllt 15 år begär eller samtycker",
    ],
    ["15–17: guardians consent, the child opposes", { ageYears: 16, child: "samtycker inte", suitable: true }, false, null],
    [
      "15–17: the same where own consent is not asked for",
      { ageYears: 16, child: "samtycker inte", ownConsentFrom15: false },
      true,
      "samtycke",
    ],
    ["18–20: own consent", { ageYears: 18, guardians: [], child: "samtycker" }, true, "samtycke"],
    ["18–20: the parents' consent is nothing", { ageYears: 19, guardians: both, child: "samtycker inte" }, false, null],
    [
      "contact person: one of two refuses",
      { kind: "kontaktperson eller kontaktfamilj", guardians: split, bestInterestsGround: ground },
      true,
      "nämnden beslutar trots att en vårdnadshavare inte samtycker",
    ],
    [
      "qualified contact person: that power is not there",
      { kind: "särskilt kvalificerad kontaktperson", guardians: split, bestInterestsGround: ground },
      false,
      null,
    ],
    [
      "beyond the right: that power is not there",
      { kind: "öppen insats utöver rätten", guardians: split, bestInterestsGround: ground },
      false,
      null,
    ],
    [
      "support to the guardian: one guardian who wants it",
      { kind: "insats till vårdnadshavaren", guardians: ["samtycker", "inte tillfrågad"] },
      true,
      "samtycke",
    ],
  ])("%s", (_name, change, permitted, basis) => {
    const { outcome, explanation } = applied(consent, { ...base, ...change });
    expect(outcome).toMatchObject({ permitted, basis });
    expect(outcome.missing.length === 0).toBe(permitted);
    expect(explanation).toMatch(
      permitted ? /^Insatsen får beslutas: .+ \(.+\)\./ : /^Insatsen kan inte beslutas än\. Det saknas .+ \(.+\)\./,
    );
  });
});

describe("consent: placement", () => {
  const place = { ...base, kind: "placering" } as const;
  test.each<Case>([
    ["0–11: both consent", {}, true, "samtycke"],
    ["0–11: one refuses, no power to decide without", { guardians: split, bestInterestsGround: ground }, false, null],
    ["0–11: the other is prevented: too far-reaching for one", { guardians: ["samtycker", "förhindrad"] }, false, null],
    ["0–11: the same, found not to be far-reaching", { guardians: ["samtycker", "förhindrad"], farReaching: false }, true, "samtycke"],
    ["12–14: the child alone cannot", { ageYears: 13, guardians: none, child: "samtycker", suitable: true }, false, null],
    ["15–17: guardians and child", { ageYears: 15, child: "samtycker" }, true, "samtycke"],
    ["15–17: guardians without the child", { ageYears: 15 }, false, null],
    ["15–17: the child without the guardians", { ageYears: 17, guardians: none, child: "begär", suitable: true }, false, null],
    ["18–20: own consent", { ageYears: 18, guardians: [], child: "begär" }, true, "samtycke"],
  ])("%s", (_name, change, permitted, basis) => {
    expect(consent.apply({ ...place, ...change })).toMatchObject({ permitted, basis });
  });
});

describe("consent: without needs test", () => {
  const free = { ...base, kind: "insats utan behovsprövning" } as const;
  test.each<Case>([
    ["0–11: guardians", {}, true, "samtycke"],
    ["14: the child alone cannot", { ageYears: 14, guardians: none, child: "begär", suitable: true }, false, null],
    [
      "15: the child alone, if suitable",
      { ageYears: 15, guardians: none, child: "begär", suitable: true },
      true,
      "barnet fyllt 15 år begär eller samtycker",
    ],
    ["15: not if unsuitable", { ageYears: 15, guardians: none, child: "begär" }, false, null],
    ["one guardian refuses: no power to decide without", { guardians: split, bestInterestsGround: ground }, false, null],
    ["before 1 July 2025 there was no such form", { decidedOn: "2025-06-30" }, false, null],
  ])("%s", (_name, change, permitted, basis) => {
    expect(consent.apply({ ...free, ...change })).toMatchObject({ permitted, basis });
  });
});

describe("consent: what is cited", () => {
  test.each([
    ["new act", { ageYears: 13, guardians: none, child: "samtycker", suitable: true }, "21 kap. 1 § SoL"],
    ["old act", { decidedOn: "2025-06-30", ageYears: 13, guardians: none, child: "samtycker", suitable: true }, "3 kap. 6 a § äldre SoL"],
    ["old act, contact person", { decidedOn: "2025-06-30", kind: "kontaktperson eller kontaktfamilj" }, "3 kap. 6 b § äldre SoL"],
    ["old act, under 12", { decidedOn: "2025-06-30" }, "6 kap. 11 § FB"],
    ["one guardian refuses", { guardians: split, bestInterestsGround: ground }, "6 kap. 13 a § FB"],
    ["one guardian prevented", { guardians: ["samtycker", "förhindrad"] }, "6 kap. 13 § FB"],
    ["placement from 15", { kind: "placering", ageYears: 16, child: "samtycker" }, "1 § LVU"],
    ["without needs test", { kind: "insats utan behovsprövning" }, "21 kap. 2 § SoL"],
    ["a child who opposes is weighed in", { child: "samtycker inte" }, "3 kap. 2 § SoL"],
  ] as const)("%s", (_name, change, citation) => {
    expect(applied(consent, { ...base, ...change } as ConsentInput).explanation).toContain(`${citation})`);
  });

  test("turning 12 and 15 on the very day of the decision counts", () => {
    const alone = { ...base, guardians: none, child: "samtycker", suitable: true } as const;
    const on = (born: string) => consent.apply({ ...alone, ageYears: ageOn(born, base.decidedOn) }).basis;
    expect([on("2014-03-02"), on("2014-03-01"), on("2011-03-02"), on("2011-03-01")]).toEqual([
      null,
      "barnet fyllt 12 år samtycker",
      "barnet fyllt 12 år samtycker",
      "barnet fyllt 15 år begär eller samtycker",
    ]);
  });

  test("a closed way says every other way", () => {
    expect(applied(consent, { ...base, ageYears: 13, guardians: split }).explanation).toBe(
      "Insatsen kan inte beslutas än. Det saknas samtycke från alla vårdnadshavare (21 kap. 1 § SoL). " +
        "Eller, på en annan väg: barnets samtycke och att insatsen är lämplig utan vårdnadshavares samtycke (21 kap. 1 § SoL). " +
        "Eller, på en annan väg: en grund i barnets bästa för att besluta utan en av vårdnadshavarna (6 kap. 13 a § FB).",
    );
  });
});

describe("consent: properties", () => {
  const guardian = fc.constantFrom<GuardianAnswer>("samtycker", "begär", "samtycker inte", "inte tillfrågad", "förhindrad");
  const child = fc.constantFrom<ChildAnswer>("samtycker", "begär", "samtycker inte", "inte tillfrågad");
  const any: fc.Arbitrary<ConsentInput> = fc.record({
    decidedOn: fc.constantFrom("2024-02-29", "2025-06-30", "2025-07-01", "2026-11-22"),
    ageYears: fc.integer({ min: 0, max: 20 }),
    kind: fc.constantFrom(...CONSENT_KINDS),
    guardians: fc.array(guardian, { maxLength: 3 }),
    child,
    suitable: fc.boolean(),
    bestInterestsGround: fc.constantFrom("", " ", ground),
    farReaching: fc.boolean(),
  });
  const permitted = (input: ConsentInput) => consent.apply(input).permitted;

  test("one more guardian's consent never closes a way", () => {
    fc.assert(
      fc.property(any, fc.nat(2), (input, at) => {
        const guardians = input.guardians.map((answer, index) => (index === at ? "samtycker" : answer));
        if (permitted(input)) expect(permitted({ ...input, guardians })).toBe(true);
      }),
    );
  });
  test("the order of the guardians is nothing", () => {
    fc.assert(
      fc.property(any, (input) => {
        expect(consent.apply({ ...input, guardians: input.guardians.toReversed() })).toEqual(consent.apply(input));
      }),
    );
  });
  test("under 18 no placement without a consenting guardian, and under 12 nothing at all", () => {
    fc.assert(
      fc.property(any, (input) => {
        const consenting = input.guardians.some((answer) => answer === "samtycker" || answer === "begär");
        const bound = input.ageYears < 12 || (input.ageYears < 18 && input.kind === "placering");
        if (bound && !consenting) expect(permitted(input)).toBe(false);
      }),
    );
  });
  test("from 15 nothing for the child against its will", () => {
    fc.assert(
      fc.property(any, (input) => {
        if (input.ageYears < 15 || input.kind === "insats till vårdnadshavaren") return;
        expect(permitted({ ...input, child: "samtycker inte" })).toBe(false);
      }),
    );
  });
  test("under 12 the child's answer never decides, though it is weighed", () => {
    fc.assert(
      fc.property(any, child, (input, answer) => {
        if (input.ageYears < 12) expect(permitted({ ...input, child: answer })).toBe(permitted(input));
      }),
    );
  });
  test("permitted means a basis and nothing missing", () => {
    fc.assert(
      fc.property(any, (input) => {
        const found = consent.apply(input);
        expect(found.permitted).toBe(found.missing.length === 0);
        expect(found.permitted).toBe(found.basis !== null);
        expect(consent.provisionIds).toContain(found.because);
      }),
    );
  });
});

test("the kind of consent by intervention type", () => {
  expect(consentKindOf("familjebehandling", "familjen")).toBe("öppen insats");
  expect(consentKindOf("kontaktperson", "barnet")).toBe("kontaktperson eller kontaktfamilj");
  expect(consentKindOf("föräldrastöd", "vårdnadshavare")).toBe("insats till vårdnadshavaren");
  expect(consentKindOf("jourhem", "barnet")).toBe("placering");
});
