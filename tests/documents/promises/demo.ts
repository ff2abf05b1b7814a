import type { Promised } from "../promised.ts";

const extract = "demo/extract.test.ts";
const lives = "demo/lives.test.ts";
const load = "demo/load.db.test.ts";
const nation = "demo/nation.db.test.ts";
const agency = "demo/agency.db.test.ts";
const tied = "demo/tie.db.test.ts";
const demoEmergency = "tests/security/demo-emergency.db.test.ts";

// prettier-ignore
export const promises: readonly Promised[] = [
  ["75263baf", "Everything in the demo is made up.", [[load, "no identity number is outside the official test series"]]],
  ["b1cd1534", "A child's life follows from three numbers: the seed, the municip", [[lives, "a life depends on seed, municipality and number alone"]]],
  ["0bf154fa", "So the same seed and size give the same bytes, order and paralle", [[extract, "the same seed and size give the same bytes"], [lives, "not on the order"]]],
  ["a90254a2", "The demo is only loaded into municipalities marked as demo (`cor", [[load, "a second load, and a load into a municipality that is not a demo, are refused"]]],
  ["0879c685", "Code 0000, nobody's.", null],
  ["cabcb662", "Three units; about one caseworker per twenty open cases; a team ", [[load, "the people that the README names are there to be"]]],
  ["c0479a11", "They are also the demo's sign-ins (`access.staff.subject` is `de", [[load, "the people that the README names are there to be"]]],
  ["0c555254", "The first fourteen children are told by hand (`demo/lives/showca", [[load, "the first caseworker has every kind of thing to do"], [load, "siblings stand in one report"]]],
  ["2c5ae2b1", "Beside the lives she has a child who is expected, one whom nobo", [[load, "beside the lives a child is expected, one has no name, and one stands here twice"]]],
  ["9d38fc8a", "The first twenty women and twenty men of the staff have numbers ", [[demoEmergency, "every one of the demo's staff that the front page offers"], [demoEmergency, "a case is broken open, everything that its page offers can be sent"]]],
  ["ed41ec46", "Petra Åkerlund is the mother of one of them: she neither finds n", [[demoEmergency, "the mother who works there neither finds nor breaks open"]]],
  ["258c0305", "The rows are those that the actions would have left: every const", [[load, "what the countable views publish equals plain counting"]]],
  ["8a54f538", "A test compares what the views of schema `countable` publish wit", [[load, "what the countable views publish equals plain counting"]]],
  ["3ee5d332", "`npm start` loads Demokommunen and Demomyndigheten into an empty", [["tests/documents/npm-start.test.ts", "the same where the output is collected: words unless LOG_FOR"]]],
  ["2d5502a6", "Code 202999-0005, nobody's.", null],
  ["6ff7044c", "Its round has been open for three weeks; 45 of a hundred units h", [[agency, "has a round of 303 units and Demokommunen"]]],
  ["254203ce", "Two people work there, so that open answers can be coded by two.", [[agency, "has a round of 303 units and Demokommunen"]]],
  ["2e9d0705", "Start there by choosing it on the first page.", [[tied, "is received by Demomyndigheten"]]],
  ["c43b70c7", "Demokommunen is one of the units that are asked.", [[tied, "is received by Demomyndigheten"]]],
  ["a21919bd", "The two are tied together on the same machine each time that `np", [[tied, "is received by Demomyndigheten"], [tied, "again it changes nothing; at another address"]]],
  ["6dbaaef3", "So what Ingrid Hallin signs and sends under _Enkäter_ arrives un", [[tied, "is received by Demomyndigheten"]]],
  ["edd8c74c", "It says _påhittad_ on both sides, and nothing leaves the machine", [[tied, "is received by Demomyndigheten"]]],
  ["cfa87ab1", "The national survey of 2024 (Socialstyrelsen 2025, 192 municipal", null],
  ["59b93eb1", "The demo therefore draws municipalities first: a joint distribut", [[lives, "the shares of children with and without conversation are spread as published"]]],
  ["67bf8074", "What is counted back from 303 municipalities of 1,000 children e", [[lives, "the page shows what is counted"]]],
  ["2d2e2f32", "**Table 8: individual conversation**", null],
  ["3b4bfc00", "0 % | 0 | 0 | 2 | 2 | 1 | 1 |  | 1-25 % | 1 | 1 | 26 | 25 | 19 |", [[lives, "the page shows what is counted"]]],
  ["78314f3c", "**Table 9: with guardian**", null],
  ["0b55fe7e", "0 % | 0 | 0 | 1 | 1 | 0 | 0 |  | 1-25 % | 12 | 12 | 4 | 4 | 4 | ", [[lives, "the page shows what is counted"]]],
  ["b36e711f", "**Table 10: no conversation at all**", null],
  ["2147f3ff", "0 % | 8 | 8 | 10 | 12 | 8 | 0 |  | 1-25 % | 86 | 86 | 59 | 67 | ", [[lives, "the page shows what is counted"]]],
  ["daf457f4", "**Table 5: number of conversations, 0-4 years**", null],
  ["9026f350", "0 | 5 | 3 | 48 | 59 | 32 | 18 |  | 1 | 57 | 46 | 44 | 27 | 59 | ", [[lives, "the page shows what is counted"]]],
  ["b258f2cf", "**Table 6: number of conversations, 5-14 years**", null],
  ["de9303d0", "0 | 0 | 0 | 3 | 1 | 0 | 0 |  | 1 | 8 | 2 | 73 | 52 | 75 | 51 |  ", [[lives, "the page shows what is counted"]]],
  ["eb85462c", "**Table 7: number of conversations, 15-17 years**", null],
  ["ad18ee4a", "0 | 0 | 0 | 2 | 1 | 0 | 0 |  | 1 | 4 | 0 | 70 | 51 | 70 | 49 |  ", [[lives, "the page shows what is counted"]]],
  ["a12e245b", "**Table 11: among the three most common reasons, investigation**", null],
  ["c0fb055a", "låg ålder | 89 | 86 |  | barnet vill inte | 81 | 66 |  | vårdnad", [[lives, "the page shows what is counted"]]],
  ["e9ad58a2", "`demo/lives.test.ts` counts all this again and allows a differen", [[lives, "the shares of children with and without conversation"], [lives, "the usual number of conversations"], [lives, "the common reasons are as common as published"]]],
  ["a52c6ba8", "Most cells are far nearer; these are not, and why:", null],
  ["54f65d44", "**Tables 5–7 against 8–9.** The number \"usually offered\" is aske", null],
  ["ff63c61b", "In planning, shares that average 53 % (individual) and 70 % (wit", null],
  ["011047d0", "The demo keeps tables 8–10 and comes as near to 5–7 as they allo", [[lives, "the shares of children with and without conversation"]]],
  ["c83c7e90", "**A median is not an offer.** Our answer 0 needs that no child o", null],
  ["9c5c67b6", "**Follow-up, \"no child without conversation\" 8 %.** Intervention", null],
  ["159e9bc5", "**\"Barnet vill inte\" 81 %.** Of children without conversation mo", null],
  ["2190aac4", "**Question 14** is published as text and a diagram without figur", null],
  ["7f10e7b0", "What is ours and not from any source: the age mix, lengths of in", null],
  ["16286307", "Measured on two cores shared with other heavy work, so read them", null],
  ["e0ff65ba", "`demo extract`, 100,000 children (1.57 million rows) | 5 s, 450 ", null],
  ["86dce127", "`demo load`, 300 children (20,000 rows), database started and mi", null],
  ["6ac84902", "`demo load`, 10,000 children (about 670,000 rows) | 84 s", null],
  ["bf27ffe3", "`demo load --nation`, 2,176,224 children (31.5 million rows, two", [[nation, "the nation is 303 tenants with 2 176 224 children"]]],
];
