import type { Problem } from "../../platform/basics/result.ts";

export const notCoder: Problem = {
  code: "not-coder",
  message: "Du är inte kodare av frågan.",
  hint: "Bli kodare på frågans sida, om någon plats är ledig.",
};
export const closed: Problem = {
  code: "coding-closed",
  message: "Båda kodarna är klara och ser varandras koder, så de ändras inte längre.",
  hint: "Där ni skiljer er avgörs svaret, med skäl.",
};
export const notRevealed: Problem = {
  code: "coding-goes-on",
  message: "Båda kodarna är inte klara än.",
  hint: "Koderna visas när båda har kodat alla svar och sagt att de är klara.",
};
