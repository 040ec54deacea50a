// What the main job's hundred people get, and what is asked about everybody:
// much of the model in odd mixtures, the same ones on every run.

/** The role and the things there are before the hundred are changed. */
export const hundredThings = [
	[
		"role",
		"add",
		"--role",
		"Claims desk",
		...allow(
			"dashboard:read",
			"calls.log:read",
			"calls.recording:read",
			"calls.recording_download:read",
			"calls.wallboard:read",
			"reports.call:read",
		),
	],
	["queue", "add", "--queue", "600"],
	["queue", "add", "--queue", "700"],
];

function allow(...permissions) {
	return permissions.flatMap((p) => ["--allow", p]);
}

const networks = [
	{ flags: ["--host", "198.51.100.0/24"], within: ["198.51.100.9", "::ffff:198.51.100.77"] },
	{ flags: ["--host", "203.0.113.64-95"], within: ["203.0.113.64", "203.0.113.95"] },
	{ flags: ["--host", "2001:db8:7::/48"], within: ["2001:db8:7::42", "2001:DB8:7:ffff::1"] },
	{ flags: ["--host", "192.0.2.8", "--host", "198.51.100.0/24"], within: ["192.0.2.8", "198.51.100.255"] },
];
const reaches = [
	["--reach", "queue:600"],
	["--reach", "queue:700"],
	["--reach", "queue:600", "--reach", "queue:700"],
	["--reach", "everything"],
	["--reach", "extension:301"],
];

/** One command for each of the hundred. */
export function hundredEdits(logins) {
	return logins.map((login, i) => {
		const every = (n, ...flags) => (i % n === n - 1 ? flags : []);
		return [
			...["user", "edit", "--user", login, "--role", "Claims desk"],
			...networks[i % networks.length].flags,
			...reaches[i % reaches.length],
			...every(3, "--extension", String(301 + i)),
			...every(6, "--role", "QueueManager"),
			...every(7, "--role", "StandardInternationalUser"),
			...every(8, "--number", numberOf(i), "--caller-id", numberOf(i)),
			...every(9, "--deny", "calls.recording_download:read", "--deny", "calls.recording:read"),
			...every(11, "--allow", "calls.log:delete"),
			...every(13, "--exclude", "queue:600"),
			...every(17, "--seat", "lite"),
			...every(19, "--role", "NOC"),
		];
	});
}

const numberOf = (i) => `+44207946${String(i).padStart(4, "0")}`;

/** Random questions, repeatable: who, what, of what, from where, dialling what. */
export function twoHundredQuestions(hundred, everybody, permissions) {
	const random = numbersFrom(20_240_229);
	const one = (list) => list[Math.floor(random() * list.length)];
	const often = (share, then, otherwise) => (random() < share ? then() : otherwise());
	const liked = [
		"calls.log:read",
		"calls.recording:read",
		"calls.wallboard:read",
		"reports.call:read",
		"calls.own:read",
		"dashboard:read",
		"me.preferences:write",
	];
	const entities = [
		...["600", "700", "999"].map((n) => `queue:${n}`),
		"extension:301",
		"extension:303",
		"extension:390",
		"number:+442079460007",
		"number:+442079460015",
	];
	const elsewhere = ["203.0.113.96", "203.0.113.63", "192.0.2.9", "198.51.101.0", "2001:db8:8::1", "10.0.0.1"];
	const dialled = ["303", "020 7946 0999", "+442079460999", "+33123456789", "112", "+12025550123"];
	return Array.from({ length: 200 }, () => {
		const login = often(
			0.75,
			() => one(hundred),
			() => one(everybody),
		);
		const dialling = random() < 0.15;
		return {
			login,
			permission: dialling
				? ""
				: often(
						0.75,
						() => one(liked),
						() => one(permissions),
					),
			on: dialling
				? ""
				: often(
						0.5,
						() => "",
						() =>
							often(
								0.9,
								() => one(entities),
								() => `user:${one(everybody)}`,
							),
					),
			dial: dialling ? one(dialled) : "",
			showing: dialling
				? often(
						0.5,
						() => "",
						() => numberOf(Math.max(0, hundred.indexOf(login))),
					)
				: "",
			from: often(
				0.75,
				() => one(networks[Math.max(0, hundred.indexOf(login)) % networks.length].within),
				() =>
					often(
						0.6,
						() => one(elsewhere),
						() => "",
					),
			),
		};
	});
}

/** Numbers from 0 to 1 that look random and are the same each time (mulberry32). */
function numbersFrom(seed) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
