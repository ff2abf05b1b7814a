import type { FC } from "hono/jsx";
import { Checkboxes, DateField, Radios, TextArea, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { answerWords } from "../answer-words.ts";
import { answerKinds, scopes } from "../codes.ts";

/** What a routine or document says of itself. */
export const DocumentFields: FC<{ form: FormState }> = ({ form }) => (
  <>
    <TextField {...form.field("title")} label="Vad heter den?" maxLength={200} />
    <TextField
      {...form.field("decidedBy")}
      label="Vem har beslutat?"
      hint="Nämnd, chef eller funktion, till exempel socialnämnden. Skriv inget namn på en person."
      maxLength={200}
    />
    <DateField {...form.field("decidedOn")} label="Beslutad den" />
    <DateField {...form.field("reviewOn")} label="Nästa översyn" hint="Lämnar du tomt påminns ni ett år efter beslutet." optional />
    <TextField
      {...form.field("link")}
      label="Länk"
      hint="Hela adressen, till exempel till intranätet."
      maxLength={480}
      optional="om du skriver var den finns"
    />
    <TextField
      {...form.field("place")}
      label="Var finns den?"
      hint="Till exempel diarienummer eller mapp."
      maxLength={200}
      optional="om du skriver en länk"
    />
    <Radios {...form.field("scope")} label="Vilka barn gäller den?" options={optionsOf(scopes)} />
    <TextArea
      {...form.field("limits")}
      label="Vilken är begränsningen?"
      hint="Till exempel ålder. Högst 1 000 tecken."
      rows={2}
      optional="om den gäller alla barn"
    />
    <TextArea
      {...form.field("description")}
      label="Så arbetar ni, kort"
      hint="Blir förslag till svar där en enkät ber er beskriva. Högst 1 000 tecken. Skriv inget om enskilda personer."
      rows={5}
      optional
    />
    <Checkboxes
      {...form.field("answers")}
      label="Vad handlar den om?"
      hint="Kryssa för allt som den reglerar. Talet inom parentes är frågan i enkäten om barns delaktighet."
      options={optionsOf(answerKinds, capitals)}
    />
  </>
);

const capitals = Object.fromEntries(
  Object.entries(answerWords).map(([code, words]) => [code, words.charAt(0).toUpperCase() + words.slice(1)]),
);
