import { useTranslation } from "react-i18next";
import { modules } from "../../api/ask";
import { askAhead, useAsk, useMe } from "../../api/queries";
import { Mono, PageHead } from "../../components";
import { Refusal } from "../../components/refusal";
import styles from "./account.module.css";
import { ColoursSection } from "./colours-section";
import { FactorSection } from "./factor-section";
import { NoticesSection } from "./notices-section";
import { PasswordSection } from "./password-section";
import { PreferencesSection } from "./preferences-section";
import { ProfileSection } from "./profile-section";
import { RequestsSection } from "./requests-section";
import { SessionsSection } from "./sessions-section";

/** What the page asks first. */
export const ask = () => askAhead(["account"], modules.account.Get);

/** One's own page: who I am, how I sign in, how I like things. */
export default function AccountPage() {
	const { t } = useTranslation();
	const me = useMe();
	const own = useAsk(["account"], modules.account.Get);
	return (
		<>
			<PageHead title={t("page.account")} count={<Mono>{me.login}</Mono>} />
			<div className={styles.page}>
				<div className={styles.column}>
					{own.error && <Refusal error={own.error} />}
					{own.data && <ProfileSection user={own.data} may={me.self.includes("profile")} />}
					<PreferencesSection me={me} user={own.data} />
					<ColoursSection may={me.self.includes("profile")} />
					<NoticesSection />
				</div>
				<div className={styles.column}>
					{me.impersonator ? (
						<p className={styles.notYours}>{t("acting.account", { name: me.name })}</p>
					) : (
						<>
							<PasswordSection me={me} user={own.data} may={me.self.includes("password")} />
							<FactorSection me={me} may={me.self.includes("second_factor")} />
							<SessionsSection />
							<RequestsSection />
						</>
					)}
				</div>
			</div>
		</>
	);
}
