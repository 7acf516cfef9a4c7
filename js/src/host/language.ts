/** The link to a page's other language: it is chosen for the whole site, on this device. */

const YEAR = 31_536_000;

/** Keep the language a link names and open the page anew in it; step and code stay. */
export function followLanguageLinks(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest<HTMLElement>("a[data-language]");
    if (!link) return;
    event.preventDefault();
    const { language = "", path = "/" } = link.dataset;
    const secure = location.protocol === "https:" ? "; secure" : "";
    const how = `path=${path}; max-age=${YEAR}; samesite=lax${secure}`;
    // biome-ignore lint/suspicious/noDocumentCookie: the other way is not in every browser yet
    document.cookie = `ciwidgets_language=${language}; ${how}`;
    location.reload();
  });
}
