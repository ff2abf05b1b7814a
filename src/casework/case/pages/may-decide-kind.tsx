import type { FC } from "hono/jsx";
import type { AskedKind } from "../../../platform/core/asked-of-order.ts";
import { isIsoDate } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { listed } from "../../../platform/law/rule.ts";
import type { FormState } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { decisionLinks } from "../../decision/links.ts";
import type { Deciding } from "../../decision/queries/find-deciders.ts";
import { mayDecide } from "../../decision/rules-delegation.ts";

/** That somebody else approves it first, where the municipality has said so: what is approved already, and where it is asked. */
export const SecondEyesHere: FC<{ deciding: Deciding; kinds: readonly string[] }> = ({
  deciding: { caseId, secondEyes, approved },
  kinds,
}) => {
  const needed = secondEyes.filter((kind) => kinds.includes(kind));
  if (needed.length === 0) return null;
  const given = approved.filter(({ kind }) => needed.includes(kind));
  return (
    <Alert tone={given.length > 0 ? "info" : "warning"} heading="Beslutet ska godkännas av en till">
      {given.map((one) => (
        <Paragraph>{`Godkänt av ${one.by} ${one.on}: ${one.kind}${one.interventionType === null ? "" : `, ${one.interventionType}`}.`}</Paragraph>
      ))}
      <Paragraph>
        {`Gäller beslut att ${listed(needed, "eller")} (lokal regel). `}
        <Link href={decisionLinks.approvals(caseId)}>{given.length > 0 ? "Se godkännanden" : "Begär godkännande"}</Link>
      </Paragraph>
    </Alert>
  );
};

export type Asking = {
  readonly deciding: Deciding;
  /** What may be decided in the form: one, or one for each of its answers. */
  readonly kinds: readonly AskedKind[];
  readonly me: string;
};
type Props = Asking & { form: FormState; today: string };

/** What stands beside a decision that begins, prolongs or turns away: whether somebody else approves it, and "får du besluta detta i dag?". */
export const MayDecideKind: FC<Props> = (props) => (
  <>
    <SecondEyesHere deciding={props.deciding} kinds={props.kinds} />
    <ByOrder {...props} />
  </>
);

/** By the delegation order, with the row and the paragraph. Nothing where no order holds. */
const ByOrder: FC<Props> = ({ deciding, kinds, me, form, today }) => {
  const { order, unnamed } = deciding;
  if (order === null) return null;
  const chosen = form.value("decisionMakerId") || me;
  const found = deciding.deciders.find((one) => one.id === chosen);
  const employee = { name: found?.name ?? "Den som är inloggad", mandate: found?.mandate ?? null };
  const day = isIsoDate(form.value("decidedOn")) ? form.value("decidedOn") : today;
  const answers = kinds.map((type) => {
    const question = { type, day, order, employee, unnamed: unnamed ?? undefined };
    const outcome = mayDecide.apply(question);
    return { type, ...outcome, words: mayDecide.explain(question, outcome) };
  });
  const asked = answers.filter(({ why }) => why !== "frågas inte");
  const refused = asked.filter(({ permitted }) => !permitted);
  if (asked.length === 0) return null;
  const words = (one: (typeof asked)[number]) => (kinds.length === 1 ? one.words : `${capital(one.type)}: ${one.words}`);
  if (refused.length === 0) return <LawNote>{asked.map(words).join(" ")}</LawNote>;
  return (
    <Alert
      tone={refused.length === kinds.length ? "warning" : "info"}
      heading={`Får ${chosen === me ? "du" : employee.name} besluta detta?`}
    >
      {asked.map((one) => (
        <Paragraph>{words(one)}</Paragraph>
      ))}
      <Paragraph>Har någon annan beslutat väljer du vem nedan. Annars lämnar du ärendet till den som får.</Paragraph>
    </Alert>
  );
};
