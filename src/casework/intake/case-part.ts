/** What the room contributes of a case. */
import { attachmentsPart } from "./attachment-part.ts";
import { entryCorrections } from "./correction-part.ts";
import { file, left, moves, staff } from "./file-parts.ts";
import { intakes, unanswered } from "./intake-part.ts";
import { notes } from "./note-part.ts";
import { siblings } from "./sibling-part.ts";
import { transfers } from "./transfer-part.ts";

export const intakeParts = {
  ...{ file, staff, left, moves, intakes, siblings, unanswered, notes },
  ...{ attachments: attachmentsPart, entry_corrections: entryCorrections, transfers },
};
