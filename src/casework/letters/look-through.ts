import { sql } from "kysely";
import { findRooms } from "../../platform/core/find-rooms.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findSecretReporters } from "../intake/secret-reporter.ts";
import { contactWords, saysContact } from "../people/contact-words.ts";
import { contactKinds, identityKinds } from "../people/detail-fields.ts";
import { peopleOfCase } from "../people/in-case.ts";
import type { LetterValues } from "./letter.ts";
import { protectedPassages } from "./protected-words.ts";
import type { LetterPassage } from "./protected-words.ts";

/** Who gets a letter: somebody of the case, or somebody else by name; `personId` null for who is not of the case. */
export type Receiver = { readonly personId: string | null; readonly name: string };

type Looked = {
  readonly municipalityId: number;
  readonly caseId: string;
  readonly letterId: string;
  readonly receiver: Receiver;
  /** Who writes. */
  readonly by: string;
  readonly letter: LetterValues;
  /** Kept texts that the receiver is given on purpose. */
  readonly tells: readonly string[];
  /** Whose whereabouts a passage may tell stands in the log of whoever asked. */
  readonly touch: (...ids: string[]) => void;
};

/** Every word of a letter that somebody may have written. */
const textsOf = ({ greeting, facts, parts, closing, title }: LetterValues): readonly string[] => [
  title,
  greeting,
  ...facts.flat(),
  ...parts.flat(),
  closing,
];

let rooms: ReturnType<typeof findRooms> | undefined;

/** The passages of a letter that may tell what is protected, each with whether it is answered. */
export async function lookThrough(tx: Tx, of: Looked): Promise<readonly LetterPassage[]> {
  const { municipalityId, caseId, receiver, letter } = of;
  const at = { actor: { municipalityId } };
  const { childId, child } = await childOf(tx, of);
  const kept: string[] = [];
  // What the child keeps from guardians is no secret of the child's own letter.
  if (receiver.personId !== childId)
    for (const room of await (rooms ??= findRooms())) kept.push(...((await room.keptWords?.(tx, { municipalityId, caseId })) ?? []));
  const hidden = await contactsOf(tx, of);
  const found = protectedPassages(textsOf(letter), {
    reporters: await findSecretReporters(tx, at, caseId, false),
    contacts: hidden.map(({ contact }) => contact),
    kept: kept.filter((text) => !of.tells.includes(text)),
    known: [receiver.name, child, of.by, letter.letterhead.sentBy],
  });
  if (found.length === 0) return [];
  of.touch(...new Set(hidden.filter(({ contact }) => isTold(contact, found)).map(({ id }) => id)));
  const answered = await tx
    .selectFrom("intake.letter_passage_answer")
    .select("passage_id")
    .where("municipality_id", "=", municipalityId)
    // Who answers for another case has answered nothing here.
    .where("case_id", "=", caseId)
    .where("letter_id", "=", of.letterId)
    .execute();
  const known = new Set(answered.map((one) => one.passage_id));
  return found.map((one) => ({ ...one, answered: known.has(one.id) }));
}

async function childOf(tx: Tx, { municipalityId, caseId }: Looked): Promise<{ readonly childId: string; readonly child: string }> {
  const { rows } = await sql<{ childId: string; child: string }>`select p.id as "childId", p.given_name || ' ' || p.family_name as child
    from intake.case_file f join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id
    where f.municipality_id = ${municipalityId} and f.id = ${caseId}::uuid`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error("A letter is of a case.");
  return row;
}

type Hidden = { readonly id: string; readonly contact: string };
const isTold = (contact: string, found: readonly { readonly passage: string }[]): boolean =>
  found.some(({ passage }) => saysContact(passage, contactWords([contact])));

/**
 * How those of the case whose identity is protected are reached, whichever case has written it, but for the receiver; and whoever expects the child that is not born,
 * who is a guardian first at the birth. For the program alone.
 */
async function contactsOf(tx: Tx, { municipalityId, caseId, receiver }: Looked): Promise<readonly Hidden[]> {
  const { rows } = await sql<Hidden>`with expecting as (
      select p.municipality_id, p.id, p.phone, p.protected_identity, g.phone as claimed
      from intake.case_file f join people.open_guardian_claim g on g.municipality_id = f.municipality_id and g.child_id = f.child_id and g.expects
      join people.person p on p.municipality_id = g.municipality_id and p.identity_number = g.identity_number
      where f.municipality_id = ${municipalityId} and f.id = ${caseId}::uuid),
    hidden as (
      select p.municipality_id, p.id, p.phone from ${peopleOfCase(municipalityId, caseId)} w join people.person p on p.municipality_id = ${municipalityId} and p.id = w.person_id
      where p.protected_identity <> 'ingen' and p.id is distinct from ${receiver.personId}::uuid
      union select e.municipality_id, e.id, coalesce(e.phone, e.claimed) from expecting e where e.protected_identity <> 'ingen')
    select h.id, d.detail as contact from hidden h join people.standing_detail d on d.municipality_id = h.municipality_id and d.person_id = h.id
      and d.kind = any (${[...contactKinds, ...identityKinds]}::text[])
    union select h.id, g.phone from hidden h join people.standing_guardianship g on g.municipality_id = h.municipality_id and g.guardian_id = h.id where g.phone is not null
    union select h.id, h.phone from hidden h where h.phone is not null
    union select f.child_id, g.phone from intake.case_file f
      join people.person c on c.municipality_id = f.municipality_id and c.id = f.child_id and c.protected_identity <> 'ingen'
      join people.open_guardian_claim g on g.municipality_id = f.municipality_id and g.child_id = f.child_id and g.expects and g.phone is not null
      where f.municipality_id = ${municipalityId} and f.id = ${caseId}::uuid`.execute(tx);
  return rows;
}
