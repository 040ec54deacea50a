import { modules } from "../api/ask";
import { useAsk, useStatus } from "../api/queries";
import css from "./brand.module.css";

/** The tenant's own picture where it has one, else what stands in its place. */
export function Brand({ name, children }: { name: string; children?: React.ReactNode }) {
	const mark = useStatus().data?.logo ?? "";
	const logo = useAsk(["logo", mark], modules.signIn.Logo, {
		enabled: mark !== "",
		staleTime: Number.POSITIVE_INFINITY,
	});
	if (mark === "" || !logo.data) return children;
	return <img className={css.brand} src={logo.data} alt={name} />;
}
