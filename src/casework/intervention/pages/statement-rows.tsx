import type { FC } from "hono/jsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import type { Fields } from "../../../platform/core/about.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Details, OwnWords, Paragraph } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { WithheldLink } from "../../case/pages/withheld.tsx";
import { talkWords } from "../../participation/pages/case-words.tsx";
import type { InterventionPart } from "../intervention-schema.ts";

type Unchosen = InterventionPart["unchosen"][number];
type Props = {
  parts: CaseWith<"conversations">;
  unchosen: readonly Unchosen[];
  form: FormState;
  of: Fields;
  child: string;
};

/** As many statements as stand open; the others lie in a fold, so that the page ends. */
const MOST_OPEN = 3;
const asked = ["choice", "givenWords", "reason"] as const;

/** What the child has said, one statement at a time, each with what becomes of it. Nothing at all where nothing is to be chosen of. */
export const StatementRows: FC<Props> = (props) => {
  const { unchosen, form } = props;
  const rest = unchosen.length - MOST_OPEN;
  if (unchosen.length === 0) return null;
  const isWrong = unchosen.some(
    (_, place) => place >= MOST_OPEN && asked.some((name) => form.field(`statements.${place}.${name}`).error !== undefined),
  );
  const row = (of: Unchosen, place: number) => <StatementRow {...props} of={props.of} statement={of} place={place} />;
  return (
    <>
      <Paragraph subtle>Fråga barnet, och vårdnadshavarna där det behövs, innan du för något vidare.</Paragraph>
      {unchosen.slice(0, MOST_OPEN).map(row)}
      {rest > 0 ? (
        <Details summary={`${rest} till att ta ställning till`} open={isWrong}>
          {unchosen.slice(MOST_OPEN).map((one, place) => row(one, place + MOST_OPEN))}
        </Details>
      ) : null}
    </>
  );
};

const StatementRow: FC<Props & { statement: Unchosen; place: number }> = ({ parts, form, of, child, statement, place }) => {
  const talk = parts.conversations.find((one) => one.id === statement.conversation_id);
  const at = `statements.${place}`;
  const when = talk ? talkWords(talk) : `Samtal den ${formatLong(statement.held_on)}`;
  return (
    <div role="group" aria-label={statement.part === "skyddat" ? `${when}, det som inte får visas för vårdnadshavare` : when}>
      <p class="f-small f-subtle">{when}</p>
      {statement.part === "skyddat" ? (
        <WithheldLink caseId={parts.file.id} conversationId={statement.conversation_id} />
      ) : (
        <OwnWords>{talk?.child_words}</OwnWords>
      )}
      <input type="hidden" name={`${at}.conversationId`} value={statement.conversation_id} />
      <input type="hidden" name={`${at}.part`} value={statement.part} />
      <FieldsOf form={form} of={of} child={child} names={asked.map((name) => `${at}.${name}`)} />
    </div>
  );
};
