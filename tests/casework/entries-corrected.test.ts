import { beforeAll, describe, expect, test } from "vitest";
import { caseParts, partNames, partsByName } from "../../src/casework/case/case-parts.ts";
import type { CaseParts } from "../../src/casework/case/case-parts.ts";
import { entriesOf, lastCorrection, struckText, withCorrections } from "../../src/casework/case/corrected.ts";
import { correctableIn, isDecided, maybeStruck, ownWayOf, recordsOf, textIn } from "../../src/casework/case/records.ts";
import type { CaseRecord } from "../../src/casework/case/records.ts";
import { fullExtract } from "../../src/portals/desk/journal/extract.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { sample, seeded, withMissing } from "../support/sampled-case.ts";

/**
 * Every kind of entry that there is in a case, walked as the schemas of its parts have them: a new kind of record is among them without anybody telling. Each
 * can be corrected, or its room says where it is corrected instead.
 */
const cases: CaseParts[] = [];
beforeAll(() => {
  for (let seed = 1; cases.length < 12 && seed < 200; seed += 1) {
    const next = seeded(seed);
    const whole = withMissing(caseParts, sample(caseParts, next, []), next, seed * 2) as CaseParts;
    // A step of its own, not of a conversation: that one is told of as the conversation.
    const steps = whole.steps.map((one, place) => (place === 0 ? { ...one, conversation_id: null } : one));
    const parts = named({ ...whole, steps, entry_corrections: [] }) as CaseParts;
    // What the database lets nobody write is not told: a meeting that was never booked.
    try {
      timelineOf(parts);
      cases.push(parts);
    } catch {
      continue;
    }
  }
});

/** Every identifier of its own, as in the database. */
let given = 0;
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one));
  if (typeof value !== "object" || value === null) return value;
  const own = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, named(one)]));
  given += 1;
  return "id" in own ? { ...own, id: `00000000-0000-7000-8000-${String(given).padStart(12, "0")}` } : own;
}

const kindOf = ({ part, path }: Pick<CaseRecord, "part" | "path">): string => [part, path].filter(Boolean).join(".");
const moment = "2026-03-20T10:00:00+01:00";
const correction = (entry: string, more: Partial<CaseParts["entry_corrections"][number]>): CaseParts["entry_corrections"][number] => ({
  ...{
    id: "00000000-0000-7000-8000-000000000001",
    entry,
    kind: "text",
    field: null,
    instead: "Rätt ord",
    stood_before: null,
    why: "Fel ord.",
    follows_id: null,
  },
  ...{ recorded_at: moment, by: "Karin Lind", ...more },
});
const corrected = (parts: CaseParts, ...made: CaseParts["entry_corrections"]): CaseParts =>
  withCorrections({ ...structuredClone(parts), entry_corrections: made });
const pdf = (parts: CaseParts): string => JSON.stringify(fullExtract({ parts, madeAt: new Date(moment), madeBy: "N", withheld: [] }));

describe("every kind of entry", () => {
  test("says which record it tells of, who wrote it and where it is corrected", () => {
    const untold = new Set<string>();
    const kinds = new Set<string>();
    for (const parts of cases) {
      const records = new Map(recordsOf(parts).map((one) => [one.key, one]));
      for (const event of entriesOf(parts)) {
        const record = event.record === undefined ? undefined : records.get(event.record);
        if (!record) untold.add(`no record: ${event.heading.slice(0, 40)}`);
        else kinds.add(kindOf(record));
        if (record && event.correct === undefined && record.row["corrected"] !== true) untold.add(`no way: ${kindOf(record)}`);
        if (Number.isNaN(Date.parse(event.recordedAt))) untold.add(`no moment: ${event.heading.slice(0, 40)}`);
      }
    }
    expect([...untold]).toEqual([]);
    expect(kinds.size).toBeGreaterThan(30);
    // No part that tells of anything is missed: but for the file, which is the case itself.
    const telling = partNames.filter((name) => partsByName[name].events);
    expect(telling.filter((name) => ![...kinds].some((kind) => kind.split(".")[0] === name))).toEqual([]);
  });

  test("has a name of its own", () => {
    const twice = new Set<string>();
    for (const parts of cases) {
      const keys = new Set<string>();
      for (const { key, part, path } of recordsOf(parts)) {
        if (keys.has(key)) twice.add(kindOf({ part, path }));
        keys.add(key);
      }
    }
    expect([...twice]).toEqual([]);
  });

  test("has its moment as it was written, whatever record it is found by", () => {
    for (const parts of cases) {
      const moments = new Set(JSON.stringify(parts).match(/\d{4}-\d\d-\d\dT[^"]+/gu));
      for (const { recordedAt } of entriesOf(parts)) expect(moments).toContain(recordedAt);
    }
  });

  test("is corrected: the right text stands in the journal and its document, says that it is corrected, and tells what stood before", () => {
    const shown = new Set<string>();
    const beside = new Set<string>();
    for (const parts of cases)
      for (const record of recordsOf(parts)) {
        if (ownWayOf(record)) continue;
        const instead = `Rätt ord ${given}`;
        // Each text of each kind until it is seen in the document; some are told only beside other answers.
        for (const { name } of correctableIn(record).filter((one) => !shown.has(`${kindOf(record)} ${one.name}`))) {
          const was = textIn(record, name);
          const now = corrected(parts, correction(record.key, { field: name, instead }));
          expect(now.entry_corrections[0]?.stood_before).toBe(was);
          const again = recordsOf(now).find(({ key }) => key === record.key);
          expect(again && textIn(again, name)).toBe(instead);
          if (pdf(now).includes(instead)) shown.add(`${kindOf(record)} ${name}`);
        }
        if (beside.has(kindOf(record))) continue;
        beside.add(kindOf(record));
        const events = entriesOf(corrected(parts, correction(record.key, { kind: "annat", instead })));
        const own = events.filter((one) => one.record === record.key);
        const [part, id] = record.key.split(".");
        const isMasked = part === "intakes" && parts.intakes.some((one) => one.reporter_masked && one.id === id);
        for (const { heading, text } of own) {
          expect(heading).toContain("(rättad 2026-03-20 av Karin Lind)");
          // What else is wrong in the report of somebody kept secret may say who it was, and is told to those who may see that alone.
          if (isMasked) expect(text ?? "").not.toContain(instead);
          else expect(text).toContain(`Rättat: ${instead}`);
        }
      }
    expect(shown.size).toBeGreaterThan(25);
  });

  test("of a decision no text is another: what is wrong stands beside it, or it has a way of its own", () => {
    const decided = cases.flatMap((parts) => recordsOf(parts)).filter((record) => isDecided(record));
    expect(new Set(decided.map((one) => kindOf(one))).size).toBeGreaterThan(5);
    for (const record of decided) expect(correctableIn(record)).toEqual([]);
  });

  test("is struck where nothing counts it: nothing of its words is left but with the correction", () => {
    const struck = new Set<string>();
    for (const parts of cases)
      for (const record of recordsOf(parts).filter((one) => maybeStruck(one))) {
        const words = correctableIn(record).map(({ name }) => textIn(record, name) ?? "");
        const now = corrected(parts, correction(record.key, { kind: "felskriven", instead: null }));
        struck.add(kindOf(record));
        for (const one of words) expect(pdf(now)).not.toContain(one);
        expect(pdf(now)).toContain(struckText);
        expect(now.entry_corrections[0]?.stood_before).toBe(words.join("\n"));
      }
    expect([...struck].toSorted()).toEqual(["attachments", "notes", "party_accounts"]);
  });
});

test("the last word of an entry is the one that no other follows", () => {
  const first = correction("notes.a", { id: "00000000-0000-7000-8000-00000000000a" });
  const second = correction("notes.a", { id: "00000000-0000-7000-8000-00000000000b", follows_id: first.id });
  const other = correction("notes.b", { id: "00000000-0000-7000-8000-00000000000c" });
  expect(lastCorrection({ entry_corrections: [first, second, other] }, "notes.a")).toBe(second);
  expect(lastCorrection({ entry_corrections: [first] }, "notes.b")).toBeUndefined();
});

test("what whoever asks may not see is told neither as it was nor as it is", () => {
  const [parts] = cases;
  const record = parts && recordsOf(parts).find((one) => correctableIn(one).length > 0 && !ownWayOf(one));
  const [column] = record ? correctableIn(record) : [];
  if (!parts || !record || !column) throw new Error("No case to look at.");
  const copy = structuredClone(parts);
  const own = recordsOf(copy).find(({ key }) => key === record.key);
  if (own) own.row[column.name] = null;
  const [told] = withCorrections({
    ...copy,
    entry_corrections: [correction(record.key, { field: column.name, instead: "Hemligt" })],
  }).entry_corrections;
  expect(told).toMatchObject({ instead: null, stood_before: null, why: "" });
});
