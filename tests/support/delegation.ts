import { adoptDelegation } from "../../src/casework/decision/actions/adopt-delegation.ts";
import { proposeDelegation } from "../../src/casework/decision/actions/propose-delegation.ts";
import { setMandate } from "../../src/casework/decision/actions/set-mandate.ts";
import { exampleOrder } from "../../src/casework/decision/delegation/example.ts";
import type { Point, StaffLevel } from "../../src/casework/decision/delegation/points.ts";
import { orderCsv } from "../../src/casework/decision/delegation/read-order.ts";
import type { House, StaffName } from "./casework.ts";

const degree = "Socionomexamen 2014";

/** The board adopts an order, the example unless told, that holds from a day; gives its version. */
export async function adoptOrder(house: House, validFrom: string, points: readonly Point[] = exampleOrder, follows = 0): Promise<number> {
  const { director } = house.staff;
  const file = { follows, orderName: "Delegationsordning", from: "fil", orderFile: orderCsv(points) };
  const { version } = await house.do(director, proposeDelegation, file);
  await house.do(director, adoptDelegation, { version, decidedOn: validFrom, body: "Socialnämnden", minutesNumber: "§ 12", validFrom });
  return version;
}

/** Says on which level somebody decides from a day. */
export async function giveLevel(
  house: House,
  name: StaffName,
  level: StaffLevel,
  validFrom: string,
  follows = 0,
  qualified = true,
): Promise<void> {
  const said = { follows, level, validFrom, ...(qualified ? { qualified: "ja", degree } : {}) };
  await house.do(house.staff.director, setMandate, { staffId: house.staff[name].staffId, ...said });
}
