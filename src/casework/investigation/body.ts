/** The body of an investigation as it stands: what it is answered as, and the statement that reads it. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import { byOf } from "../part/by-of.ts";
import { oneRowOf, rowsOf } from "../part/rows-of.ts";
import { nameInCase } from "../people/name-in-case.ts";
import { findingKinds, findingSources, longestPassage } from "./body-fields.ts";

const stamped = { recorded_at: answer.momentText, by: answer.text(200) };
const section = answer.oneOf(codes["investigation.passage.section"]);

const planPart = z.object({
  id: answer.id,
  planned_on: answer.day,
  questions: answer.text(),
  sources: answer.text(),
  timetable: answer.text(),
  child_takes_part: answer.text(),
  ...stamped,
});

const findingPart = z.object({
  id: answer.id,
  area_code: answer.code.nullable(),
  kind: answer.oneOf(findingKinds),
  source: answer.oneOf(findingSources),
  person_id: answer.id.nullable(),
  /** The guardian by name; null where it is somebody else. */
  person: answer.fullName.nullable(),
  source_name: answer.text(200).nullable(),
  found_on: answer.day,
  statement: answer.text(),
  /** The request to others that it came of. */
  request_id: answer.id.nullable(),
  /** The visit to a home at which it was seen or said. */
  visit_id: answer.id.nullable(),
  /** Something in it may not be shown to guardians; what it is, is asked for by itself (`get-withheld`). */
  withheld: answer.yesNo,
  ...stamped,
});
export type FindingPart = z.output<typeof findingPart>;

/** What an analysis rests on: a finding, a conversation with the child, what a party has told, a visit or an instrument, as it was when it was cited. */
const citationPart = z.object({
  finding_id: answer.id.nullable(),
  conversation_id: answer.id.nullable(),
  account_id: answer.id.nullable(),
  visit_id: answer.id.nullable(),
  instrument_use_id: answer.id.nullable(),
  on: answer.day,
  /** "risk", "åsikt"; for a conversation its form. */
  what: answer.text(200),
  source: answer.code.nullable(),
});
export type CitationPart = z.output<typeof citationPart>;

const passagePart = z.object({
  id: answer.id,
  section,
  area_code: answer.code.nullable(),
  text: answer.text(longestPassage),
  withheld: answer.yesNo,
  /** How many versions there are, this one among them. */
  versions: answer.count,
  cites: answer.list(citationPart),
  ...stamped,
});
export type PassagePart = z.output<typeof passagePart>;

const areaPart = z.object({
  code: answer.code,
  heading: answer.text(200),
  help: answer.text(2000).nullable(),
  variable: answer.text(60).nullable(),
});

const structurePart = z.object({
  name: answer.text(200),
  source: answer.text(500),
  analysis_cites: answer.yesNo,
  has_logo: answer.yesNo,
  areas: answer.list(areaPart),
});
export type StructurePart = z.output<typeof structurePart>;

/** A text of an earlier investigation in the same case, to have beside. */
const earlierPart = z.object({
  investigation_id: answer.id,
  heading: answer.text(200),
  place: answer.code,
  text: answer.text(longestPassage),
});

export const bodyPart = z.object({
  structure: structurePart,
  plan: planPart.nullable(),
  findings: answer.list(findingPart),
  passages: answer.list(passagePart),
  signature: z.object({ signed_on: answer.day, ...stamped }).nullable(),
  supplements: answer.list(z.object({ id: answer.id, added_on: answer.day, concerns: answer.text(200), text: answer.text(), ...stamped })),
  earlier: answer.list(earlierPart),
});
export type BodyPart = z.output<typeof bodyPart>;

type Key = { readonly today: string; readonly m: number; readonly caseId: string; readonly investigationId: string };

/** A version that no other follows. */
const stands = (table: string, row: string, sameChain = "") => sql`not exists (select 1 from ${sql.raw(table)} n
  where n.municipality_id = ${sql.ref(`${row}.municipality_id`)} and n.investigation_id = ${sql.ref(`${row}.investigation_id`)}${sql.raw(sameChain)}
    and n.follows_id = ${sql.ref(`${row}.id`)})`;

const structureSql = (from: RawBuilder<unknown>) =>
  oneRowOf(sql`select s.name, s.source, s.analysis_cites, exists (select 1 from investigation.structure_logo l
        where l.municipality_id = s.municipality_id and l.structure_id = s.id) as has_logo,
      ${rowsOf(sql`select a.code, a.heading, a.help, a.variable from investigation.structure_area a
        where a.municipality_id = s.municipality_id and a.structure_id = s.id order by a.place`)} as areas
    from investigation.structure s ${from}`);

/** Everything that stands in the body, as one row; `structure` is null while nothing is written and nothing is chosen. */
export function bodySql({
  today,
  m,
  caseId,
  investigationId,
}: Key): RawBuilder<{ readonly body: Omit<BodyPart, "structure"> & { readonly structure: StructurePart | null } }> {
  const own = (row: string) =>
    sql`${sql.ref(`${row}.municipality_id`)} = ${m} and ${sql.ref(`${row}.case_id`)} = ${caseId}::uuid and ${sql.ref(`${row}.investigation_id`)} = ${investigationId}::uuid`;
  return sql`select json_build_object(
    'structure', coalesce(
      ${structureSql(sql`join investigation.body b on b.municipality_id = s.municipality_id and b.structure_id = s.id where ${own("b")}`)},
      ${structureSql(sql`where s.municipality_id = ${m} and s.id = (select c.structure_id from investigation.structure_choice c
        where c.municipality_id = ${m} and c.valid_from <= ${today}::date order by c.valid_from desc, c.recorded_at desc, c.id desc limit 1)`)}),
    'plan', ${oneRowOf(sql`select p.id, p.planned_on, p.questions, p.sources, p.timetable, p.child_takes_part, p.recorded_at, ${byOf("p")}
      from investigation.investigation_plan p where ${own("p")} and ${stands("investigation.investigation_plan", "p")}`)},
    'findings', ${rowsOf(sql`select f.id, f.area_code, f.kind, f.source, f.person_id, q.given_name || ' ' || q.family_name as person, f.source_name, f.found_on,
        f.statement, f.request_id, f.visit_id, f.withheld_from_guardians is not null as withheld, f.recorded_at, ${byOf("f")}
      from investigation.finding f left join lateral ${nameInCase("f", sql`f.case_id`, sql`f.person_id`)} q on true
      where ${own("f")} and ${stands("investigation.finding", "f")} order by f.found_on, f.recorded_at, f.id`)},
    'passages', ${rowsOf(sql`select p.id, p.section, p.area_code, p.text, p.withheld_from_guardians is not null as withheld, p.recorded_at, ${byOf("p")},
        (select count(*) from investigation.passage v where v.municipality_id = p.municipality_id and v.investigation_id = p.investigation_id and v.place = p.place) as versions,
        ${rowsOf(sql`select c.finding_id, c.conversation_id, c.account_id, c.visit_id, c.instrument_use_id,
            coalesce(cf.found_on, ct.held_on, ca.happened_on, cv.visited_on, cu.used_on) as on,
            coalesce(cf.kind, ct.form, case when ca.id is not null then 'berättelse' when cv.id is not null then 'hembesök' end, ci.name) as what, cf.source
          from investigation.citation c
          left join investigation.finding cf on cf.municipality_id = c.municipality_id and cf.investigation_id = c.investigation_id and cf.id = c.finding_id
          left join participation.conversation ct on ct.municipality_id = c.municipality_id and ct.case_id = c.case_id and ct.id = c.conversation_id
          left join party.account ca on ca.municipality_id = c.municipality_id and ca.case_id = c.case_id and ca.investigation_id = c.investigation_id and ca.id = c.account_id
          left join investigation.home_visit cv on cv.municipality_id = c.municipality_id and cv.investigation_id = c.investigation_id and cv.id = c.visit_id
          left join investigation.instrument_use cu on cu.municipality_id = c.municipality_id and cu.investigation_id = c.investigation_id and cu.id = c.instrument_use_id
          left join investigation.instrument ci on ci.municipality_id = cu.municipality_id and ci.id = cu.instrument_id
          where c.municipality_id = p.municipality_id and c.investigation_id = p.investigation_id and c.passage_id = p.id
          order by coalesce(cf.found_on, ct.held_on, ca.happened_on, cv.visited_on, cu.used_on), c.id`)} as cites
      from investigation.passage p where ${own("p")} and ${stands("investigation.passage", "p", " and n.place = p.place")} order by p.recorded_at, p.id`)},
    'signature', ${oneRowOf(sql`select g.signed_on, g.recorded_at, ${byOf("g")} from investigation.signature g where ${own("g")}`)},
    'supplements', ${rowsOf(sql`select u.id, u.added_on, u.concerns, u.text, u.recorded_at, ${byOf("u")} from investigation.supplement u
      where ${own("u")} order by u.recorded_at, u.id`)},
    'earlier', ${rowsOf(sql`select e.investigation_id, coalesce(ea.heading, e.section) as heading, e.place, e.text
      from investigation.passage e
      join investigation.investigation ei on ei.municipality_id = e.municipality_id and ei.id = e.investigation_id
      join investigation.investigation ti on ti.municipality_id = e.municipality_id and ti.id = ${investigationId}::uuid
      left join investigation.structure_area ea on ea.municipality_id = e.municipality_id and ea.structure_id = e.structure_id and ea.code = e.area_code
      where e.municipality_id = ${m} and e.case_id = ${caseId}::uuid and e.investigation_id <> ${investigationId}::uuid and ei.started_on <= ti.started_on
        and ${stands("investigation.passage", "e", " and n.place = e.place")}
      order by ei.started_on desc, ea.place nulls last, e.section`)}
    ) as body`;
}
