/** What is asked when a decision that is wrong is corrected or changed. */
import { about } from "../../platform/core/about.ts";
import { choice, optionalChoice, optionalDate, requiredText, yesNo } from "../../platform/core/fields.ts";
import { codes } from "../../platform/database/generated.ts";

const change = { field: "kind", is: ["ändring"] } as const;

export const correctionFields = {
  kind: about(choice(codes["decision.correction.kind"], "vad det är"), {
    label: "Rättas eller ändras beslutet?",
    hints: {
      rättelse: "En uppenbar felaktighet: skrivfel, räknefel eller liknande förbiseende (36 § FvL).",
      ändring: "Beslutet är felaktigt av någon annan anledning, eller något nytt har hänt (37 och 38 §§ FvL).",
    },
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
  correctedOn: about(optionalDate(), { past: true, label: "Dag", start: "today" }),
} as const;
