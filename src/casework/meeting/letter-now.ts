import type { Letter, MessageToSend } from "../../platform/core/define-room.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { messageLetterOf } from "../letters/message-letter.ts";
import { findSummons } from "./may-be-sent.ts";
import { getSummons } from "./queries/get-summons.ts";

/** The letter that goes with a summons by digital post; undefined for what is no summons. */
export async function summonsLetter(tx: Tx, message: MessageToSend): Promise<Letter | { readonly lacking: string } | undefined> {
  const summons = await findSummons(tx, message);
  return summons && messageLetterOf(tx, message, getSummons, summons);
}
