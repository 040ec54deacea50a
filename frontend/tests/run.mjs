// Runs every story in a real browser against the real program:
//   node frontend/tests/run.mjs PROGRAM [part of a file name]...
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const here = import.meta.dirname;
const [program, ...wanted] = process.argv.slice(2);
const files = readdirSync(here)
	.filter((name) => name.endsWith(".story.mjs") && (wanted.length === 0 || wanted.some((w) => name.includes(w))))
	.map((name) => join(here, name));
const scratch = mkdtempSync(join(tmpdir(), "callgate-stories-"));
const tap = join(scratch, "tap");
const result = spawnSync(
	process.execPath,
	[
		"--test",
		"--test-concurrency=1",
		"--test-timeout=600000",
		"--test-reporter=spec",
		"--test-reporter-destination=stdout",
		"--test-reporter=tap",
		`--test-reporter-destination=${tap}`,
		...files,
	],
	{ stdio: "inherit", env: { ...process.env, CALLGATE: resolve(program ?? "build/bin/callgate") } },
);
const figures = readFileSync(tap, "utf8");
const figure = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, "m").exec(figures)?.[1] ?? 0);
const failed = figure("fail") + figure("cancelled");
if (process.env.counts) writeFileSync(process.env.counts, `${figure("pass")} ${failed}\n`);
rmSync(scratch, { recursive: true, force: true });
process.exit(result.status ?? 1);
