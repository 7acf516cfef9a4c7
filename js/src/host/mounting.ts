/** Putting widgets into their places in the page. */

import type { WidgetModule } from "../shared/afm";
import type { Models } from "./models";
import type { Mount, PageData } from "./page_data";

const TRIES = 4;

/** Fetch widget code once a module, again where the network failed. */
export class Code {
  #modules = new Map<string, Promise<WidgetModule>>();

  constructor(
    private readonly page: PageData,
    private readonly load: (address: string) => Promise<{ default: WidgetModule }> = (address) =>
      import(address),
  ) {}

  /** Return a module's code; the first call begins to fetch it. */
  get(stem: string): Promise<WidgetModule> {
    const known = this.#modules.get(stem) ?? this.#fetch(stem, 0);
    this.#modules.set(stem, known);
    return known;
  }

  async #fetch(stem: string, count: number): Promise<WidgetModule> {
    const file = this.page.modules[stem];
    if (!file) throw new Error(`The page was sent no code for ${stem}.`);
    const address = new URL(file, new URL(this.page.static_url, location.href));
    // Browsers remember a failed import by its address.
    if (count) address.searchParams.set("again", String(count));
    try {
      return (await this.load(address.href)).default;
    } catch (error) {
      if (count + 1 >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** count));
      return this.#fetch(stem, count + 1);
    }
  }
}

/** Render one widget into its place as soon as its code and its model are here. */
export async function mountWidget(mount: Mount, code: Code, models: Models): Promise<void> {
  const [widget, model] = await Promise.all([code.get(mount.module), models.model(mount.model_id)]);
  const places = [...document.querySelectorAll<HTMLElement>(".ci-widget")];
  const place = places.find((one) => one.dataset.cell === mount.cell);
  if (!place) throw new Error(`The page has no place for the widget of cell ${mount.cell}.`);
  if (!place.classList.contains("ci-ready")) {
    place.replaceChildren();
    place.classList.add("ci-ready");
  }
  const el = document.createElement("div");
  place.append(el);
  widget.render({ model, el });
}
