import { attachToCase } from "../../src/casework/case/actions/attach-to-case.ts";
import { attachFile } from "../../src/followup/register/actions/change-document.ts";
import { answerInsight } from "../../src/portals/desk/actions/answer-insight.ts";
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

/** Attaches a file to a case, as its form does. Gives the attachment's identifier. */
export async function attachInCase({ door, staff }: Pick<House, "door" | "staff">, caseId: string, bytes: Uint8Array): Promise<string> {
  const blob = new Blob([Buffer.from(bytes)]);
  const upload = await receiveFile({ name: "intyg.pdf", size: blob.size, stream: () => blob.stream() }, null);
  const words = { titled: "Läkarintyg", cameOn: "2026-03-02", keptFrom: "ingen" };
  const input = { caseId, ...words, attachedFile: valueOf(upload).sha256 };
  return valueOf(await perform(door, attachToCase, staff.caseworker, input, { requestId: newId(door.clock()), upload })).attachmentId;
}

/** Gives a party the material that was decided, as its form does. */
export async function giveMaterial(
  { door, staff }: Pick<House, "door" | "staff">,
  which: { readonly caseId: unknown; readonly insightId: unknown; readonly answeredOn: string; readonly way: string },
  bytes: Uint8Array,
): Promise<void> {
  const blob = new Blob([Buffer.from(bytes)]);
  const upload = await receiveFile({ name: "material.pdf", size: blob.size, stream: () => blob.stream() }, null);
  const input = { ...which, material: valueOf(upload).sha256 };
  valueOf(await perform(door, answerInsight, staff.caseworker, input, { requestId: newId(door.clock()), upload }));
}
