import { FieldOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { addDays } from "../../../platform/basics/dates.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, Button, LawNote } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { DraftShown, draftOf } from "../../letters/pages/draft-shown.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { investigationIn, overBecause } from "../../investigation/pages/investigation-in.ts";
import { communicate } from "../actions/communicate.ts";
import { partyLinks } from "../links.ts";
import { getDraftLetter } from "../queries/get-draft-letter.ts";
import { findWays } from "../queries/find-ways.ts";
import { waysFor } from "../telling.ts";
import { partyIn } from "./party-in.ts";

const fields = communicate.input.shape;
/** Two weeks: ours, to be changed in the form. */
const REPLY_DAYS = 14;

/** A party is told of the material before the decision and may answer, or it is written why not. */
export const communicatePage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/part/:personId/kommunicering",
  title: "Kommunicering",
  looks: true,
  async load({ ask, params, body }) {
    const parts = await partsOf(ask, params.caseId, "investigations", "parties");
    const { channels } = await ask(findWays, { caseId: params.caseId });
    const [investigation, party] = [investigationIn(parts, params.investigationId), partyIn(parts, params.personId)];
    const typed = (name: string) => body?.values[name]?.[0] ?? "";
    const of = { caseId: params.caseId, personId: params.personId, of: "kommunicering", appliedOn: "" } as const;
    const draft =
      typed("_look") === "" ? undefined : await draftOf(ask(getDraftLetter, { ...of, words: typed("material"), day: typed("replyBy") }));
    return { parts, channels, investigation, party, draft };
  },
  values: ({ today }) => ({ replyBy: addDays(today, REPLY_DAYS) }),
  action: communicate,
  done: (_out, { params }) => partyLinks.parties(params.caseId),
  notice: "Det är sparat. Nu kan du hämta brevet. Sista dagen att svara står i arbetslistan.",
  view: ({ data: { parts, channels, investigation, party, draft }, form, params, today }) => (
    <CaseFormPage
      parts={parts}
      heading="Kommunicering före beslut"
      lead={`${party.name}, ${party.capacity === "barnet" ? "barnet som egen part" : "vårdnadshavare"}`}
      back={{ href: partyLinks.parties(params.caseId), text: "Parter" }}
      over={overBecause(investigation)}
    >
      {party.protected ? <Alert tone="danger">Skyddad identitet. Skicka inget dit någon annan kan läsa det.</Alert> : null}
      <LawNote>{`Parten ska få del av allt material av betydelse och kunna yttra sig (${citationsOn(["communication"], today)}).`}</LawNote>
      <Form form={form} submit="Spara" cancel={partyLinks.parties(params.caseId)}>
        <FieldOf form={form} of={fields} name="happenedOn" />
        <FieldOf
          form={form}
          of={fields}
          name="kind"
          options={{ way: waysFor(optionsFor(fields, "way"), party.protected, channels, party.capacity === "barnet") }}
        />
        <Button name="_look" value="ja" variant="secondary">
          Förhandsgranska brevet
        </Button>
      </Form>
      <DraftShown draft={draft} />
    </CaseFormPage>
  ),
});
