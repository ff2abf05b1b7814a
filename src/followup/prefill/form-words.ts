/**
 * What our codes are called in the form of 2024: the text of the row or the alternative, word for word. Held to the form by a test, so that no order
 * of any list decides what is answered.
 */
import type { OPEN_TYPES } from "../../casework/decision/intervention-types.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

type Words<Code extends string> = Readonly<Record<Code, string>>;

/** Question 11. */
export const interventionWords: Words<(typeof OPEN_TYPES)[number]> = {
  kontaktperson: "Kontaktperson, kontaktfamilj eller särskilt kvalificerad kontaktperson",
  "stöd till barn enskilt": "Stöd till barn enskilt",
  "stöd till barn i grupp": "Stöd till barn i grupp",
  familjebehandling: "Familjebehandling",
  föräldrastöd: "Stöd till föräldrar enskilt eller i grupp för att stärka föräldraförmågan",
  öppenvårdsprogram: "Strukturerade öppenvårdsprogram riktade till särskilda grupper",
  "insats till våldsutövare": "Insatser till vuxna som utövar våld för att våldet ska upphöra",
  "annan öppen insats": "Annan insats, ange vad:",
};

/** Questions 5 and 18. */
export const methodWords: Words<CodeOf<"participation.conversation.methods">> = {
  ADAD: "ADAD – Adolescent Drug Abuse Diagnosis",
  "FCS – Familjeklimat": "FCS – Familjeklimat",
  HOME: "HOME – The Home Observation and Measurement of the Environment",
  iRiSk: "iRiSk – Risk- och skyddsbedömningar för våldsutsatta barn",
  "Jag tycker jag är": "“Jag tycker jag är”",
  PATRIARK: "PATRIARK",
  SAVRY: "SAVRY – Structured Assessment of Violence Risk in Youth",
  "YLS/CMI": "YLS/CMI 2.0 – Youth Level of Service/Case Management Inventory 2.0",
  "annan metod om våld":
    "Andra metoder (standardiserade eller inte) för samtal med barnet om olika former av våld (fysiskt, psykiskt, sexuellt våld eller försummelse/vanvård)",
  "annat strukturerat arbetssätt": "Andra strukturerade arbetssätt, ange vilken/vilka i kommentarsfältet",
};

/** Question 20. */
export const measuredWords: Words<CodeOf<"intervention.follow_up.measured">> = {
  "problem och behov": "…den berörda målgruppens problem och/eller behov?",
  "stöd och insatser": "…verksamhetens stöd och/eller insatser till berörda barn?",
  resultat: "…stöd och insatsers resultat för berörda barn?",
};

/** Question 2. */
export const boardWords: Words<CodeOf<"register.organisation.boards">> = {
  "samma nämnd": "Verksamheten är organiserad inom en och samma nämnd",
  "olika nämnder": "Verksamheten är organiserad inom olika nämnder",
};

/** Question 2a. */
export const performerWords: Words<CodeOf<"register.organisation.performers">> = {
  "egen kommun": "Insatserna utförs i kommunal regi av aktörer inom den egna kommunen",
  "annan kommun": "Insatserna utförs i kommunal regi av aktörer i annan kommun eller i samarbete med andra kommuner",
  "enskild regi": "Insatserna utförs i enskild regi",
};

/** Question 23. */
export const trainingWords: Words<CodeOf<"register.organisation.training_needs">> = {
  samtalsmetodik: "Ja, i samtalsmetodik",
  "verktyg eller metod": "Ja, i något verktyg eller metod. Ange vad:",
  bemötande: "Ja, i bemötande utifrån barnens olika förutsättningar och behov",
  "barns utveckling": "Ja, om barns utveckling",
  "rättigheter och delaktighet": "Ja, som rör barnets rättigheter och delaktighet",
  "annan utbildning": "Annat, ange vad:",
  "inget behov": "Nej vi har den utbildning och kompetens vi behöver.",
};

/** The code that a row or an alternative is called; undefined where it is none of ours. */
export function codeCalled<Code extends string>(words: Words<Code>, row: string): Code | undefined {
  return (Object.keys(words) as Code[]).find((code) => words[code] === row);
}

/** The method that is meant by what a delivery calls it ("YLS/CMI 2.0"); undefined where the form does not name it. */
export function methodMeant(text: string): keyof typeof methodWords | undefined {
  const said = text.trim().toLowerCase();
  return (Object.keys(methodWords) as (keyof typeof methodWords)[]).find((code) => {
    const own = code.toLowerCase();
    return said === own || said.startsWith(`${own} `);
  });
}
