/** What a case holds, part by part, in words: for the page and for the extract. Pure. */
import type { CaseParts } from "../../casework/case/case-parts.ts";
import { outlookOf, saidBy } from "../../casework/case/outlook.ts";
import type { CaseTab } from "../../casework/part/case-link.ts";
import type { Content } from "../../casework/part/work.ts";

/** What the case holds, what came of it before what came in, the latest first of each; all of it, or of one tab. `today` is "YYYY-MM-DD". */
export function contentsOf(parts: CaseParts, today: string, tab?: CaseTab): readonly Content[] {
  return saidBy((part) => part.contents?.filter((one) => tab === undefined || one.tab === tab), parts, outlookOf(parts, today));
}
