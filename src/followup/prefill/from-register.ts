import type { Proposal } from "../../survey/collection/proposals.ts";
import type { AnswerKind } from "../register/codes.ts";
import type { OrganisationSaid, StandingDocument } from "./find-register.ts";
import type { Columns } from "./columns.ts";
import { boardWords, codeCalled, performerWords, trainingWords } from "./form-words.ts";

type Said = Omit<Proposal, "source">;
type Register = {
  readonly documents: readonly StandingDocument[];
  readonly organisation: OrganisationSaid | null;
  /** Somebody has said that the register is whole. */
  readonly isWhole: boolean;
  readonly today: string;
};

/** In which column of the form each code of the register is an answer. */
const asked: Readonly<Record<string, AnswerKind>> = {
  q1_1: "barnrätt: styrdokument",
  q1_2: "barnrätt: budget",
  q1_3: "barnrätt: utbildning",
  q1_4: "barnrätt: levnadsvillkor",
  q1_5: "barnrätt: uppföljning av beslut",
  q1_6: "barnrätt: information om rättigheter",
  q3_1: "delaktighet: utredning",
  q3_2: "delaktighet: beslut",
  q3_3: "delaktighet: planering",
  q3_4: "delaktighet: uppföljning",
  q4_1: "enskilt samtal: utredning",
  q4_2: "samtal med vårdnadshavare: utredning",
  q6_1: "dokumentation: barnets åsikt",
  q6_2: "dokumentation: hur åsikten har beaktats",
  q8: "barnets bästa",
  q9: "besked om beslut",
  q12_1: "enskilt samtal: planering",
  q12_2: "samtal med vårdnadshavare: planering",
  q16: "löpande uppföljning av öppna insatser",
  q17_1: "enskilt samtal: uppföljning",
  q17_2: "samtal med vårdnadshavare: uppföljning",
  q19_1: "dokumentation: insatsen genomförs som planerat",
  q19_2: "dokumentation: barnets uppfattning av insatsen",
  q19_3: "dokumentation: ändrade behov",
  q21_1: "information: till barnet",
  q21_2: "information: till vårdnadshavaren",
  q22_1: "anpassning: enkelt språk",
  q22_2: "anpassning: bildstöd",
  q22_3: "anpassning: tolk",
  q22_4: "anpassning: skriftligt på olika språk",
  q22_5: "anpassning: följer upp förståelsen",
  q22_6: "anpassning: kompetens",
  q22_7: "anpassning: lokaler",
  q22_8: "anpassning: barnets önskemål",
  q22_9: "anpassning: annat",
};

/** Columns of text that a description answers, and those that the limits of a routine answer. */
const described: Readonly<Record<string, readonly AnswerKind[]>> = {
  q4j_text: ["utan samtal: utredning"],
  q8a_text: ["barnets bästa"],
  q10_text: ["arbetssätt: delaktighet i utredningen"],
  q12j_text: ["utan samtal: planering"],
  q15_text: ["arbetssätt: barnets uppgifter förs vidare"],
  q17j_text: ["utan samtal: uppföljning"],
  q22a_text: ["arbetssätt: information till alla barn"],
  q22_comment: ["anpassning: annat"],
};
const limited: Readonly<Record<string, readonly AnswerKind[]>> = {
  q4a_text: ["enskilt samtal: utredning", "samtal med vårdnadshavare: utredning"],
  q9_2_text: ["besked om beslut"],
  q12a_text: ["enskilt samtal: planering", "samtal med vårdnadshavare: planering"],
  q16a_text: ["löpande uppföljning av öppna insatser"],
  q17a_text: ["enskilt samtal: uppföljning", "samtal med vårdnadshavare: uppföljning"],
};

/** What the register says, as answers in the form's columns. A no is said only of a register that is whole. */
export function proposeFromRegister(columns: Columns, register: Register): readonly Proposal[] {
  return [...ofRoutines(columns, register), ...ofTexts(columns, register), ...ofOrganisation(columns, register)].map((one) => ({
    ...one,
    source: "registret",
  }));
}

const notWhole = "Inget är infört i registret, och ingen har sagt att registret är helt. Då går det inte att svara nej.";

function ofRoutines(columns: Columns, register: Register): readonly Said[] {
  const said = Object.entries(asked).flatMap(([name, kind]): Said[] => {
    const column = columns.find(name);
    if (!column) return [];
    const day = columns.dayOf(column.name) ?? register.today;
    const found = holding(register, day).filter(({ answers }) => answers.includes(kind));
    const [yes = "", ...others] = column.alternatives;
    const no = [...column.alternatives].filter((word) => word.startsWith("Nej"))[0] ?? null;
    if (found.length === 0)
      return [
        {
          column: name,
          value: register.isWhole ? no : null,
          explanation: register.isWhole ? `Inget i registret gällde ${day}.` : notWhole,
        },
      ];
    // A routine for some children alone is a yes with a limit, where the form has such an answer.
    const isLimited = found.every(({ scope }) => scope === "med begränsning");
    const partly = others.find((word) => word.startsWith("Ja, men") || word.startsWith("Ja, för vissa"));
    return [{ column: name, value: isLimited ? (partly ?? yes) : yes, explanation: namesOf(found, day) }];
  });
  return [...said, ...noneOfSeveral(columns, said)];
}

/** Question 21: no stands for neither. */
function noneOfSeveral(columns: Columns, said: readonly Said[]): readonly Said[] {
  const both = said.filter(({ column }) => column === "q21_1" || column === "q21_2");
  if (!columns.find("q21_3") || both.length === 0 || both.some(({ value }) => value === null)) return [];
  const isNone = both.every(({ value }) => value === "Nej");
  return [{ column: "q21_3", value: isNone ? "Ja" : "Nej", explanation: "Följer av de två andra raderna." }];
}

function ofTexts(columns: Columns, register: Register): readonly Said[] {
  const texts = (
    names: Readonly<Record<string, readonly AnswerKind[]>>,
    textOf: (one: StandingDocument) => string | null,
  ): readonly Said[] =>
    Object.entries(names).flatMap(([name, kinds]): Said[] => {
      const column = columns.find(name);
      if (!column) return [];
      const day = columns.dayOf(column.name) ?? register.today;
      const found = holding(register, day).filter((one) => textOf(one) !== null && kinds.some((kind) => one.answers.includes(kind)));
      const words = [...new Set(found.map((one) => textOf(one) ?? ""))].join("\n");
      return words === "" || words.length > 1000 ? [] : [{ column: name, value: words, explanation: namesOf(found, day) }];
    });
  return [
    ...texts(described, ({ description }) => description),
    ...texts(limited, ({ scope, limits }) => (scope === "med begränsning" ? limits : null)),
  ];
}

const needsWithText: Readonly<Record<string, string>> = { "verktyg eller metod": "q23_2_text", "annan utbildning": "q23_6_text" };

function ofOrganisation(columns: Columns, { organisation: said }: Register): readonly Said[] {
  if (!said) return [{ column: "q2", value: null, explanation: "Ingen har beskrivit organisationen i registret." }];
  const explanation = `Organisationen så som den beskrivs i registret, från ${said.holds_from}.`;
  const ticks = (name: string, words: Readonly<Record<string, string>>, chosen: readonly string[]): readonly Said[] =>
    columns
      .ofQuestion(name)
      .map(({ column, row }) => ({ column, value: chosen.includes(codeCalled(words, row) ?? "") ? "Ja" : "Nej", explanation }));
  const notes = said.training_needs.flatMap((need) => {
    const column = needsWithText[need];
    return column && said.training_note ? [{ column, value: said.training_note, explanation }] : [];
  });
  return [
    { column: "q2", value: boardWords[said.boards], explanation },
    ...(said.boards_note ? [{ column: "q2_comment", value: said.boards_note, explanation }] : []),
    ...ticks("q2a", performerWords, said.performers),
    ...ticks("q23", trainingWords, said.training_needs),
    ...notes,
  ];
}

const holding = ({ documents }: Register, day: string): readonly StandingDocument[] =>
  documents.filter(({ holds_from, holds_until }) => holds_from <= day && (holds_until === null || holds_until > day));

const namesOf = (found: readonly StandingDocument[], day: string): string =>
  `Gällde ${day}: ${found
    .slice(0, 5)
    .map(({ title, decided_on }) => `${title} (${decided_on})`)
    .join(", ")}.`;
