/** A publication: the tables asked for, in the official form or the protected one, with what is known of them. */
import type { Answered } from "./answered.ts";
import type { TableSet } from "./definition.ts";
import type { Grouping } from "./frame.ts";
import { makeProtectedTables, makeProtectedTexts } from "./make-protected.ts";
import { makeTables } from "./make-table.ts";
import type { Publication } from "./output/publication.ts";
import { protect } from "./protection/protect.ts";
import { qualityDeclaration } from "./quality-declaration.ts";
import { makeTexts } from "./texts.ts";

export type PublicationOptions = {
  /** Also the tables of each group of these. */
  readonly by: readonly Grouping[];
  readonly isProtected: boolean;
  /** With the tables by sex and age; in the protected form alone. */
  readonly withSexAndAge: boolean;
  readonly made: Date;
  readonly version: string;
};

/** Makes it. @throws Error where a protected publication's audit does not hold: then nothing may be published. */
export async function makePublication(set: TableSet, answered: Answered, options: PublicationOptions): Promise<Publication> {
  const protection = options.isProtected ? await protect(set, answered) : null;
  if (protection?.audit.isSafe === false) throw new Error("The audit of the protected publication does not hold.");
  const audit = protection?.audit ?? null;
  return {
    survey: set.survey,
    title: set.title,
    source: set.source,
    tables: protection === null ? makeTables(set, answered, options.by) : makeProtectedTables(set, answered, protection, options),
    texts: protection === null ? makeTexts(set, answered) : makeProtectedTexts(set, answered, protection),
    quality: qualityDeclaration(set, answered, audit),
    audit,
    made: options.made,
    version: options.version,
  };
}
