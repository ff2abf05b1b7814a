import type { Context } from "./door.ts";
import { newId } from "../basics/identifiers.ts";

/** The columns that every journaled row ends with: which municipality, who wrote it and when. */
export function stamp(context: Context): { municipality_id: number; recorded_by: string; recorded_at: Date } {
  return { municipality_id: context.actor.municipalityId, recorded_by: context.actor.staffId, recorded_at: context.now };
}

/** A new identifier that is also named in the log. */
export function newTouchedId(context: Context): string {
  const id = newId(context.now);
  context.touch(id);
  return id;
}
