// A small mail server on this machine: it speaks SMTP and keeps what it is handed.
import { createServer } from "node:net";

export class MailServer {
	letters = [];
	#wait = [];

	static async begin() {
		const server = new MailServer();
		server.listening = createServer((socket) => server.#talk(socket));
		await new Promise((ready) => server.listening.listen(0, "127.0.0.1", ready));
		server.port = server.listening.address().port;
		return server;
	}

	#talk(socket) {
		let rest = "";
		let letter;
		let text;
		const say = (line) => socket.write(`${line}\r\n`);
		socket.setEncoding("utf8");
		socket.on("error", () => {});
		socket.on("data", (chunk) => {
			rest += chunk;
			for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
				const line = rest.slice(0, end);
				rest = rest.slice(end + 2);
				if (text === undefined) command(line);
				else if (line === ".") taken();
				else text.push(line.replace(/^\./, ""));
			}
		});
		const command = (line) => {
			const verb = line.split(" ")[0].toUpperCase();
			const inside = /<([^>]*)>/.exec(line)?.[1];
			if (verb === "MAIL") letter = { from: inside };
			if (verb === "RCPT") {
				if (inside.startsWith("nobody@")) return say("550 5.1.1 nobody of that name here");
				letter.to = inside;
			}
			if (verb === "DATA") {
				text = [];
				return say("354 end with a dot");
			}
			if (verb === "QUIT") {
				say("221 bye");
				return socket.end();
			}
			say("250 ok");
		};
		const taken = () => {
			const raw = text.join("\n");
			text = undefined;
			const [head, ...body] = raw.split("\n\n");
			letter.subject = /^Subject: (.*)$/m.exec(head)?.[1];
			letter.text = quoted(body.join("\n\n"));
			this.letters.push(letter);
			say("250 taken");
			for (const look of this.#wait.splice(0)) look();
		};
		say("220 mail.example ESMTP");
	}

	/** The newest letter to this address with this subject; waits half a minute for it. */
	async letter(to, subject) {
		const found = () => this.letters.findLast((l) => l.to === to && subject.test(l.subject));
		let late = false;
		const clock = setTimeout(() => {
			late = true;
			for (const look of this.#wait.splice(0)) look();
		}, 30_000);
		while (!found() && !late) await new Promise((look) => this.#wait.push(look));
		clearTimeout(clock);
		if (!found())
			throw new Error(`no letter to ${to} with ${subject} among ${this.letters.map((l) => l.subject).join("; ")}`);
		return found();
	}

	end() {
		return new Promise((closed) => this.listening.close(closed));
	}
}

// Quoted-printable (RFC 2045) back to text.
function quoted(text) {
	const bytes = text
		.replace(/=\n/g, "")
		.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(bytes, "latin1").toString("utf8");
}
