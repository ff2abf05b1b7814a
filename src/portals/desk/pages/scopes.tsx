import type { FC } from "hono/jsx";
import { hasRole } from "../../../platform/core/actor.ts";
import type { StaffActor } from "../../../platform/core/actor.ts";
import { tableLink } from "../case-table.ts";
import type { WorkListScope } from "../queries/near-cases.ts";

const addresses: Readonly<Record<WorkListScope, string>> = { mina: "mina", enhetens: "enhetens", "utan ansvarig": "utan-ansvarig" };
const words: Readonly<Record<WorkListScope, string>> = { mina: "Mina", enhetens: "Enhetens", "utan ansvarig": "Utan ansvarig" };

/** Who has looked in the cases of the unit, by day. */
export const unitLogPath = "/logg";

export const closedCasesPath = "/arenden/avslutade";

/** What is kept of them, and when the rest is thinned. */
export const retentionPath = `${closedCasesPath}/gallring`;

/** The scope that the address of the list names. */
export function scopeOf(shown: string | null): WorkListScope | undefined {
  return (Object.keys(addresses) as WorkListScope[]).find((scope) => addresses[scope] === shown);
}

/** Whose cases are shown; the same in the list of what is to be done and in the table, and the way from one to the other. */
export const Scopes: FC<{ scope: WorkListScope | undefined; actor: StaffActor; table?: boolean }> = ({ scope, actor, table = false }) => {
  const scopes: WorkListScope[] = [
    ...(hasRole(actor, "caseworker") ? (["mina"] as const) : []),
    ...(hasRole(actor, "team_leader") ? (["enhetens"] as const) : []),
    "utan ansvarig",
  ];
  const listLink = (one: WorkListScope | undefined) => (one === undefined ? "/arenden" : `/arenden?visa=${addresses[one]}`);
  const toOther = table ? { href: listLink(scope), text: "Visa att göra" } : { href: tableLink({ scope }), text: "Visa som tabell" };
  return (
    <nav aria-label="Vilka ärenden som visas">
      <ul class="f-tabs">
        {scopes.map((one) => (
          <li>
            <a href={table ? tableLink({ scope: one }) : listLink(one)} aria-current={one === scope ? "page" : undefined}>
              {words[one]}
            </a>
          </li>
        ))}
        <li>
          <a href={toOther.href}>{toOther.text}</a>
        </li>
        <li>
          <a href={closedCasesPath}>Avslutade</a>
        </li>
      </ul>
    </nav>
  );
};
