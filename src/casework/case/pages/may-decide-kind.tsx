import type { FC } from "hono/jsx";
import type { AskedKind } from "../../../platform/core/asked-of-order.ts";
import { isIsoDate } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import type { FormState } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import type { Deciding } from "../../decision/queries/find-deciders.ts";
import { mayDecide } from "../../decision/rules-delegation.ts";

export type Asking = {
  readonly deciding: Deciding;
  /** What may be decided in the form: one, or one for each of its answers. */
  readonly kinds: readonly AskedKind[];
  readonly me: string;
};

/** "Får du besluta detta i dag?" of a decision that begins, prolongs or turns away: with the row and the paragraph, beside who decided. Nothing where no order holds. */
export const MayDecideKind: FC<Asking & { form: FormState; today: string }> = ({ deciding, kinds, me, form, today }) => {
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
