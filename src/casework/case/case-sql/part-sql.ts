import type { RawBuilder } from "kysely";
import type { Context } from "../../../platform/core/door.ts";

/** Which case is asked about: municipality (`m`), case (`c`), and by whom and when. */
export type CaseQuestion = { readonly m: number; readonly c: string; readonly context: Context };

/** A part of a case as one scalar subquery that gives it as JSON: an object, or a list in the order things happened. */
export type PartSql = (question: CaseQuestion) => RawBuilder<unknown>;
