import { attachFile } from "../../src/followup/register/actions/change-document.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { perform } from "../../src/platform/core/door.ts";
import { receiveFile } from "../../src/platform/files/receive.ts";
import type { House } from "./casework.ts";

/** Attaches a file to a routine of the register, as its form does. */
export async function attachTo(
  { door, staff }: Pick<House, "door" | "staff">,
  which: { readonly documentId: string; readonly follows: number },
  bytes: Uint8Array,
  name: string,
): Promise<void> {
  const blob = new Blob([Buffer.from(bytes)]);
  const upload = await receiveFile({ name, size: blob.size, stream: () => blob.stream() }, null);
  const input = { ...which, documentFile: valueOf(upload).sha256 };
  valueOf(await perform(door, attachFile, staff.director, input, { requestId: newId(door.clock()), upload }));
}
