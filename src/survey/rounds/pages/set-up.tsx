import { addDays } from "../../../platform/basics/dates.ts";
import { DateField, FileField, Radios, TextArea, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Link, Paragraph } from "../../../ui/components/text.tsx";
import { inputOf } from "../../../ui/form-body.ts";
import { defineDownload, defineForm } from "../../../ui/page.tsx";
import { listForms } from "../../questionnaires/queries/list-forms.ts";
import { frames, setUpRound } from "../actions/set-up-round.ts";
import { roundLinks, roundsPath } from "../links.ts";
import { shippedFrameCsv } from "../shipped-frame.ts";
import { sentText } from "./sent-text.ts";

/** How long a survey is answered where nobody says otherwise, and how long late answers are taken: as in 2024 (seed 004). */
const usual = { weeks: 6, late: 14 };

/** Sets up a round. */
export const setUpRoundPage = defineForm({
  path: roundLinks.setUp,
  title: "Lägg upp en omgång",
  asks: setUpRound,
  load: async ({ ask }) => ({ forms: (await ask(listForms, {})).forms.filter(({ respondent }) => respondent === "unit") }),
  values: ({ today, search, data: { forms } }) => ({
    questionnaire: forms.find(({ form }, _at, { length }) => length === 1 || form === search.get("formular"))?.form ?? "",
    opensOn: today,
    lastDay: addDays(today, 7 * usual.weeks),
    closesOn: addDays(today, 7 * usual.weeks + usual.late),
    frame: frames[0],
  }),
  async submit({ body, perform }) {
    const frameFile = await sentText(body, "frameFile");
    return perform(setUpRound, { ...inputOf(body, setUpRound.input), ...(frameFile === undefined ? {} : { frameFile }) });
  },
  done: ({ roundId }) => roundLinks.round(roundId),
  notice: "Omgången är upplagd. Inget är skickat än: läs in enheternas adresser, och planera sedan inbjudan.",
  view: ({ data: { forms }, form }) => (
    <>
      <PageHead heading="Lägg upp en omgång" back={{ href: roundsPath, text: "Till omgångarna" }} />
      <Form form={form} submit="Lägg upp" cancel={roundsPath} files draft={false}>
        <Radios
          {...form.field("questionnaire")}
          label="Formulär"
          options={forms.map((one) => ({ value: one.form, label: one.title, hint: `Version ${one.version}, ${one.questions} frågor` }))}
        />
        <TextField {...form.field("title")} label="Omgångens namn" hint="Står i breven och på svarssidorna." />
        <DateField {...form.field("opensOn")} label="Svar tas emot från" />
        <DateField {...form.field("lastDay")} label="Sista svarsdag" />
        <DateField {...form.field("closesOn")} label="Stänger" hint="Till och med den dagen tas sena svar emot. Skriv som ÅÅÅÅ-MM-DD." />
        <TextArea
          {...form.field("contact")}
          label="Vem enheterna frågar"
          hint="Namn, telefon och e-post till er. Står i breven och på svarssidorna."
          rows={2}
        />
        <Radios
          {...form.field("frame")}
          label="Vilka som får frågorna"
          hint="Ramen som följer med säger enheternas storlek, kommungrupp och län, men inte deras socioekonomiska nyckel: värdena följer inte med."
          options={optionsOf(frames, {
            "de 303 kommunerna och stadsdelarna": "De 288 kommunerna, 11 stadsdelarna i Stockholm och 4 i Göteborg",
          })}
        />
        <Paragraph>
          <Link href={roundLinks.shippedFrame}>Hämta ramen som fil</Link> för att fylla i nyckeln, och läs in den som en egen ram.
        </Paragraph>
        <FileField
          {...form.field("frameFile")}
          label="Den egna ramen"
          optional="om ni har valt ramen som följer med"
          hint="En CSV-fil med kolumnerna kommun, namn, storlek, nyckel, skr_grupp och lan, en rad för varje enhet. Alla fel i den visas på en gång."
          accept=".csv,.txt"
        />
        <Paragraph subtle>Ramen ändras inte efteråt: resultaten ska handla om dem som fick frågorna.</Paragraph>
      </Form>
    </>
  ),
});

/** The frame that comes with the program, as the file of a frame of one's own. */
export const shippedFrameFile = defineDownload({
  path: roundLinks.shippedFrame,
  title: "Ramen som följer med",
  asks: setUpRound,
  type: "text/csv; charset=utf-8",
  file: () => Promise.resolve({ name: "ram.csv", body: shippedFrameCsv() }),
});
