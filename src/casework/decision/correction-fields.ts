/** What is asked when a decision that is wrong is corrected or changed. */
import { about } from "../../platform/core/about.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredText, yesNo } from "../../platform/core/fields.ts";
import { codes } from "../../platform/database/generated.ts";

const change = { field: "kind", is: ["ändring"] } as const;
const changers = codes["decision.correction.decider"];
const body = { field: "decider", is: ["utskott", "nämnd"] } as const;

export const correctionFields = {
  kind: about(choice(codes["decision.correction.kind"], "vad det är"), {
    label: "Rättas eller ändras beslutet?",
    hints: {
      rättelse: "En uppenbar felaktighet: skrivfel, räknefel eller liknande förbiseende (36 § FvL).",
      ändring: "Beslutet är felaktigt av någon annan anledning, eller något nytt har hänt (37 och 38 §§ FvL).",
    },
  }),
  decider: about(optionalChoice(changers), {
    label: "Vem har ändrat beslutet?",
    hint: "Det som utskottet, nämnden eller ordföranden har beslutat ändrar bara utskottet eller nämnden. Skriv då in deras beslut, med paragrafen i protokollet.",
    words: { tjänsteman: "Jag, på delegation", utskott: "Ett utskott", nämnd: "Socialnämnden" },
    start: { code: "tjänsteman" },
    when: change,
  }),
  body: about(optionalText(200), {
    label: "Vilken nämnd eller vilket utskott?",
    journal: "Ändrat av",
    hint: "Till exempel Individutskottet.",
    when: body,
    needed: "Skriv vilken nämnd eller vilket utskott som har ändrat beslutet.",
  }),
  minutesNumber: about(optionalText(50), {
    label: "Paragraf i protokollet",
    hint: "Till exempel § 45.",
    width: 12,
    when: body,
    needed: "Skriv paragrafen i protokollet, till exempel § 45.",
  }),
  wasWrong: about(requiredText("vad som är fel", 2000), { label: "Vad är fel i beslutet?", journal: "Fel", rows: 2 }),
  instead: about(requiredText("vad som ska stå i stället", 20_000), { label: "Vad gäller i stället?", journal: "I stället", rows: 3 }),
  why: about(requiredText("skälen"), {
    label: "Varför?",
    journal: "Skäl",
    hint: "Skälen, så att den som beslutet gäller förstår.",
    rows: 3,
  }),
  worseForParty: about(yesNo(), {
    quiet: "the reason why says that it is",
    label: "Blir det sämre för den enskilde?",
    words: { ja: "Ja, ett beslut som gynnar någon ändras till nackdel" },
    as: "box",
    when: change,
  }),
  worseBecause: about(optionalChoice(codes["decision.correction.worse_because"]), {
    label: "Varför får det ändras till nackdel?",
    journal: "Till nackdel",
    hint: "Ett gynnande beslut får ändras till nackdel bara av något av de här skälen (37 § FvL).",
    when: { field: "worseForParty", is: ["ja"] },
    needed: "Välj skälet. Finns inget av dem får beslutet inte ändras till nackdel.",
  }),
  correctedOn: about(optionalDate(), {
    past: true,
    label: "Dag",
    hint: "Dagen då beslutet rättades eller ändrades: vid sammanträde sammanträdets dag.",
    start: "today",
  }),
} as const;
