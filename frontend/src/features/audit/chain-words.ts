import type { TFunction } from "i18next";
import type { api } from "../../../wailsjs/go/models";
import { moment } from "../../app/format";

/** Since when the audit's chain does not hold. */
export function chainWords(chain: api.ChainState, t: TFunction): string {
	return chain.since ? t("check.audit_chain", { time: moment(chain.since) }) : t("check.audit_chain_whole");
}
