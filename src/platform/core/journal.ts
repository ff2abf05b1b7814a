import type { Actor, Machine, Respondent, StaffActor } from "./actor.ts";
import type { Context } from "./door.ts";
import { newId } from "../basics/identifiers.ts";

/** The columns that every journaled row ends with: which municipality, who wrote it and when. */
export function stamp(context: Context): { municipality_id: number; recorded_by: string; recorded_at: Date } {
  return { municipality_id: context.actor.municipalityId, recorded_by: context.actor.staffId, recorded_at: context.now };
}

/** The same of what the command line may write too, where no employee writes. */
export function stampOfProgramToo({ actor, now }: Pick<Context<StaffActor | Machine>, "actor" | "now">) {
  const recorded_by = actor.kind === "staff" ? actor.staffId : null;
  return { municipality_id: actor.municipalityId, recorded_by, recorded_at: now };
}

/** The same of what somebody at a unit may write too: then without an account, by the name and the title that they said (`said_by`). */
export function stampOfEither({ actor, now }: Pick<Context<StaffActor | Respondent>, "actor" | "now">) {
  const who =
    actor.kind === "staff"
      ? { recorded_by: actor.staffId, said_by: null }
      : { recorded_by: null, said_by: saidName(actor.name, actor.title) };
  return { municipality_id: actor.municipalityId, ...who, recorded_at: now };
}

/** "Anna Berg, socialchef": how somebody without an account is named. */
export const saidName = (name: string, title: string): string => [name, title].filter(Boolean).join(", ");

/** A new identifier that is also named in the log. */
export function newTouchedId(context: Pick<Context<Actor>, "now" | "touch">): string {
  const id = newId(context.now);
  context.touch(id);
  return id;
}
