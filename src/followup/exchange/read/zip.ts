/** A zip package: its entries as streams. Nothing is ever unpacked to disk, and never more than a limit is unpacked at all. */
import type { Readable } from "node:stream";
import { Transform } from "node:stream";
import { crc32 } from "node:zlib";
import { open as openZip } from "yauzl";
import type { Entry, ZipFile } from "yauzl";
import { UnreadableFile } from "./rows.ts";

/** Most that a package may hold when unpacked: ten times what a delivery of a million children takes. */
const LARGEST_EXPANDED = 8 * 1024 ** 3;
/** A delivery holds six files; a package with more entries than this is something else. */
const MOST_ENTRIES = 10_000;

/** Stored as it is, and deflate. */
const readMethods: ReadonlySet<number> = new Set([0, 8]);

export type Package = {
  readonly entries: readonly Entry[];
  /** The bytes of one entry. @throws UnreadableFile */
  open(entry: Entry): Promise<Readable>;
  close(): void;
};

const damaged = (): UnreadableFile =>
  new UnreadableFile("invalid-zip", "paketet är skadat eller är inte en zip-fil.", "Packa filerna på nytt och skicka dem igen.");
const tooLarge = (limit: number): UnreadableFile =>
  new UnreadableFile(
    "zip-too-large",
    `paketet blir större än ${Math.round(limit / 1024 ** 2)} MB när det packas upp.`,
    "Kontrollera paketet. Packa upp det själv och importera mappen om det ska vara så stort.",
  );

/** Opens a package and lists its entries. @throws UnreadableFile for what is no zip, is too large or has unsafe names. */
export async function openPackage(path: string, limit: number = LARGEST_EXPANDED): Promise<Package> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    openZip(path, { lazyEntries: true, autoClose: false }, (_cause, file) => (file ? resolve(file) : reject(damaged())));
  });
  try {
    const entries = await listEntries(zip);
    if (entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0) > limit) throw tooLarge(limit);
    // The sizes above are the package's own word; what is really unpacked is counted too, over all entries and readings of them.
    const left = new Map<Entry, number>();
    return { entries, open: (entry) => openEntry(zip, entry, left, limit), close: () => zip.close() };
  } catch (cause) {
    zip.close();
    throw cause instanceof UnreadableFile ? cause : damaged();
  }
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("error", reject);
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      if (entries.length >= MOST_ENTRIES) {
        reject(new UnreadableFile("too-many-entries", `paketet innehåller fler än ${MOST_ENTRIES} filer.`, "Packa bara uttagets filer."));
        return;
      }
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry, seen: Map<Entry, number>, limit: number): Promise<Readable> {
  if (entry.isEncrypted()) {
    throw new UnreadableFile(
      "encrypted-zip",
      "filen i paketet är låst med lösenord.",
      "Packa filerna utan lösenord och skicka dem på en säker väg.",
    );
  }
  if (!readMethods.has(entry.compressionMethod)) {
    throw new UnreadableFile(
      "zip-method",
      "filen i paketet är packad på ett sätt som inte läses.",
      "Packa filerna som en vanlig zip, som Windows och macOS gör, och skicka dem igen.",
    );
  }
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (_cause, stream) => {
      if (!stream) {
        reject(damaged());
        return;
      }
      let bytes = 0;
      let checksum = 0;
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          checksum = crc32(chunk, checksum);
          seen.set(entry, Math.max(seen.get(entry) ?? 0, bytes));
          const total = [...seen.values()].reduce((sum, n) => sum + n, 0);
          done(total > limit ? tooLarge(limit) : null, chunk);
        },
        // What was packed is not what came out: nothing of it is to be believed.
        flush(done) {
          done(checksum === entry.crc32 ? null : damaged());
        },
      });
      stream.on("error", () => counted.destroy(damaged()));
      counted.on("close", () => stream.destroy());
      resolve(stream.pipe(counted));
    });
  });
}
