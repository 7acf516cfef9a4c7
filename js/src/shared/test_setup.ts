/** Before each test file: a clean browser memory and page. */

import { cleanup } from "@testing-library/preact";
import { afterEach, beforeEach } from "vitest";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  delete document.documentElement.dataset.ciConnection;
});

afterEach(() => cleanup());
