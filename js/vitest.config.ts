import { join } from "node:path";
import { defineConfig } from "vitest/config";

const here = import.meta.dirname;

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // As in build.mjs: what asks for React is given Preact.
  resolve: {
    alias: {
      "react/jsx-runtime": "preact/jsx-runtime",
      "react-dom": "preact/compat",
      react: "preact/compat",
      "use-sync-external-store/shim/with-selector.js": join(here, "src/shared/test_store.ts"),
    },
  },
  test: {
    server: { deps: { inline: [/@xyflow/, /zustand/] } },
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://192.168.0.7:8866/voila/render/start.ipynb" } },
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/shared/test_setup.ts"],
    restoreMocks: true,
    testTimeout: 30_000,
    // By itself it leaves one of two processors to whoever watches it.
    maxWorkers: "100%",
  },
});
