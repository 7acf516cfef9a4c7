/** How numbers and days are written here: as in the United States, in the page's language. */

/** Return the page's locale: "en-US" or "es-US". */
export function locale(): string {
  const language = document.documentElement.lang || "en";
  return language.includes("-") ? language : `${language}-US`;
}
