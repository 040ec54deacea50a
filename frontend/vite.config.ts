import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// During development the page is served by Vite and its calls go to a server
// started beside it: CALLGATE=http://127.0.0.1:8090 npm run dev
const server = process.env.CALLGATE;

export default defineConfig({
	plugins: [react()],
	// No inlined assets: the content security policy has no data: for fonts.
	build: { target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 400 },
	server: server
		? {
				proxy: Object.fromEntries(
					["/call", "/wails/", "/events"].map((path) => [path, { target: server, changeOrigin: true }]),
				),
			}
		: {},
});
