import { buffer } from "node:stream/consumers";
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { failed, ok } from "../basics/result.ts";
import type { Problem, Result } from "../basics/result.ts";
import type { Upload } from "../core/upload.ts";
import { fileKinds, kindWords, mostBytes, mostMegabytes } from "./kinds.ts";
import type { FileKind } from "./kinds.ts";
import { recognise } from "./recognise.ts";
import type { Scanner } from "./scanner.ts";

/** A file as a form sends it. */
export type SentFile = { readonly name: string; readonly size: number; stream(): ReadableStream<Uint8Array> };

/** A name is at most so many signs, its ending included. */
const longestName = 150;

/**
 * Reads a file that came with a form: by size, by content, then by the scanner. Gives what may be stored (`takeUpload`, `storeFile`). Problems, each to be
 * said at the form's field: `no-file`, `file-too-large`, `file-kind`, `file-infected`, `scanner-unavailable`. No transaction is held meanwhile.
 */
export async function receiveFile(
  sent: SentFile | undefined,
  scanner: Scanner | null,
  kinds: readonly FileKind[] = fileKinds,
): Promise<Upload> {
  if (!sent) return failed({ code: "no-file", message: "Välj en fil." });
  if (sent.size > mostBytes)
    return failed({
      code: "file-too-large",
      message: `Filen är större än ${mostMegabytes} MB.`,
      hint: "Spara om den mindre, eller dela upp den.",
    });
  const bytes = await buffer(sent.stream());
  const kind = await recognise(bytes);
  if (kind === undefined || !kinds.includes(kind)) return failed(wrongKind(kinds));
  const scanned = await scan(bytes, scanner);
  if (!scanned.ok) return scanned;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return ok({ name: nameOf(sent.name, kind), kind, bytes, sha256, scan: scanned.value });
}

async function scan(bytes: Uint8Array, scanner: Scanner | null): Promise<Result<"ren" | "inte genomsökt">> {
  if (scanner === null) return ok("inte genomsökt");
  const { outcome } = await scanner.scan(bytes);
  if (outcome === "clean") return ok("ren");
  return failed(
    outcome === "infected"
      ? {
          code: "file-infected",
          message: "Filen innehåller skadlig kod och är inte sparad.",
          hint: "Kontakta it-avdelningen innan du öppnar den igen.",
        }
      : {
          code: "scanner-unavailable",
          message: "Filen kunde inte sökas igenom efter skadlig kod, och är därför inte sparad.",
          hint: "Försök igen om en stund. Hjälper det inte, kontakta systemförvaltaren.",
        },
  );
}

function wrongKind(kinds: readonly FileKind[]): Problem {
  const names = kinds.map((kind) => kindWords[kind].name);
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} eller ${names.at(-1)}`;
  return {
    code: "file-kind",
    message: `Filen går inte att ta emot. Den ska vara ${list}, utan makron och utan lösenord.`,
    hint: "Det är innehållet som avgör, inte vad filen heter. Spara om den, till exempel som PDF.",
  };
}

/** The last part of the name, as browsers of any system send it, without what a name or a list cannot hold, and with the ending of what it is. */
function nameOf(given: string, kind: FileKind): string {
  const { ending } = kindWords[kind];
  const name = basename(given.replaceAll("\\", "/"))
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}"<>:|?*]/gu, "")
    .trim();
  const stem = name.toLowerCase().endsWith(ending) ? name.slice(0, -ending.length) : name;
  const short = [...stem]
    .slice(0, longestName - ending.length)
    .join("")
    .replace(/[.\s]+$/u, "");
  return `${short || "fil"}${ending}`;
}
