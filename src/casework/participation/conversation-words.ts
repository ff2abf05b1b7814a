import type { WordsFor } from "../../platform/basics/codes.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { capital } from "../../platform/basics/text.ts";

/** How the codes of a conversation are said on the screen, where the code itself is not enough. */
export const STATUS_WORDS: WordsFor<CodeOf<"participation.conversation.status">> = {
  erbjudet: "Erbjudet, inte hållet än",
  avböjt: "Barnet ville inte",
  inställt: "Inställt",
};
export const FORM_WORDS: WordsFor<CodeOf<"participation.conversation.form">> = { enskilt: "Enskilt med barnet" };
export const CHANNEL_WORDS: WordsFor<CodeOf<"participation.conversation.channel">> = { fysiskt: "Möte", digitalt: "Video", sms: "Sms" };

/** The words for a code: those given, otherwise the code with a capital. */
export function wordsFor(code: string, words: WordsFor<string>): string {
  return words[code] ?? capital(code);
}
