/**
 * What goes together: which legal ground covers which intervention, and on which consent a decision on that ground may rest. The law as dated
 * rows; the same table stands as a constraint in the database (`ground_covers_what_is_granted`), and a test compares the two.
 */
import { capital } from "../../platform/basics/text.ts";
import { formatLong } from "../../platform/basics/dates.ts";
import { citationOn, citationsOn } from "../../platform/law/provision.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import { listed } from "../../platform/law/rule.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { BOARD_AGAINST_GUARDIAN, CONSENT_BASES } from "./consent-terms.ts";
import type { ConsentBasis, ConsentKind } from "./consent-terms.ts";
import { CARE_TYPES, OPEN_TYPES } from "./intervention-types.ts";

const WITH_CONSENT: readonly ConsentBasis[] = CONSENT_BASES.filter((basis) => basis !== BOARD_AGAINST_GUARDIAN);

/** What FB 6:13 a lets the board decide without one of two guardians, as kinds of consent and since when. */
export const COVERED_BY_13_A: { readonly validFrom: string; readonly consentKinds: readonly ConsentKind[] } = {
  validFrom: "2012-05-01",
  consentKinds: ["öppen insats", "kontaktperson eller kontaktfamilj"],
};

export type Coverage = {
  readonly groundId: string;
  /** The types of the open extract that the ground covers. */
  readonly interventions: readonly string[];
  /** The consent that a decision on this ground may rest on. */
  readonly bases: readonly ConsentBasis[];
  readonly validFrom: string;
  readonly because: readonly ProvisionId[];
};

/** Every ground on which an intervention is granted, with what it covers. */
export const COVERAGE: readonly Coverage[] = [
  {
    groundId: "right-to-intervention",
    interventions: [...OPEN_TYPES, ...CARE_TYPES],
    bases: WITH_CONSENT,
    validFrom: "2002-01-01",
    because: ["right-to-intervention"],
  },
  {
    groundId: "contact-person",
    interventions: ["kontaktperson"],
    bases: WITH_CONSENT,
    validFrom: "2002-01-01",
    because: ["contact-person"],
  },
  {
    groundId: "qualified-contact-person",
    interventions: ["kontaktperson"],
    bases: WITH_CONSENT,
    validFrom: "2002-01-01",
    because: ["qualified-contact-person"],
  },
  {
    groundId: "one-guardian-refuses",
    interventions: OPEN_TYPES,
    bases: [BOARD_AGAINST_GUARDIAN],
    validFrom: COVERED_BY_13_A.validFrom,
    because: ["one-guardian-refuses"],
  },
  {
    groundId: "intervention-beyond-right",
    interventions: OPEN_TYPES,
    bases: WITH_CONSENT,
    validFrom: "2002-01-01",
    because: ["intervention-beyond-right"],
  },
  {
    groundId: "right-and-beyond",
    interventions: OPEN_TYPES,
    bases: WITH_CONSENT,
    validFrom: "2002-01-01",
    because: ["right-to-intervention", "intervention-beyond-right"],
  },
];

export type FitInput = {
  readonly groundId: string;
  readonly intervention: string;
  readonly basis: ConsentBasis;
  readonly decidedOn: string;
};
export type FitOutcome = {
  readonly permitted: boolean;
  /** What does not fit: the type, the consent, or the day. */
  readonly why: "passar" | "insatsen" | "samtycket" | "dagen" | "okänt lagrum";
  /** The grounds that would fit this intervention and this consent. */
  readonly fitting: readonly string[];
};

const covers = (row: Coverage, { intervention, basis, decidedOn }: Omit<FitInput, "groundId">): FitOutcome["why"] => {
  if (!row.interventions.includes(intervention)) return "insatsen";
  if (!row.bases.includes(basis)) return "samtycket";
  return decidedOn < row.validFrom ? "dagen" : "passar";
};

export const groundFits: Rule<FitInput, FitOutcome> = {
  id: "ground-fits",
  title: "Lagrum, insats och samtycke hör ihop",
  provisionIds: [
    "right-to-intervention",
    "contact-person",
    "qualified-contact-person",
    "one-guardian-refuses",
    "intervention-beyond-right",
  ],
  basis: "lag",
  room: "decision",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source:
    "6 kap. 13 a § FB gäller insatser i öppna former enligt 11 kap. 1 §, kontaktperson och kontaktfamilj enligt 13 kap. 7 § första stycket, psykiatrisk eller psykologisk undersökning eller behandling och 9 § 4–6 LSS; inte 11 kap. 4 § och ingen vård utanför hemmet.",
  apply({ groundId, ...what }) {
    const fitting = COVERAGE.filter((row) => covers(row, what) === "passar").map((row) => row.groundId);
    const row = COVERAGE.find((one) => one.groundId === groundId);
    const why = row === undefined ? "okänt lagrum" : covers(row, what);
    return { permitted: why === "passar", why, fitting };
  },
  explain({ groundId, intervention, basis, decidedOn }, { permitted, why, fitting }) {
    const cite = (id: string) => citationsOn(COVERAGE.find((row) => row.groundId === id)?.because ?? [], decidedOn);
    if (permitted) return `Lagrummet passar insatsen och samtycket (${cite(groundId)}).`;
    if (why === "okänt lagrum") return "Lagrummet är inget som en insats beviljas på. Välj ett annat.";
    if (why === "dagen") return `Bestämmelsen gällde inte den ${formatLong(decidedOn)} (${cite(groundId)}). Välj ett annat lagrum.`;
    const first =
      why === "insatsen"
        ? `Lagrummet omfattar inte insatsen ${intervention} (${cite(groundId)}).`
        : `Lagrummet passar inte samtycket: ${basis} (${cite(groundId)}).`;
    return fitting.length === 0 ? first : `${first} Välj ${listed(fitting.map(cite), "eller")}.`;
  },
};

export const MEASURES = [
  "insats i öppen form enligt 11 kap. 1 §",
  "insats enligt 11 kap. 4 §",
  "insats utan individuell behovsprövning",
  "kontaktperson eller kontaktfamilj",
  "särskilt kvalificerad kontaktperson",
  "vård eller boende utanför hemmet",
  "psykiatrisk eller psykologisk undersökning eller behandling",
  "annan hälso- och sjukvård",
  "insats enligt 9 § 4, 5 eller 6 LSS",
  "annan insats enligt LSS",
] as const;
type Measure = (typeof MEASURES)[number];

const COVERED_MEASURES: readonly Measure[] = [
  "insats i öppen form enligt 11 kap. 1 §",
  "kontaktperson eller kontaktfamilj",
  "psykiatrisk eller psykologisk undersökning eller behandling",
  "insats enligt 9 § 4, 5 eller 6 LSS",
];

export type AgainstGuardianInput = { readonly measure: Measure; readonly decidedOn: string };

export const decidedAgainstGuardian: Rule<AgainstGuardianInput, { readonly covered: boolean }> = {
  id: "decided-against-guardian",
  title: "Vad nämnden får besluta utan den ena vårdnadshavarens samtycke",
  provisionIds: ["one-guardian-refuses"],
  basis: "lag",
  room: "decision",
  validFrom: COVERED_BY_13_A.validFrom,
  certainty: "verifierad",
  source: "Den äldre lydelsen sade behandling i öppna former; den är inte läst i sin helhet. Nämnden eller utskott beslutar.",
  apply: ({ measure, decidedOn }) => ({
    covered: decidedOn >= COVERED_BY_13_A.validFrom && COVERED_MEASURES.includes(measure),
  }),
  explain({ measure, decidedOn }, { covered }) {
    const may = covered
      ? "får nämnden besluta om trots att en av två vårdnadshavare inte samtycker"
      : "får inte beslutas utan båda vårdnadshavarnas samtycke med stöd av denna paragraf";
    return `${capital(measure)} ${may} (${citationOn("one-guardian-refuses", decidedOn)}).`;
  },
};
