import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Context } from "../core/door.ts";
import { about } from "../core/about.ts";
import { newTouchedId, stamp } from "../core/journal.ts";
import type { ReceivedFile } from "../core/upload.ts";
import { failed, invalidField, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";
import type { Database, Tx } from "../database/connect.ts";
import { inMunicipality } from "../database/connect.ts";

/** As much of a file stands in one row: neither the program nor the database ever holds a whole one in more than one copy. */
const pieceBytes = 1024 * 1024;

/**
 * The field of an action that takes a file: SHA-256 of the file that comes beside the fields. The same form sent twice has the same, and is done once;
 * whoever sends the fields alone is told to choose a file.
 */
export const uploadField = (label: string, hint: string) =>
  about(
    z
      .string("Välj en fil.")
      .regex(/^[0-9a-f]{64}$/u, "Välj en fil.")
      .optional()
      .meta({ maxLength: 64 }),
    { label, hint, optional: false },
  );

/** The file that came with the form, whose SHA-256 the field says; or why it is not taken, at the field. */
export function takeUpload({ upload }: Pick<Context, "upload">, field: string, sha256: string | undefined): Result<ReceivedFile> {
  if (upload === undefined) return invalidField(field, "Välj en fil.");
  if (!upload.ok) {
    const { code, message, hint } = upload.error;
    return failed({ code, message, ...(hint === undefined ? {} : { hint }), fields: [{ field, message }] });
  }
  return upload.value.sha256 === sha256 ? ok(upload.value) : invalidField(field, "Välj filen igen.");
}

/** Stores the file in the transaction of what it belongs to. Gives its identifier, which is named in the log. */
export async function storeFile(tx: Tx, context: Context, { name, kind, bytes, sha256, scan }: ReceivedFile): Promise<string> {
  const id = newTouchedId(context);
  const { municipality_id } = stamp(context);
  await tx
    .insertInto("files.file")
    .values({ id, name, kind, size: bytes.length, sha256: Buffer.from(sha256, "hex"), scan, ...stamp(context) })
    .execute();
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const content = Buffer.from(bytes.subarray(at, at + pieceBytes));
    await tx
      .insertInto("files.piece")
      .values({ municipality_id, file_id: id, number: at / pieceBytes, content })
      .execute();
  }
  return id;
}

/**
 * A stored file piece by piece, for a download that a query of its room has permitted and logged. What is not what was stored breaks off before its end:
 * the last piece is given when the whole agrees with its SHA-256.
 */
export function readStored(db: Kysely<Database>, municipalityId: number, fileId: string): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(piecesOf(db, municipalityId, fileId), { objectMode: false })) as ReadableStream<Uint8Array>;
}

async function* piecesOf(db: Kysely<Database>, municipalityId: number, fileId: string): AsyncGenerator<Uint8Array, void> {
  const of = { municipality_id: municipalityId, id: fileId };
  const file = await inMunicipality(db, municipalityId, (tx) =>
    tx
      .selectFrom("files.file")
      .select(["size", "sha256"])
      .where((match) => match.and(of))
      .executeTakeFirstOrThrow(),
  );
  const hash = createHash("sha256");
  const last = Math.ceil(file.size / pieceBytes) - 1;
  for (let number = 0; number <= last; number++) {
    const { content } = await inMunicipality(db, municipalityId, (tx) =>
      tx
        .selectFrom("files.piece")
        .select("content")
        .where("municipality_id", "=", municipalityId)
        .where("file_id", "=", fileId)
        .where("number", "=", number)
        .executeTakeFirstOrThrow(),
    );
    hash.update(content);
    if (number === last && !hash.digest().equals(file.sha256)) throw new Error("A stored file is not what was stored.");
    yield content;
  }
}
