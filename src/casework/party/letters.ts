/**
 * Letters to a party: what it may answer to, what it is given of the material, that a decision takes long, the decision, an appeal that is dismissed, and that something
 * has come in. Pure: their head and how they leave stand in `letters`.
 */
import { formatLong, stockholmDate } from "../../platform/basics/dates.ts";
import { capital } from "../../platform/basics/text.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { citationOn, citationsOn } from "../../platform/law/provision.ts";
import type { LetterWords } from "../letters/letter.ts";

type LetterOf = {
  readonly to: string;
  readonly caseNumber: string;
  readonly municipality: string;
  /** The caseworker whom the party can reach. */
  readonly by: string;
  readonly madeAt: Date;
};

const closingOf = ({ by, municipality }: Pick<LetterOf, "by" | "municipality">): string =>
  `Har du frågor? Kontakta socialtjänsten i ${municipality}.\n${by}`;

export type CommunicationOf = LetterOf & { readonly material: string; readonly replyBy: string };

/** What the party may answer to: nothing of what is kept from it, nor that anything is. */
export function communicationLetter(of: CommunicationOf): LetterWords {
  const day = stockholmDate(of.madeAt);
  return {
    title: "Du får ta del av materialet innan beslut fattas",
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
export function insightLetter(of: InsightOf): LetterWords {
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
export function dismissalLetter(of: DismissalOf): LetterWords {
  const { decidedOn } = of;
  const late = `Överklagandet kom in ${formatLong(of.receivedOn)}. Du fick del av beslutet ${formatLong(of.gotOn)}, och sista dagen att överklaga var ${formatLong(of.lastOn)} (${citationOn("appeal-time", decidedOn)}).`;
  return {
    title: "Överklagandet avvisas",
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
          ...howToAppeal(of, decidedOn, "det här beslutet"),
        ].join("\n\n"),
      ],
    ],
    closing: closingOf(of),
  };
}

export type DelayOf = LetterOf & {
  readonly appliedOn: string;
  readonly toldOn: string;
  readonly delayReason: string;
  readonly expectedOn: string | null;
};

/** That the decision on an application is much delayed, and why (11 § FvL), with what the party may ask for after six months (12 § FvL). */
export function delayLetter(of: DelayOf): LetterWords {
  const { appliedOn, toldOn, delayReason, expectedOn } = of;
  return {
    title: "Beslutet i ditt ärende dröjer",
    greeting: `Till ${of.to}`,
    facts: [
      ["Din ansökan kom in", formatLong(appliedOn)],
      ...(expectedOn === null ? [] : [["Beslut väntas", formatLong(expectedOn)] satisfies [string, string]]),
    ],
    parts: [
      [
        "Därför dröjer det",
        `${delayReason}\nVi ska tala om för dig när ett beslut blir väsentligt försenat, och varför (${citationOn("delay-told", toldOn)}).`,
      ],
      [
        "Det här kan du göra",
        `När det har gått sex månader från att ansökan kom in kan du skriftligt begära att ärendet avgörs. Då ska vi inom fyra veckor antingen avgöra ärendet eller besluta att avslå din begäran (${citationOn("asks-for-decision", toldOn)}).`,
      ],
    ],
    closing: closingOf(of),
  };
}

export type RequestRefusalOf = LetterOf & {
  readonly receivedOn: string;
  readonly decidedOn: string;
  readonly reasoning: string;
  readonly decidedBy: string;
};

/** That a request for a decision is refused, in a decision of its own that can be appealed (12 § FvL). */
export function requestRefusalLetter(of: RequestRefusalOf): LetterWords {
  const { decidedOn } = of;
  return {
    title: "Beslut om din begäran att ärendet avgörs",
    greeting: `Till ${of.to}`,
    facts: [["Din begäran kom in", formatLong(of.receivedOn)]],
    parts: [
      [
        "Beslutet",
        `Begäran avslås (${citationOn("asks-for-decision", decidedOn)}).\nBeslutsdag: ${formatLong(decidedOn)}.\nBeslutat av: ${of.decidedBy}.`,
      ],
      ["Skälen", of.reasoning],
      [
        "Hur du överklagar",
        [
          `Du kan överklaga beslutet till förvaltningsrätten (${citationOn("asks-for-decision", decidedOn)}).`,
          ...howToAppeal(of, decidedOn, "beslutet"),
        ].join("\n\n"),
      ],
    ],
    closing: closingOf(of),
  };
}

/** In writing, to the board, within three weeks. */
const howToAppeal = ({ municipality }: Pick<LetterOf, "municipality">, day: string, what: string): readonly string[] => [
  `Överklaga skriftligt. Skriv vilket beslut du överklagar och hur du vill att det ska ändras (${citationOn("appeal-form", day)}).`,
  `Överklagandet är ställt till förvaltningsrätten, men lämna eller skicka det till socialnämnden i ${municipality}. Det ska ha kommit in dit inom tre veckor från den dag då du fick del av ${what} (${citationOn("appeal-time", day)}).`,
];

export type ReceiptOf = Pick<LetterOf, "municipality" | "by" | "madeAt"> & {
  readonly type: string;
  readonly receivedOn: string;
  /** Somebody who must report may ask what came of it. */
  readonly isMandated: boolean;
  /** The child is not born: the days of the law begin when its birth is known. */
  readonly isExpected: boolean;
};

/** That something has come in and what happens now. It names nobody. */
export function receiptLetter(of: ReceiptOf): LetterWords {
  const { type, receivedOn, isMandated, isExpected } = of;
  const isReport = type === "anmälan";
  const what = isReport ? "din anmälan" : type === "ansökan" ? "din ansökan" : "det som du har lämnat";
  const report = `Vi bedömer genast om någon behöver skydd (${citationOn("immediate-protection", receivedOn)}), och inom 14 dagar om vi ska inleda en utredning (${citationOn("preliminary-assessment", receivedOn)}).`;
  const untilBorn =
    "Vi planerar för barnet tillsammans med den som väntar det, om hon vill. När barnet är fött bedömer vi om det behöver skydd och om vi ska inleda en utredning.";
  const asked = `Du är skyldig att anmäla. Därför kan du begära att få veta om en utredning har inletts, inte har inletts eller redan pågår (${citationOn("feedback-to-reporter", receivedOn)}).`;
  return {
    title: "Vi har tagit emot det du har skickat",
    greeting: isReport ? "Till dig som har anmält" : "Till dig som har hört av dig",
    facts: [["Kom in", formatLong(receivedOn)]],
    parts: [
      ["Bekräftelse", `Vi har tagit emot ${what} ${formatLong(receivedOn)}.`],
      [
        "Vad händer nu?",
        [
          isReport ? (isExpected ? untilBorn : report) : "Vi läser det du har lämnat och hör av oss om hur det går vidare.",
          ...(isReport && isMandated && !isExpected ? [asked] : []),
        ].join("\n\n"),
      ],
    ],
    closing: closingOf(of),
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
export function decisionLetter(of: DecisionOf): LetterWords {
  const day = of.decisions[0]?.decidedOn ?? stockholmDate(of.madeAt);
  return {
    title: "Beslut",
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
