import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadOperations } from "../../src/app/web/operations.ts";
import { openApiOf } from "../../src/app/web/openapi.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** One field has one length and one list of words: in the database's checks, in what is judged, in the document, and in what is answered. */
type Schema = {
  readonly type?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
};
const operations = await loadOperations();
const { schemas } = openApiOf(operations, [], "https://fortrogen.kommun.se")["components"] as { schemas: Record<string, Schema> };

let house: House;
/** "schema.table.column" and the most signs that a check lets it have; and the words that a check lets it be. */
let bounds: ReadonlyMap<string, number>;
let lists: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  house = await openHouse();
  const { rows } = await sql<{ table: string; columns: string[]; definition: string }>`
    select n.nspname || '.' || t.relname as table, pg_get_constraintdef(c.oid) as definition,
      array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = any (c.conkey)) as columns
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
    where c.contype = 'c' order by c.conname`.execute(house.database.owner);
  const most = new Map<string, number>();
  const words = new Map<string, readonly string[]>();
  for (const { table, columns, definition } of rows.filter((one) => one.columns.length === 1)) {
    const column = `${table}.${columns[0] ?? ""}`;
    const bound = /length\(\w+\) <= (\d+)/u.exec(definition)?.[1];
    if (bound !== undefined) most.set(column, Number(bound));
    const list = /= ANY \(ARRAY\[(.*)\]\)/u.exec(definition)?.[1];
    if (list !== undefined)
      words.set(
        column,
        [...list.matchAll(/'((?:[^']|'')*)'::text/gu)].map(([, word = ""]) => word.replaceAll("''", "'")),
      );
  }
  [bounds, lists] = [most, words];
});
afterAll(() => house.database.drop());

const snake = (name: string): string => name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);

/** Fields that are kept under another name than their own, or in another room than their action's. */
const keptElsewhere: Readonly<Record<string, string>> = {
  "investigation.add-instrument.instrumentName": "investigation.instrument.name",
  "workplace.save-view.viewName": "access.saved_view.name",
  "survey.set-recipient.address": "survey.recipient.address",
  "workplace.open-in-emergency.explanation": "access.emergency_opening.explanation",
  "workplace.make-guardian-extract.harmReasoning": "intake.journal_extract.harm_reasoning",
  "workplace.make-guardian-extract.reporterReason": "intake.journal_extract.reporter_reason",
  "workplace.make-guardian-extract.childViewReason": "intake.journal_extract.child_view_reason",
  "letters.answer-passages.reason": "intake.letter_passage_answer.reason",
  "letters.set-letterhead.sender": "intake.letterhead.sender",
  "letters.set-letterhead.contact": "intake.letterhead.contact",
  "intake.register-intake.givenName": "people.person.given_name",
  "intake.register-intake.familyName": "people.person.family_name",
  "intake.register-intake.guardian1Given": "people.guardian_claim.given_name",
  "intake.register-intake.guardian1Family": "people.guardian_claim.family_name",
  "intake.register-intake.guardian2Given": "people.guardian_claim.given_name",
  "intake.register-intake.guardian2Family": "people.guardian_claim.family_name",
  "decision.correct-decision.why": "decision.correction.why",
  "decision.set-second-eyes.why": "decision.second_eyes.why",
  "party.refuse-decision-request.reasoning": "party.decision_request_refusal.reasoning",
  "party.try-appeal.reasoning": "party.appeal_trial.reasoning",
  "decision.set-workload-weights.why": "decision.workload_weight.why",
  "decision.propose-delegation.orderName": "decision.delegation_version.name",
  "decision.decide-no-intervention.assessment": "investigation.conclusion.assessment",
  "intervention.grant-intervention.assessment": "investigation.conclusion.assessment",
  "intervention.grant-intervention.reasoning": "decision.decision.reasoning",
  "investigation.open-investigation.reasoning": "intake.preliminary_decision.reasoning",
  "investigation.inform-concerned.content": "investigation.opened_information.content",
  "investigation.assess-best-interests.assessment": "investigation.best_interests.assessment",
  "investigation.write-passage.text": "investigation.passage.text",
  "investigation.add-supplement.text": "investigation.supplement.text",
  "intervention.make-plan.goals": "intervention.plan.goals",
  "intervention.record-interruption.reason": "intervention.interruption.reason",
  "intervention.report-execution.reason": "intervention.execution_report.reason",
};

/** What is read before it is kept: a key may be typed in several ways, and stands in one. */
const readFirst = ["survey.set-recipient.publicKey"];

/** Every text that an action takes, with the most signs that the document says. */
const texts = operations
  .filter((one) => one.kind === "action")
  .flatMap(({ name }) =>
    Object.entries(schemas[`${name}.input`]?.properties ?? {}).flatMap(([field, { maxLength }]) =>
      maxLength === undefined ? [] : [{ place: `${name}.${field}`, room: name.split(".")[0] ?? "", field, most: maxLength }],
    ),
  );

describe("a length is the same everywhere", () => {
  test("in the database's check and in the document, for every text that an action takes", () => {
    const compared = new Set<string>();
    for (const { place, room, field, most } of texts.filter((one) => !readFirst.includes(one.place))) {
      const home = keptElsewhere[place];
      const columns =
        home === undefined ? [...bounds.keys()].filter((one) => one.startsWith(`${room}.`) && one.endsWith(`.${snake(field)}`)) : [home];
      for (const column of columns) {
        expect(`${place}: ${bounds.get(column) ?? "no check"}`, column).toBe(`${place}: ${most}`);
        compared.add(column);
      }
    }
    // What no action writes by itself is what actions write together with something else, each named with its reason.
    const others = [
      "access.draft.sealed",
      "people.person_review.source_detail",
      "access.outside_session.name",
      "access.outside_session.title",
      // What stood when the register's word came is written by the program.
      "people.population_notice.known",
      // A file of areas says them, and is read as a whole.
      ...["name", "source"].map((column) => `investigation.structure.${column}`),
      ...["code", "heading", "help"].map((column) => `investigation.structure_area.${column}`),
      // One of several statements, chosen of together.
      "intervention.statement_choice.given_words",
      // Pictures, which come as Base64.
      ...["investigation.structure_logo.png", "intake.letterhead.png"],
    ];
    expect(
      [...bounds.keys()].filter(
        (column) =>
          /^(people|intake|participation|investigation|decision|intervention|access)\./u.test(column) &&
          !compared.has(column) &&
          !others.includes(column),
      ),
    ).toEqual([]);
  });

  test("in what is answered: no text of a case is promised another length than the field it was written in", () => {
    const written = new Map<string, Set<number>>();
    // What a form says stands in its file and in no column.
    const ofColumns = texts.filter(({ room }) => room !== "editor");
    for (const { field, most } of ofColumns) written.set(snake(field), new Set([...(written.get(snake(field)) ?? []), most]));
    // Words of a list of the database's own, and the reason that a conversation's text is withheld, which its action calls otherwise.
    const isWord = ({ minLength, maxLength }: Schema) => minLength === 1 && maxLength === 100;
    written.set("reason", new Set([...(written.get("reason") ?? []), ...(written.get("withheld_reason") ?? [])]));
    // A column of a questionnaire, which a publication names, is none of an import's file.
    written.delete("column");
    // Where a program is reached, which an operator sets, is none of a person's or a network's addresses.
    written.delete("address");
    const wrong: string[] = [];
    const walk = (schema: Schema, path: string, name: string): void => {
      const inputs = written.get(name);
      if (schema.maxLength !== undefined && !isWord(schema) && inputs && !inputs.has(schema.maxLength))
        wrong.push(`${path}: ${schema.maxLength}, not ${[...inputs].join(" or ")}`);
      for (const one of schema.anyOf ?? []) walk(one, path, name);
      for (const [field, one] of Object.entries(schema.properties ?? {})) walk(one, `${path}.${field}`, snake(field));
      if (schema.items) walk(schema.items, `${path}[]`, name);
    };
    for (const { name } of operations.filter((one) => !one.name.startsWith("forms.") && !one.name.startsWith("editor.")))
      walk(schemas[`${name}.output`] ?? {}, name, "");
    expect(wrong).toEqual([]);
  });

  test("counted in signs, as the database and JSON Schema count, not in halves of signs", async () => {
    const me = house.staff.caseworker;
    const { caseId } = await openCaseFor(house);
    const claims = (await lookAt(house, caseId)).guardian_claims;
    const said = { kind: "vårdnadshavare", validFrom: "2016-05-14", source: "folkbokföringen", sourceOn: "2026-03-02", familyName: "Prov" };
    const named = (givenName: string) => house.act(me, confirmGuardian, { caseId, claimId: claims[0]?.id, givenName, ...said });
    expect(faultsOf(await named("\u{1F600}".repeat(101)))).toBe("givenName");
    expect(codeOf(await named("\u{1F600}".repeat(100)))).toBe("ok");
    expect((await lookAt(house, caseId)).guardians[0]?.given_name).toBe("\u{1F600}".repeat(100));
  });
});

describe("a list of words is the same everywhere", () => {
  /** Where the document lists the words of a column; `get-case` gives them all. */
  const listed: Readonly<Record<string, string>> = {
    "child.sex": "people.person.sex",
    "child.protected_identity": "people.person.protected_identity",
    "guardians.kind": "people.guardianship.kind",
    "guardians.source": "people.guardianship.source",
    "emergencies.reason": "access.emergency_opening.reason",
    "intakes.type": "intake.intake.type",
    "intakes.channel": "intake.intake.channel",
    "intakes.outcome.withdrawn_by": "intake.application_outcome.withdrawn_by",
    "investigations.made.decider": "decision.maker.decider",
    "investigations.made.urgent_decider": "decision.maker.urgent_decider",
    "investigations.informed.outcome": "investigation.opened_information.outcome",
    "interventions.recipient": "intervention.intervention.recipient",
    "interventions.provision": "intervention.intervention.provision",
    "interventions.plan.child_information_used": "intervention.plan.child_information_used",
    "interventions.plan.child_information_passed_on": "intervention.plan.child_information_passed_on",
    "interventions.statements.part": "intervention.statement_choice.part",
    "interventions.statements.choice": "intervention.statement_choice.choice",
    "interventions.unchosen.part": "intervention.statement_choice.part",
    "interventions.follow_ups.carried_out_as_planned": "intervention.follow_up.carried_out_as_planned",
    "interventions.follow_ups.goal_attainment": "intervention.follow_up.goal_attainment",
    "interventions.follow_ups.change_needed": "intervention.follow_up.change_needed",
    "interventions.ending.goal_attainment": "intervention.ending.goal_attainment",
    "steps.outcome": "participation.step.outcome",
    "steps.understood": "participation.step.understood",
    "conversations.form": "participation.conversation.form",
    "conversations.channel": "participation.conversation.channel",
    "conversations.status": "participation.conversation.status",
    "conversations.understood": "participation.conversation.understood",
  };
  const at = (schema: Schema | undefined, path: readonly string[]): Schema | undefined => {
    const here = schema?.anyOf?.find((one) => one.type !== "null") ?? schema?.items ?? schema;
    if (here !== schema) return at(here, path);
    const [first, ...rest] = path;
    return first === undefined ? here : at(here?.properties?.[first], rest);
  };

  test.each(Object.entries(listed))("%s: what the database lets %s be is what is answered", (path, column) => {
    const words = at(schemas["workplace.get-case.output"], path.split("."))?.enum ?? [];
    expect([...words].sort()).toEqual([...(lists.get(column) ?? ["no check in the database"])].sort());
  });
});
