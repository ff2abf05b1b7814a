import { globSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { caseParts } from "../../src/casework/case/case-parts.ts";
import type { CaseParts } from "../../src/casework/case/case-parts.ts";
import { aboutOf, allAbout, columnOf, everyAbout, findAbout, kindOf } from "../../src/platform/core/about.ts";
import type { About } from "../../src/platform/core/about.ts";
import { changed, read, sample, seeded, withMissing } from "../support/sampled-case.ts";
import type { Place } from "../support/sampled-case.ts";
import { fullExtract } from "../../src/portals/desk/journal/extract.ts";

/**
 * What is asked for is told: what every field of every form of casework was answered stands in the journal, as it is printed. Proved, not said: a case is
 * made up of the schemas of its parts, one answer in it is changed, and the journal is another. A field that is told nowhere says why (`quiet`).
 */
const casework = join(import.meta.dirname, "..", "..", "src", "casework");
/** The rooms whose journal is made of what is said of their fields. */
const rooms = ["people", "participation", "intake", "investigation", "decision", "intervention", "meeting", "party"];
const moment = new Date("2026-03-14T09:00:00+01:00");

type Asked = { readonly action: string; readonly path: string; readonly said: About; readonly codes: readonly string[] | undefined };
const asked: Asked[] = [];
beforeAll(async () => {
  for (const file of globSync(join(casework, `{${rooms.join()}}/actions/*.ts`)).filter((each) => !each.endsWith(".test.ts"))) {
    const module = (await import(file)) as Readonly<Record<string, { kind?: string; name?: string; input?: z.ZodObject }>>;
    for (const { kind, name = "", input } of Object.values(module))
      // What is of no case stands in no case's journal.
      if (kind === "action" && input && "caseId" in input.shape)
        for (const { path } of allAbout(input.shape)) {
          const { field } = aboutOf(input.shape, path);
          const held = kindOf(field);
          asked.push({ action: name, path, said: findAbout(field) as About, codes: "codes" in held ? held.codes : undefined });
        }
  }
});

const journalOf = (parts: CaseParts): string => JSON.stringify(fullExtract({ parts, madeAt: moment, madeBy: "N", withheld: [] }));

/** Undefined for what the database lets nobody write: a meeting that was never booked. */
function tryJournal(parts: CaseParts): string | undefined {
  try {
    return journalOf(parts);
  } catch {
    return undefined;
  }
}

/** Some cases: made of the parts' schemas, then with what may be missing missing, and every code of each list somewhere. */
function someCases(): readonly { readonly parts: CaseParts; readonly places: readonly Place[]; readonly journal: string }[] {
  return Array.from({ length: 60 }, (_none, seed) => {
    const places: Place[] = [];
    const next = seeded(seed + 1);
    let parts = sample(caseParts, next, places) as CaseParts;
    for (const { path, schema } of places) {
      const parent = path.slice(0, -1);
      const codes = codesOf.get(findAbout(schema) as About);
      if (codes && typeof read(parts, path) === "string")
        parts = changed(parts, path, codes[Math.floor(next() * codes.length)]) as CaseParts;
      if (seed % 3 > 0 && parent.length > 0 && next() < 0.3 && isNullable(schema)) parts = changed(parts, path, null) as CaseParts;
    }
    return { parts: withMissing(caseParts, parts, next, seed) as CaseParts, places };
  })
    .flatMap((one) => {
      const journal = tryJournal(one.parts);
      return journal === undefined ? [] : [{ ...one, journal }];
    })
    .slice(0, 32);
}
const isNullable = (schema: z.core.$ZodType): boolean => z.safeParse(schema, null).success;

/**
 * What a form writes into a record of another room, or of another form: the part and the column, or the list, that tells of it. The form's own columns are
 * found by what is said of them (`describedBy`).
 */
const elsewhere: readonly (readonly [RegExp, string, string])[] = [
  [/^participation\.record-encounter not\w+Reason$/u, "steps", "reason"],
  [/^participation\.record-encounter not\w+Text$/u, "steps", "reason_text"],
  [/^participation\.record-encounter \w+AgainOn$/u, "steps", "try_again_on"],
  [/^participation\.record-encounter what$/u, "conversations", "status"],
  [/^participation\.record-encounter nextOn$/u, "conversations", "next_on"],
  [/^participation\.record-encounter promise$/u, "promises", "promise"],
  [/^participation\.record-encounter (?:understood|toldUnderstood)$/u, "steps", "understood"],
  [/^intervention\.(?:follow-up notHeard|record-not-begun notTold)Reason$/u, "steps", "reason"],
  [/^intervention\.(?:follow-up notHeard|record-not-begun notTold)Text$/u, "steps", "reason_text"],
  [/^intervention\.record-not-begun told$/u, "steps", "outcome"],
  [/^intervention\.record-not-begun toldHow$/u, "steps", "content"],
  [/^intervention\.record-not-begun toldOn$/u, "steps", "happened_on"],
  [/^intervention\.make-plan plannedOn$/u, "phases", "opened_on"],
  [/^intervention\.make-plan hasBegun$/u, "interventions", "beginning"],
  [/^intake\.(?:register|move)-intake (?:siblings\.)?identityNumber$/u, "child", "identity_number"],
  [/^intake\.(?:register|move)-intake (?:siblings\.)?birthDate$/u, "child", "birth_date"],
  [/^intake\.(?:register|move)-intake (?:siblings\.)?givenName$/u, "child", "given_name"],
  [/^intake\.(?:register|move)-intake (?:siblings\.)?familyName$/u, "child", "family_name"],
  [/^intake\.(?:register|move)-intake (?:siblings\.)?protectedIdentity$/u, "child", "protected_identity"],
  [/^intake\.(?:register|move)-intake (?:siblings\.)?language$/u, "child", "language"],
  [/^intake\.(?:register|move)-intake (?:siblings\.)?interpreterNeed$/u, "child", "interpreter_need"],
  [/^intake\.register-intake siblings\.ownConcern$/u, "intakes", "concern"],
  // What was typed otherwise than it was known.
  [/^intake\.(?:register|move)-intake (?:siblings\.)?sex$/u, "person_reviews", "taken"],
  [/^intake\.(?:register|move)-intake (?:siblings\.)?correctionSource$/u, "person_reviews", "source"],
  [/^intake\.(?:register|move)-intake (?:siblings\.)?correctionSourceDetail$/u, "person_reviews", "source_detail"],
  [/^intake\.(?:register|move)-intake (?:siblings\.)?correctionSourceOn$/u, "person_reviews", "source_on"],
  [/^people\.correct-child \w+$/u, "person_reviews", "taken"],
  [/^people\.protect-person protectedIdentity$/u, "child", "protected_identity"],
  [/^people\.\w+-guardian givenName$/u, "guardians", "given_name"],
  [/^people\.\w+-guardian familyName$/u, "guardians", "family_name"],
  [/^people\.\w+-guardian phone$/u, "guardians", "phone"],
  [/^intake\.(?:assign-case|hand-over) staffId$/u, "staff", "name"],
  [/^intake\.assign-case role$/u, "staff", "role"],
  [/^intake\.register-intake takeCase$/u, "staff", "name"],
  [/^intake\.hand-over teller$/u, "promises", "promise"],
  [/^intake\.hand-over tellOn$/u, "promises", "promised_for"],
  [/^decision\.decide-no-intervention investigationOutcome$/u, "investigations", "outcome"],
  [/^decision\.decide-no-intervention withdrawnOn$/u, "intakes", "decided_on"],
  [/^decision\.report-to-board decisionIds$/u, "investigations", "reported"],
  // Who of them it was is told by the name or the body.
  [/ decider$/u, "investigations", "body"],
];

/** Every path in a case, or in a part of it, that ends with the name. */
function pathsTo(value: unknown, name: string, path: readonly (string | number)[]): readonly (readonly (string | number)[])[] {
  if (Array.isArray(value)) return value.flatMap((one, place) => pathsTo(one, name, [...path, place]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [...(key === name ? [[...path, key]] : []), ...pathsTo(one, name, [...path, key])]);
}

/** The codes that a text of the database's own may be, as a form asks them. */
const codesOf = new Map<About, readonly string[]>();

/** Another answer in the place of the one that stands there. */
function others(value: unknown, codes: readonly string[] | undefined): readonly unknown[] {
  if (Array.isArray(value)) return [[], ...(codes ?? []).map((code) => [code])];
  if (typeof value === "boolean") return [!value];
  if (typeof value === "object" && value !== null) return [null];
  if (codes) return codes.filter((code) => code !== value);
  const text = typeof value === "string" ? value : "";
  if (/^\d{4}-\d\d-\d\dT/u.test(text)) return ["2026-02-28T03:04:00+01:00"];
  if (/^\d{4}-\d\d-\d\d$/u.test(text)) return ["2026-02-28"];
  if (/^\d\d:\d\d:\d\d$/u.test(text)) return ["03:04:00"];
  return ["något helt annat"];
}

/** True where a case says the same of a column as a form of its field: by what is said, or by its name and label. */
const isColumnOf = (place: Place, { said, path }: Asked): boolean => {
  const name = columnOf(path.split(".").at(-1) ?? "");
  return everyAbout(place.schema).some(
    (own) =>
      own === said || (own.label === said.label && (own.journal ?? own.term) === (said.journal ?? said.term) && place.path.at(-1) === name),
  );
};

describe("what is asked for is told", () => {
  test("by the journal, for every field of every form; or it is said why not, and that is true", () => {
    const saids = new Map<string, About>();
    for (const one of asked) saids.set(`${one.action} ${one.path}`, one.said);
    const all: Place[] = [];
    sample(caseParts, seeded(1), all);
    for (const one of asked) {
      if (!one.codes) continue;
      for (const place of all.filter((each) => isColumnOf(each, one))) codesOf.set(findAbout(place.schema) as About, one.codes);
    }
    const cases = someCases();
    expect(cases.length).toBe(32);
    const untold: string[] = [];
    const toldAfterAll: string[] = [];
    const judged = new Map<string, boolean>();
    for (const one of asked) {
      const at = elsewhere.find(([pattern]) => pattern.test(`${one.action} ${one.path}`));
      const key = at ? at.slice(1).join() : `${one.said.label} ${columnOf(one.path)} ${one.said.journal ?? ""} ${(one.codes ?? []).join()}`;
      const isTold =
        judged.get(key) ??
        cases.some(({ parts, places, journal }) => {
          const paths = at
            ? pathsTo((parts as Readonly<Record<string, unknown>>)[at[1]], at[2], [at[1]])
            : places.filter((place) => isColumnOf(place, one)).map(({ path }) => path);
          return paths.some((path) =>
            others(read(parts, path), at ? undefined : one.codes).some((other) => {
              const now = tryJournal(changed(parts, path, other) as CaseParts);
              return now !== undefined && now !== journal;
            }),
          );
        });
      judged.set(key, isTold);
      if (!isTold && one.said.quiet === undefined) untold.push(`${one.action} ${one.path}: ${one.said.label}`);
      if (isTold && one.said.quiet !== undefined) toldAfterAll.push(`${one.action} ${one.path}: ${one.said.quiet}`);
    }
    expect(asked.length).toBeGreaterThan(250);
    expect({ untold, toldAfterAll }).toEqual({ untold: [], toldAfterAll: [] });
  });
});
