/** What is asked where a party wants to see the material, where it is decided, and where it is given. */
import { about } from "../../platform/core/about.ts";
import { choice, optionalText, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { askingWays, givingWays } from "./codes.ts";

export const insightRequestFields = {
  requestedOn: about(requiredDate("vilken dag"), { past: true, label: "Vilken dag begärde parten att få se materialet?", start: "today" }),
  way: about(choice(askingWays, "hur parten begärde det"), { label: "På vilket sätt?", inline: true }),
  wants: about(requiredText("vad parten vill se", 2000), {
    label: "Vad vill parten se?",
    journal: "",
    hint: "Till exempel allt material i ärendet, eller utredningen.",
    rows: 3,
  }),
};

export const insightDecisionFields = {
  reasons: about(optionalText(2000), {
    label: "Varför är det av synnerlig vikt att det andra inte röjs?",
    journal: "Varför något inte lämnas ut",
    hint: "Står i brevet till parten. Skriv så att det inte visar vad det är, eller av vem.",
    rows: 3,
    optional: "om allt lämnas ut",
  }),
  toldOtherwise: about(optionalText(2000), {
    label: "Vad får parten ändå veta om det som inte lämnas ut?",
    journal: "Parten får veta",
    hint: "Så mycket som parten behöver för att ta till vara sin rätt, utan att skada den som skyddas. Står i brevet.",
    rows: 3,
    optional: "om allt lämnas ut",
  }),
  reservation: about(optionalText(2000), {
    label: "Förbehåll: vad får parten inte göra med uppgifterna?",
    journal: "Förbehåll",
    hint: "Till exempel att de inte får spridas vidare (10 kap. 4 § OSL). Står i brevet.",
    rows: 2,
  }),
};

export const insightAnswerFields = {
  answeredOn: about(requiredDate("vilken dag"), { past: true, label: "Vilken dag får parten svaret?", start: "today" }),
  way: about(choice(givingWays, "hur parten får det"), {
    label: "På vilket sätt?",
    as: "list",
    words: {
      "i handen": "Lämnas i handen",
      brev: "Skickas med post",
      "rekommenderat brev": "Rekommenderat brev eller delgivning",
      "genom Skatteverket": "Skickas genom Skatteverket",
    },
    hints: { "genom Skatteverket": "För den som har skyddade personuppgifter." },
  }),
};
