import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ageOn } from "../../platform/basics/dates.ts";
import { applied } from "../../platform/law/rule.ts";
import { guardianKinds as GUARDIAN_KINDS } from "../people/codes.ts";
import type { GuardianKind } from "../people/codes.ts";
import { CONSENT_KINDS } from "./consent-terms.ts";
import type { ChildAnswer, ConsentInput, GuardianAnswer } from "./consent-terms.ts";
import { consent, consentKindOf } from "./rules-consent.ts";

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
    ["0–11: the other is prevented, and nothing says that it cannot wait", { guardians: ["samtycker", "förhindrad"] }, false, null],
    [
      "0–11: the other is prevented, and it cannot wait",
      { guardians: ["samtycker", "förhindrad"], cannotWait: "Platsen går förlorad." },
      true,
      "en vårdnadshavare bestämmer ensam",
    ],
    ["0–11: blanks are no reason", { guardians: ["samtycker", "förhindrad"], cannotWait: " \n" }, false, null],
    [
      "0–11: the other is prevented, it is far-reaching and the child's best does not clearly demand it",
      { guardians: ["samtycker", "förhindrad"], cannotWait: "Platsen går förlorad.", farReaching: true },
      false,
      null,
    ],
    [
      "0–11: the same, and the child's best clearly demands it",
      { guardians: ["samtycker", "förhindrad"], cannotWait: "Nu.", farReaching: true, clearlyDemanded: "Barnet far illa." },
      true,
      "en vårdnadshavare bestämmer ensam",
    ],
    ["0–11: the other is prevented, this one refuses", { guardians: ["samtycker inte", "förhindrad"], cannotWait: "Nu." }, false, null],
    ["0–11: a single guardian is prevented", { guardians: ["förhindrad"], cannotWait: "Nu." }, false, null],
    ["0–11: both are prevented", { guardians: ["förhindrad", "förhindrad"], cannotWait: "Nu." }, false, null],
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
    ["0–11: the other is prevented: too far-reaching", { guardians: ["samtycker", "förhindrad"], cannotWait: "Nu." }, false, null],
    [
      "0–11: the same, and the child's best clearly demands it",
      { guardians: ["samtycker", "förhindrad"], cannotWait: "Nu.", clearlyDemanded: "Barnet far illa." },
      true,
      "en vårdnadshavare bestämmer ensam",
    ],
    [
      "0–11: the same, found not to be far-reaching",
      { guardians: ["samtycker", "förhindrad"], cannotWait: "Nu.", farReaching: false },
      true,
      "en vårdnadshavare bestämmer ensam",
    ],
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

describe("consent: the young person's own word", () => {
  const qualified = { ...base, kind: "särskilt kvalificerad kontaktperson" } as const;
  const old = { decidedOn: "2025-06-30" } as const;
  test.each<Case>([
    ["under 12: guardians, and the child is not asked", {}, false, null],
    ["under 12: guardians and the child", { child: "samtycker" }, true, "samtycke"],
    [
      "13: the child alone, if suitable",
      { ageYears: 13, guardians: none, child: "begär", suitable: true },
      true,
      "barnet fyllt 12 år samtycker",
    ],
    ["16: guardians without the young person", { ageYears: 16 }, false, null],
    ["20: the young person alone", { ageYears: 20, guardians: [], child: "begär" }, true, "samtycke"],
    ["old act, under 12: the guardians", old, true, "samtycke"],
    ["old act, 16: the guardians decide nothing", { ...old, ageYears: 16 }, false, null],
    [
      "old act, 16: the young person, if suitable",
      { ...old, ageYears: 16, child: "begär", suitable: true },
      true,
      "barnet fyllt 15 år begär eller samtycker",
    ],
  ])("specially qualified contact person. %s", (_name, change, permitted, basis) => {
    expect(consent.apply({ ...qualified, ...change })).toMatchObject({ permitted, basis });
  });

  test.each<Case>([
    ["12 on the day before the act of 2023", { decidedOn: "2023-06-30", ageYears: 12 }, false, null],
    ["12 on its first day", { decidedOn: "2023-07-01", ageYears: 12 }, true, "barnet fyllt 12 år samtycker"],
    ["14 on the day before", { decidedOn: "2023-06-30", ageYears: 14 }, false, null],
    ["15 on the day before", { decidedOn: "2023-06-30", ageYears: 15 }, true, "barnet fyllt 15 år begär eller samtycker"],
    ["12 now, but 11 when it answered", { ageYears: 12, childAnsweredAtAge: 11 }, false, null],
    ["15 now, 14 when it answered", { ageYears: 15, childAnsweredAtAge: 14 }, true, "barnet fyllt 15 år begär eller samtycker"],
    ["15 before the act of 2023, 14 when it answered", { decidedOn: "2023-06-30", ageYears: 15, childAnsweredAtAge: 14 }, false, null],
  ])("open intervention without guardians. %s", (_name, change, permitted, basis) => {
    const alone = { ...base, guardians: none, child: "samtycker", suitable: true } as const;
    expect(consent.apply({ ...alone, ...change })).toMatchObject({ permitted, basis });
  });
});

describe("consent: housing and shelter", () => {
  const shelter = { kind: "skyddat boende", withGuardian: true } as const;
  const housing = { kind: "bostad med särskilt stöd" } as const;
  test.each<Case>([
    ["housing: both guardians", housing, true, "samtycke"],
    ["housing: a child of 14 alone cannot", { ...housing, ageYears: 14, guardians: none, child: "samtycker", suitable: true }, false, null],
    [
      "housing: a young person of 17 alone cannot",
      { ...housing, ageYears: 17, guardians: none, child: "begär", suitable: true },
      false,
      null,
    ],
    ["housing: one refuses, no power to decide without", { ...housing, guardians: split, bestInterestsGround: ground }, false, null],
    ["shelter: both, and placed with one of them", shelter, true, "samtycke"],
    ["shelter: both, but the child would be alone there", { ...shelter, withGuardian: false }, false, null],
    ["shelter: one refuses", { ...shelter, guardians: split, bestInterestsGround: ground }, false, null],
    ["shelter: a child of 15 alone cannot", { ...shelter, ageYears: 15, guardians: none, child: "begär", suitable: true }, false, null],
  ])("%s", (_name, change, permitted, basis) => {
    expect(consent.apply({ ...base, ...change })).toMatchObject({ permitted, basis });
  });
});

describe("consent: who answers for the child", () => {
  const kinds = (...guardianKinds: GuardianKind[]) => ({ guardianKinds });
  test.each<Case>([
    [
      "a god man in the stead of parents who cannot be asked",
      { guardians: ["inte tillfrågad", "samtycker"], ...kinds("vårdnadshavare", "god man") },
      true,
      "samtycke",
    ],
    [
      "a god man who refuses, parents who would consent",
      { guardians: ["samtycker", "samtycker inte"], ...kinds("vårdnadshavare", "god man") },
      false,
      null,
    ],
    ["a temporary guardian alone", { guardians: ["samtycker"], ...kinds("tillfällig vårdnadshavare") }, true, "samtycke"],
    [
      "two specially appointed, one refuses",
      { guardians: split, ...kinds("särskilt förordnad vårdnadshavare", "särskilt förordnad vårdnadshavare") },
      false,
      null,
    ],
    [
      "the same, and the board decides",
      { guardians: split, bestInterestsGround: ground, ...kinds("särskilt förordnad vårdnadshavare", "särskilt förordnad vårdnadshavare") },
      true,
      "nämnden beslutar trots att en vårdnadshavare inte samtycker",
    ],
    [
      "the board does not decide against one god man of two",
      { guardians: split, bestInterestsGround: ground, ...kinds("god man", "god man") },
      false,
      null,
    ],
  ])("%s", (_name, change, permitted, basis) => {
    expect(consent.apply({ ...base, ...change })).toMatchObject({ permitted, basis });
  });
});

describe("consent: what is cited", () => {
  test.each([
    ["new act", { ageYears: 13, guardians: none, child: "samtycker", suitable: true }, "21 kap. 1 § SoL"],
    [
      "old act, the last day on which 12 was too young",
      { decidedOn: "2023-06-30", ageYears: 15, guardians: none, child: "begär", suitable: true },
      "3 kap. 6 a § äldre SoL",
    ],
    ["old act", { decidedOn: "2025-06-30", ageYears: 13, guardians: none, child: "samtycker", suitable: true }, "3 kap. 6 a § äldre SoL"],
    ["old act, contact person", { decidedOn: "2025-06-30", kind: "kontaktperson eller kontaktfamilj" }, "3 kap. 6 b § äldre SoL"],
    ["old act, under 12", { decidedOn: "2025-06-30" }, "6 kap. 11 § FB"],
    ["one guardian refuses", { guardians: split, bestInterestsGround: ground }, "6 kap. 13 a § FB"],
    ["one guardian prevented", { guardians: ["samtycker", "förhindrad"], cannotWait: "Nu." }, "6 kap. 13 § FB"],
    ["an adult decides for herself", { ageYears: 18, guardians: [], child: "samtycker" }, "2 kap. 1 § SoL"],
    ["a shelter", { kind: "skyddat boende", withGuardian: true }, "22 kap. 5 § SoL"],
    ["a shelter, old act", { decidedOn: "2025-06-30", kind: "skyddat boende", withGuardian: true }, "6 kap. 6 d § äldre SoL"],
    [
      "a shelter that one guardian refuses is the court's",
      { kind: "skyddat boende", withGuardian: true, guardians: split },
      "3 kap. 3 § lagen (2024:79) om placering av barn i skyddat boende",
    ],
    ["housing with special support", { kind: "bostad med särskilt stöd" }, "21 kap. 1 § SoL"],
    [
      "a qualified contact person",
      { kind: "särskilt kvalificerad kontaktperson", ageYears: 16, child: "begär" },
      "13 kap. 7 § andra stycket SoL",
    ],
    ["a god man", { guardians: ["samtycker"], guardianKinds: ["god man"] }, "2 § lagen (2005:429) om god man för ensamkommande barn"],
    ["a temporary guardian", { guardians: ["samtycker"], guardianKinds: ["tillfällig vårdnadshavare"] }, "6 kap. 10 d § FB"],
    ["a specially appointed one", { guardians: ["samtycker"], guardianKinds: ["särskilt förordnad vårdnadshavare"] }, "6 kap. 10 a § FB"],
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
    decidedOn: fc.constantFrom("2023-06-30", "2024-02-29", "2025-06-30", "2025-07-01", "2026-11-22"),
    ageYears: fc.integer({ min: 0, max: 20 }),
    kind: fc.constantFrom(...CONSENT_KINDS),
    guardians: fc.array(guardian, { maxLength: 3 }),
    guardianKinds: fc.constantFrom<readonly GuardianKind[]>([], ...GUARDIAN_KINDS.map((kind) => [kind, kind, kind])),
    cannotWait: fc.constantFrom("", "Nu."),
    clearlyDemanded: fc.constantFrom("", "Barnet far illa."),
    withGuardian: fc.boolean(),
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
        const outside = ["placering", "bostad med särskilt stöd", "skyddat boende"].includes(input.kind);
        const bound = input.ageYears < 12 || (input.ageYears < 18 && outside);
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
        const denne = input.kind === "särskilt kvalificerad kontaktperson" && input.decidedOn >= "2025-07-01";
        if (input.ageYears < 12 && !denne) expect(permitted({ ...input, child: answer })).toBe(permitted(input));
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
  expect(consentKindOf("skyddat boende", "barnet")).toBe("skyddat boende");
  expect(consentKindOf("bostad med särskilt stöd", "barnet")).toBe("bostad med särskilt stöd");
  expect(consentKindOf("kontaktperson", "barnet", "qualified-contact-person")).toBe("särskilt kvalificerad kontaktperson");
  expect(consentKindOf("familjebehandling", "familjen", "intervention-beyond-right")).toBe("öppen insats utöver rätten");
});
