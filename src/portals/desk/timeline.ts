/** Everything that has happened in a case, as one list. */
import { stockholmTime } from "../../platform/basics/dates.ts";
import type { CaseParts } from "../../casework/case/case-parts.ts";
import { entriesOf } from "../../casework/case/corrected.ts";
import type { CaseEvent } from "../../casework/part/case-event.ts";
import { writtenLater } from "../../casework/part/made-words.ts";

/**
 * What has happened, the latest first: by the day and the time it happened where the time is known, otherwise by the time it was written that
 * day. What was written on a later day without a time stands last in its day. Within one moment in the order it was written, then of the work.
 */
export function timelineOf(parts: CaseParts): readonly CaseEvent[] {
  return entriesOf(parts)
    .map((event, place) => ({ event, moment: momentOf(event), recorded: Date.parse(event.recordedAt), place }))
    .sort((a, b) => (a.moment < b.moment ? 1 : a.moment > b.moment ? -1 : b.recorded - a.recorded || b.place - a.place))
    .map(({ event }) => ({ ...event, written: writtenLater(event.on, event.recordedAt) }));
}

/** "2026-03-02 09:30": what an event is sorted by. */
function momentOf({ on, at, recordedAt }: CaseEvent): string {
  const time = at ?? (writtenLater(on, recordedAt) === undefined ? stockholmTime(new Date(recordedAt)) : "24:00");
  return `${on} ${time}`;
}
