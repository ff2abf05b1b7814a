import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { columnsOf, knownGates, problemOfViolation, violationOf } from "../../src/platform/core/gates.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** A constraint that is hit is a problem in Swedish with a line in the log, whichever it is; and those that somebody can hit have words. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

/** Checks over several columns that nothing that is typed can hit, and why. All the same they are problems and no faults. */
const outOfReach: Readonly<Record<string, string>> = {
  child_of_no_name_has_no_number: "a name that is written makes it known, in the same change",
  expected_child_has_a_day_and_no_number: "the number is asked for with the birth, which is written in the same change",
  born_child_says_since_when: "the day of birth is asked for at its field",
  asked_by_somebody: "no form says which way it came",
  review_of_a_search_is_of_no_case: "the program makes the review",
  review_of_an_emergency_points_at_it: "the program makes the review",
  review_of_a_move_points_at_it: "the program makes the review",
  emergency_lasts_hours: "the municipality's rule says how long",
  finishing_is_short_and_after_closing: "the program counts the days after a case is closed",
  report_has_a_day_for_protection: "the rule counts the day",
  assessment_is_due_after_it_begins: "the rule counts the day",
  investigation_is_due_after_it_begins: "the rule counts the day",
  claim_of_a_case_names_what_came_in: "the program writes both or none",
  unknown_birthday_is_the_last_of_the_year: "the program reckons the day",
  area_has_a_place_among_those_there_are: "the program numbers the areas of a file",
  passage_of_an_area_says_which: "the address says which text it is",
  citation_is_of_one_thing: "the program writes what a ticked box is",
  guardianship_change_points_back: "the program points back",
  protected_recipient_has_cleared_address: "whoever plans a message says both",
  protected_recipient_has_no_digital_post: "whoever plans a message is refused before",
  digital_post_goes_to_a_number: "the number is the register's",
  withdrawn_by_somebody: "the program writes who takes a message back",
  first_booking_is_the_first: "the program numbers bookings",
  change_says_why: "both forms that change a meeting ask why; the first booking has none",
  booking_says_when_and_where: "the form asks for all four; what is called off has none",
  guardian_is_called_by_guardianship: "the program writes who is called by whom the form showed",
  others_are_called_by_name: "the program writes who is called by whom the form showed",
  summons_by_message_names_it: "the program plans the message that it names",
  survey_closes_after_its_last_day: "the program counts the days after the last one",
  round_closes_after_its_last_day: "the program counts the days after the last one",
  answer_set_says_who_began: "the program writes the unit or the staff, never both",
  page_save_says_by_whom: "the program writes who is signed on",
  signature_says_by_whom: "the program writes who is signed on",
  delivery_for_a_unit_says_by_whom: "the program writes who puts it in",
  publication_by_sex_and_age_is_protected: "the action says it at the field",
  publication_is_compared_once: "one field says with what",
  publication_of_codes_is_not_compared: "the action says it at the field",
  publication_of_codes_names_them: "the program writes the three together",
  publication_has_content_or_a_reason: "the program writes what came of it",
  settled_coding_says_why: "the form that settles asks why; the others have none",
  receipt_is_signed_whole: "the program reads both out of the receipt's file",
  receipt_is_verified_by_a_signature: "the program verifies the signature",
  delivery_receipt_is_signed_whole: "the program signs",
  received_dispatch_has_its_receipt: "the program writes both when the receipt has come",
  authentic_refusal_names_its_unit: "the program writes what it refuses",
  first_version_is_new: "the program numbers the rows of a document",
  ended_version_says_when: "the program writes both when a document is ended",
  ended_after_it_was_decided: "the action says it at the field, of the row that it follows",
  reviewed_after_it_was_decided: "the action says it at the field",
  limited_version_says_how: "the action says it at the field",
  version_is_found_somewhere: "the action says it at the field",
  organisation_says_who_and_what: "both fields ask for one at least",
  no_need_stands_alone: "the action says it at the field",
  named_need_says_what: "the action says it at the field",
  measured_says_with_what_and_how_it_is_used: "the form asks for both, and what is hidden is not saved",
  measured_result_says_before_and_now: "the form asks for both where the result is ticked",
  not_used_yet_stands_alone: "the action says it at the field",
  changed_person_says_since_when: "the form asks for the day where something has changed",
  corrected_person_says_where_it_is_read: "the forms ask for the source",
  only_corrections_of_people_point_back: "the program points back",
  detail_ends_after_it_began: "the action says it at the field",
  relative_change_points_back: "the program points back",
  relative_withdrawn_says_why: "the form asks why, and the program leaves it out of the other ways",
  relative_by_word_of_mouth_says_whose: "the forms ask whose word it is",
  double_is_of_two: "the database proposes them",
  same_child_says_whose_words: "the form asks whose",
  one_of_the_two_leads: "the form shows the two",
  double_by_word_of_mouth_says_whose: "the form asks whose word it is",
  nobody_follows_themselves: "the database writes it",
  sibling_is_a_relation: "the program writes the relation of whoever is a sibling",
  relation_is_between_two: "the action says it at the field",
  relation_ends_after_it_began: "the action says it at the field",
  relation_change_points_back: "the program points back",
  relation_end_has_a_day: "the form asks for the last day",
  relation_withdrawn_says_why: "the form asks why, and the program leaves it out of the other ways",
  relation_by_word_of_mouth_says_whose: "the forms ask whose word it is",
  detail_change_points_back: "the program points back",
  detail_end_has_a_day: "the form asks for the last day",
  detail_withdrawn_says_why: "the form asks why, and the program leaves it out of the other ways",
  detail_by_word_of_mouth_says_whose: "the forms ask whose word it is",
  correction_has_been: "the form refuses a day to come",
  agenda_meeting_has_been: "the form refuses a day to come",
  delegated_report_has_been: "the form refuses a day to come",
  order_has_been_decided: "the form refuses a day to come",
  qualified_says_which_degree: "the form asks which degree",
  maker_version_has_point: "the program writes the version where the point is one of it",
  entry_text_says_which: "the program writes the field where a text is corrected, and none otherwise",
  entry_correction_says_what: "the form asks what holds instead, and leaves it out where an entry was written by mistake",
  entry_struck_is_counted_nowhere: "the action says it at the field",
  decided_text_stays: "the action says it at the field",
  attachment_has_come: "the form refuses a day to come",
  attachment_kept_from_whom: "the form asks which guardian, and only then",
  attachment_kept_because: "the form asks why, and only then",
  unnamed_level_has_been_decided: "the form refuses a day to come",
  correction_is_somebodys: "the program writes who changed it",
  correction_of_body_has_minutes: "the form asks for both where a body has changed it",
  correction_version_has_point: "the program writes the version where the point is one of it",
  approval_is_of_one_thing: "the address says what it is of",
  approval_kind_fits_what_it_is_of: "the form offers the kinds that fit",
  transfer_was_asked_for_and_accepted: "taken from the request and its answer where the reason is a transfer, and only then",
  transfer_is_accepted_when_asked_for_and_before_closing: "the action says it at the day of the closing",
  decision_names_its_ground: "the form asks for the ground, and the program writes its paragraph",
  meeting_not_held_says_why: "the form asks why, and the program leaves it out where the meeting was held",
};

/** Schemas whose rows nobody writes by way of a form: imports are checked apart, the log, limits, what the operator sets and what the rules count. */
const notOfForms = ["extract", "due", "audit", "limits", "core", "migration"];

type Constraint = {
  readonly schema: string;
  readonly table: string;
  readonly constraint: string;
  readonly kind: string;
  readonly columns: string[];
};

async function constraints(): Promise<readonly Constraint[]> {
  const { rows } = await sql<Constraint>`
    select n.nspname as schema, c.relname as table, k.conname as constraint, k.contype::text as kind,
      array(select a.attname::text from unnest(k.conkey) with ordinality as key(attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = key.attnum where a.attname <> 'municipality_id' order by place) as columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_|information_schema|graphile' and k.contype in ('c', 'f', 'u', 'p', 'x')
    union all
    select n.nspname, c.relname, i.relname, 'u', array[]::text[] from pg_index x join pg_class i on i.oid = x.indexrelid
      join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
    where x.indisunique and n.nspname !~ '^pg_|information_schema|graphile|toast'`.execute(house.database.owner);
  return rows;
}

const states: Readonly<Record<string, string>> = { c: "23514", f: "23503", u: "23505", p: "23505", x: "23P01" };

describe("whichever constraint is hit", () => {
  test("it is a problem in words, with what to do", async () => {
    const all = await constraints();
    expect(all.length).toBeGreaterThan(400);
    for (const { schema, table, constraint, kind, columns } of all) {
      const violation = violationOf({ code: states[kind], schema, table, constraint });
      const problem = violation && problemOfViolation(violation, columns, ["caseId"]);
      expect([constraint, problem?.message.endsWith("."), problem?.hint?.endsWith(".")]).toEqual([constraint, true, true]);
    }
  });

  test("a check over several columns has words of its own, or nothing that is typed can hit it", async () => {
    const wide = (await constraints()).filter(
      ({ schema, table, constraint, kind, columns }) =>
        kind === "c" && !notOfForms.includes(schema) && !(columns.length === 1 && constraint.startsWith(`${table}_`)),
    );
    const lacking = wide.map((one) => one.constraint).filter((one) => !knownGates.includes(one) && !(one in outOfReach));
    expect(lacking).toEqual([]);
    expect(wide.map((one) => one.constraint).filter((one) => /_check\d*$/.test(one))).toEqual([]);
    expect(Object.keys(outOfReach).filter((one) => !wide.some(({ constraint }) => constraint === one))).toEqual([]);
  });

  test("and what functions raise has words as well", async () => {
    const { rows } = await sql<{ code: string }>`select distinct m[1] as code from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
      regexp_matches(prosrc, 'errcode = ''([A-Za-z0-9_]+)''', 'g') m where n.nspname !~ '^pg_|graphile'`.execute(house.database.owner);
    // A clock that nobody kept, or that is stopped twice, is a fault of the program: no form can bring it about, and nobody is told what to do.
    const ours = ["triggered_data_change_violation", "object_not_in_prerequisite_state"];
    const byName: Readonly<Record<string, string>> = { unique_violation: "23505", foreign_key_violation: "23503" };
    for (const { code } of rows.filter((one) => !ours.includes(one.code)))
      expect([code, violationOf({ code: byName[code] ?? code }) !== undefined]).toEqual([code, true]);
    const { rows: silent } = await sql<{ name: string }>`select p.oid::regprocedure::text as name from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace, regexp_matches(prosrc, 'raise exception[^;]*', 'g') m
      where n.nspname !~ '^pg_|graphile' and m[1] is null and m[0] not like '%errcode%'`.execute(house.database.owner);
    expect(silent).toEqual([]);
  });

  test("nothing else is taken for one: a fault of ours stays a fault", () => {
    for (const error of [new Error("x"), { code: "42P01" }, { code: "42501" }, { code: "22012" }, "23505", null]) {
      expect(violationOf(error)).toBeUndefined();
    }
  });
});

describe("through the one door", () => {
  const day = "2026-03-02";
  const linesOf = async (caseId: string) => {
    const { rows } = await sql<{ line: string }>`
      select kind || ' ' || outcome as line from audit.event where case_id = ${caseId} and action = ${writeNote.name}`.execute(
      house.database.owner,
    );
    return rows.map((row) => row.line);
  };
  const add = (table: string, what: string) => sql`alter table ${sql.raw(table)} ${sql.raw(what)}`.execute(house.database.owner);
  const note = (caseId: string, more: object = {}) =>
    house.act(house.staff.caseworker, writeNote, { caseId, happenedOn: day, text: "Skolan ringde.", ...more });

  test("a check that nobody has written words for is a problem at the last of its fields, and logged as refused", async () => {
    const { caseId } = await openCaseFor(house);
    await add("intake.note", "add constraint note_is_never_of_today check (text = '' or happened_on <> '2026-03-02') not valid");
    const refused = await note(caseId);
    await add("intake.note", "drop constraint note_is_never_of_today");
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["invalid-input", "text"]);
    expect(await linesOf(caseId)).toEqual(["failed invalid-input"]);
    expect(codeOf(await note(caseId))).toBe("ok");
  });

  test("what must be there is asked for at its field", async () => {
    const { caseId } = await openCaseFor(house, { givenName: "Bo" });
    await add("intake.note", "add constraint note_has_a_time check (happened_at is not null) not valid");
    expect(faultsOf(await note(caseId))).toBe("happenedAt");
    await add("intake.note", "drop constraint note_has_a_time");
    await sql`create table intake.note_copy as select * from intake.note with no data`.execute(house.database.owner);
    await add("intake.note_copy", "alter column happened_at set not null");
    const missing = await sql`insert into intake.note_copy (text) values ('x')`
      .execute(house.database.owner)
      .catch((error: unknown) => error);
    await sql`drop table intake.note_copy`.execute(house.database.owner);
    const violation = violationOf(missing);
    const columns = violation && (await columnsOf(house.database.owner, violation));
    expect(violation && columns && problemOfViolation(violation, columns, ["text", "happenedAt"]).fields?.[0]?.field).toBe("happenedAt");
  });

  test("what points at nothing in the case is told at the field that points", async () => {
    const { caseId } = await openCaseFor(house, { givenName: "Cia" });
    await note(caseId);
    const hit = await sql`insert into intake.note (municipality_id, id, case_id, happened_on, text, corrects_id, recorded_by, recorded_at)
      select municipality_id, gen_random_uuid(), case_id, happened_on, text, gen_random_uuid(), recorded_by, recorded_at from intake.note limit 1`
      .execute(house.database.owner)
      .catch((error: unknown) => error);
    const violation = violationOf(hit);
    expect(violation?.code).toBe("23503");
    const columns = violation && (await columnsOf(house.database.app, violation));
    const problem = violation && problemOfViolation(violation, columns, ["caseId", "text", "correctsId"]);
    expect([problem?.code, problem?.fields?.[0]?.field]).toEqual(["not-in-case", "correctsId"]);
  });

  test("a gate with words is told at the field that it names", () => {
    const violation = { code: "23514", schema: "participation", table: "step", constraint: "step_try_again" };
    expect(problemOfViolation(violation, [], ["tryAgainOn"]).fields).toEqual([{ field: "tryAgainOn", message: "Skriv ett datum." }]);
    expect(problemOfViolation(violation, [], ["text"]).fields).toBeUndefined();
  });
});
