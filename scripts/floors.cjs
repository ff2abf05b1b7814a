/**
 * The floors of the house (docs/architecture.md), lowest first. A file may import its own floor and those below, never one above: pages
 * too, and imports of types alone. On a floor the rooms stand in order too: a room may import those before it. Where `order` is false they
 * do not know one another. A floor does not know those that it stands `beside`. Tests may import anything, and nothing imports a test.
 */
const floors = [
  { name: "platform", order: true, rooms: ["basics", "law", "database", "core", "jobs", "access", "documents", "messages", "files"] },
  { name: "ui", order: true, rooms: [] },
  {
    name: "casework",
    order: true,
    rooms: [
      "part",
      "clocks",
      "people",
      "participation",
      "intake",
      "letters",
      "investigation",
      "decision",
      "party",
      "intervention",
      "meeting",
      "case",
    ],
    // The pages of the rooms stand on a storey of their own above the rooms: they show the whole case, which is put together of all rooms.
    pages: [
      "clocks",
      "part",
      "case",
      "letters",
      "people",
      "participation",
      "intake",
      "investigation",
      "decision",
      "party",
      "intervention",
      "meeting",
    ],
  },
  // Beside casework: a questionnaire asks of anybody, and knows no case.
  {
    name: "survey",
    order: true,
    beside: ["casework"],
    rooms: [
      "questionnaires",
      "studies",
      "rules",
      "tables",
      "comparison",
      "collection",
      "editor",
      "rounds",
      "deliveries",
      "fieldwork",
      "coding",
      "results",
    ],
  },
  { name: "followup", order: true, rooms: ["exchange", "questionnaire", "register", "prefill"] },
  { name: "portals", order: false, rooms: ["desk", "accounts", "agency"] },
  { name: "app", order: true, rooms: ["web", "sign-on", "cli"] },
];

const test = "[.]test[.]tsx?$";
/** What is the house's own, wherever it lies. */
const own = "^(src|demo|tests|bench|scripts)/";
const anyOf = (names) => `(${names.join("|")})`;

/** A rule of dependency-cruiser. */
const rule = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { pathNot: test, ...from },
  to,
});

const ofFloors = floors.map(({ name, beside = [] }, height) => {
  const below = floors.slice(0, height + 1).map((floor) => floor.name);
  const known = below.filter((floor) => !beside.includes(floor));
  // The command line fills a database with the demo.
  const filled = name === "app" ? ["^demo/"] : [];
  return rule(
    `${name}-knows-what-is-below`,
    `src/${name} may import ${known.join(", ")}.`,
    { path: `^src/${name}/` },
    { path: own, pathNot: [`^src/${anyOf(known)}/`, ...filled] },
  );
});

const ofRooms = floors.flatMap(({ name, order, rooms, pages }) =>
  rooms.map((room, place) => {
    const known = order ? rooms.slice(0, place + 1) : [room];
    const inside = pages ? `^src/${name}/${anyOf(known)}/(?!pages/)` : `^src/${name}/${anyOf(known)}/`;
    return rule(
      `${name}-${room}-knows-those-before`,
      `src/${name}/${room}${pages ? " (but its pages)" : ""} may import, of its floor, ${known.join(", ")}.`,
      { path: pages ? `^src/${name}/${room}/(?!pages/)` : `^src/${name}/${room}/` },
      { path: `^src/${name}/`, pathNot: inside },
    );
  }),
);

const ofPages = floors.flatMap(({ name, pages = [] }) =>
  pages.map((room, place) => {
    const known = pages.slice(0, place + 1);
    return rule(
      `${name}-${room}-pages-know-those-before`,
      `The pages of src/${name}/${room} may import every room of the floor, and the pages of ${known.join(", ")}.`,
      { path: `^src/${name}/${room}/pages/` },
      { path: `^src/${name}/.+/pages/`, pathNot: `^src/${name}/${anyOf(known)}/pages/` },
    );
  }),
);

/** Every file of the program stands in a room of a floor. */
const places = floors.map(({ name, rooms }) => (rooms.length === 0 ? name : `${name}/${anyOf(rooms)}`));
const settled = rule(
  "every-file-has-a-floor",
  "A file of the program stands in a room of a floor; a new room is written into scripts/floors.cjs.",
  {},
  { path: "^src/", pathNot: `^src/${anyOf(places)}/` },
);

module.exports = { floors, floorRules: [...ofFloors, ...ofRooms, ...ofPages, settled] };
