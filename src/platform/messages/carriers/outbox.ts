import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Carried, Carrier, Parcel } from "../../core/post.ts";

/** Writes each message as a file that only the program's account can read, by the message's own identifier: written twice it is one. */
export function makeOutbox(folder: string): Carrier {
  return {
    isIdempotent: true,
    async carry(parcel, at): Promise<Carried> {
      try {
        await write(folder, parcel, at);
        return { outcome: "skickat", fault: null };
      } catch (cause) {
        return { outcome: "inte nu", fault: (cause as NodeJS.ErrnoException).code ?? "outbox" };
      }
    },
  };
}

/** A letter as it stands in a file of text. */
const letterIn = (attachment: Parcel["attachment"]): object =>
  attachment ? { attachment: { ...attachment, content: Buffer.from(attachment.content).toString("base64") } } : {};

async function write(folder: string, { id, attachment, ...parcel }: Parcel, at: Date): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, `${id}.json`);
  if (await stat(target).catch(() => undefined)) return;
  // Whole or not at all: whoever collects the files never sees half of one.
  const draft = join(folder, `.${id}-${randomUUID()}.part`);
  try {
    const file = await open(draft, "w", 0o600);
    try {
      await file.writeFile(`${JSON.stringify({ id, ...parcel, ...letterIn(attachment), at: at.toISOString() }, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } catch (cause) {
    // A disk that is full is not filled with what did not fit, and an address does not lie in a file that nobody collects.
    await rm(draft, { force: true }).catch(() => undefined);
    throw cause;
  }
  // Its name is on the disk too before it is called sent.
  const names = await open(folder, "r").catch(() => undefined);
  await names?.sync().catch(() => undefined);
  await names?.close();
}
