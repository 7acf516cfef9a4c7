/** What people write may tell who somebody is: the plainest signs of it, noticed as they type. */

import type { Say } from "./words";

export type Trace = "phone" | "email" | "social" | "birth" | "client";

// No look-behind: browsers that lack it could not read this file at all.
const EMAIL = /[\p{L}\d._%+-]+@[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}/u;
const SOCIAL = /(^|[^\d-])\d{3}([- ])\d{2}\2\d{4}(?![\d-])/;
const SOCIAL_SAID = /\b(ssn|social security)\b\D{0,20}\d{9}(?!\d)/i;
// Ten digits in the groups of North America: no year, no 988, no price looks like that.
const PHONE =
  /(^|[^\d$€£.,/-])(\+?1[-. ]?)?(\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ]?)\d{3}[-. ]?\d{4}(?!\d|[,-]\d)/;
const PHONE_ABROAD = /(^|[^\d])\+[2-9]\d{0,2}([-. ]?\(?\d{1,5}\)?){2,6}/;
// Seven digits alone may be anything, so it takes a word before them.
const PHONE_SAID =
  /\b(call|phone|tel|telephone|cell|mobile|text|number|reach|llame|llamar|tel[eé]fono|celular|m[oó]vil|n[uú]mero)\b[^\d\n]{0,20}\d{3}[-. ]\d{4}(?!\d|[,-]\d)/i;
const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const MONTH_IN_SPANISH =
  "(enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)";
const DAY = `(\\d{1,2}[/.-]\\d{1,2}[/.-](\\d{4}|\\d{2})|\\d{4}-\\d{1,2}-\\d{1,2}|${MONTH} \\d{1,2}(st|nd|rd|th)?,? \\d{4}|\\d{1,2}(st|nd|rd|th)? ${MONTH},? \\d{4}|\\d{1,2} de ${MONTH_IN_SPANISH} del? \\d{4})(?!\\d)`;
const BORN = new RegExp(
  `\\b(born|birth ?date|birth ?day|date of birth|dob|d\\.o\\.b|nacid[oa]|naci[oó]|nacimiento|cumplea[nñ]os)(?!\\w)[^\\d\\n]{0,25}?${DAY}`,
  "i",
);
// A whole day of long ago, written in figures, is seldom the day of a meeting.
const IN_FIGURES =
  /(^|[^\d/.-])(\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d{2})|((?:19|20)\d{2})-\d{1,2}-\d{1,2})(?![\d/-])/;
const LONG_AGO = 12;
// One person's: "our patients" or "my client base" is nobody in particular.
const CLIENT =
  /\b(my|our) (own |former |old |young |youngest |last |first |other |new )?(client|patient|inmate|probationer|parolee|caller|sponsee|foster child)(?:['’]s)?(?![\w-]| (base|list|load|population|care|portal|services|satisfaction)\b)/i;
const CLIENT_IN_SPANISH =
  /\b(mi|nuestr[oa]) (propi[oa] |ex-? ?|antigu[oa] |[uú]ltim[oa] |nuev[oa] )?(client[ea]|paciente|reclus[oa]|intern[oa]|ahijad[oa])(?![\w-])/i;

/** Return the signs a text shows of telling who somebody is, each once. */
export function tracesIn(text: string, today = new Date()): Trace[] {
  const found: [Trace, boolean][] = [
    ["phone", PHONE.test(text) || isPhoneAbroad(text) || PHONE_SAID.test(text)],
    ["email", EMAIL.test(text)],
    ["social", SOCIAL.test(text) || SOCIAL_SAID.test(text)],
    ["birth", BORN.test(text) || isLongAgo(text, today)],
    ["client", CLIENT.test(text) || CLIENT_IN_SPANISH.test(text)],
  ];
  return found.filter(([, isThere]) => isThere).map(([trace]) => trace);
}

/** Return what a text may give away, in words that promise no more than they can, or nothing. */
export function warningOf(t: Say, text: string): string {
  const traces = tracesIn(text).map((trace) => t(`trace_${trace}`));
  return traces.length ? t("trace_warning", { what: traces.join(", ") }) : "";
}

function isPhoneAbroad(text: string): boolean {
  const found = PHONE_ABROAD.exec(text)?.[0] ?? "";
  return found.replaceAll(/\D/g, "").length >= 8;
}

function isLongAgo(text: string, today: Date): boolean {
  const found = IN_FIGURES.exec(text);
  const year = Number(found?.[3] ?? found?.[4] ?? today.getFullYear());
  return today.getFullYear() - year > LONG_AGO;
}
