/**
 * What is asked after one meeting with the child: the fields of a conversation and of the steps, those of a step below the answer that asks for them. Each
 * is said as the form of its own says it, so that nothing is called two things.
 */
import { without } from "../../platform/basics/codes.ts";
import { about, aboutOf } from "../../platform/core/about.ts";
import type { About, Fields, When } from "../../platform/core/about.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredDate } from "../../platform/core/fields.ts";
import { conversationChannels, conversationForms, conversationStatuses, understandings } from "./codes.ts";
import { conversationFields, withheldFields } from "./conversation-fields.ts";
import { FORM_WORDS } from "./conversation-words.ts";
import { longestPromise, promiseFields } from "./promise-fields.ts";
import { otherReason, reasonsToRetry, tryAgainMessage, whyNot } from "./reason-words.ts";
import { NOT_HEARD_REASONS, REASONS } from "./rules.ts";
import type { Reason, Step } from "./rules.ts";

/** What became of it: a talk, an observation, one of the ways in which a talk is not held, or nothing at all. */
const encounters = ["samtal", "observation", ...without(conversationStatuses, "genomfört"), "inget möte"] as const;
/** What is said of a step afterwards: as it is recorded, or that nothing is to be written of it now. */
const answersToStep = ["gjort", "inte gjort", "inte nu"] as const;

const met: When = { field: "what", is: ["samtal", "observation"] };
const talk: When = { field: "what", is: without(encounters, "observation", "inget möte") };
const recorded: When = { field: "what", is: without(encounters, "inget möte") };

/** What is said of a field elsewhere, for one that is asked for in some cases. */
function saidOf(fields: Fields, name: string, more: Partial<About>): About {
  const { field: _field, ...own } = aboutOf(fields, name);
  return { ...own, ...more };
}
const said = (name: keyof typeof conversationFields, more: Partial<About>): About => saidOf(conversationFields, name, more);

/** Why a step is not done, which other reason, and when it is tried again: below the answer that it is not. */
function reasonsFor(step: Step, reasonField: string, when: When, needed: string) {
  const reasons = REASONS[step] as readonly [Reason, ...Reason[]];
  return {
    reason: about(optionalChoice(reasons), { ...whyNot, as: "buttons", when, needed }),
    reasonText: about(optionalText(2000), otherReason(reasonField)),
    again: about(optionalDate(), {
      label: "När försöker ni igen?",
      hint: "Behövs för de skäl där det står. Dagen läggs i din arbetslista.",
      when,
      needed: { message: tryAgainMessage, when: { field: reasonField, is: reasonsToRetry } },
    }),
  };
}

const isDone = (field: string): When => ({ field, is: ["gjort"] });
const isNotDone = (field: string): When => ({ field, is: ["inte gjort"] });
// Several can be missing at once: each fault says of which step.
const notInformed = reasonsFor("informerad", "notInformedReason", isNotDone("informed"), "Välj varför barnet inte har fått information.");
const notWeighed = reasonsFor("vägd", "notWeighedReason", isNotDone("weighed"), "Välj varför åsikten inte har vägts in.");
const notTold = reasonsFor("berättad", "notToldReason", isNotDone("told"), "Välj varför barnet inte har fått veta hur det blev.");
const stepAnswers = (done: string, notDone: string) => ({ gjort: done, "inte gjort": notDone, "inte nu": "Inget att skriva nu" });

export const encounterFields = {
  what: about(choice(encounters, "vad det blev"), {
    label: "Vad blev det?",
    as: "buttons",
    words: {
      samtal: "Vi talade med varandra",
      observation: "Jag träffade {barnet}, men det blev inget samtal",
      erbjudet: "Samtal är erbjudet, inte hållet än",
      avböjt: "{barnet} ville inte",
      inställt: "Samtalet ställdes in",
      "inget möte": "Det blir inget möte",
    },
  }),
  heldOn: about(requiredDate("vilken dag"), { label: "Dag", hint: "I dag är ifyllt.", start: "today" }),
  form: about(optionalChoice(without(conversationForms, "observation")), {
    ...said("form", { when: talk, needed: "Välj form.", start: { code: "enskilt" } }),
    words: FORM_WORDS,
  }),
  channel: about(
    optionalChoice(conversationChannels),
    said("channel", { when: recorded, needed: "Välj sätt.", start: { code: "fysiskt" } }),
  ),
  heldAt: about(conversationFields.heldAt, said("heldAt", { when: recorded })),
  place: about(conversationFields.place, said("place", { when: recorded })),
  participants: about(conversationFields.participants, said("participants", { when: recorded })),
  aids: about(conversationFields.aids, said("aids", { when: recorded })),
  methods: about(conversationFields.methods, said("methods", { when: recorded })),
  childWords: about(
    conversationFields.childWords,
    said("childWords", {
      hint: "Med barnets egna ord. Vid en observation: det du såg. Sa barnet inget, skriv det.",
      rows: 6,
      when: met,
      needed: {
        message: "Skriv vad barnet sa, med barnets egna ord. Sa barnet inget, skriv det.",
        when: { field: "what", is: ["samtal"] },
      },
      optional: "vid en observation",
    }),
  ),
  reading: about(conversationFields.reading, said("reading", { when: met })),
  withheldFromGuardians: about(withheldFields.withheldFromGuardians, {
    ...saidOf(withheldFields, "withheldFromGuardians", { when: recorded }),
  }),
  withheldReason: about(withheldFields.withheldReason, saidOf(withheldFields, "withheldReason", { when: recorded })),
  notHeardReason: about(optionalChoice(NOT_HEARD_REASONS), {
    ...whyNot,
    label: "Varför har {barnet} inte fått säga sin mening?",
    as: "buttons",
    when: { field: "what", is: ["observation", "inget möte"] },
    needed: { message: "Välj varför barnet inte har fått säga sin mening.", when: { field: "what", is: ["inget möte"] } },
    optional: "om barnet ska få säga sin mening senare",
  }),
  notHeardText: about(optionalText(2000), otherReason("notHeardReason")),
  informed: about(choice(answersToStep, "om barnet fick information"), {
    label: "Fick {barnet} veta vad som händer och varför?",
    words: stepAnswers("Ja", "Nej, och jag vill skriva varför"),
  }),
  informationGiven: about(optionalText(), {
    label: "Det här fick {barnet} veta",
    hint: "En mening räcker.",
    rows: 3,
    when: isDone("informed"),
    needed: "Skriv vad barnet fick veta. En mening räcker.",
  }),
  understood: about(optionalChoice(understandings), { label: "Förstod {barnet}?", inline: true, when: isDone("informed") }),
  notInformedReason: notInformed.reason,
  notInformedText: notInformed.reasonText,
  informedAgainOn: notInformed.again,
  weighed: about(choice(answersToStep, "om åsikten har vägts in"), {
    label: "Har det {barnet} tycker vägts in?",
    words: stepAnswers("Ja, eller det görs nu", "Nej, och jag vill skriva varför"),
  }),
  weighedHow: about(optionalText(), {
    label: "Hur har åsikten vägts in?",
    hint: "Vad ville {barnet}, vad ändrade det, och varför blev det inte annorlunda?",
    rows: 4,
    when: isDone("weighed"),
    needed: "Skriv hur åsikten har vägts in. En mening räcker.",
  }),
  notWeighedReason: notWeighed.reason,
  notWeighedText: notWeighed.reasonText,
  told: about(optionalChoice(answersToStep), {
    label: "Fick {barnet} veta hur det blev och varför?",
    words: stepAnswers("Ja", "Nej, och jag vill skriva varför"),
    optional: "innan något är beslutat",
  }),
  toldHow: about(optionalText(), {
    label: "Vad berättade ni, och hur?",
    hint: "Beslutet, och hur åsikten vägdes in. Gärna också vad {barnet} svarade.",
    rows: 4,
    when: isDone("told"),
    needed: "Skriv vad ni berättade. En mening räcker.",
  }),
  toldUnderstood: about(optionalChoice(understandings), { label: "Förstod {barnet} det?", inline: true, when: isDone("told") }),
  notToldReason: notTold.reason,
  notToldText: notTold.reasonText,
  toldAgainOn: notTold.again,
  earlierTold: about(optionalText(), {
    quiet: "stands as the step of the other phase",
    label: "Berättade ni också vad som bestämdes före det här mötet?",
    hint: "Skriv vad {barnet} fick veta om det beslutet, och hur det barnet sa då vägdes in. Då behöver det inte skrivas för sig.",
    rows: 3,
    optional: "om ni inte berättade det nu",
  }),
  promise: about(optionalText(longestPromise), {
    label: "Har du lovat {barnet} något?",
    hint: "Till exempel att ringa mormor. Det blir något att göra i arbetslistan.",
    rows: 2,
    optional: "om du inte har lovat något",
  }),
  promisedFor: about(optionalDate(), { label: "Vilken dag ska det vara gjort?", optional: "om du inte har lovat något" }),
  childAsks: promiseFields.childAsks,
  nextStep: about(conversationFields.nextStep, said("nextStep", { when: recorded })),
  nextOn: about(optionalDate(), {
    label: "Vilken dag träffas ni eller försöker igen?",
    hint: "Behövs om {barnet} inte ville, om samtalet ställdes in och för de skäl där det står.",
    needed: [
      { message: tryAgainMessage, when: { field: "what", is: ["avböjt", "inställt"] } },
      { message: tryAgainMessage, when: { field: "notHeardReason", is: reasonsToRetry } },
    ],
    optional: "om ni inte har bestämt någon dag",
  }),
} as const;
