/**
 * The floors of the house (docs/architecture.md), lowest first. A file may import its own floor and those below, never one above: pages
 * too, and imports of types alone. Within a floor the rooms stand in order where `order` is true: a room may import those before it;
 * where it is false they do not know one another. Tests may import anything, and nothing imports a test.
 */
const floors = [
  { name: "platform", order: true, rooms: ["basics", "law", "database", "core", "jobs", "access", "documents"] },
  { name: "ui", order: true, rooms: [] },
  { name: "casework", order: true, rooms: ["people", "case", "participation", "intake", "investigation", "decision", "intervention"] },
  { name: "followup", order: false, rooms: ["questionnaire", "exchange"] },
  { name: "portals", order: false, rooms: ["desk", "accounts"] },
  { name: "app", order: true, rooms: ["web", "cli"] },
];

/**
 * Arrows that still run the wrong way, from a file to a file. The list may only become shorter: scripts/floors.test.ts counts it, and refuses
 * a line that is not needed any more.
 */
const remaining = [
  ["src/casework/case/case-parts.ts", "src/casework/intake/codes.ts"],
  ["src/casework/case/case-words.ts", "src/casework/participation/rules.ts"],
  ["src/casework/case/clocks.ts", "src/casework/decision/rules-board-report.ts"],
  ["src/casework/case/clocks.ts", "src/casework/intake/rules.ts"],
  ["src/casework/case/clocks.ts", "src/casework/intervention/rules-execution.ts"],
  ["src/casework/case/clocks.ts", "src/casework/intervention/rules.ts"],
  ["src/casework/case/clocks.ts", "src/casework/investigation/rules.ts"],
  ["src/casework/case/closing.ts", "src/casework/participation/rules.ts"],
  ["src/casework/case/intervention-parts.ts", "src/casework/intervention/codes.ts"],
  ["src/casework/case/links.ts", "src/casework/participation/rules.ts"],
  ["src/casework/case/obligation-parts.ts", "src/casework/intake/codes.ts"],
  ["src/casework/case/obligations.ts", "src/casework/participation/rules.ts"],
  ["src/casework/case/people-parts.ts", "src/casework/investigation/codes.ts"],
  ["src/casework/case/phase-parts.ts", "src/casework/participation/codes.ts"],
  ["src/casework/case/case-sql/read-parts.ts", "src/casework/intake/rules.ts"],
  ["src/casework/case/case-sql/interventions.ts", "src/casework/intervention/codes.ts"],
  ["src/casework/case/case-sql/read-parts.ts", "src/casework/investigation/rules.ts"],
  ["src/casework/case/queries/get-withheld.ts", "src/casework/intervention/codes.ts"],
  ["src/casework/intake/pages/extend-preliminary.tsx", "src/casework/decision/pages/decided-by-fields.tsx"],
  ["src/casework/intake/pages/extend-preliminary.tsx", "src/casework/decision/queries/find-deciders.ts"],
  ["src/casework/intake/pages/not-investigated.tsx", "src/casework/decision/pages/decided-by-fields.tsx"],
  ["src/casework/intake/pages/not-investigated.tsx", "src/casework/decision/queries/find-deciders.ts"],
  ["src/casework/intake/pages/open-investigation.tsx", "src/casework/decision/pages/decided-by-fields.tsx"],
  ["src/casework/intake/pages/open-investigation.tsx", "src/casework/decision/queries/find-deciders.ts"],
  ["src/casework/intake/pages/open-investigation.tsx", "src/casework/investigation/actions/open-investigation.ts"],
  ["src/casework/intake/pages/preliminary-assessment.tsx", "src/casework/decision/pages/decided-by-fields.tsx"],
  ["src/casework/intake/pages/preliminary-assessment.tsx", "src/casework/decision/queries/find-deciders.ts"],
  ["src/casework/intake/pages/preliminary-assessment.tsx", "src/casework/investigation/actions/open-investigation.ts"],
  ["src/casework/investigation/pages/extend-investigation.tsx", "src/casework/decision/pages/decided-by-fields.tsx"],
  ["src/casework/investigation/pages/extend-investigation.tsx", "src/casework/decision/queries/find-deciders.ts"],
  ["src/casework/participation/pages/record-conversation.tsx", "src/portals/desk/pages/case/emergencies.tsx"],
  ["src/casework/people/pages/guardian-forms.tsx", "src/casework/case/corrections.ts"],
  ["src/casework/people/pages/guardian-forms.tsx", "src/casework/case/pages/case-form.tsx"],
  ["src/casework/people/pages/guardian-forms.tsx", "src/casework/case/queries/get-case.ts"],
  ["src/casework/people/pages/guardians.tsx", "src/casework/case/case-parts.ts"],
  ["src/casework/people/pages/guardians.tsx", "src/casework/case/pages/case-form.tsx"],
  ["src/casework/people/pages/guardians.tsx", "src/casework/case/queries/get-case.ts"],
  ["src/portals/desk/pages/access-log.tsx", "src/app/web/operations.ts"],
  ["src/ui/form-body.ts", "src/app/web/multipart.ts"],
  ["src/ui/page.tsx", "src/app/web/own-process.ts"],
];

module.exports = { floors, remaining };
