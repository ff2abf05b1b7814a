import { capital } from "../../../platform/basics/text.ts";

/** How the codes of a conversation are said on the screen, where the code itself is not enough. */
export const STATUS_WORDS = { erbjudet: "Erbjudet, inte hållet än", avböjt: "Barnet ville inte", inställt: "Inställt" } as const;
export const FORM_WORDS = { enskilt: "Enskilt med barnet" } as const;
export const CHANNEL_WORDS = { fysiskt: "Möte", digitalt: "Video", sms: "Sms" } as const;

/** The words for a code: those given, otherwise the code with a capital. */
export function wordsFor(code: string, words: Readonly<Record<string, string>>): string {
  return words[code] ?? capital(code);
}
