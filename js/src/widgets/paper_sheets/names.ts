/** Names of people in what somebody wrote: only the plainest, since a place looks much the same. */

// English and Spanish: a sheet is written in the words of whoever wrote it.
const KIN =
  "mother|mom|mum|father|dad|sister|brother|son|daughter|cousin|uncle|aunt|nephew|niece|grandson|granddaughter|grandmother|grandfather|wife|husband|boyfriend|girlfriend|friend|neighbou?r|stepson|stepdaughter|madre|mamá|padre|papá|hermana|hermano|hijo|hija|prima|primo|tío|tía|sobrino|sobrina|nieto|nieta|abuela|abuelo|esposa|esposo|amiga|amigo|vecina|vecino";
const WORD = "\\p{Lu}(?:['’]\\p{Lu})?[\\p{Ll}\\p{M}]+(?:[-'’]\\p{Lu}?[\\p{Ll}\\p{M}]+)*";
const OF_KIN = new RegExp(
  `(?:^|[^\\p{L}])(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Mm]i|[Nn]uestr[oa]|[Ss]u)\\s+(?:\\p{Ll}+\\s+)?(?:${KIN}),?\\s+(${WORD}(?:\\s+${WORD})*)`,
  "u",
);
const WHAT_BEFELL = new RegExp(
  `(${WORD}\\s+${WORD})\\s+(?:died|passed away|overdosed|relapsed|was arrested|got arrested|is in jail|murió|falleció|recayó)(?![\\p{L}])`,
  "u",
);

/** Return what looks like the name of somebody nobody listed, or nothing. */
export function nameIn(text: string): string {
  return OF_KIN.exec(text)?.[1] ?? WHAT_BEFELL.exec(text)?.[1] ?? "";
}
