/** Before each test file: a clean browser memory and page. */

import { cleanup, configure } from "@testing-library/preact";
import { afterEach, beforeEach } from "vitest";

// A busy machine is slow; a broken test fails all the same.
configure({ asyncUtilTimeout: 5_000 });

// jsdom draws nothing, so it neither scrolls nor knows how much motion a person likes.
Element.prototype.scrollIntoView = () => undefined;
window.matchMedia = (media) => ({ matches: false, media }) as MediaQueryList;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  delete document.documentElement.dataset.ciConnection;
});

afterEach(() => cleanup());
