// The register of routines of Demokommunen, as whoever keeps it would have written it: almost whole, one routine due for review, one that has ended.
import type { AnswerKind } from "../../src/followup/register/codes.ts";
import { addDays, addMonths } from "../../src/platform/basics/dates.ts";
import { CopyTable } from "./copy.ts";
import { fixedId } from "./staff.ts";
import type { Staff } from "./staff.ts";

type Written = {
  readonly kind: string;
  readonly title: string;
  readonly by?: string;
  /** So many months ago. */
  readonly decided: number;
  /** In so many days. */
  readonly review: number;
  readonly limits?: string;
  readonly description?: string;
  readonly answers: readonly AnswerKind[];
};

const board = "socialnämnden";
const documents: readonly Written[] = [
  {
    kind: "styrdokument",
    title: "Program för barnets rättigheter",
    by: "kommunfullmäktige",
    decided: 50,
    review: 400,
    answers: ["barnrätt: styrdokument", "barnrätt: levnadsvillkor", "barnrätt: uppföljning av beslut"],
  },
  { kind: "budget", title: "Internbudget med barnbilaga", decided: 40, review: 30, answers: ["barnrätt: budget"] },
  {
    kind: "rutin",
    title: "Utbildning om barnets rättigheter",
    by: "socialchefen",
    decided: 38,
    review: 210,
    answers: ["barnrätt: utbildning", "barnrätt: information om rättigheter"],
  },
  {
    kind: "rutin",
    title: "Barnets delaktighet under utredningen",
    decided: 45,
    review: 150,
    description:
      "Handläggaren berättar för barnet varför vi träffas, frågar hur barnet vill träffas, och lyssnar enskilt minst två gånger. Barn som inte talar möts med bilder och lek, i ett rum som barnet väljer.",
    answers: ["delaktighet: utredning", "delaktighet: beslut", "arbetssätt: delaktighet i utredningen"],
  },
  {
    kind: "rutin",
    title: "Enskilda samtal med barn",
    decided: 45,
    review: 150,
    limits: "Från sex års ålder. Med yngre barn träffas vi tillsammans med någon trygg vuxen.",
    answers: ["enskilt samtal: utredning", "enskilt samtal: planering", "enskilt samtal: uppföljning"],
  },
  {
    kind: "rutin",
    title: "Samtal med barnet och vårdnadshavare",
    decided: 45,
    review: 150,
    answers: ["samtal med vårdnadshavare: utredning", "samtal med vårdnadshavare: planering", "samtal med vårdnadshavare: uppföljning"],
  },
  {
    kind: "arbetssätt",
    title: "När barnet inte har träffat oss",
    by: "verksamhetschefen",
    decided: 36,
    review: 90,
    description:
      "Vi frågar barnet på ett annat sätt: telefon, chatt, teckning eller genom någon som barnet själv väljer. Hämtar vi in uppgifter från förskola, skola eller vårdnadshavare frågar vi vad barnet har sagt och hur barnet har visat det.",
    answers: ["utan samtal: utredning", "utan samtal: planering", "utan samtal: uppföljning"],
  },
  {
    kind: "rutin",
    title: "Dokumentation av barnets åsikt",
    decided: 44,
    review: 20,
    answers: ["dokumentation: barnets åsikt", "dokumentation: hur åsikten har beaktats"],
  },
  {
    kind: "riktlinje",
    title: "Bedömning av barnets bästa",
    decided: 60,
    review: -14,
    description:
      "Vi väger barnets åsikt, risk- och skyddsfaktorer och hur varje alternativ påverkar barnet på kort och lång sikt, skriver vad som talar för och emot, och berättar för barnet hur vi har vägt.",
    answers: ["barnets bästa"],
  },
  {
    kind: "rutin",
    title: "Så berättar vi om beslutet",
    decided: 34,
    review: 240,
    limits: "Barn under fyra år får höra det genom sin vårdnadshavare.",
    answers: ["besked om beslut"],
  },
  {
    kind: "rutin",
    title: "Planering av öppna insatser med barnet",
    decided: 42,
    review: 120,
    description:
      "Det barnet har berättat står först i uppdraget till utföraren, om barnet vill det. Handläggaren och utföraren träffar barnet tillsammans vid starten. Utmaningen är insatser som börjar snabbt.",
    answers: ["delaktighet: planering", "arbetssätt: barnets uppgifter förs vidare"],
  },
  {
    kind: "rutin",
    title: "Uppföljning av öppna insatser",
    decided: 42,
    review: 120,
    limits: "Familjebehandling och kontaktfamilj följs upp var tredje månad.",
    answers: [
      "delaktighet: uppföljning",
      "löpande uppföljning av öppna insatser",
      "dokumentation: insatsen genomförs som planerat",
      "dokumentation: barnets uppfattning av insatsen",
    ],
  },
  {
    kind: "rutin",
    title: "Information till barn",
    decided: 37,
    review: 200,
    description:
      "Varje barn får information muntligt, och skriftligt efter ålder. Vi använder bildstöd och tolk, och frågar barnet efteråt vad det har förstått.",
    answers: [
      "information: till barnet",
      "information: till vårdnadshavaren",
      "anpassning: enkelt språk",
      "anpassning: bildstöd",
      "anpassning: tolk",
      "anpassning: skriftligt på olika språk",
      "anpassning: följer upp förståelsen",
      "anpassning: kompetens",
      "anpassning: barnets önskemål",
      "arbetssätt: information till alla barn",
    ],
  },
];
const endedDocument: Written = {
  kind: "riktlinje",
  title: "Riktlinjer för barnsamtal",
  decided: 110,
  review: -1000,
  answers: ["enskilt samtal: utredning"],
};

/** The rows of the register, in the order in which they refer to each other. `today` is the demo's day. */
export function registerTables(municipalityId: number, code: string, staff: Staff, today: string): CopyTable[] {
  const by = staff.members.find((member) => member.role === "director")?.id;
  const at = `${addMonths(today, -1)}T09:00:00Z`;
  const stamp = ["municipality_id", "recorded_by", "recorded_at"] as const;
  const document = new CopyTable("register.document", [...stamp, "id", "kind"]);
  const version = new CopyTable("register.version", [
    ...stamp, "document_id", "number", "kind", "title", "decided_by", "decided_on", "review_on", "ended_on", "scope", "limits", "description", "place", "answers",
  ]); // prettier-ignore
  const write = (one: Written, place: number, ended: string | null): void => {
    const id = fixedId(`${code}/rutin/${one.title}`);
    const decidedOn = addMonths(today, -one.decided);
    const review = addDays(today, one.review);
    const scope = one.limits === undefined ? "alla barn" : "med begränsning";
    document.add(municipalityId, by, at, id, one.kind);
    const rows = ended === null ? [["ny", null]] : [["ny", null], ["upphörd", ended]]; // prettier-ignore
    rows.forEach(([kind, endedOn], n) => {
      version.add(
        municipalityId, by, at, id, n + 1, kind, one.title, one.by ?? board, decidedOn, review < decidedOn ? null : review, endedOn, scope, one.limits,
        one.description, `SN ${decidedOn.slice(0, 4)}/${100 + place}`, one.answers,
      ); // prettier-ignore
    });
  };
  documents.forEach((one, place) => {
    write(one, place, null);
  });
  write(endedDocument, documents.length, addMonths(today, -45));
  const organisation = new CopyTable("register.organisation", [
    ...stamp, "number", "holds_from", "boards", "boards_note", "performers", "training_needs",
  ]); // prettier-ignore
  organisation.add(
    municipalityId, by, at, 1, addMonths(today, -70), "samma nämnd", "Myndighetsutövning och utförare är två avdelningar.", ["egen kommun", "enskild regi"],
    ["samtalsmetodik", "bemötande"],
  ); // prettier-ignore
  const inventory = new CopyTable("register.inventory", [...stamp, "number", "done_on"]);
  inventory.add(municipalityId, by, at, 1, addMonths(today, -1));
  return [document, version, organisation, inventory];
}
