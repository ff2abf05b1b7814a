/** What the law says when a matter goes over to another municipality (29 kap. SoL). */
import { sol } from "./wordings.ts";

export const transferProvisions = [
  sol("investigation-is-finished", "29", "9", "Kommunen slutför utredningen och fattar beslut även om ansvaret för barnet övergår"),
  sol("transfer", "29", "10", "Ärendet flyttas över på skriftlig begäran, och den andra kommunen meddelar genast sin inställning"),
  sol(
    "transfer-tried",
    "29",
    "11",
    "Ansökan hos Inspektionen för vård och omsorg när kommunerna inte är överens om att flytta över ärendet",
  ),
  sol("transfer-handed-over", "29", "12", "Uppgifter som behövs för att ta över ärendet lämnas ut"),
];
