/**
 * What is written once: each text of an investigation's body, and the fields of other forms that ask for the same. Such a form stands filled in from the
 * body, and the text is asked for nowhere else.
 */
import { ownSources } from "./body-fields.ts";
import type { BodyPart } from "./body.ts";
import type { HeadingSection } from "./headings.ts";

type AskedAgain = { readonly section: HeadingSection; readonly action: string; readonly field: string };

export const typedOnce: readonly AskedAgain[] = [
  { section: "barnets bästa", action: "investigation.assess-best-interests", field: "assessment" },
  { section: "hur åsikten vägs", action: "participation.record-step", field: "content" },
  { section: "hur åsikten vägs", action: "participation.record-encounter", field: "weighedHow" },
  { section: "analys", action: "decision.decide-no-intervention", field: "assessment" },
  { section: "analys", action: "intervention.grant-intervention", field: "assessment" },
  { section: "förslag", action: "decision.decide-no-intervention", field: "reasoning" },
  { section: "förslag", action: "intervention.grant-intervention", field: "reasoning" },
];

/** What the body says that the form of an action asks for, in the names of its fields. */
export function fromBody(body: Pick<BodyPart, "passages"> | undefined, action: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    typedOnce
      .filter((one) => one.action === action)
      .flatMap(({ section, field }) => {
        const text = body?.passages.find((one) => one.section === section)?.text;
        return text === undefined ? [] : [[field, text]];
      }),
  );
}

/** The risks and the protection that are found, a line for each, but what one guardian or somebody close has told: what the assessment of best interests asks for beside its text. */
export function factorsOf({ findings }: Pick<BodyPart, "findings">): {
  readonly riskFactors?: string;
  readonly protectiveFactors?: string;
} {
  const lines = (kind: "risk" | "skydd") =>
    findings
      .filter((one) => one.kind === kind && !ownSources.includes(one.source))
      .map(({ statement }) => statement)
      .join("\n");
  const [risk, protection] = [lines("risk"), lines("skydd")];
  return { ...(risk === "" ? {} : { riskFactors: risk }), ...(protection === "" ? {} : { protectiveFactors: protection }) };
}
