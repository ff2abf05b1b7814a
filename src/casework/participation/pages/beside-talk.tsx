import { SummaryList } from "../../../ui/components/lists.tsx";
import { Card, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { PhasePart } from "../case-part.ts";
import { talkWithoutConsent } from "../rules.ts";
import { ChildSaid, kindOf } from "./case-words.tsx";

type Props = {
  readonly parts: CaseWith<"conversations">;
  readonly phase: PhasePart;
  readonly today: string;
  /** what guardians have answered, in words; undefined where nobody is asked */ readonly consents?: readonly string[] | undefined;
};

/** What stands beside a form of a conversation: what it counts as, what the law says of consent, what the child has said before. */
export const BesideTalk = ({ parts, phase, today, consents }: Props) => {
  const about = { phase: kindOf(phase), day: today };
  return (
    <>
      <Needs parts={parts} />
      <Card heading="Vad samtalet räknas som">
        <Paragraph>
          Ett genomfört samtal räknas som att barnet har fått säga sin mening. Ville barnet inte, eller ställdes samtalet in, blir det
          skälet till att barnet inte är hört.
        </Paragraph>
        <LawNote>{talkWithoutConsent.explain(about, talkWithoutConsent.apply(about))}</LawNote>
        {consents?.length === 0 ? <Paragraph>Inget svar om samtycke till samtal är inskrivet.</Paragraph> : null}
        {consents?.map((one) => (
          <Paragraph>{one}</Paragraph>
        ))}
      </Card>
      <ChildSaid parts={parts} most={2} />
    </>
  );
};

/** What whoever meets the child must know before: language, interpreter, how one speaks with the child. Nothing where nothing is known. */
const Needs = ({ parts: { child } }: { parts: CaseWith }) => {
  const known = [
    ...(child.interpreter_need ? [{ term: "Tolk", value: child.language === null ? "Behövs" : `Behövs: ${child.language}` }] : []),
    ...child.needs.map(({ kind, detail }) => ({ term: kind === "tolk" ? "Tolk" : "I samtal", value: detail })),
  ];
  if (known.length === 0) return null;
  return (
    <Card heading="Inför samtalet" tinted>
      <SummaryList rows={known} />
    </Card>
  );
};
