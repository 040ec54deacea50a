import { Modal, type ModalProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** A question or a task over the page. A page may hold a dozen of them, and few
 * are ever opened: until then a dialog costs nothing. */
export function Dialog(props: ModalProps) {
	const stage = useStage(props.opened);
	return stage === "never" ? null : <Drawn {...props} opened={stage === "open"} />;
}

function Drawn({ closeButtonProps, ...rest }: ModalProps) {
	const { t } = useTranslation();
	return <Modal {...rest} closeButtonProps={{ size: 26, "aria-label": t("panel.close"), ...closeButtonProps }} />;
}

// It stands closed for one drawing before it opens: only then does it know where
// the focus was, and gives it back.
function useStage(opened: boolean): "never" | "closed" | "open" {
	const [stands, setStands] = useState(false);
	useEffect(() => {
		if (opened) setStands(true);
	}, [opened]);
	if (!stands) return opened ? "closed" : "never";
	return opened ? "open" : "closed";
}
