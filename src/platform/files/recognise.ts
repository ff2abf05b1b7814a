import { fromBuffer } from "yauzl";
import type { ZipFile } from "yauzl";
import type { FileKind } from "./kinds.ts";

/** A document has some dozens of parts; what has more is something else. */
const mostParts = 10_000;
const zipStart = Buffer.from("PK\u0003\u0004", "latin1");
const pdfStart = /^%PDF-[12]\.\d/u;
/** Where the first entry of a package has its name and, when it is stored as it is, its content (ODF 1.3 part 2, 3.3). */
const firstName = 30;
const odtMark = "mimetypeapplication/vnd.oasis.opendocument.text";
/** Programs within a document: what Word keeps macros and controls in, and OpenDocument its scripts. */
const programs = /^(?:word\/(?:vbaProject\.bin|vbaData\.xml|activeX\/.+)|Basic\/.+|Scripts\/.+)$/iu;

/**
 * What a file is, by its content: whatever it is called, and whatever the browser says. Undefined for what is none of the kinds that are taken; a
 * document with macros is none of them, nor is one that is locked with a password.
 */
export async function recognise(bytes: Uint8Array): Promise<FileKind | undefined> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (pdfStart.test(buffer.toString("latin1", 0, 16))) return "pdf";
  if (buffer.subarray(0, zipStart.length).equals(zipStart)) return ofPackage(buffer);
  return isText(buffer) ? "text" : undefined;
}

async function ofPackage(buffer: Buffer): Promise<FileKind | undefined> {
  const names = await partsOf(buffer);
  if (names === undefined || names.some((name) => programs.test(name))) return undefined;
  // The mark is the whole content: a template or a master document goes on after these words.
  const isStoredMark = buffer.toString("latin1", firstName, firstName + odtMark.length) === odtMark;
  const isWholeMark = buffer.readUInt32LE(22) === odtMark.length - "mimetype".length;
  if (isStoredMark && isWholeMark && names.includes("content.xml")) return "odt";
  return names.includes("[Content_Types].xml") && names.some((name) => /^word\/document\d*\.xml$/u.test(name)) ? "docx" : undefined;
}

/** The names in a package; nothing of it is unpacked. Undefined where it is damaged, locked or no document at all. */
function partsOf(buffer: Buffer): Promise<readonly string[] | undefined> {
  return new Promise((resolve) => {
    fromBuffer(buffer, { lazyEntries: true }, (cause: Error | null, zip?: ZipFile) => {
      if (cause || !zip || zip.entryCount > mostParts) return resolve(undefined);
      const names: string[] = [];
      zip.on("error", () => resolve(undefined));
      zip.on("end", () => resolve(names));
      zip.on("entry", (entry: { readonly fileName: string; readonly generalPurposeBitFlag: number }) => {
        // The lowest bit says that it is locked.
        if (entry.generalPurposeBitFlag % 2 === 1) return resolve(undefined);
        names.push(entry.fileName);
        zip.readEntry();
      });
      zip.readEntry();
    });
  });
}

/** Words in UTF-8, without any sign that no text has. */
function isText(buffer: Buffer): boolean {
  try {
    return !/[^\P{Cc}\t\n\f\r]/u.test(new TextDecoder("utf-8", { fatal: true }).decode(buffer));
  } catch {
    return false;
  }
}
