import { PageHead } from "../../components";

/** Not drawn yet. */
export default function Page() {
	return <PageHead title="" />;
}
