/** Makes a publication of the deliveries that it names: the same deliveries give the same bytes, whenever and wherever it is made. */
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Database, Tx } from "../../platform/database/connect.ts";
import { readMunicipality } from "../../platform/database/connect.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { findForm, storedIn } from "../questionnaires/find-form.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { findRound } from "../rounds/find-unit.ts";
import type { Answered } from "../tables/answered.ts";
import type { TableSet } from "../tables/definition.ts";
import { tableSetFor } from "../tables/find-table-set.ts";
import { auditFailed, makePublication } from "../tables/make-publication.ts";
import type { Publication } from "../tables/output/publication.ts";
import type { Protection } from "../tables/protection/protect.ts";
import { protect } from "../tables/protection/protect.ts";
import { readCoded, setOfCodes, withCodes } from "./coded.ts";
import { compareSides, figuresOf } from "./compare.ts";
import type { Side } from "./compare.ts";
import { publishedDeliveries, unitsOf, withContents } from "./deliveries.ts";
import { findPublication, listPublications, noSuchPublication } from "./find-publication.ts";
import type { PublicationRow } from "./find-publication.ts";
import { printedSide } from "./printed.ts";
import { readRound } from "./read-round.ts";
import { setOfRound } from "./round-set.ts";

/** What is read of the database before anything is made: a publication's answers, and whether the official form of them is out. */
type Read = {
  readonly asked: PublicationRow;
  readonly label: string;
  readonly form: Questionnaire;
  readonly set: TableSet;
  readonly answered: Answered;
  readonly isToldOfAll: boolean;
};

export type MakeOptions = {
  readonly version: string;
  /** How large a part is done, from 0 to 1. */
  readonly onProgress?: (done: number) => Promise<void> | void;
};

/** A publication with what is kept of it. */
export type Made = { readonly publication: Publication; readonly content: string; readonly digest: Buffer };

/** Makes it. Problems: `not-found`; `deliveries-invalid` with every delivery that cannot be read; `audit-failed`. */
export async function makeOfRound(
  db: Kysely<Database>,
  municipalityId: number,
  publicationId: string,
  options: MakeOptions,
): Promise<Result<Made>> {
  const later = await readMunicipality(db, municipalityId, (tx) => readPublished(tx, municipalityId, publicationId));
  if (!later.ok) return later;
  const { asked, set, answered, isToldOfAll } = later.value;
  const comparedWith = await earlierSide(db, municipalityId, later.value);
  if (!comparedWith.ok) return comparedWith;
  const { side, inPanel } = comparedWith.value;
  const inBoth = inPanel === null ? null : Uint8Array.from(answered.units, ({ code }) => (inPanel.has(code) ? 1 : 0));
  const more = (protection: Protection | null) =>
    side === null ? [] : compareSides(side, { ...later.value, figures: figuresOf(answered, protection, inBoth) });
  const publication = await makePublication(set, answered, {
    by: asked.groupings,
    isProtected: asked.form === "skyddad",
    withSexAndAge: asked.contents === "också efter kön och ålder" || asked.contents === "bara efter kön och ålder",
    isSexAndAgeAlone: asked.contents === "bara efter kön och ålder",
    made: asked.askedAt,
    version: options.version,
    protection: { isToldOfAll, ...(inBoth === null ? {} : { inPanel: inBoth }), onProgress: options.onProgress ?? (() => undefined) },
    more,
  });
  if (!publication.ok) return publication;
  const content = `${JSON.stringify(publication.value)}\n`;
  return ok({ publication: publication.value, content, digest: createHash("sha256").update(content, "utf8").digest() });
}

/** A kept publication. `content` is what `makeOfRound` made, which its digest has shown. */
export function readMade(content: string): Publication {
  const kept = JSON.parse(content) as Omit<Publication, "made"> & { readonly made: string };
  return { ...kept, made: new Date(kept.made) };
}

async function readPublished(tx: Tx, municipalityId: number, publicationId: string): Promise<Result<Read>> {
  const asked = await findPublication(tx, municipalityId, publicationId);
  const round = asked && (await findRound(tx, municipalityId, asked.roundId));
  if (asked === undefined || round === undefined) return failed(noSuchPublication);
  const form = await findForm(storedIn(tx, municipalityId), round.questionnaire, round.fingerprint);
  if (!form.ok) return form;
  const marks = await publishedDeliveries(tx, municipalityId, publicationId);
  const deliveries = await withContents(tx, municipalityId, marks);
  const units = await unitsOf(tx, municipalityId, asked.roundId, asked.askedAt);
  const set = setOfRound(await tableSetFor(form.value), round, deliveries);
  const answered = readRound({ form: form.value, set, units, deliveries });
  if (!answered.ok) return answered;
  const earlier = (await listPublications(tx, municipalityId, asked.roundId)).filter(({ number }) => number < asked.number);
  const about = { asked, label: round.title, form: form.value };
  if (asked.column !== null) {
    // The official form tells nothing of codes.
    const coded = await readCoded(tx, municipalityId, publicationId);
    return ok({ ...about, set: setOfCodes(set, form.value, coded), answered: withCodes(answered.value, coded), isToldOfAll: false });
  }
  const isToldOfAll = earlier.some((one) => one.form === "som tryckt" && one.isPublishable !== false);
  return ok({ ...about, set, answered: answered.value, isToldOfAll });
}

type Compared = { readonly side: Side | null; readonly inPanel: ReadonlySet<string> | null };

/** What the publication is compared with: print, another round's publication, or nothing. The codes of those that answered both times come with it. */
async function earlierSide(db: Kysely<Database>, municipalityId: number, later: Read): Promise<Result<Compared>> {
  const { asked, answered } = later;
  if (asked.isComparedWithPrint) return ok({ side: await printedSide(), inPanel: null });
  const { comparedId } = asked;
  if (comparedId === null) return ok({ side: null, inPanel: null });
  const read = await readMunicipality(db, municipalityId, (tx) => readPublished(tx, municipalityId, comparedId));
  if (!read.ok) return read;
  const before = read.value;
  const codes = new Set(before.answered.units.map(({ code }) => code));
  const inPanel = new Set(answered.units.map(({ code }) => code).filter((code) => codes.has(code)));
  const inBoth = Uint8Array.from(before.answered.units, ({ code }) => (inPanel.has(code) ? 1 : 0));
  const protection =
    asked.form === "skyddad"
      ? await protect(before.set, before.answered, {
          inPanel: inBoth,
          isToldOfAll: before.isToldOfAll || before.asked.form === "som tryckt",
        })
      : null;
  if (protection?.audit.isSafe === false) return failed(auditFailed);
  return ok({ side: { ...before, figures: figuresOf(before.answered, protection, inBoth) }, inPanel });
}
