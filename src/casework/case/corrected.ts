/** The case with its entries as they are corrected, and the journal that says so. Pure, but for the parts that it is given: they are just read. */
import { stockholmDate } from "../../platform/basics/dates.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { placeOf, saidBy } from "./outlook.ts";
import { eventsWithRecords, recordsOf, textIn } from "./records.ts";
import type { CaseParts } from "./case-parts.ts";
import type { CorrectionPart } from "../intake/correction-part.ts";
import { correctionLink } from "./correction-link.ts";

/** Stands in the place of the text of an entry that was wrongly written. */
export const struckText = "Struken som felskriven";

/**
 * The texts of every entry as they were last corrected, wherever the case shows them; what stood there before is told with the correction. A text that whoever
 * asks may not see is not there, and then nothing is told of what it was or is.
 */
export function withCorrections<Parts extends Partial<CaseParts>>(parts: Parts): Parts {
  const made = parts.entry_corrections ?? [];
  if (made.length === 0) return parts;
  const all = recordsOf(parts);
  // Of a report whose reporter is secret only the words that stand in it are told: why, and what else is wrong, may say who it was (`get-reporter`).
  const secret = new Set(parts.intakes?.flatMap(({ id, reporter_masked: isMasked }) => (isMasked ? [id] : [])));
  const told = inOrder(made, null).map((given): CorrectionPart => {
    const [part, id = ""] = given.entry.split(".");
    const isSecret = part === "intakes" && secret.has(id);
    const one = isSecret ? { ...given, why: "" } : given;
    const record = all.find(({ key }) => key === one.entry);
    if (!record) return { ...one, instead: null, stood_before: null, why: "" };
    if (one.kind === "annat") return isSecret ? { ...one, instead: null } : one;
    // The same row may stand twice: the latest of several beside them all.
    const rows = all.filter(
      ({ part, row }) => row === record.row || (part === record.part && row["id"] !== undefined && row["id"] === record.row["id"]),
    );
    const struck = one.kind === "felskriven";
    const names = struck ? record.columns.map(({ name }) => name) : [one.field ?? ""];
    const was = names.flatMap((name) => textIn(record, name) ?? []);
    if (was.length === 0 && !struck) return { ...one, instead: null, stood_before: null, why: "" };
    for (const name of names)
      for (const each of rows) if (textIn(each, name) !== undefined) each.row[name] = struck ? struckText : (one.instead ?? "");
    return { ...one, stood_before: was.join("\n") };
  });
  return { ...parts, entry_corrections: told };
}

/** Each after the one that it follows, whatever moment they were written in. */
const inOrder = (made: readonly CorrectionPart[], after: string | null): readonly CorrectionPart[] =>
  made.filter((one) => one.follows_id === after).flatMap((one) => [one, ...inOrder(made, one.id)]);

/** The last word of an entry; undefined where it stands as it was written. */
export const lastCorrection = (
  { entry_corrections: made }: Pick<CaseParts, "entry_corrections">,
  key: string,
): CorrectionPart | undefined => {
  const own = made.filter((one) => one.entry === key);
  return own.find((one) => !own.some((next) => next.follows_id === one.id));
};

/** Everything that has happened in a case, in the order of the rooms: each with its record, whether it is corrected and where it can be. */
export function entriesOf(parts: CaseParts): readonly CaseEvent[] {
  const records = new Map(recordsOf(parts).map((record) => [record.key, record]));
  const events = eventsWithRecords(parts, (own) => saidBy((part) => part.events, own, placeOf(own)));
  return events.map((one) => {
    const event = withWhatItBelongsTo(one, events);
    const record = event.record === undefined ? undefined : records.get(event.record);
    if (!record || event.record === undefined) return event;
    // What is corrected in a later one of its own kind is mended there.
    const correct = event.correct ?? (record.row["corrected"] === true ? undefined : correctionLink(parts.file.id, event.record));
    return saidCorrected(
      { ...event, correct },
      parts.entry_corrections.filter((one) => one.entry === event.record),
    );
  });
}

function withWhatItBelongsTo(event: CaseEvent, events: readonly CaseEvent[]): CaseEvent {
  const to = event.belongs === undefined ? undefined : events.find(({ record }) => record === event.belongs);
  return to ? { ...event, text: [event.text, `Hör till: ${to.heading}, ${to.on}`].filter(Boolean).join("\n") } : event;
}

function saidCorrected(event: CaseEvent, made: readonly CorrectionPart[]): CaseEvent {
  const last = made.at(-1);
  if (!last) return event;
  const on = stockholmDate(new Date(last.recorded_at));
  const struck = made.find(({ kind }) => kind === "felskriven");
  if (struck)
    return {
      ...event,
      corrected: true,
      heading: `Felskriven: ${event.heading}`,
      text: `${struckText} ${on} av ${struck.by}.`,
      childWords: undefined,
    };
  const beside = made.flatMap(({ kind, instead }) => (kind === "annat" && instead ? [`Rättat: ${instead}`] : []));
  const text = [event.text, ...beside].filter(Boolean).join("\n");
  return { ...event, corrected: true, heading: `${event.heading} (rättad ${on} av ${last.by})`, text: text === "" ? undefined : text };
}
