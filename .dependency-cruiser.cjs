// Which file may know which: the floors of the house, and a few rules of their own.
const { floorRules } = require("./scripts/floors.cjs");

const test = "[.]test[.]tsx?$";
const pages = "^src/.+/pages/";
/** What is the house's own, wherever it lies. */
const own = "^(src|demo|tests|bench|scripts)/";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or a third is missing. Imports of types count.",
      severity: "error",
      from: { path: "^(src|demo)/" },
      to: { circular: true },
    },
    {
      name: "no-cycles-in-packages",
      comment: "The same for what runs in the packages. Types there still meet in circles.",
      severity: "error",
      from: { path: "^packages/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    ...floorRules,
    {
      name: "pages-are-shown-by-the-web",
      comment: "A page is shown by the web and used by nobody else but pages.",
      severity: "error",
      from: { path: "^(src|demo)/", pathNot: [test, pages, "^src/app/(web|sign-on)/"] },
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
      name: "packages-stand-alone",
      comment: "What lies in packages can be published and used without Förtrogen.",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: own },
    },
    {
      name: "statistics-knows-no-plan",
      comment: "The estimators carry no plan, YAML, Parquet or HTML (packages/statistics/src/imports.test.ts).",
      severity: "error",
      from: { path: "^packages/statistics/", pathNot: test },
      to: { path: "^packages/analysis-plan/" },
    },
    {
      name: "plan-uses-what-statistics-exports",
      comment: "The plan knows the estimators by what their package exports.",
      severity: "error",
      from: { path: "^packages/analysis-plan/src/", pathNot: test },
      to: { path: "^packages/statistics/", pathNot: "^packages/statistics/src/(index|parts)[.]ts$" },
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
