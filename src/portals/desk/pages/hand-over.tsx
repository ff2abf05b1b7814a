import type { FC } from "hono/jsx";
import { about } from "../../../platform/core/about.ts";
import { isId } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { requiredId, someIds } from "../../../platform/core/fields.ts";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Details, Link, OwnWords, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { describeObligation } from "../../../casework/case/obligations.ts";
import { findColleagues } from "../../../casework/case/queries/find-colleagues.ts";
import { DueTag, ProtectedMark } from "../../../casework/case/pages/due.tsx";
import { handOver, tellingFields } from "../../../casework/intake/actions/hand-over.ts";
import { intakeLinks } from "../../../casework/intake/links.ts";
import { caseLink } from "../../../casework/part/case-link.ts";
import { findHandOver } from "../queries/find-hand-over.ts";
import type { HandedOver } from "../queries/find-hand-over.ts";

const fields = {
  caseIds: about(someIds("ett ärende"), {
    label: "Vilka ärenden?",
    hint: "Alla är valda. Ta bort krysset för dem som någon annan ska ha: du lämnar över dem efteråt.",
  }),
  staffId: about(requiredId("vem som tar över"), { label: "Vem tar över?", as: "list" }),
  ...tellingFields,
} as const;

/** Hands over cases of somebody who leaves: all that is open in them in one place, and the chosen ones to one person at a time. */
export const handOverPage = defineForm({
  path: "/handlaggare/:staffId/lamnar-over",
  title: "Lämna över ärenden",
  asks: findHandOver,
  fields,
  async load({ ask, params }) {
    const [found, { colleagues }] = await Promise.all([ask(findHandOver, { staffId: params.staffId }), ask(findColleagues, {})]);
    return { ...found, colleagues: colleagues.filter((one) => one.id !== params.staffId) };
  },
  values: ({ data }) => ({ caseIds: data.cases.map((one) => one.caseId) }),
  async submit({ body, params, perform }): Promise<Result<null>> {
    const caseIds = (body.values["caseIds"] ?? []).filter(isId);
    if (caseIds.length === 0) return invalidField("caseIds", "Välj minst ett ärende.");
    const one = (name: string) => body.values[name]?.[0];
    const said = { staffId: one("staffId") ?? "", leaverId: params.staffId, teller: one("teller"), tellOn: one("tellOn") };
    let given = 0;
    for (const caseId of caseIds) {
      const result = await perform(handOver, { caseId, ...said }, caseId);
      if (!result.ok) return given === 0 ? result : failed({ ...result.error, message: `${givenWords(given)} ${result.error.message}` });
      given += 1;
    }
    return ok(null);
  },
  done: (_out, { params }) => intakeLinks.handOver(params.staffId),
  notice: "Ärendena är överlämnade. Vem som berättar för varje barn står i arbetslistan.",
  view: ({ data: { name, cases, colleagues }, form, today }) => (
    <>
      <PageHead
        heading={name === null ? "Lämna över ärenden" : `${name} lämnar över`}
        lead={cases.length === 1 ? "1 öppet ärende" : `${cases.length} öppna ärenden`}
      />
      {cases.length === 0 ? <Paragraph>Här finns inget öppet ärende att lämna över.</Paragraph> : null}
      {cases.length > mostBeside ? (
        <Details summary={`Vad som är öppet i de ${cases.length} ärendena`}>
          <InTheCases of={cases} today={today} />
        </Details>
      ) : (
        <InTheCases of={cases} today={today} />
      )}
      {cases.length === 0 ? null : (
        <Form form={form} submit="Lämna över" cancel="/arenden?visa=enhetens">
          <FieldOf
            form={form}
            of={fields}
            name="caseIds"
            options={{ caseIds: cases.map((one) => ({ value: one.caseId, label: `${one.childName}, ${one.caseNumber}` })) }}
          />
          <FieldsOf
            form={form}
            of={fields}
            names={["staffId", "teller", "tellOn"]}
            options={{ staffId: colleagues.map((one) => ({ value: one.id, label: one.title ? `${one.name}, ${one.title}` : one.name })) }}
          />
        </Form>
      )}
    </>
  ),
});

const givenWords = (given: number): string => (given === 1 ? "1 ärende är överlämnat." : `${given} ärenden är överlämnade.`);

/** As many cases as stand beside the form; more are folded into one. */
const mostBeside = 10;

const InTheCases: FC<{ of: readonly HandedOver[]; today: string }> = ({ of, today }) => (
  <>
    {of.map((one) => (
      <InTheCase of={one} today={today} />
    ))}
  </>
);

/** What whoever takes over must know: what is to be done, what the child is promised, what the child said last. */
const InTheCase: FC<{ of: HandedOver; today: string }> = ({ of, today }) => (
  <Details summary={`${of.childName}: ${thingsWords(of.obligations.length)}`}>
    <p class="f-small f-subtle">
      <Link href={caseLink(of.caseId)}>{of.caseNumber}</Link> <ProtectedMark kind={of.protectedIdentity} />
    </p>
    {of.words ? (
      <>
        <p class="f-small f-subtle">{`Sa ${of.words.on}:`}</p>
        <OwnWords>{of.words.text}</OwnWords>
      </>
    ) : (
      <Paragraph subtle>Vad barnet har sagt är inte dokumenterat.</Paragraph>
    )}
    {of.obligations.length === 0 ? <Paragraph>Inget måste göras nu.</Paragraph> : null}
    <ul class="f-more">
      {of.obligations.map((part) => {
        const said = describeObligation(part, today);
        return (
          <li>
            <Link href={said.href}>{said.label}</Link> <DueTag of={said} />
          </li>
        );
      })}
    </ul>
  </Details>
);

const thingsWords = (count: number): string =>
  count === 0 ? "inget måste göras nu" : count === 1 ? "1 sak att göra" : `${count} saker att göra`;
