// What made-up units write with their own words. Nobody has said any of it.
import type { Random } from "./random.ts";

/** Words that stand in the place of their name in a sentence, one of them each time. */
const places: Readonly<Record<string, readonly string[]>> = {
  vem: ["handläggaren", "två handläggare tillsammans", "socialsekreteraren", "den som barnet redan känner", "familjebehandlaren"],
  var: ["i skolan", "hemma hos barnet", "på kontoret", "på förskolan", "på en promenad", "i vårt samtalsrum för barn"],
  stöd: ["nallekort", "bildstöd", "nätverkskarta", "teckningar", "tre hus", "känslokort", "en tidslinje", "BRA-samtal", "dockor och lek"],
  källa: ["förskolan", "skolan", "elevhälsan", "barnhälsovården", "fritidshemmet", "familjehemmet", "kontaktpersonen"],
  ålder: ["fyra år", "fem år", "sex år", "skolåldern"],
  gång: ["vid varje uppföljning", "efter tre månader", "var sjätte månad", "när insatsen har börjat", "inför varje möte"],
  hinder: [
    "tiden inte räcker",
    "barnet inte vill",
    "vårdnadshavarna inte är överens",
    "tolk saknas",
    "barnet är för litet",
    "ärendet brådskar",
  ],
};

type Pool = { readonly asked: RegExp; readonly begins: readonly string[]; readonly goesOn: readonly string[] };

/** By what a question asks for, the first that fits: how an answer begins, and how it may go on. */
const pools: readonly Pool[] = [
  {
    asked: /begränsning/u,
    begins: [
      "Rutinen gäller barn från {ålder}.",
      "Samtal erbjuds alltid från {ålder}, och yngre barn träffar vi tillsammans med någon trygg vuxen.",
      "Vi erbjuder inte enskilt samtal när vårdnadshavaren säger nej.",
      "Rutinen säger att {vem} avgör om barnet är moget nog för ett samtal.",
      "Barn med stor funktionsnedsättning möts i stället genom {källa}.",
      "Vid korta utredningar kan samtalet utebli om {hinder}.",
      "Rutinen skiljer på barn som är placerade och barn som bor hemma.",
      "Rutinen gäller det första mötet. Vad som händer sedan bestäms i varje ärende.",
    ],
    goesOn: [
      "Skälet ska stå i journalen.",
      "De yngsta barnen observeras {var}.",
      "Undantagen tas upp med gruppledaren.",
      "Vi ser över rutinen i år.",
      "Det är en rekommendation, inget absolut krav.",
      "För syskon gäller samma ålder.",
    ],
  },
  {
    asked: /hinder|utmaning/u,
    begins: [
      "Tiden: {vem} har många ärenden, och det blir sällan mer än ett samtal.",
      "Vårdnadshavare vill ofta inte att vi talar med barnet ensamt.",
      "Det är svårt att få tag på tolk i rätt tid.",
      "Många handläggare är nya i arbetet och osäkra i samtal med små barn.",
      "Vi saknar ett rum som är ordnat för barn.",
      "Långa avstånd gör att barnet helst möts {var}, och det tar en halv dag.",
      "Barn som har hört föräldrarnas konflikt länge säger det som de tror att vi vill höra.",
      "Hög omsättning på personal: barnet får berätta samma sak för flera.",
      "Sekretess mellan verksamheterna gör att barnets berättelse inte alltid följer med.",
      "Metoderna vi har passar tonåringar bättre än barn under {ålder}.",
    ],
    goesOn: [
      "Det märks mest när {hinder}.",
      "Vi försöker lösa det genom samtal {var}.",
      "Ungdomar svarar hellre i telefon eller chatt.",
      "Dokumentationen tar lika lång tid som samtalet.",
      "Barn med annat språk än svenska får vänta längre.",
      "Vi har svårt att återkoppla till barnet efter beslutet.",
    ],
  },
  {
    asked: /stöd ni skulle behöva/u,
    begins: [
      "Utbildning i samtal med barn under {ålder}.",
      "Nationellt material med {stöd} som barnen kan ta med sig hem.",
      "Färre ärenden på varje handläggare, så att tiden räcker till samtal.",
      "Handledning av någon som är van att tala med barn.",
      "En mall för hur barnets åsikter dokumenteras och vägs.",
      "Filmer för barn på flera språk om vad socialtjänsten gör.",
      "Stöd för hur samtalet läggs upp med barn som har en funktionsnedsättning.",
      "Ett verksamhetssystem som påminner om samtalet och visar vad barnet har sagt.",
      "Kortare och tydligare kunskapsstöd.",
      "Pengar till ett gemensamt samtalsrum med grannkommunerna.",
    ],
    goesOn: [
      "Gärna webbaserat, så att nyanställda kan gå den direkt.",
      "Det behövs också för utförarna.",
      "Juridiskt stöd om samtycke och samtal utan vårdnadshavare vore till hjälp.",
      "Goda exempel från andra kommuner skulle räcka långt.",
      "Chefer behöver det lika mycket som handläggare.",
    ],
  },
  {
    asked: /förslag|åtgärder för hur/u,
    begins: [
      "Boka tid för barnsamtalet redan när utredningen inleds.",
      "Låt barnet välja var vi ses, till exempel {var}.",
      "Ett brev till barnet efter beslutet, med enkla ord.",
      "Låt samma person följa barnet från anmälan till uppföljning.",
      "Ett barnråd som läser våra texter och rutiner.",
      "Fråga barnet efter samtalet hur det var, med {stöd}.",
      "Vi har börjat läsa upp anteckningen för barnet, och det har gett fler rättelser än vi trodde.",
      "Gå igenom ett ärende i månaden i gruppen, med barnets ord i mitten.",
      "En egen rad i utredningen för hur barnets åsikt har påverkat.",
    ],
    goesOn: [
      "Det kostar lite och märks mycket.",
      "Vi provar det under året.",
      "Ungdomarna själva har föreslagit det.",
      "{källa} kan hjälpa till.",
      "Det kräver att cheferna frågar efter det.",
    ],
  },
  {
    asked: /i de fall ni inte har haft samtal/u,
    begins: [
      "Vi frågar {källa} vad barnet har sagt och hur det har visat det.",
      "{vem} observerar barnet {var}.",
      "Vårdnadshavarna berättar var för sig hur de tror att barnet ser på saken, och det skrivs som deras ord.",
      "Äldre barn får frågan i telefon eller genom ett meddelande.",
      "Barnet får skriva eller rita, och {vem} läser det tillsammans med barnet.",
      "En person som barnet själv väljer för fram vad barnet tycker.",
      "Vi går tillbaka till vad barnet har sagt i tidigare utredningar.",
      "Vi skriver varför samtalet inte blev av, och försöker igen {gång}.",
    ],
    goesOn: [
      "Ofta är skälet att {hinder}.",
      "För de minsta beskriver vi samspelet med föräldern.",
      "Det är sällan lika tillförlitligt som ett samtal.",
      "Uppgifterna stäms av med {källa}.",
      "Barnet erbjuds ett nytt samtal senare.",
    ],
  },
  {
    asked: /vilka metoder/u,
    begins: [
      "{stöd} och {stöd}.",
      "Främst {stöd}.",
      "Inget fast: {vem} väljer, ofta {stöd}.",
      "Signs of Safety och {stöd}.",
      "{stöd} med yngre barn, öppna frågor med äldre.",
    ],
    goesOn: ["Metoden skrivs i journalen.", "Alla nya handläggare får utbildning i det.", "Det beror på barnets ålder."],
  },
  {
    asked: /kontinuerligt följer upp/u,
    begins: [
      "Familjebehandling och kontaktfamilj.",
      "Alla biståndsbedömda öppna insatser.",
      "Kontaktperson, kontaktfamilj och stöd till barn i grupp.",
      "De som är beslutade för mer än tre månader.",
      "Öppenvårdsprogrammen. Övriga följs upp i varje ärende.",
      "Familjebehandling {gång}.",
    ],
    goesOn: ["Råd och stöd utan bistånd följs inte upp.", "Det sker {gång}.", "Barnet frågas {gång}."],
  },
  {
    asked: /förs vidare/u,
    begins: [
      "Det barnet har berättat står i uppdraget till utföraren, om barnet vill det.",
      "{vem} och utföraren träffar barnet tillsammans vid starten.",
      "Utföraren läser utredningen och går igenom den med familjen.",
      "Vid överlämningsmötet berättar barnet själv, eller {vem} i barnets ställe.",
      "Vi använder en mall där barnets egna ord står först.",
    ],
    goesOn: [
      "Utmaningen är insatser som börjar snabbt.",
      "När utföraren är ett företag behövs samtycke, och det tar tid.",
      "Ibland ändras planen när barnet får frågan en gång till.",
      "Förhandsbedömningens uppgifter faller lättast bort.",
    ],
  },
  {
    asked: /informationen|komma till tals/u,
    begins: [
      "Informationen ges muntligt, och skriftligt efter ålder.",
      "Vi använder {stöd} och frågar barnet efteråt vad det har förstått.",
      "{vem} möter barnet flera gånger, helst {var}.",
      "Tolk bokas till barnet, inte bara till föräldrarna.",
      "Barn med funktionsnedsättning får hjälp av {källa} att förbereda samtalet.",
      "Vi har broschyrer för tre åldrar, och en film på åtta språk.",
      "Alla barn får ett visitkort med namn, bild och telefonnummer.",
    ],
    goesOn: [
      "Det följs upp {gång}.",
      "För barn under {ålder} tar vi hjälp av en förälder.",
      "Vi har ingen skriftlig rutin än.",
      "Ungdomar får dessutom informationen i sin telefon.",
      "Barnet får säga stopp när det vill.",
    ],
  },
  {
    asked: /./u,
    begins: [
      "{vem} talar med barnet {var}, och frågar hur det vill ha det.",
      "Vi använder {stöd} i samtalen, och låter barnet bestämma ordningen.",
      "Barnet får veta vad utredningen handlar om, vad vi kan göra och vad som händer sedan.",
      "{vem} skriver ner vad barnet har sagt, och läser upp det för barnet.",
      "Barnets åsikt vägs mot risk- och skyddsfaktorer, och det står i utredningen hur.",
      "Vi träffar barnet minst två gånger, första gången {var}.",
      "Barnet får ta ställning till förslaget innan beslutet fattas.",
      "Vi följer BBIC och beskriver för- och nackdelar för barnet med varje alternativ.",
      "Barnet bjuds in till mötet där utredningen gås igenom, eller får den berättad för sig.",
    ],
    goesOn: [
      "Med yngre barn använder vi {stöd}.",
      "Uppgifter från {källa} kompletterar bilden.",
      "Har barnet en annan åsikt än vi skrivs skälen ut.",
      "Det gås igenom {gång}.",
      "När {hinder} försöker vi igen senare.",
      "Syskon får egna samtal.",
      "Gruppen går igenom svåra ärenden tillsammans.",
    ],
  },
];

/** What stands at "ange vad", by the question and the alternative that is chosen. */
const specified: readonly (readonly [asked: RegExp, answers: readonly string[]])[] = [
  [
    /skälen till att berörda barn/u,
    [
      "Barnet hade flyttat",
      "Akut placering samma dag",
      "Barnet var sjukt",
      "Konflikt mellan vårdnadshavarna",
      "Barnet vistades utomlands",
      "Brist på tolk",
    ],
  ],
  [
    /begränsning/u,
    ["Från sex års ålder", "Bara barn som har deltagit i samtal", "Efter bedömning av barnets mognad", "Inte de yngsta barnen"],
  ],
  [
    /öppna insatser erbjuder/u,
    ["Barngrupp för barn till föräldrar med missbruk", "Fältarbetare", "Familjerådslag", "Föräldrastöd på nätet", "Ungdomsmottagning"],
  ],
  [
    /vidareutbildning|verktyg/u,
    [
      "Tejping",
      "Samtal med barn som har varit utsatta för våld",
      "Barn med neuropsykiatriska funktionsnedsättningar",
      "Signs of Safety",
      "Dokumentation",
      "Barnkonventionen i praktiken",
    ],
  ],
  [
    /utmaningar/u,
    [
      "Barnet vill inte att det skrivs ner",
      "Att skilja barnets ord från våra",
      "Systemets mallar passar inte",
      "Skyddade uppgifter om syskon",
    ],
  ],
  [/./u, ["Insatsen började samma vecka", "Uppgifterna var för gamla", "Barnet ville inte det", "En annan handläggare tog över"]],
];

/** An answer of one to three sentences to a question in the words of somebody at a unit; nothing one time of three, unless `always`. */
export function openAnswer(question: string, random: Random, always = false): string | undefined {
  if (!always && random.next() % 3 === 0) return undefined;
  const pool = pools.find(({ asked }) => asked.test(question));
  if (pool === undefined) return undefined;
  // One sentence from one of eight, otherwise two or three.
  const kinds = lengths[random.next() % lengths.length] ?? [];
  return [...new Set(kinds.map((kind) => filled(random.pick(pool[kind]), random)))].join(" ");
}

const lengths: readonly (readonly ("begins" | "goesOn")[])[] = [
  ["begins"],
  ["begins", "goesOn"],
  ["begins", "goesOn"],
  ["begins", "begins"],
  ["begins", "begins"],
  ["begins", "begins", "goesOn"],
  ["begins", "goesOn", "goesOn"],
  ["begins", "goesOn", "goesOn"],
];

/** What is written beside a choice that asks "ange vad". `asked`: the question and the alternative. */
export function specifiedAnswer(asked: string, random: Random): string {
  return random.pick(specified.find(([question]) => question.test(asked))?.[1] ?? [""]);
}

/** The sentence with a word in each place, and a capital first. */
function filled(sentence: string, random: Random): string {
  const used = new Set<string>();
  const words = sentence.replaceAll(/\{([a-zåäö]+)\}/gu, (_, place: string) => {
    const left = (places[place] ?? []).filter((word) => !used.has(word));
    const word = random.pick(left);
    used.add(word);
    return word;
  });
  return `${words.charAt(0).toLocaleUpperCase("sv")}${words.slice(1)}`;
}
