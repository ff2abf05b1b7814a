import type { z } from "zod";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, ButtonRow, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineDownload, defineForm, Refusal } from "../../../ui/page.tsx";
import type { Route } from "../../../ui/page.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { answerLetterPassages, letterPassageFields } from "../actions/answer-letter-passages.ts";
import type { LetterQuery, OfCase } from "../define-letter.ts";
import { letterPdf } from "../letter.ts";
import { LetterShown } from "./letter-shown.tsx";

type Pages<Input extends OfCase> = {
  /** Of the file; the page where it is read before it leaves is this with `/granska`. Its parameters are what the letter is asked for by. */
  readonly path: `/arenden/:caseId/${string}`;
  /** Never personal data. */
  readonly title: string;
  readonly letter: LetterQuery<Input>;
  /** The file's name, which tells nothing of anybody. */
  readonly name: string;
  /** Where the way back leads, by the parameters of the address. */
  readonly back: (params: Readonly<Record<string, string>>) => { readonly href: string; readonly text: string };
};

/** The pages of a kind of letter: read before it leaves, with the passages to answer about, and the letter as a file. */
export function letterPages<Input extends OfCase>({
  path,
  title,
  letter,
  name,
  back,
}: Pages<Input>): { readonly preview: Route; readonly file: Route } {
  const preview = defineForm({
    path: `${path}/granska` as "/arenden/:caseId/granska",
    title,
    asks: [letter, answerLetterPassages],
    async load(context) {
      const parts = await partsOf(context.ask, context.params.caseId);
      // The parameters of the address are what the letter is asked for by.
      return { parts, made: await context.ask(letter, context.params as z.input<Input>) };
    },
    fields: letterPassageFields,
    submit: ({ body, params: { caseId }, data, perform }) =>
      perform(answerLetterPassages, {
        caseId,
        letterId: data.made.letterId,
        passages: body.values["passages"] ?? [],
        reason: body.values["reason"]?.[0],
      }),
    done: (_out, { url }) => url.pathname,
    notice: "Svaret är sparat.",
    view: ({ data, form, params, url }) => {
      const open = data.made.passages.filter(({ answered }) => !answered);
      const file = url.pathname.replace(/\/granska$/u, "");
      return (
        <>
          <CaseFormHead parts={data.parts} heading="Granska brevet" lead={data.made.letter.title} back={back(params)} />
          {open.length === 0 ? (
            <>
              <Paragraph>Så här läser mottagaren brevet. Inget är skickat härifrån.</Paragraph>
              <ButtonRow>
                <LinkButton href={file}>Hämta brevet (PDF)</LinkButton>
                <LinkButton href={back(params).href} variant="secondary">
                  {back(params).text}
                </LinkButton>
              </ButtonRow>
            </>
          ) : (
            <>
              <Alert tone="danger" heading="Brevet kan inte lämnas än">
                {`${open.length === 1 ? "Ett stycke kan visa" : `${open.length} stycken kan visa`} ${[...new Set(open.map(({ tells }) => tells))].join(", eller ")}. Skriv om texten, eller svara om varje stycke.`}
              </Alert>
              <Form form={form} submit="Spara svaret" cancel={back(params).href}>
                <FieldsOf
                  form={form}
                  of={letterPassageFields}
                  names={namesIn(letterPassageFields)}
                  options={{ passages: open.map(({ id, passage, tells }) => ({ value: id, label: passage, hint: `Kan visa ${tells}` })) }}
                />
                <LawNote>
                  Röjer ett stycke vem som har anmält, var någon finns eller vad barnet har bett om att få behålla lämnas brevet inte (12
                  kap. 3 § och 26 kap. 1 och 5 §§ OSL).
                </LawNote>
              </Form>
            </>
          )}
          <LetterShown letter={data.made.letter} />
        </>
      );
    },
  });
  const file = defineDownload({
    path,
    title: `${title} som PDF`,
    asks: letter,
    type: "application/pdf",
    async file(context) {
      const pdf = await letterPdf(await context.ask(letter, context.params as z.input<Input>));
      if (!pdf.ok) throw new Refusal(pdf.error);
      return { name, body: pdf.value };
    },
  });
  return { preview, file };
}
