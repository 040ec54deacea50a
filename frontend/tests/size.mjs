// Fails when what the browser must fetch before it can draw is too heavy.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const limit = 260 * 1024;
const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const html = readFileSync(join(dist, "index.html"), "utf8");
const initial = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1]);

// What the entry imports at once comes along; what it imports later does not.
const seen = new Set();
function add(file) {
	if (seen.has(file)) return;
	seen.add(file);
	const text = readFileSync(join(dist, file), "utf8");
	for (const match of text.matchAll(/(?:^|[;}\s])(?:import|export)(?:[^"'()]*?from)?["']\.\/([^"']+\.js)["']/g)) {
		add(`assets/${match[1]}`);
	}
}
for (const file of initial) add(file);

// One language and the sign-in page are needed for the first picture too.
for (const file of readdirSync(join(dist, "assets"))) {
	if (/^en-.*\.js$/.test(file)) add(`assets/${file}`);
}

let total = 0;
for (const file of seen) {
	const size = gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
	total += size;
	console.log(`${(size / 1024).toFixed(1).padStart(8)} kB  ${file}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(8)} kB  initial JavaScript, gzip (limit ${limit / 1024})`);
if (total > limit) {
	console.error("Initial JavaScript is too heavy: make a page lazy or drop an import.");
	process.exit(1);
}
