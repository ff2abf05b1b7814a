/** What the room contributes of a case. */
import { file, left, moves, staff } from "./file-parts.ts";
import { intakes, unanswered } from "./intake-part.ts";
import { notes } from "./note-part.ts";
import { siblings } from "./sibling-part.ts";

export const intakeParts = { file, staff, left, moves, intakes, siblings, unanswered, notes };
