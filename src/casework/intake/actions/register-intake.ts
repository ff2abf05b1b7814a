import { firstChildFields, firstChildIsDescribed } from "../first-child-fields.ts";
import { readFirstChild } from "../first-child.ts";
import { describeUnnamed } from "../unnamed-child.ts";
import { claimFields } from "../guardian-claims.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { z } from "zod";
import { doesCasework, worksInCase } from "../../../platform/access/permits.ts";
import { flagSelfGiven } from "../../../platform/access/review-items.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { stockholmDate, stockholmInstant } from "../../../platform/basics/dates.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import {
  choice,
  optionalChoice,
  optionalText,
  requiredDate,
  requiredText,
  requiredTime,
  someChoices,
  yesNo,
} from "../../../platform/core/fields.ts";
import { problemOfInput } from "../../../platform/core/input-problem.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { allFaults, failed, invalidField, ok, valueOf } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { isWithin, longestText } from "../../../platform/basics/text.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { recordClaims } from "../../people/guardians.ts";
import { followReview } from "../../people/double-words.ts";
import { recordReview } from "../../people/person-reviews.ts";
import type { Joined } from "../../people/same-person.ts";
import { assignCase, mayBeGiven, openCase } from "../case-file.ts";
import { findChildren, numbersOf, readChildren } from "../children-of-report.ts";
import type { TypedChild } from "../children-of-report.ts";
import { concernsViolence, intakeChannels, intakeReasons, intakeTypes, reporterCategories } from "../codes.ts";
import { readClaims } from "../guardian-claims.ts";
import type { IntakeType, ReporterCategory } from "../codes.ts";
import { isMandated } from "../rules-reporters.ts";
import { immediateProtection } from "../rules.ts";
import { writeMasking } from "../masking.ts";
import { registeredMasking } from "../reporter-fields.ts";
import { faultInProtection, protectionFields, protectionIn } from "../protection-fields.ts";
import { siblings } from "../sibling-fields.ts";
import type { Sibling } from "../sibling-fields.ts";
import { startPreliminaryAssessment } from "../start-preliminary.ts";
import { writeProtection } from "../write-protection.ts";
import { isExpected } from "../../people/expected.ts";

export const intakeInput = formOf({
  ...firstChildFields,
  siblings,
  ...claimFields,
  type: about(choice(intakeTypes, "vad som kom in"), { label: "Vad som kom in", inline: true, start: { code: "anmälan" } }),
  receivedOn: about(requiredDate("vilken dag det kom in"), { label: "Dag det kom in", start: "today" }),
  receivedAt: about(requiredTime("vilken tid det kom in"), {
    label: "Klockslag",
    hint: "Tiderna i lagen räknas härifrån.",
    start: "now",
  }),
  takenBy: about(optionalText(200), {
    label: "Togs det emot av någon annan än du?",
    hint: "Skriv vem och var, till exempel socialjouren. Lämna tomt om du själv tog emot.",
  }),
  channel: about(choice(intakeChannels, "hur det kom in"), { label: "Hur det kom in", as: "list" }),
  reporterCategory: about(choice(reporterCategories, "vem som anmäler eller ansöker"), { label: "Vem", as: "list" }),
  reporterName: about(optionalText(200), {
    label: "Namn och arbetsplats",
    hint: "Den som är skyldig att anmäla är aldrig anonym: skriv vem. Andra får vara det, lämna då tomt.",
    optional: false,
  }),
  reporterContact: about(optionalText(200), { label: "Telefon eller e-post" }),
  ...registeredMasking,
  feedbackRequested: about(yesNo(), {
    label: "Vill anmälaren ha återkoppling?",
    hint: "Gäller den som är skyldig att anmäla, till exempel skola, vård och polis.",
    start: { code: "nej" },
  }),
  reasons: about(someChoices(intakeReasons, "en orsak"), {
    label: "Orsaker",
    hint: "Välj alla som passar. Våld gör att en utredning ska inledas utan dröjsmål.",
  }),
  concern: about(requiredText("vad oron eller ansökan gäller"), {
    label: "Vad oron eller ansökan gäller",
    hint: "Skriv det som anmälaren har sett och hört, så nära anmälarens egna ord som möjligt. Gäller det flera barn hamnar texten hos alla: det som bara gäller ett av dem skrivs vid det barnet.",
    rows: 5,
    term: "Vad det gäller",
  }),
  ...protectionFields,
  takeCase: about(optionalChoice(["ja", "nej"]), {
    label: "Vem tar hand om ärendet?",
    words: { ja: "Jag tar ansvar för ärendet", nej: "Ärendet ska fördelas" },
    hints: { nej: "Det visas för enheten under Utan ansvarig." },
    start: { code: "ja" },
  }),
})
  .check(firstChildIsDescribed)
  .refine((input) => isWithin(longestConcern(input), longestText), {
    path: ["concern"],
    message: `Korta texten: tillsammans med det som gäller ett barn för sig får den ha högst ${longestText} tecken.`,
  })
  .refine((input) => !isFromMandated(input) || input.reporterName !== undefined, {
    path: ["reporterName"],
    message: "Skriv vem som anmäler. Den som är skyldig att anmäla kan inte vara anonym.",
  });

type Input = z.output<typeof intakeInput>;

/** What the one who registered is told of each child: the case when he or she may see it, otherwise only that it was received. */
export const receipt = z.object({ maySee: answer.yesNo, caseId: answer.id.exactOptional(), intakeId: answer.id.exactOptional() });
type Receipt = z.output<typeof receipt>;

/**
 * Registers what has come in about a child, or about several: a report of concern, an application or the like. Finds each child by the
 * identity number, keeps to its open case or opens a new one, and starts the clocks: the immediate protection
 * assessment and, for a report when no investigation is open, the preliminary assessment of 14 days (20 kap. 1–2 §§ SoL).
 * An immediate protection assessment that is made at once is written with it, in each child's case. What the report says of guardians is kept as claims. Each child has what came in in its own case, and what becomes of it is decided for each.
 * Gives the cases to whoever may see them, and nothing of them to others.
 */
export const registerIntake = defineAction({
  name: "intake.register-intake",
  title: "Registrera en anmälan eller ansökan",
  input: intakeInput,
  output: receipt.extend({ siblings: answer.list(receipt).exactOptional() }),
  permit: [doesCasework],
  async run(tx, input, context) {
    if (context.actor.unitId === null) {
      return failed({
        code: "no-unit",
        message: "Du hör inte till någon enhet.",
        hint: "Be systemförvaltaren att koppla dig till en enhet.",
      });
    }
    const read = readReport(input, context);
    if (!read.ok) return read;
    const found = await findChildren(tx, context, read.value.children);
    if (!found.ok) return found;
    const cases: Place[] = [];
    for (const { joined, existing } of found.value) {
      const opened = existing ?? (await openCase(tx, context, joined.personId, context.actor.unitId, input.receivedOn));
      cases.push({
        joined,
        caseId: opened.id,
        childId: opened.childId,
        isNew: existing === undefined,
        isExpected: await isExpected(tx, context, opened.childId),
        intakeId: newTouchedId(context),
      });
    }
    const [first] = cases;
    if (first) context.inCase(first.caseId);
    const receipts: Receipt[] = [];
    for (const [place, one] of cases.entries()) {
      const sibling = place === 0 ? undefined : input.siblings[place - 1];
      const concern = concernOf(input.concern, sibling);
      await writeIntake(tx, context, { ...input, concern }, one, cases.length > 1 ? first?.intakeId : undefined);
      const masking = { ...one, masked: input.maskReporter, ground: input.maskGround, reason: input.maskReason ?? "" };
      if (input.maskReporter) await writeMasking(tx, context, masking);
      if (sibling?.otherGuardians !== true)
        await recordClaims(
          tx,
          context,
          one.childId,
          one,
          read.value.claims.map((claim) => ({ ...claim, expects: claim.expects === true && one.isExpected })),
        );
      await recordReview(tx, context, one.joined, { caseId: one.caseId, intakeId: one.intakeId });
      await followReview(tx, context, one.joined, one.caseId);
      const protection = protectionIn(input, context.now);
      if (protection && !one.isExpected) await writeProtection(tx, context, { ...protection, caseId: one.caseId, intakeId: one.intakeId });
      if (place === 0 && input.description !== undefined) await describeUnnamed(tx, context, one, input.description, input.receivedOn);
      if (!one.isExpected) await startPreliminaryAssessment(tx, context, one.caseId, one.intakeId, input);
      await take(tx, context, input, one);
      // An identifier tells the day it was made: whoever may not see the case gets none.
      const maySee = await worksInCase.holds(tx, context.actor, { caseId: one.caseId }, context);
      receipts.push(maySee ? { maySee, caseId: one.caseId, intakeId: one.intakeId } : { maySee });
    }
    const [own = { maySee: false }, ...others] = receipts;
    return ok(others.length > 0 ? { ...own, siblings: others } : own);
  },
});

type Place = {
  readonly joined: Joined;
  readonly caseId: string;
  readonly childId: string;
  readonly isNew: boolean;
  /** The child is not born: nothing of the child's begins yet. */
  readonly isExpected: boolean;
  readonly intakeId: string;
};

/** A new case is given to whoever registers it and takes it, unless it may be the own family's. */
async function take(tx: Tx, context: Context, { takeCase }: Input, { caseId, isNew }: Place): Promise<void> {
  if (!isNew || takeCase === "nej" || !hasRole(context.actor, "caseworker")) return;
  const { staffId } = context.actor;
  if ((await mayBeGiven(tx, context, caseId, staffId)) !== "yes") return;
  await flagSelfGiven(tx, context, caseId);
  await assignCase(tx, context, caseId, staffId, "ansvarig");
}

async function writeIntake(
  tx: Tx,
  context: Context,
  input: Input,
  { caseId, intakeId }: Place,
  reportId: string | undefined,
): Promise<void> {
  const receivedAt = stockholmInstant(input.receivedOn, input.receivedAt);
  const protection = immediateProtection.apply({ type: input.type, receivedAt });
  await tx
    .insertInto("intake.intake")
    .values({
      id: intakeId,
      case_id: caseId,
      report_id: reportId ?? null,
      type: input.type,
      received_at: receivedAt,
      received_on: stockholmDate(receivedAt),
      taken_by: input.takenBy ?? null,
      channel: input.channel,
      reporter_category: input.reporterCategory,
      reporter_name: input.reporterName ?? null,
      reporter_contact: input.reporterContact ?? null,
      reporter_mandated: isFromMandated(input),
      feedback_requested: input.feedbackRequested,
      reasons: input.reasons,
      violence: concernsViolence(input.reasons),
      concern: input.concern,
      protection_due_on: protection.dueOn,
      ...stamp(context),
    })
    .execute();
}

/** When the form is read. */
type Opened = Pick<Context, "now" | "today">;
type Report = { readonly type: IntakeType; readonly reporterCategory: ReporterCategory; readonly receivedOn: string };

/** A report of somebody who must report, who cannot be anonymous. */
function isFromMandated({ type, reporterCategory, receivedOn }: Report): boolean {
  return type === "anmälan" && isMandated(reporterCategory, receivedOn);
}

/** What is said of all the children, and below it what is said of one of them alone. */
const concernOf = (concern: string, own: Pick<Sibling, "ownConcern"> | undefined): string =>
  own?.ownConcern === undefined ? concern : `${concern}\n\n${own.ownConcern}`;

const longestConcern = (input: { readonly concern: string; readonly siblings: readonly Pick<Sibling, "ownConcern">[] }): string =>
  input.siblings.map((one) => concernOf(input.concern, one)).reduce((long, one) => (one.length > long.length ? one : long), input.concern);

/** What is wrong with a form before it is sent, of all that can be told without the database; nothing where all is well. */
export function faultsOf(fields: Readonly<Record<string, unknown>>, context: Opened): Problem | undefined {
  const parsed = intakeInput.safeParse(fields);
  if (!parsed.success) return problemOfInput([], parsed.error);
  const read = readReport(parsed.data, context);
  return read.ok ? undefined : read.error;
}

/** What the form says of the children and of guardians, or every fault of it at once. Asks nothing of the database. */
function readReport(input: Input, context: Opened) {
  const firstChild = readFirstChild(input, context.today);
  const typed: readonly TypedChild[] = [...(firstChild.ok ? [firstChild.value] : []), ...input.siblings];
  const children = firstChild.ok ? readChildren(typed, input.receivedOn, context) : ok([]);
  const claims = readClaims(input, context, numbersOf(typed, context));
  const receivedAt = stockholmInstant(input.receivedOn, input.receivedAt);
  const early = receivedAt > context.now ? invalidField("receivedOn", "Tidpunkten har inte varit än.") : undefined;
  const fault = allFaults(early, faultInProtection(input, receivedAt, context.now), firstChild, children, claims);
  if (fault) return fault;
  const said = valueOf(claims);
  const [first, ...others] = said;
  return ok({
    children: valueOf(children),
    claims: first && input.childKnown === "väntat" ? [{ ...first, expects: true }, ...others] : said,
  });
}
