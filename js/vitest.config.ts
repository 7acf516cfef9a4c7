import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://192.168.0.7:8866/voila/render/start.ipynb" } },
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/shared/test_setup.ts"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
