import type { Words } from "./gate-words.ts";

/** What is told when a matter does not go over to another municipality (29 kap. 9-12 §§ SoL). */
export const transferGates = {
  FT171: {
    message: "Ärendet flyttas över till en annan kommun, inte till den egna.",
    hint: "Skriv vilken kommun som har tagit över det.",
    at: ["toMunicipality"],
  },
  FT172: {
    message: "En begäran om överflyttning väntar redan på svar, eller har lett till att ärendet flyttas över.",
    hint: "Skriv vad som hände med den, eller att den är återtagen.",
  },
  FT173: {
    message: "Det kan inte ha hänt nu, efter det som står om begäran.",
    hint: "Ladda om sidan för att se det senaste, och välj det som hände.",
    at: ["kind"],
  },
  FT174: { message: "Det kan inte ha hänt före det som hände senast med begäran.", hint: "Kontrollera dagen.", at: ["happenedOn"] },
  FT175: {
    message: "Utan svar kan ni ansöka hos IVO när en månad har gått (29 kap. 11 § SoL).",
    hint: "Kontrollera dagen, eller skriv kommunens svar först.",
    at: ["happenedOn"],
  },
  FT176: {
    message: "Ingen kommun har tagit över ärendet.",
    hint: "Begär det skriftligt och skriv svaret först (29 kap. 10 § SoL).",
    at: ["reason"],
  },
  transfer_step_says_to_whom: {
    message: "Det står inte vem som tog emot det som lämnades över.",
    hint: "Skriv vem som tog emot.",
    at: ["givenTo"],
  },
  transfer_step_says_what: { message: "Det saknas varför, eller vad som lämnades över.", hint: "Skriv det i rutan.", at: ["note"] },
} as const satisfies Readonly<Record<string, Words>>;
