import {
	Autocomplete,
	Button,
	Checkbox,
	type CSSVariablesResolver,
	createTheme,
	Loader,
	Menu,
	Modal,
	NumberInput,
	PasswordInput,
	Popover,
	SegmentedControl,
	Select,
	Switch,
	Textarea,
	TextInput,
	Tooltip,
} from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import controls from "./controls.module.css";

// Mantine wants ten shades; ours is one ink that the tokens turn by scheme.
const ink = Array.from({ length: 10 }, () => "#131a22") as unknown as readonly [
	string,
	string,
	string,
	string,
	string,
	string,
	string,
	string,
	string,
	string,
];

// As classNames of the component, so that one field's own class joins them.
const field = {
	wrapper: controls.wrapper,
	input: controls.input,
	label: controls.label,
	description: controls.help,
	error: controls.error,
};
const order = {
	inputWrapperOrder: ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[],
};
// What a closed field would offer is drawn when nothing else is to be done.
const closedList = { shadow: undefined, transitionProps: { duration: 0 }, keepMountedMode: "activity" as const };
const list = { dropdown: controls.dropdown, option: controls.option };

/** The product's theme over Mantine: ink acts, radius 4, 13 px. */
export const theme = createTheme({
	primaryColor: "ink",
	colors: { ink },
	fontFamily: "var(--text)",
	fontFamilyMonospace: "var(--mono)",
	fontSizes: { xs: "12px", sm: "13px", md: "13px", lg: "15px", xl: "20px" },
	lineHeights: { xs: "16px", sm: "18px", md: "18px", lg: "20px", xl: "26px" },
	spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "20px" },
	radius: { xs: "2px", sm: "3px", md: "4px", lg: "6px", xl: "6px" },
	defaultRadius: "md",
	focusRing: "never",
	cursorType: "pointer",
	respectReducedMotion: true,
	headings: { fontFamily: "var(--text)", fontWeight: "650" },
	components: {
		Button: Button.extend({
			defaultProps: { size: "sm" },
			classNames: { root: controls.button, label: controls.buttonLabel, section: controls.buttonSection },
			vars: () => ({ root: {} }),
		}),
		TextInput: TextInput.extend({ classNames: field, defaultProps: order }),
		PasswordInput: PasswordInput.extend({
			classNames: { ...field, innerInput: controls.inner },
			defaultProps: order,
		}),
		NumberInput: NumberInput.extend({ classNames: field, defaultProps: { ...order, hideControls: true } }),
		Textarea: Textarea.extend({
			classNames: { ...field, input: `${controls.input} ${controls.area}` },
			defaultProps: order,
		}),
		Autocomplete: Autocomplete.extend({
			classNames: { ...field, ...list },
			defaultProps: { ...order, comboboxProps: closedList },
		}),
		Select: Select.extend({
			classNames: { ...field, ...list },
			defaultProps: {
				...order,
				allowDeselect: false,
				checkIconPosition: "right",
				rightSection: <IconChevronDown size={14} stroke={1.8} aria-hidden />,
				rightSectionWidth: 30,
				comboboxProps: closedList,
			},
		}),
		SegmentedControl: SegmentedControl.extend({
			classNames: {
				root: controls.segments,
				label: controls.segment,
				indicator: controls.segmentOn,
				control: controls.segmentControl,
			},
			defaultProps: { transitionDuration: 0, withItemsBorders: false },
		}),
		Checkbox: Checkbox.extend({ classNames: { input: controls.check, label: controls.checkLabel } }),
		Switch: Switch.extend({ classNames: { track: controls.track, thumb: controls.thumb, label: controls.checkLabel } }),
		Menu: Menu.extend({
			defaultProps: { shadow: undefined, transitionProps: { duration: 0 }, offset: 4 },
			classNames: {
				dropdown: controls.dropdown,
				item: controls.item,
				label: controls.menuLabel,
				divider: controls.divider,
			},
		}),
		Popover: Popover.extend({
			defaultProps: { shadow: undefined, transitionProps: { duration: 0 }, offset: 4 },
			classNames: { dropdown: controls.dropdown },
		}),
		Tooltip: Tooltip.extend({
			defaultProps: {
				openDelay: 300,
				transitionProps: { duration: 0 },
				events: { hover: true, focus: true, touch: false },
			},
			classNames: { tooltip: controls.tooltip },
		}),
		Modal: Modal.extend({
			// The page behind does not scroll by itself; locking it would write styles the security policy refuses.
			defaultProps: {
				lockScroll: false,
				shadow: undefined,
				transitionProps: { duration: 0 },
				overlayProps: { color: "var(--veil)", backgroundOpacity: 1 },
				closeButtonProps: { size: 26 },
			},
			classNames: {
				content: controls.modal,
				header: controls.modalHead,
				title: controls.modalTitle,
				body: controls.modalBody,
				overlay: controls.overlay,
			},
		}),
		Loader: Loader.extend({ defaultProps: { type: "dots", size: 16 } }),
	},
});

const variables = {
	"--mantine-color-body": "var(--sheet)",
	"--mantine-color-text": "var(--ink)",
	"--mantine-color-bright": "var(--ink)",
	"--mantine-color-dimmed": "var(--ink3)",
	"--mantine-color-placeholder": "var(--ink3)",
	"--mantine-color-anchor": "var(--ink)",
	"--mantine-color-error": "var(--deny)",
	"--mantine-color-default": "var(--raised)",
	"--mantine-color-default-hover": "var(--sunken)",
	"--mantine-color-default-color": "var(--ink)",
	"--mantine-color-default-border": "var(--edge)",
	"--mantine-color-disabled": "var(--sunken)",
	"--mantine-color-disabled-color": "var(--ink3)",
	"--mantine-color-disabled-border": "var(--edge)",
	"--mantine-color-ink-filled": "var(--ink)",
	"--mantine-color-ink-filled-hover": "var(--ink2)",
	"--mantine-color-ink-light": "var(--sunken)",
	"--mantine-color-ink-light-hover": "var(--sunken)",
	"--mantine-color-ink-light-color": "var(--ink)",
	"--mantine-color-ink-outline": "var(--ink)",
	"--mantine-color-ink-text": "var(--ink)",
	"--mantine-primary-color-contrast": "var(--on-ink)",
	"--mantine-color-ink-contrast": "var(--on-ink)",
};

/** Mantine's own colours follow our tokens, which turn with the scheme. */
export const variablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: variables, dark: variables });
