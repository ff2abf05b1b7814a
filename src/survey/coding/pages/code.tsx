import { Checkboxes, Hidden, TextArea } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, ButtonRow, LinkButton, OwnWords, Paragraph } from "../../../ui/components/text.tsx";
import { isId } from "../../../platform/basics/identifiers.ts";
import { defineForm } from "../../../ui/page.tsx";
import { codeAnswer } from "../actions/code-answer.ts";
import { loadCodings } from "../actions/load-codings.ts";
import { codingLinks } from "../links.ts";
import { getAnswerToCode } from "../queries/get-answer-to-code.ts";
import { getCoding } from "../queries/get-coding.ts";

/** An answer to code, and after it the next. Everything is done with the keyboard: tick, Enter, next. */
export const codeAnswerPage = defineForm({
  path: "/omgangar/:roundId/kodning/:column/koda",
  title: "Koda ett svar",
  load: ({ ask, params, search }) => {
    const asked = search.get("svar");
    return ask(getAnswerToCode, { ...params, unitId: isId(asked) ? asked : undefined });
  },
  values: ({ data: { answer } }) => ({ unitId: answer?.unitId ?? "", digest: answer?.digest ?? "", codes: answer?.mine ?? [] }),
  action: codeAnswer,
  done: ({ next }, { params: { roundId, column } }) =>
    next === null ? codingLinks.question(roundId, column) : codingLinks.code(roundId, column, next),
  notice: "Svaret är kodat.",
  standing: ({ data: { answer }, params: { roundId, column } }) => ({
    words: {},
    goOn: codingLinks.code(roundId, column, answer?.unitId),
    follows: ["digest", answer?.digest ?? ""],
  }),
  view: ({ data, form, params: { roundId, column } }) => (
    <>
      <PageHead
        heading="Koda svar"
        lead={`${data.label} ${data.total - data.left} av ${data.total} är kodade.`}
        back={{ href: codingLinks.question(roundId, column), text: "Till frågan" }}
      />
      {data.answer === null ? (
        <Alert tone="success">Alla svar är kodade. Säg på frågans sida att du är klar.</Alert>
      ) : (
        <>
          {data.answer.anew ? (
            <Alert tone="warning">
              Svaret behöver kodas på nytt: det har ändrats av en senare leverans, eller så har en kod du gav det fått en annan betydelse.
            </Alert>
          ) : null}
          <OwnWords>{data.answer.said}</OwnWords>
          {data.answer.isClosed ? (
            <Alert tone="info">{`Båda är klara med svaret. Du gav det ${data.answer.mine.join(", ")}.`}</Alert>
          ) : (
            <Form form={form} submit="Spara och visa nästa" draft={false}>
              <Hidden {...form.field("unitId")} />
              <Hidden {...form.field("digest")} />
              <Checkboxes
                {...form.field("codes")}
                label="Koder"
                hint="Välj alla som passar."
                options={data.codes.map(({ code, meaning, includes, excludes }) => ({
                  value: code,
                  label: `${code}: ${meaning}`,
                  ...(includes === null && excludes === null
                    ? {}
                    : {
                        hint: [includes && `Räkna med: ${includes}`, excludes && `Räkna inte med: ${excludes}`].filter(Boolean).join(" "),
                      }),
                }))}
              />
            </Form>
          )}
          <ButtonRow>
            {data.previous === null ? null : (
              <LinkButton href={codingLinks.code(roundId, column, data.previous)} variant="tertiary">
                Föregående svar
              </LinkButton>
            )}
            {data.next === null ? null : (
              <LinkButton href={codingLinks.code(roundId, column, data.next)} variant="tertiary">
                Nästa svar
              </LinkButton>
            )}
            {data.nextLeft === null ? null : (
              <LinkButton href={codingLinks.code(roundId, column, data.nextLeft)} variant="secondary">
                Nästa okodade
              </LinkButton>
            )}
          </ButtonRow>
        </>
      )}
    </>
  ),
});

/** One's own codes out of a table that somebody has filled in elsewhere. */
export const loadCodingsPage = defineForm({
  path: "/omgangar/:roundId/kodning/:column/las-in",
  title: "Läs in koder",
  load: ({ ask, params }) => ask(getCoding, params),
  action: loadCodings,
  done: (_out, { params: { roundId, column } }) => codingLinks.question(roundId, column),
  notice: "Koderna är inlästa.",
  maxBodyBytes: 4_000_000,
  view: ({ data: { label }, form, params: { roundId, column } }) => (
    <>
      <PageHead heading="Läs in koder" lead={label} back={{ href: codingLinks.question(roundId, column), text: "Till frågan" }} />
      <Paragraph>
        Hämta svar och koder som CSV på frågans sida, fyll i kolumnen koder (flera skilda åt med |) och klistra in tabellen här. Rader utan
        koder lämnas som de är.
      </Paragraph>
      <Form form={form} submit="Läs in" cancel={codingLinks.question(roundId, column)} draft={false}>
        <TextArea {...form.field("table")} label="Tabell" hint="Första raden är rubriker: svar och koder." rows={12} />
      </Form>
    </>
  ),
});
