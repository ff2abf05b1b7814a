// Which room may know which. The order of the house (docs/architecture.md):
//   core, database <- people <- intake <- investigation <- decision <- intervention
const rooms = (...names) => `^src/(${names.join("|")})/`;
/** Tests may use anything. Pages are the web's hands in a room: they may use its kit and read what the web may read. */
const test = "[.]test[.]tsx?$";
const pages = "^src/[^/]+/pages/";
const free = `${test}|${pages}`;

/** A room of casework may know the ground, `access`, `participation` and the rooms before it. */
const casework = ["people", "intake", "investigation", "decision", "intervention"];
const ground = ["core", "database", "access"];

const oneWay = casework.map((room, place) => ({
  name: `${room}-looks-back-only`,
  comment: `${room} may import ${["core", "database", "access", "participation", ...casework.slice(0, place)].join(", ")}.`,
  severity: "error",
  from: { path: rooms(room), pathNot: free },
  to: { path: "^(src|demo|tests|bench|packages)/", pathNot: rooms(room, ...ground, "participation", ...casework.slice(0, place)) },
}));

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
      name: "ground-stands-alone",
      comment: "core and database know no other room.",
      severity: "error",
      from: { path: rooms("core", "database"), pathNot: test },
      to: { path: "^(src|demo|tests|bench|packages)/", pathNot: rooms("core", "database") },
    },
    {
      name: "access-knows-the-ground",
      comment: "Secrecy is decided from ids and SQL views, not from the code of the rooms.",
      severity: "error",
      from: { path: rooms("access"), pathNot: free },
      to: { path: "^(src|demo|tests|bench|packages)/", pathNot: rooms(...ground) },
    },
    ...oneWay,
    {
      name: "participation-is-for-all",
      comment: "Every room of casework may use participation, so it may know only what all of them know.",
      severity: "error",
      from: { path: rooms("participation"), pathNot: free },
      to: { path: "^(src|demo|tests|bench|packages)/", pathNot: rooms(...ground, "people", "participation") },
    },
    {
      name: "readers-are-read-by-web-and-cli",
      comment: "followup, child, public, workplace and exchange are ends of the house: only web and cli open those doors.",
      severity: "error",
      from: { path: "^src/", pathNot: `${rooms("web", "cli", "followup", "child", "public", "workplace", "exchange")}|${free}` },
      to: { path: rooms("followup", "child", "public", "workplace", "exchange") },
    },
    ...["followup", "child", "public", "workplace", "exchange"].map((room) => ({
      name: `${room}-is-an-end`,
      comment: "The ends of the house do not know one another.",
      severity: "error",
      from: { path: rooms(room), pathNot: free },
      to: { path: rooms("followup", "child", "public", "workplace", "exchange", "web", "cli"), pathNot: rooms(room) },
    })),
    {
      name: "followup-reads-views",
      comment: "followup counts what the rooms publish in the schema countable; it never imports their code.",
      severity: "error",
      from: { path: rooms("followup"), pathNot: test },
      to: { path: rooms(...casework, "participation") },
    },
    {
      name: "pages-belong-to-the-web",
      comment: "A page is shown by the web and used by nobody else; it uses the web's kit, not its server.",
      severity: "error",
      from: { path: "^(src|demo)/", pathNot: `${rooms("web")}|${free}` },
      to: { path: pages },
    },
    {
      name: "statistics-stands-alone",
      comment: "packages/statistics can be published and used without Förtrogen.",
      severity: "error",
      from: { path: "^packages/statistics/" },
      to: { path: "^(src|demo|tests|bench)/" },
    },
    {
      name: "web-and-cli-are-the-doors",
      comment: "Nothing imports the web or the command line, but the command that starts the web.",
      severity: "error",
      from: { path: "^(src|demo)/", pathNot: `${rooms("web", "cli")}|${free}` },
      to: { path: rooms("web", "cli") },
    },
    {
      name: "product-needs-no-tests",
      comment: "What runs at a municipality imports neither tests nor what is installed for development only.",
      severity: "error",
      from: { path: "^(src|packages)/", pathNot: test },
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
