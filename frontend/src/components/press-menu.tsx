import { Menu, type MenuProps } from "@mantine/core";
import { cloneElement, type ReactElement, type ReactNode, type Ref, useEffect, useRef, useState } from "react";

interface TargetProps {
	ref?: Ref<HTMLButtonElement>;
	onClick?: () => void;
	"aria-haspopup"?: "menu";
	"aria-expanded"?: boolean;
}

interface Props extends Omit<MenuProps, "children" | "opened" | "onChange"> {
	/** The button that opens it. */
	target: ReactElement<TargetProps>;
	/** A class of the list. */
	list?: string;
	/** The entries. */
	children: ReactNode;
}

/** A menu that is its button alone until it is first pressed: a list has one in every row. */
export function PressMenu({ target, list, children, ...rest }: Props) {
	const button = useRef<HTMLButtonElement>(null);
	const [pressed, setPressed] = useState(false);
	const [opened, setOpened] = useState(false);
	// The button was drawn anew inside the menu. It takes the focus back before
	// the menu opens, which returns it there in the end.
	useEffect(() => {
		if (!pressed) return;
		button.current?.focus({ preventScroll: true });
		setOpened(true);
	}, [pressed]);
	if (!pressed)
		return cloneElement(target, {
			"aria-haspopup": "menu",
			"aria-expanded": false,
			onClick: () => setPressed(true),
		});
	return (
		<Menu {...rest} opened={opened} onChange={setOpened}>
			<Menu.Target>{cloneElement(target, { ref: button })}</Menu.Target>
			<Menu.Dropdown className={list}>{children}</Menu.Dropdown>
		</Menu>
	);
}
