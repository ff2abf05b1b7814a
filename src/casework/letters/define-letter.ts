import { createHash } from "node:crypto";
import type { z } from "zod";
import { worksInCase } from "../../platform/access/permits.ts";
import { ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { defineQuery } from "../../platform/core/door.ts";
import type { Context, OperationLimit, Query } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findLetterhead } from "./find-letterhead.ts";
import { madeLetter, withLetterhead } from "./letter.ts";
import type { LetterWords, MadeLetter } from "./letter.ts";
import { lookThrough } from "./look-through.ts";
import type { Receiver } from "./look-through.ts";

/** When a letter is made, and in whose name: by whoever asks for it, or by the program for who planned it. */
export type LetterAt = Pick<Context, "now" | "today" | "touch"> & { readonly actor: Pick<Context["actor"], "municipalityId" | "name"> };

/** A letter as its room gives it. */
export type Composed = {
  readonly receiver: Receiver;
  readonly madeAt: Date;
  /** The number of the case; null where the letter names no case. */
  readonly reference: string | null;
  /** Who writes, and can be reached. */
  readonly by: string;
  readonly said: LetterWords;
  /** Texts that guardians may not be shown and that the receiver is given all the same: somebody has chosen so of each. No other passage goes by it. */
  readonly tells?: readonly string[];
};

export type OfCase = z.ZodObject<{ readonly caseId: z.ZodType<string> } & z.core.$ZodLooseShape>;

/** A kind of letter: asked for through the door as any question, or made by the program when its turn comes (`letterOf`). */
export type LetterQuery<Input extends OfCase> = Query<Input, MadeLetter> & {
  readonly letterKind: string;
  readonly letterOf: (tx: Tx, at: LetterAt, input: z.output<Input>) => Promise<Result<MadeLetter>>;
};

/** An identifier of the kind of letter and of what it is about: the same letter has the same. */
function letterIdOf(kind: string, input: Readonly<Record<string, unknown>>): string {
  const about = Object.entries(input)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`);
  const hex = createHash("sha256")
    .update([kind, ...about].join("\n"))
    .digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}

/**
 * Defines a kind of letter. Its room says the words and who gets it; here it gets the municipality's head, and is looked through for what is protected. Nothing else
 * gives what `letterPdf` takes, so no letter leaves without it (decision 0057-every-letter-by-one-door).
 */
export function defineLetter<Input extends OfCase>(of: {
  readonly kind: string;
  readonly name: string;
  readonly title: string;
  readonly input: Input;
  /** How often one person may ask. */
  readonly limit?: OperationLimit;
  readonly compose: (tx: Tx, at: LetterAt, input: z.output<Input>) => Promise<Result<Composed>>;
}): LetterQuery<Input> {
  const letterOf = async (tx: Tx, at: LetterAt, input: z.output<Input>): Promise<Result<MadeLetter>> => {
    const composed = await of.compose(tx, at, input);
    if (!composed.ok) return composed;
    const { receiver, said, madeAt, reference, by, tells = [] } = composed.value;
    const { municipalityId } = at.actor;
    const letter = withLetterhead(said, { head: await findLetterhead(tx, municipalityId), madeAt, reference, by });
    const letterId = letterIdOf(of.kind, input);
    const { caseId } = input as { readonly caseId: string };
    const passages = await lookThrough(tx, { municipalityId, caseId, letterId, receiver, by, letter, tells, touch: at.touch });
    return ok({ kind: of.kind, letterId, madeAt, letter, passages } as unknown as MadeLetter);
  };
  const query = defineQuery<Input, MadeLetter>({
    name: of.name,
    title: of.title,
    input: of.input,
    output: madeLetter as unknown as z.ZodType<MadeLetter>,
    permit: [worksInCase],
    ...(of.limit === undefined ? {} : { limit: of.limit }),
    run: (tx, input, context) => letterOf(tx, context, input),
  });
  return { ...query, letterKind: of.kind, letterOf };
}
