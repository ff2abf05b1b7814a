/** What a case holds, part by part, in words: for the page and for the extract. Pure. */
import type { CaseParts } from "../../casework/case/case-parts.ts";
import { outlookOf, saidBy } from "../../casework/case/outlook.ts";
import type { Content } from "../../casework/part/work.ts";

/** What the case holds, what came of it before what came in, the latest first of each. `today` is "YYYY-MM-DD". */
export function contentsOf(parts: CaseParts, today: string): readonly Content[] {
  return saidBy((part) => part.contents, parts, outlookOf(parts, today));
}
