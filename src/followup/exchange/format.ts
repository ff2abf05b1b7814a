/**
 * The open extract, version 1, as data: files, columns, codes. Reading, checking, writing and the table in docs/open-extract.md
 * all follow from this file; nothing else knows a column's name.
 */

import { codes as lists } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

export type FileName = CodeOf<"extract.delivered_file.file">;

/** What a column may hold. `id` is the sender's own identifier; `reference` is the `id` of a row in another file. */
type ValueKind =
  | { readonly kind: "id" }
  | { readonly kind: "reference"; readonly to: FileName }
  | { readonly kind: "code"; readonly codes: readonly string[]; readonly aliases?: Readonly<Record<string, string>> }
  | { readonly kind: "date" | "time" | "yes-no" | "text" | "list" | "identity-number" };

export type Column = {
  /** The column's name in the file. */
  readonly name: string;
  /** The column's name in the table of schema `extract`. */
  readonly field: string;
  readonly required: boolean;
  readonly value: ValueKind;
  /** One Swedish sentence for suppliers. */
  readonly about: string;
};

export type ExchangeFile = {
  readonly name: FileName;
  /** Table in schema `extract`. */
  readonly table: string;
  readonly required: boolean;
  readonly about: string;
  readonly columns: readonly Column[];
};

// The format counts both as kontaktperson; a sender that keeps them apart need not translate.
const CONTACT_FAMILY = { kontaktfamilj: "kontaktperson", "särskilt kvalificerad kontaktperson": "kontaktperson" };

type Need = "required" | "optional";

function column(need: Need, name: string, field: string, value: ValueKind, about: string): Column {
  return { name, field, required: need === "required", value, about };
}
const id = (name: string, about: string): Column => column("required", name, "external_id", { kind: "id" }, about);
const codes = (need: Need, name: string, field: string, list: readonly string[], about: string): Column =>
  column(need, name, field, { kind: "code", codes: list }, about);
const date = (need: Need, name: string, field: string, about: string): Column => column(need, name, field, { kind: "date" }, about);
const text = (name: string, field: string, about: string): Column => column("optional", name, field, { kind: "text" }, about);
const yesNo = (name: string, field: string, about: string): Column => column("optional", name, field, { kind: "yes-no" }, about);
const child = column("required", "barn_id", "child_id", { kind: "reference", to: "barn" }, "Barnet, som i barn.csv.");
const investigation = column(
  "optional",
  "utredning_id",
  "investigation_id",
  { kind: "reference", to: "utredningar" },
  "Utredningen som raden hör till, som i utredningar.csv.",
);
const intervention = column(
  "optional",
  "insats_id",
  "intervention_id",
  { kind: "reference", to: "insatser" },
  "Insatsen som raden hör till, som i insatser.csv.",
);
const phase = codes("required", "fas", "phase", lists["extract.conversation.phase"], "Skedet i handläggningen.");

/** Who decided; added to version 1 after it was first used, so never asked for. No names. */
const decidedBy: readonly Column[] = [
  codes("optional", "beslutat_av", "decider", lists["extract.investigation.decider"], "Vem som beslutade."),
  text("beslutsorgan", "decision_body", "Nämnden eller utskottet som beslutade, till exempel Individutskottet."),
  text("beslutsparagraf", "decision_minutes", "Nämndens eller utskottets paragraf i protokollet, till exempel § 45."),
  text("beslutsfattare_id", "decision_maker", "Avsändarens eget id för tjänstemannen som beslutade. Inga namn."),
];

/** Individbaserad systematisk uppföljning; added to version 1 after it was first used, so never asked for. */
const measured: readonly Column[] = [
  date("optional", "behov_uppfoljda", "need_measured_on", "Senaste dagen då barnets problem och behov följdes upp med ett mått."),
  date("optional", "insats_uppfoljd", "support_measured_on", "Senaste dagen då stödet och insatserna följdes upp med ett mått."),
  date("optional", "resultat_uppfoljt", "result_measured_on", "Senaste dagen då resultatet för barnet följdes upp med ett mått."),
  text("uppfoljning_matt", "measured_with", "Instrumentet eller måttet. Inga uppgifter om barnet."),
  yesNo("uppfoljning_sammanstalld", "measured_compiled", "Om uppföljningen ingår i en sammanställning på gruppnivå."),
];

/** The files in the order of the format. */
export const FILES: readonly ExchangeFile[] = [
  {
    name: "barn",
    table: "child",
    required: true,
    about: "En rad för varje barn.",
    columns: [
      id("barn_id", "Avsändarens eget id för barnet. Ta inte ett personnummer."),
      codes("required", "kon", "sex", lists["extract.child.sex"], "Barnets kön."),
      date("required", "fodelsedatum", "birth_date", "Barnets födelsedatum."),
      column(
        "optional",
        "personnummer",
        "identity_number",
        { kind: "identity-number" },
        "Personnummer eller samordningsnummer, helst 12 siffror.",
      ),
      yesNo("skyddade_uppgifter", "protected_identity", "Om barnet har skyddade personuppgifter."),
      text("fodelseland", "country_of_birth", "Barnets födelseland."),
      text("tolkbehov", "interpreter_need", "Språk som barnet behöver tolk till."),
      text("funktionsnedsattning", "disability", "Funktionsnedsättning, om den är känd."),
      text("ensamkommande", "unaccompanied", "Om barnet har kommit till Sverige utan vårdnadshavare."),
    ],
  },
  {
    name: "aktualiseringar",
    table: "intake",
    required: false,
    about: "En rad för varje anmälan, ansökan eller annan aktualisering.",
    columns: [
      id("aktualisering_id", "Avsändarens eget id för aktualiseringen."),
      child,
      date("required", "inkom", "received_on", "Dagen då aktualiseringen kom in."),
      codes("required", "typ", "type", lists["extract.intake.type"], "Hur ärendet kom in."),
      text("anmalare", "reporter", "Anmälarens roll, till exempel skola. Inga namn."),
      column("optional", "orsaker", "reasons", { kind: "list" }, "Orsaker, som koder med lodstreck emellan."),
      column(
        "optional",
        "skyddsbedomning_gjord",
        "protection_assessed_at",
        { kind: "time" },
        "När den omedelbara skyddsbedömningen gjordes.",
      ),
      codes(
        "optional",
        "skyddsbedomning_resultat",
        "protection_result",
        lists["extract.intake.protection_result"],
        "Vad skyddsbedömningen kom fram till.",
      ),
      date("optional", "forhandsbedomning_beslutad", "preliminary_decided_on", "Dagen då förhandsbedömningen avslutades med beslut."),
      codes(
        "optional",
        "forhandsbedomning_resultat",
        "preliminary_result",
        lists["extract.intake.preliminary_result"],
        "Vad förhandsbedömningen ledde till.",
      ),
      investigation,
    ],
  },
  {
    name: "utredningar",
    table: "investigation",
    required: false,
    about: "En rad för varje utredning och barn.",
    columns: [
      id("utredning_id", "Avsändarens eget id för utredningen. Utreds syskon tillsammans får varje barn sin egen rad och sitt eget id."),
      child,
      date("required", "inledd", "started_on", "Dagen då utredningen inleddes."),
      date("optional", "avslutad", "ended_on", "Dagen då utredningen avslutades. Tom om den pågår."),
      date("optional", "forlangd_till", "extended_to", "Ny sista dag, om utredningstiden har förlängts."),
      text("enhet", "unit", "Enheten som utreder."),
      text("handlaggare_id", "caseworker", "Avsändarens eget id för handläggaren. Inga namn."),
      codes("optional", "resultat", "outcome", lists["extract.investigation.outcome"], "Vad utredningen ledde till."),
      yesNo("barnets_asikt_dokumenterad", "opinion_documented", "Om barnets åsikt är dokumenterad."),
      yesNo("asikt_beaktad_beskriven", "opinion_weighed", "Om det är beskrivet hur barnets åsikt har beaktats."),
      yesNo("barnets_basta_bedomt", "best_interests_assessed", "Om barnets bästa är bedömt."),
      date("optional", "barnet_informerat_om_beslut", "child_told_on", "Dagen då barnet fick veta vad som beslutades."),
      date("optional", "beslutad", "decided_on", "Dagen för beslutet som avslutade utredningen."),
      ...decidedBy,
    ],
  },
  {
    name: "insatser",
    table: "intervention",
    required: false,
    about: "En rad för varje beviljad insats och barn.",
    columns: [
      id("insats_id", "Avsändarens eget id för insatsen."),
      child,
      investigation,
      column(
        "required",
        "typ",
        "type",
        { kind: "code", codes: lists["extract.intervention.type"], aliases: CONTACT_FAMILY },
        "Insatsens typ. De åtta första är öppna insatser, resten är placeringar. Till kontaktperson hör också kontaktfamilj och särskilt kvalificerad kontaktperson.",
      ),
      codes("required", "mottagare", "recipient", lists["extract.intervention.recipient"], "Vem insatsen riktas till."),
      date("required", "beviljad", "granted_on", "Dagen då insatsen beviljades."),
      date("optional", "borjade", "started_on", "Dagen då insatsen började."),
      date("optional", "slutade", "ended_on", "Dagen då insatsen slutade. Tom om den pågår."),
      codes("optional", "regi", "provision", lists["extract.intervention.provision"], "Vem som utför insatsen."),
      codes(
        "optional",
        "barnets_uppgifter_anvanda",
        "child_information_used",
        lists["extract.intervention.child_information_used"],
        "Om barnets uppgifter från utredningen har använts när insatsen planerades.",
      ),
      codes(
        "optional",
        "barnets_uppgifter_overforda",
        "child_information_passed_on",
        lists["extract.intervention.child_information_passed_on"],
        "Om barnets uppgifter har förts över till utföraren.",
      ),
      text("skal_ej_overforda", "reason_not_passed_on", "Varför uppgifterna inte fördes över."),
      text(
        "avslutsorsak",
        "reason_ended",
        "Varför insatsen slutade. För en beviljad insats som aldrig började: varför. Då lämnas första och sista dag tomma.",
      ),
      text("maluppfyllelse", "goal_attainment", "Hur målen uppfylldes."),
      ...decidedBy,
      ...measured,
    ],
  },
  {
    name: "samtal",
    table: "conversation",
    required: false,
    about: "En rad för varje samtal med ett barn, också erbjudna, avböjda och inställda.",
    columns: [
      id("samtal_id", "Avsändarens eget id för samtalet."),
      child,
      phase,
      investigation,
      intervention,
      date("required", "datum", "held_on", "Dagen för samtalet."),
      codes("required", "form", "form", lists["extract.conversation.form"], "Hur samtalet fördes."),
      codes("optional", "kanal", "channel", lists["extract.conversation.channel"], "Var eller hur man möttes."),
      codes("required", "status", "status", lists["extract.conversation.status"], "Om samtalet blev av."),
      text("metoder", "methods", "Metoder och stöd i samtalet."),
    ],
  },
  {
    name: "uteblivna_samtal",
    table: "missed_conversation",
    required: false,
    about: "En rad för varje skäl till att ett barn inte har haft något samtal i skedet.",
    columns: [
      child,
      phase,
      investigation,
      intervention,
      codes("required", "skal", "reason", lists["extract.missed_conversation.reason"], "Skälet till att samtalet uteblev."),
    ],
  },
];

/** The order in which files are loaded: what is referred to comes before what refers. */
export const LOAD_ORDER: readonly FileName[] = ["barn", "utredningar", "aktualiseringar", "insatser", "samtal", "uteblivna_samtal"];

const byName = new Map(FILES.map((file) => [file.name, file]));

/** The file of that name. */
export function fileOf(name: FileName): ExchangeFile {
  const file = byName.get(name);
  if (!file) throw new RangeError(`There is no file ${name} in the open extract.`);
  return file;
}

/** The file that a file name, a path or a sheet name stands for ("Utdata/Barn.CSV" → "barn"); undefined for anything else. */
export function findFileName(path: string): FileName | undefined {
  const base = path.split(/[/\\]/).pop() ?? "";
  const stem = base
    .normalize("NFC")
    .trim()
    .toLowerCase()
    .replace(/\.csv$/, "");
  return FILES.find((file) => file.name === stem)?.name;
}

/** The column that holds the file's own identifier; undefined for uteblivna_samtal, whose rows have none. */
export function idColumn(file: ExchangeFile): Column | undefined {
  return file.columns.find((c) => c.value.kind === "id");
}
