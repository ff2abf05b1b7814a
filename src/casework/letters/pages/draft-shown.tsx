import type { FC } from "hono/jsx";
import { Alert, Card } from "../../../ui/components/text.tsx";
import { Refusal } from "../../../ui/page.tsx";
import type { Problem } from "../../../platform/basics/result.ts";
import type { MadeLetter } from "../letter.ts";
import { LetterShown } from "./letter-shown.tsx";

/** A letter of words that are not saved yet, or why there is none; what is typed stays in the form. */
export type Draft = MadeLetter | { readonly problem: Problem } | undefined;

/** What a question for such a letter gives. */
export const draftOf = (asked: Promise<MadeLetter>): Promise<Draft> =>
  asked.catch((fault: unknown) => {
    if (fault instanceof Refusal) return { problem: fault.problem };
    throw fault;
  });

/** The letter as it will be, with what in it may tell something protected. */
export const DraftShown: FC<{ draft: Draft }> = ({ draft }) =>
  draft === undefined ? null : "problem" in draft ? (
    <Alert tone="warning" heading="Brevet kan inte visas">
      {draft.problem.fields?.map(({ message }) => message).join(" ") ?? draft.problem.message}
    </Alert>
  ) : (
    <Card heading="Så blir brevet">
      {draft.passages.map(({ tells, passage }) => (
        <Alert tone="danger" heading={`Kan visa ${tells}`}>
          {passage}
        </Alert>
      ))}
      <LetterShown letter={draft.letter} />
    </Card>
  );
