import "@mantine/core/styles.layer.css";
import "@fontsource-variable/commissioner/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "./fonts.css";
import "./tokens.css";
import "./base.css";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { watchAttendance } from "./attended";
import { nearest, speak } from "./language";
import { rememberedLanguage } from "./remembered";
import { watchLeaving } from "./unsaved";

watchLeaving();
watchAttendance();
await speak(nearest(rememberedLanguage()));
createRoot(document.getElementById("root")!).render(<App />);
