/** Letters to a party: what it may answer to, what it is given of the material, the decision, an appeal that is dismissed, and that something has come in. Pure but for the name of their template's file. */
import { z } from "zod";
import { formatLong, stockholmDate } from "../../platform/basics/dates.ts";
import { capital } from "../../platform/basics/text.ts";
import { answer } from "../../platform/core/answers.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { defineTemplate } from "../../platform/documents/template.ts";
import { citationOn, citationsOn } from "../../platform/law/provision.ts";

const words = answer.text(50_000);

/** What a letter shows; no name stands in its title or running head. */
export const letterValues = z.object({
  title: answer.text(200),
  head: answer.text(200),
  greeting: words,
  facts: answer.list(z.tuple([answer.text(200), words])),
  parts: answer.list(z.tuple([answer.text(200), words])),
  closing: words,
});
export type LetterValues = z.output<typeof letterValues>;

/** The letters as documents. */
export const letterTemplate = defineTemplate({ name: "party-letter", file: new URL("letter.typ", import.meta.url), values: letterValues });

type LetterOf = {
  readonly to: string;
  readonly caseNumber: string;
  readonly municipality: string;
  /** The caseworker whom the party can reach. */
  readonly by: string;
  readonly madeAt: Date;
};

const headOf = ({ municipality, madeAt }: LetterOf): string => `${municipality} · ${formatLong(stockholmDate(madeAt))}`;
const closingOf = ({ by, municipality }: LetterOf): string => `Har du frågor? Kontakta socialtjänsten i ${municipality}.\n${by}`;

export type CommunicationOf = LetterOf & { readonly material: string; readonly replyBy: string };

/** What the party may answer to: nothing of what is kept from it, nor that anything is. */
export function communicationLetter(of: CommunicationOf): LetterValues {
  const day = stockholmDate(of.madeAt);
  return {
    title: "Du får ta del av materialet innan beslut fattas",
    head: headOf(of),
    greeting: `Till ${of.to}`,
    facts: [
      ["Ärende", of.caseNumber],
      ["Sista dag att svara", formatLong(of.replyBy)],
    ],
    parts: [
      ["Det här får du ta del av", of.material],
      [
        "Så svarar du",
        `Du får yttra dig över materialet, men du måste inte. Svara senast ${formatLong(of.replyBy)}, skriftligt eller muntligt (${citationOn("communication", day)}). Du har också rätt att lämna uppgifter muntligt inför socialnämnden, om det inte finns särskilda skäl mot det (14 kap. 8 § SoL). Säg till om du behöver tolk eller mer tid.\n\nNär tiden har gått ut kan nämnden besluta även om du inte har svarat.`,
      ],
    ],
    closing: closingOf(of),
  };
}

export type InsightOf = LetterOf & {
  readonly requestedOn: string;
  readonly wants: string;
  readonly decidedOn: string;
  readonly decidedBy: string;
  readonly outcome: CodeOf<"party.insight_decision.outcome">;
  readonly reasons: string | null;
  readonly toldOtherwise: string | null;
  readonly reservation: string | null;
};

/** What a party is given of the material, what is not and what it means, and how a refusal is appealed. */
export function insightLetter(of: InsightOf): LetterValues {
  const { decidedOn, outcome, reasons, toldOtherwise, reservation } = of;
  const what = {
    "lämnas ut": "Du får ta del av allt material i ärendet.",
    "lämnas ut delvis": "Du får ta del av en del av materialet i ärendet.",
    "lämnas inte ut": "Du får inte ta del av materialet i ärendet.",
  };
  const parts: [string, string][] = [
    ["Det du har bett om", `${formatLong(of.requestedOn)}: ${of.wants}`],
    [
      "Beslutet",
      `${what[outcome]}\nBeslutsdag: ${formatLong(decidedOn)}.\nBeslutat av: ${of.decidedBy}.\nDen som är part har rätt att ta del av allt material som har tillförts ärendet (${citationOn("party-insight", decidedOn)}). Undantag görs bara för det som det är av synnerlig vikt att det inte röjs (${citationOn("party-insight-limits", decidedOn)}).`,
    ],
  ];
  if (reasons !== null) parts.push(["Skälen", reasons]);
  if (toldOtherwise !== null) parts.push(["Det du får veta om resten", toldOtherwise]);
  if (reservation !== null)
    parts.push(["Förbehåll", `${reservation}\nFörbehållet hindrar dig inte att använda uppgifterna i ärendet (10 kap. 4 § OSL).`]);
  parts.push([
    "Hur du överklagar",
    outcome === "lämnas ut" && reservation === null ? "Du har fått allt du bad om. Då finns inget att överklaga." : refusedInsight(of),
  ]);
  return {
    title: "Beslut om att ta del av material",
    head: headOf(of),
    greeting: `Till ${of.to}`,
    facts: [["Ärende", of.caseNumber]],
    parts,
    closing: closingOf(of),
  };
}

const refusedInsight = ({ municipality, decidedOn }: InsightOf): string =>
  [
    "Du kan överklaga beslutet till kammarrätten (6 kap. 7 § OSL och 6 kap. 8 § OSL).",
    `Överklaga skriftligt. Skriv vilket beslut du överklagar och hur du vill att det ska ändras (${citationOn("appeal-form", decidedOn)}).`,
    `Överklagandet är ställt till kammarrätten, men lämna eller skicka det till socialnämnden i ${municipality}. Det ska ha kommit in dit inom tre veckor från den dag då du fick del av beslutet (${citationOn("appeal-time", decidedOn)}).`,
  ].join("\n\n");

export type DismissalOf = LetterOf & {
  readonly receivedOn: string;
  readonly gotOn: string;
  readonly lastOn: string;
  readonly decidedOn: string;
  readonly decidedBy: string;
  readonly reasoning: string;
};

/** An appeal that came too late is dismissed, which can itself be appealed. */
export function dismissalLetter(of: DismissalOf): LetterValues {
  const { decidedOn, municipality } = of;
  const late = `Överklagandet kom in ${formatLong(of.receivedOn)}. Du fick del av beslutet ${formatLong(of.gotOn)}, och sista dagen att överklaga var ${formatLong(of.lastOn)} (${citationOn("appeal-time", decidedOn)}).`;
  return {
    title: "Överklagandet avvisas",
    head: headOf(of),
    greeting: `Till ${of.to}`,
    facts: [["Ärende", of.caseNumber]],
    parts: [
      [
        "Beslutet",
        `Överklagandet avvisas, eftersom det kom in för sent (${citationOn("appeal-tried", decidedOn)}).\nBeslutsdag: ${formatLong(decidedOn)}.\nBeslutat av: ${of.decidedBy}.`,
      ],
      ["Skälen", `${late}\n${of.reasoning}`],
      [
        "Hur du överklagar",
        [
          `Du kan överklaga beslutet att avvisa överklagandet till förvaltningsrätten (${citationOn("appeal", decidedOn)}). Förvaltningsrätten prövar då bara om överklagandet kom in i tid.`,
          `Överklaga skriftligt. Skriv vilket beslut du överklagar och hur du vill att det ska ändras (${citationOn("appeal-form", decidedOn)}).`,
          `Överklagandet är ställt till förvaltningsrätten, men lämna eller skicka det till socialnämnden i ${municipality}. Det ska ha kommit in dit inom tre veckor från den dag då du fick del av det här beslutet (${citationOn("appeal-time", decidedOn)}).`,
        ].join("\n\n"),
      ],
    ],
    closing: closingOf(of),
  };
}

export type ReceiptOf = Omit<LetterOf, "to" | "caseNumber"> & {
  readonly type: string;
  readonly receivedOn: string;
  /** Somebody who must report may ask what came of it. */
  readonly isMandated: boolean;
};

/** That something has come in and what happens now. It names nobody. */
export function receiptLetter(of: ReceiptOf): LetterValues {
  const { type, receivedOn, isMandated } = of;
  const isReport = type === "anmälan";
  const what = isReport ? "din anmälan" : type === "ansökan" ? "din ansökan" : "det som du har lämnat";
  const report = `Vi bedömer genast om någon behöver skydd (${citationOn("immediate-protection", receivedOn)}), och inom 14 dagar om vi ska inleda en utredning (${citationOn("preliminary-assessment", receivedOn)}).`;
  const asked = `Du är skyldig att anmäla. Därför kan du begära att få veta om en utredning har inletts, inte har inletts eller redan pågår (${citationOn("feedback-to-reporter", receivedOn)}).`;
  return {
    title: "Vi har tagit emot det du har skickat",
    head: headOf({ ...of, to: "", caseNumber: "" }),
    greeting: isReport ? "Till dig som har anmält" : "Till dig som har hört av dig",
    facts: [["Kom in", formatLong(receivedOn)]],
    parts: [
      ["Bekräftelse", `Vi har tagit emot ${what} ${formatLong(receivedOn)}.`],
      [
        "Vad händer nu?",
        [
          isReport ? report : "Vi läser det du har lämnat och hör av oss om hur det går vidare.",
          ...(isReport && isMandated ? [asked] : []),
        ].join("\n\n"),
      ],
    ],
    closing: closingOf({ ...of, to: "", caseNumber: "" }),
  };
}

export type ToldDecision = {
  readonly outcome: string;
  readonly interventionType: string | null;
  readonly decidedOn: string;
  readonly reasoning: string;
  readonly legalProvision: string;
  readonly decidedBy: string;
  readonly appeal: string;
  /** Reservations of those who decided at a meeting, as they were noted; null where there are none. */
  readonly dissent: string | null;
  /** How it has been corrected or changed since, in that order. */
  readonly corrections: readonly {
    readonly kind: string;
    readonly on: string;
    readonly wasWrong: string;
    readonly instead: string;
    readonly why: string;
    /** The committee or the board that changed it, with its minutes. */
    readonly body: string | null;
    readonly minutes: string | null;
  }[];
};
export type DecisionOf = LetterOf & { readonly decisions: readonly ToldDecision[] };

/** The whole decision, with reservations that were noted and what has been corrected since, and how it is appealed (33 § FvL). */
export function decisionLetter(of: DecisionOf): LetterValues {
  const day = of.decisions[0]?.decidedOn ?? stockholmDate(of.madeAt);
  return {
    title: "Beslut",
    head: headOf(of),
    greeting: `Till ${of.to}`,
    facts: [["Ärende", of.caseNumber]],
    parts: [...of.decisions.flatMap(partsOf), ["Hur du överklagar", appealWords(of, day)]],
    closing: closingOf(of),
  };
}

function partsOf(one: ToldDecision): [string, string][] {
  const what = `${capital(one.outcome)}${one.interventionType === null ? "" : `: ${one.interventionType}`}`;
  return [
    ["Beslutet", `${what}.\nBeslutsdag: ${formatLong(one.decidedOn)}.\nBeslutat av: ${one.decidedBy}.\nLagrum: ${one.legalProvision}.`],
    ["Skälen", one.reasoning],
    ...(one.dissent === null ? [] : [["Avvikande mening", one.dissent] satisfies [string, string]]),
    ...one.corrections.map(({ kind, on, wasWrong, instead, why, body, minutes }): [string, string] => [
      `${capital(kind)} ${formatLong(on)}`,
      `Fel i beslutet: ${wasWrong}\nI stället gäller: ${instead}\nSkäl: ${why}${body === null ? "" : `\nBeslutat av: ${body}, ${minutes ?? ""}`}`,
    ]),
  ];
}

function appealWords({ decisions, municipality }: DecisionOf, day: string): string {
  if (!decisions.some(({ appeal }) => appeal === "förvaltningsbesvär")) {
    return decisions.some(({ appeal }) => appeal === "laglighetsprövning")
      ? `Beslutet kan bara laglighetsprövas (${citationOn("legality-review", day)}). Fråga oss hur det går till.`
      : "Beslutet kan inte överklagas.";
  }
  return [
    `Du kan överklaga beslutet till förvaltningsrätten om det har gått dig emot (${citationOn("appeal", day)}).`,
    `Överklaga skriftligt. Skriv vilket beslut du överklagar och hur du vill att det ska ändras (${citationOn("appeal-form", day)}). Skriv också varför, och ditt namn, personnummer, din adress och ditt telefonnummer.`,
    `Överklagandet är ställt till förvaltningsrätten, men lämna eller skicka det till socialnämnden i ${municipality}. Det ska ha kommit in dit inom tre veckor från den dag då du fick del av beslutet (${citationOn("appeal-time", day)}).`,
    `Nämnden prövar om överklagandet har kommit in i rätt tid. Kommer det för sent avvisas det. Annars lämnar nämnden över det till förvaltningsrätten (${citationsOn(["appeal-tried", "appeal-forwarded"], day)}).`,
  ].join("\n\n");
}
