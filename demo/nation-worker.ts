// One of the nation's writers: makes the lives of a tenant and copies them into schema extract over a connection of its own.
import { hash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import type pg from "pg";
import { makeClient } from "../src/platform/database/connect.ts";
import { dateOf } from "./calendar.ts";
import { distinctMissed, externalId, protectionTime } from "./extract.ts";
import { CopyTable } from "./load/copy.ts";
import type { Life } from "./lives/types.ts";
import { lifeOf } from "./lives.ts";
import { demoMunicipality } from "./municipality.ts";
import { Random } from "./random.ts";

export type NationJob = {
  readonly code: string;
  readonly municipalityId: number;
  readonly children: number;
  readonly identities: { readonly from: number; readonly count: number };
};
export type NationMessage = { readonly rows: number };

const charactersAtATime = 4 << 20;

type Tables = ReturnType<typeof extractTables>;

function extractTables() {
  const table = (name: string, ...columns: string[]) => new CopyTable(`extract.${name}`, ["municipality_id", ...columns]);
  return {
    child: table("child", "id", "external_id", "sex", "birth_date", "identity_number", "protected_identity", "country_of_birth", "interpreter_need", "disability", "unaccompanied"),
    intake: table("intake", "id", "external_id", "child_id", "received_on", "type", "reporter", "reasons", "protection_assessed_at", "protection_result", "preliminary_decided_on", "preliminary_result", "investigation_id"),
    investigation: table("investigation", "id", "external_id", "child_id", "started_on", "ended_on", "extended_to", "unit", "caseworker", "outcome", "opinion_documented", "opinion_weighed", "best_interests_assessed", "child_told_on"),
    intervention: table("intervention", "id", "external_id", "child_id", "investigation_id", "type", "recipient", "granted_on", "started_on", "ended_on", "provision", "child_information_used", "child_information_passed_on", "reason_not_passed_on", "reason_ended", "goal_attainment"),
    conversation: table("conversation", "id", "external_id", "child_id", "phase", "investigation_id", "intervention_id", "held_on", "form", "channel", "status", "methods"),
    missed: table("missed_conversation", "child_id", "phase", "investigation_id", "intervention_id", "reason"),
  }; // prettier-ignore
}

/** Writes one tenant's children in one transaction; gives the number of rows. */
export async function writeTenant(client: pg.ClientBase, job: NationJob, seed: number, today: string): Promise<number> {
  const municipality = demoMunicipality({ seed, code: job.code, referenceDay: today, identities: job.identities });
  const tables = extractTables();
  const random = new Random();
  await client.query("begin");
  for (let number = 1; number <= job.children; number++) {
    addLife(tables, job.municipalityId, job.code, lifeOf(municipality, number, random));
    for (const table of Object.values(tables)) if (table.size > charactersAtATime) await table.send(client);
  }
  for (const table of Object.values(tables)) await table.send(client);
  await client.query("commit");
  return Object.values(tables).reduce((sum, table) => sum + table.total, 0);
}

function addLife(tables: Tables, tenant: number, code: string, life: Life): void {
  // The import gives the same identifiers: md5('<code>/<file>/<sender's id>')::uuid; PostgreSQL reads 32 hexadecimal digits as uuid.
  const idOf = (file: string, external: string) => hash("md5", `${code}/${file}/${external}`);
  const external = externalId.child(life),
    child = idOf("barn", external);
  const investigations = life.investigations.map((_, place) => idOf("utredningar", externalId.investigation(life, place)));
  const interventions = life.interventions.map((_, place) => idOf("insatser", externalId.intervention(life, place)));
  const at = (ids: readonly string[], place: number | undefined) => (place === undefined ? undefined : ids[place]);
  tables.child.add(
    tenant, child, external, life.sex, dateOf(life.birth), life.identityNumber, life.isProtected, life.countryOfBirth, life.interpreter, life.disability,
    life.unaccompanied ? "ja" : "nej",
  ); // prettier-ignore
  life.intakes.forEach((one, place) => {
    const id = externalId.intake(life, place);
    tables.intake.add(
      tenant, idOf("aktualiseringar", id), id, child, dateOf(one.receivedOn), one.type, one.reporter, one.reasons, protectionTime(one),
      one.protectionOn === undefined ? undefined : one.protectionNeeded ? "skydd behövs" : "inget omedelbart skydd", date(one.decidedOn), one.result,
      at(investigations, one.investigation),
    ); // prettier-ignore
  });
  life.investigations.forEach((one, place) => {
    tables.investigation.add(
      tenant, investigations[place], externalId.investigation(life, place), child, dateOf(one.startedOn), date(one.endedOn), date(one.extendedTo), one.unit,
      externalId.caseworker(life), one.outcome, one.opinionDocumented, one.opinionWeighed, one.endedOn === undefined ? undefined : true, date(one.toldOn),
    ); // prettier-ignore
  });
  life.interventions.forEach((one, place) => {
    tables.intervention.add(
      tenant, interventions[place], externalId.intervention(life, place), child, at(investigations, one.investigation), one.type, one.recipient,
      dateOf(one.grantedOn), date(one.startedOn), date(one.endedOn), one.provision, one.used, one.passedOn, one.notPassedOn, one.endReason, one.goals,
    ); // prettier-ignore
  });
  for (const one of life.conversations) {
    const id = externalId.conversation(life, one.number);
    tables.conversation.add(
      tenant, idOf("samtal", id), id, child, one.phase, at(investigations, one.investigation), at(interventions, one.intervention), dateOf(one.heldOn), one.form,
      one.channel, one.status, one.method,
    ); // prettier-ignore
  }
  for (const one of distinctMissed(life))
    tables.missed.add(tenant, child, one.phase, at(investigations, one.investigation), at(interventions, one.intervention), one.reason);
}

function date(day: number | undefined): string | undefined {
  return day === undefined ? undefined : dateOf(day);
}

async function serve(ownerUrl: string, seed: number, today: string): Promise<void> {
  const client = makeClient(ownerUrl, { application_name: "fortrogen nation" });
  await client.connect();
  // The rows can be made again from the seed: no need to wait for the disk at every commit.
  await client.query("set synchronous_commit = off");
  parentPort?.on("message", (job: NationJob) => {
    void writeTenant(client, job, seed, today).then(
      (rows) => parentPort?.postMessage({ rows } satisfies NationMessage),
      (cause: unknown) => {
        throw cause;
      },
    );
  });
}

const given = workerData as { ownerUrl?: string; seed: number; today: string } | undefined;
if (parentPort && given?.ownerUrl) await serve(given.ownerUrl, given.seed, given.today);
