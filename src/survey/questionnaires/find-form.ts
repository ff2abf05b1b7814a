/**
 * The questionnaires that somebody in a tenant may ask for: those that come with the program, and the tenant's own that are published. Whatever asks for a
 * questionnaire by its name does it here; another tenant's are never found.
 */
import { sql } from "kysely";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { faulty, findQuestionnaire, listIds, listQuestionnaires } from "./find-questionnaire.ts";
import type { Questionnaire } from "./questionnaire.ts";
import { readQuestionnaire } from "./read-questionnaire.ts";

/** A version as it is kept. */
export type StoredForm = { readonly content: string; readonly fingerprint: string };

/** Where the tenant's own are read. */
export type FormReader = {
  readonly municipalityId: number;
  /** The published version of a fingerprint; without one, the last that is not withdrawn. */
  readonly stored: (form: string, fingerprint: string | null) => Promise<StoredForm | undefined>;
};

export const noSuchForm: Problem = { code: "not-found", message: "Formuläret finns inte." };

/** Those of a tenant, read in a transaction. */
export const storedIn = (tx: Tx, municipalityId: number): FormReader => ({
  municipalityId,
  async stored(form, fingerprint) {
    const { rows } = await sql<StoredForm>`
      select v.content, v.fingerprint from survey.questionnaire_version v
      where v.municipality_id = ${municipalityId} and v.questionnaire = ${form}
        and ${fingerprint === null ? standing : sql<boolean>`v.fingerprint = ${fingerprint}`}
      order by v.version desc limit 1`.execute(tx);
    return rows[0];
  },
});

const standing = sql<boolean>`not exists (select 1 from survey.questionnaire_withdrawal w
  where w.municipality_id = v.municipality_id and w.questionnaire = v.questionnaire and w.version = v.version)`;

/**
 * A questionnaire by its name: the version of a fingerprint, or else the last that is published. One that comes with the program comes before one of the
 * tenant's own. Problems: `not-found`; `questionnaire-faulty` where what was published is not read any more.
 */
export async function findForm(reader: FormReader, form: string, fingerprint: string | null = null): Promise<Result<Questionnaire>> {
  // By its name alone: a path to a file is no questionnaire of the program.
  const shipped = (await listIds()).includes(form) ? await findQuestionnaire(form) : undefined;
  if (shipped?.ok && (fingerprint === null || shipped.value.fingerprint === fingerprint)) return shipped;
  const known = fingerprint === null ? undefined : recall(keyOf(reader, fingerprint));
  if (known?.id === form) return ok(known);
  const stored = await reader.stored(form, fingerprint);
  return stored ? readStored(reader, stored) : failed(noSuchForm);
}

/** The last published version of each of the tenant's own, by name; those that are not read any more are left out. */
export async function listForms(tx: Tx, municipalityId: number): Promise<readonly Questionnaire[]> {
  const reader = storedIn(tx, municipalityId);
  const { rows } = await sql<{ questionnaire: string; fingerprint: string }>`
    select distinct on (v.questionnaire) v.questionnaire, v.fingerprint from survey.questionnaire_version v
    where v.municipality_id = ${municipalityId} and ${standing} order by v.questionnaire, v.version desc`.execute(tx);
  const shipped = await listQuestionnaires();
  const own: Questionnaire[] = [];
  for (const { questionnaire, fingerprint } of rows) {
    if (shipped.some(({ id }) => id === questionnaire)) continue;
    const found = await findForm(reader, questionnaire, fingerprint);
    if (found.ok) own.push(found.value);
  }
  return [...shipped, ...own];
}

function readStored(reader: FormReader, { content, fingerprint }: StoredForm): Result<Questionnaire> {
  const key = keyOf(reader, fingerprint);
  const known = recall(key);
  if (known) return ok(known);
  const read = readQuestionnaire(content, "formulär.yaml");
  if (!read.ok) return failed(faulty(read.faults));
  keep(key, read.value);
  return ok(read.value);
}

/** Published versions never change: what has been read of them is kept, the last used ones. A tenant's are known to that tenant alone. */
const kept = new Map<string, Questionnaire>();
const mostKept = 50;
const keyOf = ({ municipalityId }: FormReader, fingerprint: string): string => `${municipalityId} ${fingerprint}`;

function recall(key: string): Questionnaire | undefined {
  const found = kept.get(key);
  if (found) keep(key, found);
  return found;
}

function keep(key: string, form: Questionnaire): void {
  kept.delete(key);
  kept.set(key, form);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}
