// Measures the program as a whole, on a scratch folder, with 100,000 invented
// people: node build/measure.mjs PROGRAM [people]
// Prints one line a figure. Timers are those of this process, beside whatever
// else the machine does: run it on a quiet one.
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const people = Number(process.argv[3] ?? 100_000);
const scratch = mkdtempSync(join(tmpdir(), "callgate-measure-"));
// A copy, as every installation is: what the linker just wrote lies in the page
// cache in large pieces, which count as resident whole (8 MiB more).
const program = join(scratch, "callgate");
copyFileSync(resolve(process.argv[2] ?? "build/bin/callgate"), program);
const data = join(scratch, "data");
const password = "quiet harbour morning 41";
const say = (what, value, asked) => console.log(`${what.padEnd(52)} ${String(value).padStart(12)}   asked: ${asked}`);
const ms = (from) => Number(process.hrtime.bigint() - from) / 1e6;
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

function callgate(args, input = "") {
	const ran = spawnSync(program, [...args, "--data", data], { input, encoding: "utf8", maxBuffer: 1 << 28 });
	if (ran.status !== 0) throw new Error(`callgate ${args.join(" ")}: ${ran.stderr}`);
	return ran.stdout;
}

// From the start of the process to a connection taken, tried every 0.5 ms.
async function serve(port) {
	const from = process.hrtime.bigint();
	const server = spawn(program, ["serve", "--listen", `127.0.0.1:${port}`, "--data", data], { stdio: "ignore" });
	for (;;) {
		const up = await new Promise((done) => {
			const socket = net.connect(port, "127.0.0.1", () => { socket.destroy(); done(true); });
			socket.on("error", () => done(false));
		});
		if (up) return { server, took: ms(from) };
		await new Promise((done) => setTimeout(done, 0.5));
	}
}
const stopped = (server) => new Promise((done) => { server.once("exit", done); server.kill("SIGTERM"); });
const resident = (pid, what) => (Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024).toFixed(1);

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let cookie = "";
function call(port, name, ...args) {
	return new Promise((done, failed) => {
		const body = JSON.stringify(args);
		const from = process.hrtime.bigint();
		const request = http.request({ port, host: "127.0.0.1", agent, method: "POST", path: `/call/api.${name}`, headers: { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body), cookie } }, (answer) => {
			let text = "";
			answer.on("data", (chunk) => { text += chunk; });
			answer.on("end", () => {
				const took = ms(from);
				for (const c of answer.headers["set-cookie"] ?? []) cookie = [cookie, c.split(";")[0]].filter(Boolean).join("; ");
				const read = JSON.parse(text);
				if (read.error) failed(new Error(JSON.stringify(read.error)));
				else done({ took, result: read.result });
			});
		});
		request.on("error", failed);
		request.end(body);
	});
}

async function ready(port) {
	const from = process.hrtime.bigint();
	for (;;) {
		try {
			await call(port, "SignIn.Status");
			return ms(from);
		} catch {
			await new Promise((done) => setTimeout(done, 5));
		}
	}
}

try {
	callgate(["setup", "--tenant", "kestrel", "--name", "Kestrel Freight", "--login", "ada", "--country", "GB"], `${password}\n`);
	const empty = await serve(18420);
	await ready(18420);
	await new Promise((done) => setTimeout(done, 2000)); // idle: nothing asked for two seconds
	say("idle memory, empty site, MiB", resident(empty.server.pid, "VmRSS"), "<= 24");
	say("of it its own, the rest is the program's file", resident(empty.server.pid, "RssAnon"), "-");
	await stopped(empty.server);

	const first = ["Aled", "Bryn", "Carys", "Dilys", "Emrys", "Ffion", "Gwen", "Huw", "Ifan", "Joan"];
	const rows = Array.from({ length: people }, (_, i) => `${first[i % 10]},Person${String(i * 7919 % people).padStart(6, "0")},0${2000000000 + i}`);
	const file = join(scratch, "people.csv");
	writeFileSync(file, `${rows.join("\n")}\n`);
	const importing = process.hrtime.bigint();
	callgate(["import", "users", "--map", "first=1,last=2,phone=3", file]);
	say(`import of ${people} people with audit, s`, (ms(importing) / 1000).toFixed(1), "<= 10");

	const starts = [];
	for (let i = 0; i < 5; i++) {
		const { server, took } = await serve(18421 + i);
		starts.push(took);
		if (i < 4) await stopped(server);
		else {
			say(`start to listening with ${people} people, ms, median`, median(starts).toFixed(1), "<= 20");
			const port = 18421 + i;
			say("from listening to ready, ms", (await ready(port)).toFixed(0), "2000");
			cookie = "";
			await call(port, "SignIn.Password", "", "ada", password);
			const query = { search: "", role: "", state: "", seat: "", factor: "", on: "", sort: "name", down: false, after: "", offset: 0, limit: 50 };
			for (const sort of ["name", "login", "extension", "state", "last_sign_in", "created"]) {
				const took = [];
				for (let n = 0; n < 300; n++) took.push((await call(port, "Users.List", { ...query, sort, offset: n * 50 })).took);
				say(`page of 50 by ${sort}, HTTP, ms, median`, median(took).toFixed(2), "<= 0.7");
			}
			const took = [];
			for (let n = 0; n < 100; n++) took.push((await call(port, "Users.List", { ...query, search: `person0${n % 10}` })).took);
			say("search, HTTP, ms, median", median(took).toFixed(2), "<= 2 (the scan alone)");
			say("memory with them, MiB", resident(server.pid, "VmRSS"), "-");
			await stopped(server);
		}
	}
} finally {
	agent.destroy();
	rmSync(scratch, { recursive: true, force: true });
}
