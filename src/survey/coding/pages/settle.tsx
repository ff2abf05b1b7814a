import { Checkboxes, TextArea } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { LinkButton, OwnWords, ButtonRow } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { settleAnswer } from "../actions/settle-answer.ts";
import { codingLinks } from "../links.ts";
import { getCoding } from "../queries/get-coding.ts";

/** Settles an answer that the two have coded differently. */
export const settlePage = defineForm({
  path: "/omgangar/:roundId/kodning/:column/avgor/:unitId",
  title: "Avgör ett svar",
  async load({ ask, params: { roundId, column, unitId } }) {
    const coding = await ask(getCoding, { roundId, column });
    const one = coding.differing.find((answer) => answer.unitId === unitId);
    if (!one) notFound();
    return { coding, one };
  },
  values: ({ data: { one } }) => ({ codes: one.settled ?? [], reason: one.reason ?? "" }),
  action: settleAnswer,
  done: (_out, { params: { roundId, column } }) => codingLinks.question(roundId, column),
  notice: "Svaret är avgjort.",
  view: ({ data: { coding, one }, form, params: { roundId, column, unitId } }) => (
    <>
      <PageHead heading="Avgör ett svar" lead={coding.label} back={{ href: codingLinks.question(roundId, column), text: "Till frågan" }} />
      <OwnWords>{one.said}</OwnWords>
      <SummaryList
        rows={[
          { term: "Kodare 1", value: one.first.join(", ") },
          { term: "Kodare 2", value: one.second.join(", ") },
        ]}
      />
      <Form form={form} submit="Avgör" cancel={codingLinks.question(roundId, column)}>
        <Checkboxes
          {...form.field("codes")}
          label="Koder som gäller"
          options={coding.codes.map(({ code, meaning }) => ({ value: code, label: `${code}: ${meaning}` }))}
        />
        <TextArea {...form.field("reason")} label="Varför?" rows={3} />
      </Form>
      <ButtonRow>
        <LinkButton href={codingLinks.newQuote(roundId, column, unitId)} variant="tertiary">
          Föreslå ett citat ur svaret
        </LinkButton>
      </ButtonRow>
    </>
  ),
});
