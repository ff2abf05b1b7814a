import type { Result } from "../basics/result.ts";
import type { Tx } from "../database/connect.ts";
import type { RuleDescription } from "../law/rule.ts";
import type { Role } from "./actor.ts";

/** A message that is about to be sent, on a day. */
export type MessageToSend = { readonly municipalityId: number; readonly messageId: string; readonly today: string };

/** The words of one message; `subject` is for e-mail. */
export type MessageWords = { readonly subject: string; readonly text: string };
/** A letter that is ready to be made as a PDF. `name` is its file's, and tells nothing of anybody. */
export type Letter = { readonly name: string; readonly make: () => Promise<Result<Uint8Array>> };
/** What personal links are made with, when they are sent: the installation's key, and the address that people reach the service by. */
export type LinkMeans = { readonly key: Buffer; readonly origin: string };

/**
 * What a room says of itself in its `room.ts`. Its actions, queries, pages and jobs it does not list: they are what stands in its folders of
 * those names (`find-rooms.ts`), so that none can be forgotten.
 */
export type Room = {
  /** What the names of its operations and the tags of its files begin with in the API ("intake.…"), each in one Swedish sentence. */
  readonly api?: Readonly<Record<string, string>>;
  /** Its rules of law. */
  readonly rules?: readonly RuleDescription[];
  /** Its pages about a round of an agency's, for the round's own page to lead to: their addresses by the round's identifier. */
  readonly roundPages?: readonly { readonly text: string; readonly href: (roundId: string) => string }[];
  /** What can be done with a questionnaire that is published, and by whom: for its own page to lead to, by its name. */
  readonly formPages?: readonly { readonly text: string; readonly href: (form: string) => string; readonly roles: readonly Role[] }[];
  /** False where a message that the room has planned may be sent no more: what held when it was planned need not hold when it is its turn. */
  readonly mayBeSent?: (tx: Tx, message: MessageToSend) => Promise<boolean>;
  /**
   * The words of a message of the room's own template, made when it is sent and kept nowhere: a link to answer by. Undefined for another room's; a code
   * of what is lacking where they cannot be made now, and it is tried again.
   */
  readonly messageWords?: (
    tx: Tx,
    message: MessageToSend,
    links: LinkMeans | null,
  ) => Promise<MessageWords | { readonly lacking: string } | undefined>;
  /**
   * The letter that goes with a message by digital post, as it is when it is sent; it is kept nowhere. Undefined for another room's, a code of what is
   * lacking where it cannot be made now, and it is tried again.
   */
  readonly messageLetter?: (tx: Tx, message: MessageToSend) => Promise<Letter | { readonly lacking: string } | undefined>;
  /** Words of a case that guardians may not be shown: looked for in every letter before it leaves. */
  readonly keptWords?: (tx: Tx, of: { readonly municipalityId: number; readonly caseId: string }) => Promise<readonly string[]>;
};

/** Says what a room holds. */
export const defineRoom = (room: Room): Room => room;
