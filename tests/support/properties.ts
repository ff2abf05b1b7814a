// Which random cases the property tests try. `npm test` tries the same in every run, so that a red run means that the code changed;
// `npm run explore` tries others, round after round, and says with which seed a property fell.
import fc from "fast-check";

const everyRun = 20261126;

const given = process.env["PROPERTY_SEED"];
const seed = given === undefined ? everyRun : Number(given);
if (!Number.isInteger(seed)) throw new Error(`PROPERTY_SEED is "${given}"; give a whole number.`);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
