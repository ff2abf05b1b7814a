import type { Tone } from "../../../ui/components/text.tsx";
import type { phaseOn } from "../find-unit.ts";
import type { UnitState } from "../states.ts";

export const phaseTones: Readonly<Record<ReturnType<typeof phaseOn>, Tone | "neutral">> = {
  "inte öppnad": "neutral",
  pågår: "info",
  "sena svar tas emot": "warning",
  stängd: "neutral",
};

export const stateTones: Readonly<Record<UnitState, Tone | "neutral">> = {
  "inte inbjuden": "neutral",
  inbjuden: "info",
  påmind: "warning",
  påbörjad: "info",
  levererad: "success",
  "levererad sent": "success",
};

/** How a message to a unit went, in words, by what `messages.standing` calls it. */
export const messageWords: Readonly<Record<string, string>> = {
  väntar: "väntar på att skickas",
  skickas: "skickas nu",
  "försöks igen": "gick inte att skicka än, försöks igen",
  skickat: "skickat",
  nekat: "skickades inte: adressen togs inte emot eller hade ändrats, eller så hade enheten hunnit svara",
  oklart: "det är oklart om brevet kom fram",
  återtaget: "togs tillbaka",
};
