import { defineConfig } from "vitest/config";

// Unit tests stand beside what they test; stories in a browser are in tests/.
export default defineConfig({ test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"], environment: "node" } });
