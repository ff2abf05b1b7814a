import type { FC } from "hono/jsx";
import { isIsoDate } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import type { Option } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Alert, Link, Paragraph } from "../../../ui/components/text.tsx";
import { levelWords } from "../../../platform/core/asked-of-order.ts";
import { SecondEyesHere } from "../../case/pages/may-decide-kind.tsx";
import { pointWords } from "../delegation/points.ts";
import type { Matter } from "../delegation/points.ts";
import { allowing, mayDecide } from "../rules-delegation.ts";
import { delegationLinks } from "../links.ts";
import type { Deciding } from "../queries/find-deciders.ts";
import type { DecisionType } from "../rules-grounds.ts";

type Props = { form: FormState; deciding: Deciding; type: DecisionType; me: string; today: string };

/** "Får du besluta detta i dag?", with the row and the paragraph; beside who decided. */
export const MayDecideHere: FC<Props> = (props) => (
  <>
    <SecondEyesHere deciding={props.deciding} kinds={kindsOf(props.type)} />
    <ByOrder {...props} />
  </>
);

/** The form that ends an investigation without an intervention refuses too. */
const kindsOf = (type: DecisionType): readonly DecisionType[] =>
  type === "avsluta utredning utan insats" ? [type, "avslå ansökan om insats"] : [type];

const ByOrder: FC<Props> = ({ form, deciding, type, me, today }) => {
  const { order } = deciding;
  if (order === null) return null;
  const chosen = form.value("decisionMakerId") || me;
  const employee = employeeIn(deciding, chosen);
  const day = isIsoDate(form.value("decidedOn")) ? form.value("decidedOn") : today;
  const matter = matterIn(form, type);
  const question = { ...matter, day, order, employee };
  const found = mayDecide.apply(question);
  const asked = matter.intervention === undefined && type === "bevilja insats";
  return (
    <Alert tone={found.permitted || asked ? "info" : "warning"} heading={`Får ${chosen === me ? "du" : employee.name} besluta detta?`}>
      {asked ? <Paragraph>Det beror på lagrum, insats, tid och kostnad. Punkterna står nedan, med den lägsta nivån.</Paragraph> : null}
      {asked ? null : <Paragraph>{mayDecide.explain(question, found)}</Paragraph>}
      <Paragraph>
        <Link href={delegationLinks.ask}>Fråga delegationsordningen</Link>
        {order.isExample ? " Den som gäller är ett exempel, inte kommunens egen." : null}
      </Paragraph>
    </Alert>
  );
};

const employeeIn = ({ deciders }: Deciding, id: string) => {
  const one = deciders.find((each) => each.id === id);
  return { name: one?.name ?? "Den som är inloggad", mandate: one?.mandate ?? null };
};

function matterIn(form: FormState, type: DecisionType): Matter {
  const said = (name: string) => form.value(name) || undefined;
  const whole = (name: string) => (/^\d{1,8}$/u.test(form.value(name)) ? Number(form.value(name)) : undefined);
  const ground = type === "avsluta utredning utan insats" ? "child-investigation" : said("legalGround");
  return { type, ground, intervention: said("type"), months: whole("grantedMonths"), kronor: whole("monthlyCost") };
}

/** The point that lets the employee decide, where nothing more need be known; "" otherwise. */
export function pointOf({ order, ...rest }: Deciding, matter: Matter, staffId: string): string {
  if (order === null) return "";
  const employee = employeeIn({ order, ...rest }, staffId);
  const [first] = allowing({ ...matter, day: order.validFrom, order, employee });
  return first?.point ?? "";
}

/** The points for this kind of decision that an employee may stand on; undefined where there is no order and the point is typed. */
export function pointOptions({ order }: Deciding, type: DecisionType): readonly Option[] | undefined {
  return order?.points
    .filter((one) => one.decisionType === type && one.level !== "utskott" && one.level !== "nämnd")
    .map((one) => ({
      value: one.point,
      label: `${one.point} ${capital(pointWords(one))}; lägst ${levelWords(one)}${one.restriction === null ? "" : `. ${one.restriction}`}`,
    }));
}
