import { SaxesParser } from "saxes";

/**
 * What DDI-Codebook 2.5 (DDI Alliance, schema of 2012-01-17) says of the elements that we write, in our own words: which elements each holds, in which order
 * and how often, which attributes it may have, and of what kind they are. The schema itself is not kept here.
 */
type Rule = {
  /** Names in order: `?` at most once, `*` any number, `+` at least once, otherwise exactly once. With `|` first: any of them, in any order. */
  readonly holds?: string;
  /** It holds text too. */
  readonly text?: true;
  /** Besides those that every element may have. */
  readonly attributes?: Readonly<Record<string, Kind>>;
  readonly needs?: readonly string[];
};
type Kind = "string" | "idrefs" | { readonly only: readonly string[] };

/** Every element may have these. */
const everywhere: Readonly<Record<string, Kind>> = {
  ID: "string",
  "xml:lang": "string",
  source: { only: ["archive", "producer"] },
  elementVersion: "string",
  elementVersionDate: "string",
  ddiLifecycleUrn: "string",
  ddiCodebookUrn: "string",
};
const ofNamespaces = /^(?:xmlns(?::\w+)?|xsi:schemaLocation)$/u;
const text = { text: true } as const;
const refs = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, "idrefs" as const]));
const strings = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, "string" as const]));

const rules: Readonly<Record<string, Rule>> = {
  codeBook: {
    holds: "docDscr* stdyDscr+ fileDscr* dataDscr* otherMat*",
    attributes: { version: { only: ["2.5"] }, codeBookAgency: "string" },
  },
  stdyDscr: {
    holds: "citation+ studyAuthorization* stdyInfo* studyDevelopment* method* dataAccs* othrStdyMat* notes*",
    attributes: refs("access"),
  },
  citation: {
    holds: "titlStmt rspStmt? prodStmt? distStmt? serStmt* verStmt* biblCit? holdings* notes*",
    attributes: strings("MARCURI"),
  },
  titlStmt: { holds: "titl subTitl* altTitl* parTitl* IDNo*" },
  titl: text,
  IDNo: { ...text, attributes: strings("agency", "level") },
  verStmt: { holds: "version? verResp? notes*" },
  version: { ...text, attributes: strings("date", "type") },
  notes: { ...text, attributes: { ...strings("type", "subject", "level", "resp"), ...refs("sdatrefs", "parent", "sameNote") } },
  biblCit: { ...text, attributes: strings("format") },
  stdyInfo: { holds: "studyBudget* subject* abstract* sumDscr* qualityStatement? notes* exPostEvaluation*" },
  abstract: { ...text, attributes: { date: "string", contentType: { only: ["abstract", "purpose", "mixed"] } } },
  sumDscr: { holds: "timePrd* collDate* nation* geogCover* geogUnit* geoBndBox? boundPoly* anlyUnit* universe* dataKind*" },
  universe: { ...text, attributes: { level: "string", clusion: { only: ["I", "E"] } } },
  method: { holds: "dataColl* notes* anlyInfo? stdyClas? dataProcessing* codingInstructions*" },
  dataColl: {
    holds:
      "timeMeth* dataCollector* collectorTraining* frequenc* sampProc* sampleFrame* targetSampleSize* deviat* collMode* resInstru* instrumentDevelopment* sources? collSitu* actMin* ConOps* weight* cleanOps*",
  },
  collMode: text,
  anlyInfo: { holds: "respRate* EstSmpErr* dataAppr*" },
  respRate: text,
  dataAppr: { ...text, attributes: strings("type") },
  dataDscr: { holds: "varGrp* nCubeGrp* var* nCube* notes*" },
  varGrp: {
    holds: "labl* txt* concept* defntn? universe? notes*",
    attributes: {
      type: {
        only: [
          ...["section", "multipleResp", "grid", "display", "repetition", "subject", "version", "iteration", "analysis"],
          ...["pragmatic", "record", "file", "randomized", "other"],
        ],
      },
      ...refs("var", "varGrp", "sdatrefs", "methrefs", "pubrefs", "access"),
      ...strings("otherType", "name", "nCube"),
    },
  },
  labl: { ...text, attributes: { ...strings("level", "vendor", "country"), ...refs("sdatrefs") } },
  var: {
    holds:
      "location* labl* imputation? security? embargo? respUnit? anlysUnit? qstn* valrng* invalrng* undocCod* universe* TotlResp? sumStat* txt* stdCatgry* catgryGrp* catgry* codInstr* verStmt* concept* derivation? varFormat? geoMap* catLevel* notes*",
    attributes: {
      ...strings("name", "vendor", "dcml", "rectype", "measUnit", "scale", "origin", "geoVocab", "catQnty"),
      ...refs("wgt-var", "weight", "qstn", "files", "sdatrefs", "methrefs", "pubrefs", "access"),
      wgt: { only: ["wgt", "not-wgt"] },
      intrvl: { only: ["contin", "discrete"] },
      nature: { only: ["nominal", "ordinal", "interval", "ratio", "percent", "other"] },
      representationType: { only: ["text", "numeric", "code", "datetime", "other"] },
    },
    needs: ["name"],
  },
  qstn: {
    holds: "| preQTxt qstnLit postQTxt forward backward ivuInstr",
    text: true,
    attributes: {
      ...refs("qstn", "var", "sdatrefs"),
      seqNo: "string",
      responseDomainType: { only: ["text", "numeric", "code", "category", "datetime", "geographic", "multiple", "other"] },
    },
  },
  preQTxt: text,
  qstnLit: { ...text, attributes: refs("sdatrefs") },
  ivuInstr: text,
  catgry: {
    holds: "catValu? labl* txt* catStat* mrow?",
    attributes: {
      missing: { only: ["Y", "N"] },
      excls: { only: ["true", "false"] },
      ...strings("missType", "country"),
      ...refs("sdatrefs", "catgry", "level", "access"),
    },
  },
  catValu: text,
  varFormat: {
    ...text,
    attributes: {
      type: { only: ["character", "numeric"] },
      schema: { only: ["SAS", "SPSS", "IBM", "ANSI", "ISO", "XML-Data", "other"] },
      category: { only: ["date", "time", "currency", "other"] },
      ...strings("formatname", "otherSchema", "otherCategory", "URI"),
    },
  },
};

type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: string[];
  words: string;
};

/** A name of XML without a colon: what an identifier must be (xs:ID). */
const ncName = /^[\p{L}_][\p{L}\p{M}\p{N}._·-]*$/u;

/** What the schema would refuse in a document of ours: nothing where it would take it. @throws where it is no XML at all. */
export function faultsInDdi(xml: string): readonly string[] {
  const elements = read(xml);
  const ids = elements.flatMap(({ attributes }) => attributes["ID"] ?? []);
  const known = new Set(ids);
  const root = elements.find(({ name }) => name === "codeBook")?.attributes["xmlns"];
  return [
    ...(root === "ddi:codebook:2_5" ? [] : ["the root is no codeBook of ddi:codebook:2_5"]),
    ...ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `ID ${id} stands twice`),
    ...ids.filter((id) => !ncName.test(id)).map((id) => `ID ${id} is no name`),
    ...elements.flatMap((element) => [...faultsInContent(element), ...faultsInAttributes(element, known)]),
  ];
}

function faultsInContent({ name, children, words }: Element): readonly string[] {
  const rule = rules[name];
  if (!rule) return [`${name} is no element that we know`];
  const faults = rule.text || words.trim() === "" ? [] : [`${name} holds text`];
  const [first, ...names] = (rule.holds ?? "").split(" ");
  if (first === "|") return [...faults, ...children.filter((child) => !names.includes(child)).map((child) => `${child} in ${name}`)];
  // A name is two words or none of another: each child is written with a blank after it.
  const parts = rule.holds === undefined ? [] : rule.holds.split(" ");
  const order = parts.map((part) => /^(\w+)([?*+]?)$/u.exec(part)).map((part) => `(?:${part?.[1]} )${part?.[2]}`);
  const isTaken = new RegExp(`^${order.join("")}$`, "u").test(children.map((child) => `${child} `).join(""));
  return isTaken ? faults : [...faults, `${name} holds ${[...new Set(children)].join(", ") || "nothing"}`];
}

function faultsInAttributes({ name, attributes }: Element, ids: ReadonlySet<string>): readonly string[] {
  const rule = rules[name];
  const lacking = (rule?.needs ?? []).filter((one) => attributes[one] === undefined).map((one) => `${name} without ${one}`);
  const wrong = Object.entries(attributes).flatMap(([attribute, value]) => {
    if (ofNamespaces.test(attribute)) return [];
    const kind = rule?.attributes?.[attribute] ?? everywhere[attribute];
    if (kind === undefined) return [`${name} has ${attribute}`];
    if (kind === "string") return [];
    if (kind === "idrefs") return value.split(" ").every((id) => ids.has(id)) ? [] : [`${name} ${attribute} points at nothing: ${value}`];
    return kind.only.includes(value) ? [] : [`${name} ${attribute} is ${value}`];
  });
  return [...lacking, ...wrong];
}

function read(xml: string): readonly Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on("error", (cause) => {
    throw cause;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const made: Element = { name, attributes: attributes as Record<string, string>, children: [], words: "" };
    open.at(-1)?.children.push(name);
    found.push(made);
    open.push(made);
  });
  parser.on("text", (words) => {
    const last = open.at(-1);
    if (last) last.words += words;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return found;
}
