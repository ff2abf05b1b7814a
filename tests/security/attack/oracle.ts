import type { StaffName } from "../../support/casework.ts";

/** How the one who asks stands to the case. */
export const relations = [
  "responsible",
  "beside",
  "former",
  "of a colleague in the unit",
  "nobody's in the unit",
  "nobody's in the other unit",
  "closed long ago",
] as const;
type Relation = (typeof relations)[number];

/** What is said of the one who asks as guardian of the child: nothing; in a report; confirmed with a source; and found by a second person. */
export const families = ["none", "claimed", "confirmed", "found"] as const;
type Family = (typeof families)[number];

export type Situation = { readonly who: StaffName; readonly relation: Relation; readonly family: Family; readonly emergency: boolean };

const caseworkers: readonly StaffName[] = ["caseworker", "colleague", "stranger"];
const north: readonly StaffName[] = ["caseworker", "colleague", "leader"];

/** Who besides those who work in the case: written out from the words of docs/security.md, sharing nothing with the program. */
const responsibleOnly = [
  "investigation.sign-investigation",
  "people.confirm-guardian",
  "people.dismiss-claim",
  "people.ask-population",
  "people.settle-population",
  "people.protect-person",
  "people.add-detail",
  "people.change-detail",
  "people.add-relative",
  "people.change-relative",
  "people.add-relation",
  "people.change-relation",
  "people.answer-sibling",
];
const responsibleOrLeader = [
  "intake.move-intake",
  "intake.answer-passages",
  "letters.answer-passages",
  "intake.record-birth",
  "people.correct-child",
  "people.correct-guardian",
  "people.end-guardianship",
  "people.withdraw-guardianship",
  "intake.end-assignment",
  "workplace.make-full-extract",
  "workplace.make-guardian-extract",
  "workplace.get-journal-extract",
  "workplace.get-investigation-extract",
  "workplace.find-journal-extracts",
  "workplace.get-insight",
  "workplace.get-insight-document",
  "workplace.get-given-insight",
  "workplace.decide-insight",
  "workplace.answer-insight",
];
const leaderOnly = [
  "decision.answer-approval",
  "decision.find-workload",
  "intake.assign-case",
  "intake.hand-over",
  "workplace.find-access-log",
];
const emergencyToo = [
  "workplace.get-case",
  "workplace.get-case-parts",
  "workplace.get-withheld",
  "case.get-attachment",
  "investigation.get-body",
  "investigation.get-passage-history",
  "people.find-guardians",
  "people.find-people",
  "people.get-person",
  "people.get-genogram",
  "people.find-population",
  "intake.write-note",
  "intake.assess-protection",
  "participation.record-conversation",
];

/** Whether an operation on the case lets somebody in, by the rules as they are told to people. */
export function letsIn(operation: string, { who, relation, family, emergency }: Situation): boolean {
  // Asks about another person as well: nobody without saying whom.
  if (operation === "access.review-own-family") return false;
  if (family === "found") return false;
  const isCaseworker = caseworkers.includes(who);
  const inNorth = north.includes(who);
  const ofSouth = relation === "nobody's in the other unit";
  const leads = who === (ofSouth ? "otherLeader" : "leader");
  // Nobody breaks open what may be their own family's, whoever has said it.
  const broken = emergency && family === "none" && (isCaseworker || who === "leader" || who === "otherLeader");
  if (operation === "workplace.end-emergency") return leads || broken;
  if (leaderOnly.includes(operation)) return leads;
  const isResponsible = isCaseworker && relation === "responsible";
  if (responsibleOnly.includes(operation)) return isResponsible;
  if (responsibleOrLeader.includes(operation)) return isResponsible || leads;
  if (operation === "intake.take-case" && !isCaseworker) return false;
  // For an hour whoever might have taken the case is told who has it.
  if (
    operation === "intake.take-case" &&
    inNorth &&
    (relation === "of a colleague in the unit" || relation === "former" || relation === "beside")
  )
    return true;
  const ofNobody = (relation === "nobody's in the unit" && inNorth) || (ofSouth && who === "stranger");
  const works = leads || (isCaseworker && (isResponsible || relation === "beside" || ofNobody));
  return works || (broken && emergencyToo.includes(operation));
}
