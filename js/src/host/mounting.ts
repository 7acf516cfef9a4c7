/** Putting widgets into their places in the page. */

import type { WidgetModule } from "../shared/afm";
import { connection, whenConnected } from "../shared/connection";
import { hasQueued } from "../shared/outbox_kept";
import type { Models } from "./models";
import type { Mount, PageData } from "./page_data";
import { whenShown } from "./steps";

const TRIES = 4;

/** Fetch widget code once a module, again where the network failed. */
export class Code {
  #modules = new Map<string, Promise<WidgetModule>>();
  #failures = new Map<string, number>();

  constructor(
    private readonly page: PageData,
    private readonly load: (address: string) => Promise<{ default: WidgetModule }> = (address) =>
      import(address),
  ) {}

  /** Return a module's code; the first call begins to fetch it, and the first after a failure. */
  get(stem: string): Promise<WidgetModule> {
    const known = this.#modules.get(stem);
    if (known) return known;
    const code = this.#fetch(stem);
    this.#modules.set(stem, code);
    code.catch(() => this.#modules.delete(stem));
    return code;
  }

  async #fetch(stem: string, tries = 1): Promise<WidgetModule> {
    const file = this.page.modules[stem];
    if (!file) throw new Error(`The page was sent no code for ${stem}.`);
    const address = new URL(file, new URL(this.page.static_url, location.href));
    const failures = this.#failures.get(stem) ?? 0;
    // Browsers remember a failed import by its address.
    if (failures) address.searchParams.set("again", String(failures));
    try {
      return (await this.load(address.href)).default;
    } catch (error) {
      this.#failures.set(stem, failures + 1);
      if (tries >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** (tries - 1)));
      if (connection() !== "lost") return this.#fetch(stem, tries + 1);
      // Without a network nothing was tried.
      await whenConnected();
      return this.#fetch(stem);
    }
  }
}

/**
 * The widgets of a page: each comes into its place when its step is first shown.
 *
 * One whose person has something waiting to be sent comes at once, to send it.
 */
export class Widgets {
  #all: Mount[] = [];
  #begun: Promise<void>[] = [];

  constructor(
    private readonly code: Code,
    private readonly models: Models,
    private readonly onFailed: () => void,
  ) {}

  /** Take in a widget that the page has told of. */
  add(mount: Mount): void {
    this.#all.push(mount);
    const endings: (() => void)[] = [];
    let isBegun = false;
    const begin = (): void => {
      if (isBegun) return;
      isBegun = true;
      for (const end of endings) end();
      this.#begun.push(mountWidget(mount, this.code, this.models).catch(this.onFailed));
    };
    const place = placeOf(mount);
    if (place) endings.push(whenShown(place, begin));
    else begin(); // which says what is wrong
    if (isBegun) return;
    void this.models.model(mount.model_id).then((model) => {
      if (isBegun) return;
      const look = (): void => {
        const person = String(model.get("person") ?? "");
        const step = String(model.get("step") ?? "");
        if (hasQueued({ person, module: mount.module, step })) begin();
      };
      model.on("change:person", look);
      endings.push(() => model.off("change:person", look));
      look();
    });
  }

  /** Once what is in sight is there, fetch the code of the other steps, one after another. */
  async fetchOthers(): Promise<void> {
    await Promise.all(this.#begun);
    for (const { module } of this.#all) {
      await calm();
      // Whoever goes to its step asks for it again.
      await this.code.get(module).catch(() => undefined);
    }
  }
}

/** Resolve when the line is up and the browser has nothing better to do. */
async function calm(): Promise<void> {
  await whenConnected();
  await new Promise<void>((resolve) => {
    // Not every browser says when it is idle.
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 3_000 });
    else setTimeout(resolve, 300);
  });
}

function placeOf({ cell }: Mount): HTMLElement | undefined {
  const places = [...document.querySelectorAll<HTMLElement>(".ci-widget")];
  return places.find((one) => one.dataset.cell === cell);
}

/** Render one widget into its place as soon as its code and its model are here. */
export async function mountWidget(mount: Mount, code: Code, models: Models): Promise<void> {
  const [widget, model] = await Promise.all([code.get(mount.module), models.model(mount.model_id)]);
  const place = placeOf(mount);
  if (!place) throw new Error(`The page has no place for the widget of cell ${mount.cell}.`);
  if (!place.classList.contains("ci-ready")) {
    place.replaceChildren();
    place.classList.add("ci-ready");
  }
  const el = document.createElement("div");
  place.append(el);
  widget.render({ model, el });
}
