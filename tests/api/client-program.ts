/**
 * A client as somebody outside would write one: it knows the document's types and nothing of our code. It takes the address and the
 * session from its environment, asks for the work list, writes a note, is refused one, and says in JSON what it was told.
 */
export const clientProgram = `
import type { paths } from "./schema.d.ts";

type Posts = { [P in keyof paths]: paths[P] extends { post: infer Post } ? (Post extends { requestBody: object } ? P : never) : never }[keyof paths];
type Body<P extends Posts> = paths[P] extends { post: { requestBody: { content: { "application/json": infer B } } } } ? B : never;
type Good<P extends Posts> = paths[P] extends { post: { responses: { 200: { content: { "application/json": infer G } } } } } ? G : never;
type Bad<P extends Posts> = paths[P] extends { post: { responses: { 422: { content: { "application/problem+json": infer B } } } } } ? B : never;

const address = process.env["API_ADDRESS"] ?? "";
const cookie = process.env["API_COOKIE"] ?? "";

async function call<P extends Posts>(path: P, body: Body<P>, more: Record<string, string> = {}): Promise<{ ok: true; value: Good<P> } | { ok: false; problem: Bad<P> }> {
  const headers = { "content-type": "application/json", origin: address, cookie, ...more };
  const answer = await fetch(address + path, { method: "POST", headers, body: JSON.stringify(body) });
  const json: unknown = await answer.json();
  return answer.status === 200 ? { ok: true, value: json as Good<P> } : { ok: false, problem: json as Bad<P> };
}

const list = await call("/api/queries/workplace.get-work-list", { scope: "mina" });
if (!list.ok) throw new Error(list.problem.title);
const [first] = list.value.cases;
if (!first) throw new Error("No case.");
const due: string | null | undefined = first.obligations[0]?.due_on;

const key = crypto.randomUUID();
const note = { caseId: first.caseId, happenedOn: "2026-03-02", text: "Skolan ringde." };
const once = await call("/api/actions/intake.write-note", note, { "idempotency-key": key });
const twice = await call("/api/actions/intake.write-note", note, { "idempotency-key": key });
if (!once.ok || !twice.ok) throw new Error("The note was refused.");
const same: boolean = once.value.noteId === twice.value.noteId;

const file = await call("/api/queries/workplace.get-case", { caseId: first.caseId });
if (!file.ok) throw new Error(file.problem.title);
const texts: string[] = file.value.notes.map((one) => one.text);
const channel: "telefon" | "besök" | "brev" | "e-post" | "e-tjänst" | "säker digital kommunikation" | "annat" | undefined = file.value.intakes[0]?.channel;

const refused = await call("/api/actions/intake.write-note", { ...note, text: "x".repeat(20001) });
if (refused.ok) throw new Error("A text that is too long was taken.");
const faults: readonly { field: string; message: string }[] = refused.problem.errors ?? [];

console.log(JSON.stringify({ number: first.caseNumber, due, same, texts, channel, status: refused.problem.status, code: refused.problem.code, faults }));
`;

/** What the same types must not let through: a field that is not there, a word that is not in the list, what an answer does not have. */
export const wrongUses: readonly (readonly [what: string, program: string])[] = [
  ["a field of another kind", `await call("/api/actions/intake.write-note", { caseId: 1, happenedOn: "2026-03-02", text: "x" });`],
  ["a field that is left out", `await call("/api/actions/intake.write-note", { happenedOn: "2026-03-02", text: "x" });`],
  ["a word that is not in the list", `await call("/api/queries/workplace.get-work-list", { scope: "alla" });`],
  ["a field that no answer has", `const wrong = first.municipality_id;`],
  ["an answer that may be null", `const day: string = first.responsible;`],
  ["an address that is not there", `await call("/api/actions/intake.delete-case", {});`],
];
