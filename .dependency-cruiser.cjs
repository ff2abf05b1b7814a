const { floors, remaining } = require("./scripts/floors.cjs");

const test = "[.]test[.]tsx?$";
const pages = "^src/.+/pages/";
/** What is the house's own, wherever it lies. */
const own = "^(src|demo|tests|bench|scripts)/";

/** A file of an arrow that remains is tried without it; all others wholly. */
const exact = (file) => `^${file.replaceAll(".", "[.]")}$`;

function split(rule) {
  const from = new RegExp(rule.from.path);
  const froms = [...new Set(remaining.map(([file]) => file))].filter((file) => from.test(file));
  if (froms.length === 0) return [rule];
  const others = { ...rule, from: { ...rule.from, pathNot: [test, ...froms.map(exact)] } };
  const each = froms.map((file) => ({
    ...rule,
    from: { path: exact(file) },
    to: {
      ...rule.to,
      pathNot: [rule.to.pathNot, ...remaining.filter(([of]) => of === file).map(([, to]) => exact(to))].flat().filter(Boolean),
    },
  }));
  return [others, ...each];
}

const floorRules = floors.map(({ name }, height) => ({
  name: `${name}-knows-what-is-below`,
  comment: `src/${name} may import ${["itself", ...floors.slice(0, height).map((floor) => floor.name)].join(", ")}.`,
  severity: "error",
  from: { path: `^src/${name}/`, pathNot: test },
  to: {
    path: own,
    pathNot: [
      `^src/(${floors
        .slice(0, height + 1)
        .map((floor) => floor.name)
        .join("|")})/`,
      ...(name === "app" ? ["^demo/"] : []),
    ],
  },
}));

const roomRules = floors.flatMap((floor) =>
  floor.rooms.map((room, place) => {
    const known = [room, ...(floor.order ? floor.rooms.slice(0, place) : [])];
    return {
      name: `${floor.name}-${room}-knows-${floor.order ? "those-before" : "no-neighbour"}`,
      comment: `src/${floor.name}/${room} may import, of its own floor, ${known.join(", ")}.`,
      severity: "error",
      from: { path: `^src/${floor.name}/${room}/`, pathNot: test },
      to: { path: `^src/${floor.name}/`, pathNot: `^src/${floor.name}/(${known.join("|")})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or a third is missing.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "every-file-has-a-floor",
      comment: "A file of the program stands in a room of a floor.",
      severity: "error",
      from: {},
      to: {
        path: "^src/",
        pathNot: `^src/(${floors.map(({ name, rooms }) => (rooms.length === 0 ? name : `${name}/(${rooms.join("|")})`)).join("|")})/`,
      },
    },
    ...[...floorRules, ...roomRules].flatMap(split),
    {
      name: "pages-are-shown-by-the-web",
      comment: "A page is shown by the web and used by nobody else but pages.",
      severity: "error",
      from: { path: "^(src|demo)/", pathNot: [test, pages, "^src/app/web/", "^src/.+/manifest[.]ts$"] },
      to: { path: pages },
    },
    {
      name: "questionnaire-reads-views",
      comment: "The questionnaire is counted from what the rooms publish in the schema countable, never by their code.",
      severity: "error",
      from: { path: "^src/followup/questionnaire/", pathNot: test },
      to: { path: "^src/casework/" },
    },
    {
      name: "statistics-stands-alone",
      comment: "packages/statistics can be published and used without Förtrogen.",
      severity: "error",
      from: { path: "^packages/statistics/" },
      to: { path: own },
    },
    {
      name: "the-demo-is-no-door",
      comment: "The demo fills a database with what the rooms can do; it needs neither the web nor the command line.",
      severity: "error",
      from: { path: "^demo/", pathNot: test },
      to: { path: "^src/app/" },
    },
    {
      name: "product-needs-no-tests",
      comment: "What runs at a municipality imports neither tests nor what is installed for development only.",
      severity: "error",
      from: { path: "^(src|packages|demo)/", pathNot: test },
      to: { path: "^(tests|bench)/|[.]test[.]tsx?$" },
    },
    {
      name: "no-development-packages",
      comment: "A package that the program needs to run stands under dependencies.",
      severity: "error",
      from: { path: "^(src|packages)/", pathNot: test },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    },
    {
      name: "resolvable",
      comment: "The file or package does not exist.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(node_modules|[.]build|[.]data)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
