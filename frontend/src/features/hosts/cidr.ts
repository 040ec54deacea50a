/** What a normalised host ("192.0.2.0/24", "2001:db8::1") covers, for the eye
 * only; what an address may do is decided on the server. */
export function covers(cidr: string): { v6: boolean; bits: number } {
	const [address = "", bits] = cidr.split("/");
	const v6 = address.includes(":");
	return { v6, bits: bits === undefined ? (v6 ? 128 : 32) : Number(bits) };
}

/** Does the host contain the address? Draws "You are here". */
export function contains(cidr: string, address: string): boolean {
	const [network = ""] = cidr.split("/");
	const { v6, bits } = covers(cidr);
	const a = bitsOf(network);
	const b = bitsOf(address);
	return (
		a !== undefined &&
		b !== undefined &&
		a.length === b.length &&
		v6 === address.includes(":") &&
		a.slice(0, bits) === b.slice(0, bits)
	);
}

function bitsOf(address: string): string | undefined {
	if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) {
		return address
			.split(".")
			.map((n) => Number(n).toString(2).padStart(8, "0"))
			.join("");
	}
	if (!address.includes(":")) return undefined;
	const [head = "", tail] = address.split("::");
	const words = (s: string) => (s === "" ? [] : s.split(":"));
	const before = words(head);
	const after = tail === undefined ? [] : words(tail);
	const middle = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
	const all = [...before, ...middle, ...after];
	if (all.length !== 8) return undefined;
	return all.map((w) => Number.parseInt(w, 16).toString(2).padStart(16, "0")).join("");
}
