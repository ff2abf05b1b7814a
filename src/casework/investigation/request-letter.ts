/** The letter that asks others for information. Pure: its head and how it leaves stand in `letters`. */
import { formatLong } from "../../platform/basics/dates.ts";
import { citationOn } from "../../platform/law/provision.ts";
import type { LetterWords } from "../letters/letter.ts";
import type { RequestGround } from "./request-fields.ts";

type RequestLetterOf = {
  readonly to: string;
  readonly municipality: string;
  readonly caseNumber: string;
  /** The caseworker who can be reached. */ readonly by: string;
  readonly child: string;
  /** The identity number where it is known, else the day of birth, or the year. */ readonly born: string;
  readonly askedFor: string;
  readonly ground: RequestGround;
  readonly consentOf: string | null;
  readonly consentOn: string | null;
  readonly askedOn: string;
  readonly replyBy: string;
  readonly reminded: boolean;
};

/** What is asked, why it may be answered, and by when: nothing of what has been reported or of who has said what. */
export function requestLetter(of: RequestLetterOf): LetterWords {
  const day = formatLong(of.replyBy);
  return {
    title: of.reminded ? "Påminnelse: vi behöver uppgifter till en utredning" : "Vi behöver uppgifter till en utredning",
    greeting: `Till ${of.to}`,
    factsHeads: ["Om frågan", "Det gäller"],
    facts: [
      ["Barnet", `${of.child}, ${of.born}`],
      ["Vårt ärende", of.caseNumber],
      ["Svar önskas senast", day],
    ],
    parts: [
      ["Det här vill vi veta", of.askedFor],
      ["Därför får ni frågan", groundOf(of)],
      [
        "Så svarar ni",
        `Svara skriftligt eller ring. Skicka inte uppgifter om barnet med vanlig e-post. Det ni lämnar blir en del av utredningen, och barnet och vårdnadshavarna kan som regel läsa det.`,
      ],
    ],
    closing: `Har ni frågor? Kontakta socialtjänsten i ${of.municipality}.\n${of.by}`,
  };
}

function groundOf({ ground, consentOf, consentOn, askedOn }: RequestLetterOf): string {
  const why = "Socialnämnden utreder om barnet behöver skydd eller stöd.";
  if (ground === "uppgiftsskyldighet") {
    return `${why} Ni är skyldiga att lämna alla uppgifter som kan ha betydelse för utredningen (${citationOn("duty-to-give-information", askedOn)}). Sekretess hindrar det inte (${citationOn("duty-breaks-secrecy", askedOn)}).`;
  }
  if (ground === "samtycke") {
    return `${why} ${consentOf ?? ""} har samtyckt till att ni lämnar uppgifterna${consentOn === null ? "" : `, den ${formatLong(consentOn)}`} (${citationOn("consent-breaks-secrecy", askedOn)}).`;
  }
  return `${why} Du väljer själv om du vill svara, och på vad.`;
}
