import { Button } from "@mantine/core";
import { IconShieldOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import css from "./hosts.module.css";

interface ShutOutProps {
  effect: api.ShutOut;
  address: string;
  canPutBack: boolean;
  onPutBack: () => void;
  onKeepAddress: () => void;
}

/** Said before it happens: who would no longer get in, oneself first. */
export function ShutOutWarning({ effect, address, canPutBack, onPutBack, onKeepAddress }: ShutOutProps) {
  const { t } = useTranslation();
  const names = (effect.people ?? []).slice(0, 5).join(", ");
  return (
    <div className={css.shutOut} role="alert" data-self={effect.self || undefined}>
      <IconShieldOff size={20} aria-hidden />
      <div>
        <strong>{effect.self ? t("hosts.shutSelf") : t("hosts.shutOthers", { count: effect.total })}</strong>
        <p>
          {effect.self && t("hosts.shutSelfWhy", { address })} {effect.total > 0 && t("hosts.shutWho", { count: effect.total, names })}
        </p>
        {effect.self && (
          <div className={css.ways}>
            {canPutBack && (
              <Button size="compact-md" onClick={onPutBack}>
                {t("hosts.keepLines")}
              </Button>
            )}
            <Button size="compact-md" variant="default" onClick={onKeepAddress}>
              {t("hosts.keepAddress")}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
