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
