/** What is asked of a matter that another municipality is to take over (29 kap. 10-12 §§ SoL). */
import { idField } from "../../platform/basics/identifiers.ts";
import { findMunicipalityByName } from "../../platform/basics/municipality-list.ts";
import { about } from "../../platform/core/about.ts";
import { formOf } from "../../platform/core/asked-fields.ts";
import { choice, optionalText, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { codes } from "../../platform/database/generated.ts";

export const transferSteps = codes["intake.transfer_step.kind"];

export const transferInput = formOf({
  caseId: idField,
  toMunicipality: about(requiredText("vilken kommun ni frågar", 60), {
    label: "Vilken kommun ska ta över?",
    hint: "Kommunens namn, till exempel Umeå.",
  }),
  requestedOn: about(requiredDate("vilken dag ni begärde det"), { past: true, label: "Dag för den skriftliga begäran", start: "today" }),
  connection: about(requiredText("varför anknytningen är starkast dit", 4000), {
    label: "Varför är anknytningen starkast till den kommunen?",
    journal: "Anknytning",
    hint: "Den som berörs ska ha starkast anknytning dit (29 kap. 10 § SoL).",
    rows: 3,
  }),
  suitable: about(requiredText("varför det är lämpligt", 4000), {
    label: "Varför är det lämpligt?",
    journal: "Lämpligt därför att",
    hint: "Vad barnet och vårdnadshavarna önskar, hur länge hjälpen behövs och omständigheterna i övrigt (29 kap. 10 § SoL).",
    rows: 4,
  }),
  sentWith: about(optionalText(2000), {
    label: "Det ni skickade med begäran",
    journal: "Skickades med",
    hint: "Skicka inte mer än kommunen behöver för att svara (lokal regel).",
    rows: 2,
  }),
}).refine(({ toMunicipality: name }) => findMunicipalityByName(name) !== undefined, {
  path: ["toMunicipality"],
  message: "Det finns ingen kommun med det namnet. Skriv namnet som kommunen skriver det, utan ordet kommun.",
});

const handedOver = ["lämnat över"];
const needsWhy = ["tar inte över", "IVO avslår", "återtagen"];

export const transferStepInput = formOf({
  caseId: idField,
  transferId: idField,
  kind: about(choice(transferSteps, "vad som har hänt"), {
    label: "Vad har hänt med begäran?",
    words: {
      "tar över": "Kommunen tar över ärendet, skriftligt",
      "tar inte över": "Kommunen tar inte över ärendet, skriftligt",
      "ansökan till IVO": "Vi har ansökt om överflyttning hos IVO",
      "IVO flyttar över": "IVO har beslutat att ärendet flyttas över",
      "IVO avslår": "IVO har avslagit ansökan",
      "lämnat över": "Vi har lämnat över uppgifter till kommunen",
      återtagen: "Vi har tagit tillbaka begäran",
    },
    hints: {
      "ansökan till IVO": "När ni inte är överens, eller inte har fått svar inom en månad (29 kap. 11 § SoL).",
      "IVO avslår": "Beslutet får överklagas till allmän förvaltningsdomstol (35 kap. 2 § SoL).",
      "lämnat över": "Det kommunen behöver för att ta över, när ärendet flyttas över (29 kap. 12 § SoL).",
    },
  }),
  happenedOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", start: "today" }),
  givenTo: about(optionalText(200), {
    label: "Vem tog emot?",
    journal: "Togs emot av",
    hint: "Namn och befattning hos den andra kommunen.",
    when: { field: "kind", is: handedOver },
    needed: "Skriv vem som tog emot.",
  }),
  note: about(optionalText(), {
    label: "Vad lämnades och hur, eller varför",
    journal: "",
    hint: "Vilka handlingar som lämnades och på vilket sätt. Vid ett nej: skälen.",
    rows: 4,
    needed: [
      { message: "Skriv vilka handlingar som lämnades, och hur.", when: { field: "kind", is: handedOver } },
      { message: "Skriv varför.", when: { field: "kind", is: needsWhy } },
    ],
    optional: "utom vid ett nej, när begäran tas tillbaka och när något lämnas över",
  }),
});
