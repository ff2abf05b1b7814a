/** An application that takes long, what the party is told and asks: the fields, each said once. */
import { about } from "../../platform/core/about.ts";
import { formOf } from "../../platform/core/asked-fields.ts";
import { answeredByOrderFields } from "../../platform/core/decided-by.ts";
import { choice, optionalDate, requiredDate, requiredId, requiredText } from "../../platform/core/fields.ts";
import { idField } from "../../platform/basics/identifiers.ts";
import { codes } from "../../platform/database/generated.ts";

export const delayInput = formOf({
  caseId: idField,
  intakeId: idField,
  personId: about(requiredId("vem som underrättas"), { label: "Vem underrättas?" }),
  toldOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", hint: "I dag är ifyllt.", start: "today" }),
  way: about(choice(codes["party.delay_notice.way"], "hur"), { label: "På vilket sätt?", as: "list", start: { code: "brev" } }),
  delayReason: about(requiredText("varför det dröjer", 2000), {
    label: "Varför dröjer avgörandet?",
    hint: "Det här får parten veta.",
    rows: 3,
    journal: "Anledning",
  }),
  expectedOn: about(optionalDate(), { label: "När räknar ni med att kunna besluta?", journal: "Beslut väntas" }),
}).refine(({ toldOn, expectedOn }) => expectedOn === undefined || expectedOn > toldOn, {
  path: ["expectedOn"],
  message: "Dagen måste ligga efter den dag då parten underrättas.",
});

export const decisionRequestInput = formOf({
  caseId: idField,
  intakeId: idField,
  personId: about(requiredId("vem som begär det"), { label: "Vem begär att ärendet avgörs?" }),
  receivedOn: about(requiredDate("vilken dag"), {
    past: true,
    label: "Vilken dag kom begäran in?",
    hint: "Begäran ska vara skriftlig. I dag är ifyllt.",
    start: "today",
  }),
});

export const refusalFields = {
  reasoning: about(requiredText("skälen"), {
    label: "Varför avslås begäran?",
    hint: "Varför ärendet inte kan avgöras än, och vad som återstår. Beslutet får överklagas.",
    rows: 5,
    journal: "Skäl",
  }),
  ...answeredByOrderFields,
};
export const requestRefusalInput = formOf({ caseId: idField, decisionRequestId: idField, ...refusalFields });
