/** A publication: the tables asked for, in the official form or the protected one, with what is known of them. */
import type { Problem, Result } from "../../platform/basics/result.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Answered } from "./answered.ts";
import type { TableSet } from "./definition.ts";
import type { Grouping } from "./frame.ts";
import { makeProtectedTables, makeProtectedTexts } from "./make-protected.ts";
import { makeTables } from "./make-table.ts";
import type { Publication } from "./output/publication.ts";
import type { ProtectOptions, Protection } from "./protection/protect.ts";
import { protect } from "./protection/protect.ts";
import { qualityDeclaration } from "./quality-declaration.ts";
import type { Table } from "./table.ts";
import { makeTexts } from "./texts.ts";

export type PublicationOptions = {
  /** Also the tables of each group of these. */
  readonly by: readonly Grouping[];
  readonly isProtected: boolean;
  /** With the tables by sex and age; in the protected form alone. */
  readonly withSexAndAge: boolean;
  /** Of what answers give, the tables by sex and age alone. */
  readonly isSexAndAgeAlone?: boolean;
  readonly made: Date;
  readonly version: string;
  /** How the protected form is worked out, where something is known beside it. */
  readonly protection?: ProtectOptions;
  /** Tables that stand after the others, made with the same protection; null where nothing is hidden. */
  readonly more?: (protection: Protection | null) => readonly Table[];
};

/** Why a protected publication is none. */
export const auditFailed: Problem = {
  code: "audit-failed",
  message: "Granskningen håller inte: ett antal från 1 till 6 enheter går att räkna ut, hur mycket som än döljs.",
  hint: "Så är det när få har svarat. Vänta på fler svar; håller den inte då heller är felet programmets, anmäl det.",
};

/** Makes it. Problem: `audit-failed` where a protected publication's audit does not hold; then nothing may be published. */
export async function makePublication(set: TableSet, answered: Answered, options: PublicationOptions): Promise<Result<Publication>> {
  const protection = options.isProtected ? await protect(set, answered, options.protection) : null;
  if (protection?.audit.isSafe === false) {
    return failed(auditFailed);
  }
  const audit = protection?.audit ?? null;
  const tables = protection === null ? makeTables(set, answered, options.by) : makeProtectedTables(set, answered, protection, options);
  return ok({
    survey: set.survey,
    title: set.title,
    source: set.source,
    tables: [...tables, ...(options.more?.(protection) ?? [])],
    texts:
      options.isSexAndAgeAlone === true
        ? []
        : protection === null
          ? makeTexts(set, answered)
          : makeProtectedTexts(set, answered, protection),
    quality: qualityDeclaration(set, answered, audit, (base) => protection?.isBaseShown(base, null) !== false),
    audit,
    made: options.made,
    version: options.version,
  });
}
