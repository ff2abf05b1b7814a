import { findInRooms } from "../../platform/core/find-rooms.ts";
import type { Operation } from "../../platform/core/door.ts";

/** Every action and query of the house, found in the rooms' `actions/` and `queries/`, in order of name. None can be forgotten. */
export async function loadOperations(): Promise<Operation[]> {
  const found = [...(await findInRooms("actions", isOperation)), ...(await findInRooms("queries", isOperation))];
  return found.map(({ value }) => value).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether somebody may ever call it over the network: what the program alone does is not there, nor what takes a file, which comes by a form. */
export const isOfApi = ({ permit, takesFile }: Pick<Operation, "permit" | "takesFile">): boolean =>
  takesFile !== true && permit.some(({ roles, kinds = [] }) => roles.length > 0 || kinds.some((kind) => kind !== "machine"));

function isOperation(value: unknown): value is Operation {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    (value.kind === "action" || value.kind === "query") &&
    "permit" in value &&
    "run" in value &&
    "input" in value
  );
}
