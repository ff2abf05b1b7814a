import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { choice, optionalText, requiredText, someIds } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { FieldProblem } from "../../../platform/basics/result.ts";
import { isWithin, tidied } from "../../../platform/basics/text.ts";
import { findCallable } from "../called.ts";
import type { Callable } from "../called.ts";
import { meetingKinds, MOST_OTHERS } from "../codes.ts";
import { readMoment, whenFields } from "../fields.ts";

const longestName = 200;

export const bookMeetingInput = formOf({
  caseId: idField,
  kind: about(choice(meetingKinds, "vilket slags möte"), { label: "Slags möte", as: "list" }),
  ...whenFields,
  called: about(someIds("en som kallas"), {
    label: "Vilka kallas?",
    hint: "Var och en får sin egen kallelse. Bara bekräftade vårdnadshavare kan väljas.",
  }),
  others: about(optionalText(2000), {
    label: "Andra som kallas",
    hint: "Namn och vem det är, en person på varje rad. Till exempel: Lena Ek, lärare.",
    rows: 3,
  }),
  togetherBecause: about(optionalText(2000), {
    label: "Varför kan de som kallas vara på samma plats?",
    term: "Varför de kan vara på samma plats",
    journal: "Varför de kan vara på samma plats",
    hint: "Behövs när någon som kallas har skyddad identitet och fler kallas. Den personen nämns inte i de andras kallelser.",
    rows: 3,
    optional: "om bara en kallas",
  }),
  agenda: about(requiredText("vad mötet handlar om", 2000), {
    label: "Vad handlar mötet om?",
    term: "Vad det handlar om",
    journal: "",
    hint: "Det här står i kallelsen till vuxna. Skriv inget som barnet har sagt, och inget som en av vårdnadshavarna inte får veta.",
    rows: 4,
  }),
  childAbout: about(optionalText(2000), {
    quiet: "written within the letter given to the child",
    label: "Varför vill ni träffa barnet? Skriv till barnet.",
    hint: "Bara barnet får det här. Enkla ord och korta meningar, så att barnet förstår (3 kap. 3 § SoL).",
    rows: 4,
    optional: "om barnet inte kallas",
  }),
  interpreter: about(optionalText(100), {
    label: "Tolk: vilket språk?",
    term: "Tolk",
    hint: "Också teckenspråk. Lämna tomt om ingen behöver tolk.",
  }),
  contact: about(requiredText("hur den som kallas når dig", 200), {
    quiet: "stands in the letters",
    label: "Hur når den som kallas dig?",
    hint: "Ditt telefonnummer, och när du brukar svara. Det står i kallelsen.",
  }),
});
type Input = z.output<typeof bookMeetingInput>;

/**
 * Books a meeting and says who is called: the child, confirmed guardians each apart, others by name (one on each line). Nobody is told by it: each
 * is called by itself. Gives the meeting's id. Faults, all at once: a time that has been or that the clock skips, somebody who cannot be called,
 * a guardian who is kept uninformed, a child without a reason in its own words, people who may not meet.
 */
export const bookMeeting = defineAction({
  name: "meeting.book-meeting",
  title: "Boka ett möte",
  input: bookMeetingInput,
  output: z.object({ meetingId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const callable = await findCallable(tx, context, input.caseId);
    const [child] = callable;
    const others = (input.others ?? "").split("\n").map(tidied).filter(Boolean);
    const { moment, faults } = readMoment(input, context.now);
    const fields = [...faults, ...faultsIn(input, callable, others)];
    if (fields.length > 0 || !moment || !child)
      return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields });
    const meetingId = newTouchedId(context);
    const place = { case_id: input.caseId, ...stamp(context) };
    const isChildCalled = input.called.includes(child.id);
    await tx
      .insertInto("meeting.meeting")
      .values({
        id: meetingId,
        child_id: child.personId,
        kind: input.kind,
        agenda: input.agenda,
        child_about: isChildCalled ? (input.childAbout ?? null) : null,
        contact: input.contact,
        interpreter: input.interpreter ?? null,
        together_because: input.togetherBecause ?? null,
        ...place,
      })
      .execute();
    const { minutes, way, place: where } = input;
    await tx
      .insertInto("meeting.booking")
      .values({
        ...{ meeting_id: meetingId, number: 1, kind: "bokat" as const, starts_at: moment, minutes: Number(minutes), way },
        ...place,
        place: where,
        because: null,
      })
      .execute();
    await tx
      .insertInto("meeting.called")
      .values(rowsOf({ input, callable, others, meetingId, childId: child.personId }, context))
      .execute();
    return ok({ meetingId });
  },
});

/** What must be said because of another answer, or of who somebody is. */
function faultsIn(
  { called, childAbout, togetherBecause }: Input,
  callable: readonly Callable[],
  others: readonly string[],
): FieldProblem[] {
  const fields: FieldProblem[] = [];
  const chosen = callable.filter((one) => called.includes(one.id));
  if (chosen.length < new Set(called).size)
    fields.push({ field: "called", message: "Någon som du har valt är inte en bekräftad vårdnadshavare i dag. Välj bland dem som visas." });
  if (chosen.some((one) => one.isKeptUninformed))
    fields.push({
      field: "called",
      message:
        "En vårdnadshavare är av särskilda skäl inte informerad om utredningen. En kallelse skulle visa den. Pröva skälen på nytt först.",
    });
  if (chosen.some((one) => one.guardianshipId === null) && childAbout === undefined)
    fields.push({ field: "childAbout", message: "Skriv med enkla ord varför ni vill träffa barnet." });
  if (others.length > MOST_OTHERS) fields.push({ field: "others", message: `Skriv högst ${MOST_OTHERS} personer, en på varje rad.` });
  if (others.some((one) => !isWithin(one, longestName)))
    fields.push({ field: "others", message: `Korta varje rad till högst ${longestName} tecken.` });
  if (chosen.some((one) => one.isProtected) && chosen.length + others.length > 1 && togetherBecause === undefined)
    fields.push({
      field: "togetherBecause",
      message: "Någon som kallas har skyddad identitet. Skriv varför de kan vara på samma plats, eller boka ett möte för var och en.",
    });
  return fields;
}

type Rows = {
  readonly input: Input;
  readonly callable: readonly Callable[];
  readonly others: readonly string[];
  readonly meetingId: string;
  readonly childId: string;
};

function rowsOf({ input, callable, others, meetingId, childId }: Rows, context: Context) {
  const chosen = callable.filter((one) => input.called.includes(one.id));
  chosen.forEach((one) => context.touch(one.personId));
  const people = [
    ...chosen.map(({ guardianshipId }) => ({
      capacity: guardianshipId === null ? ("barnet" as const) : ("vårdnadshavare" as const),
      guardianship_id: guardianshipId,
      name: null,
    })),
    ...others.map((name) => ({ capacity: "annan" as const, guardianship_id: null, name })),
  ];
  const common = { case_id: input.caseId, meeting_id: meetingId, child_id: childId, ...stamp(context) };
  return people.map((one, n) => ({ id: newTouchedId(context), place: n + 1, ...one, ...common }));
}
