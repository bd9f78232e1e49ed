"use client";

import { HeadlessMantineProvider, Menu as MantineMenu } from "@mantine/core";
import { Button, type ButtonProps, IconButton } from "./button";
import { Icon, type IconName } from "./icons";
import styles from "./menu.module.css";

export type MenuItem = {
  label: string;
  icon?: IconName;
  danger?: boolean;
  disabled?: boolean;
} & ({ href: string } | { onSelect: () => void } | { /** Sends the form of this id. */ form: string });

type Props = Pick<ButtonProps, "look" | "size" | "icon"> & {
  label: string;
  /** Show only the icon ("more" unless given); the label is then heard. */
  iconOnly?: boolean;
  items: MenuItem[];
};

// In the page's main landmark, so that those who go from landmark to landmark find it; the first item takes the focus.
const placing = {
  position: "bottom-end",
  offset: 4,
  transitionProps: { duration: 0 },
  portalProps: { target: "#content" },
  withInitialFocusPlaceholder: false,
} as const;

/** A button and the acts it holds. Mantine gives the keys and the placing; headless, so that no style comes with it. */
export function Menu({ label, iconOnly, icon, items, ...look }: Props) {
  return (
    <HeadlessMantineProvider>
      <MantineMenu {...placing}>
        <MantineMenu.Target>
          {iconOnly ? (
            <IconButton {...look} icon={icon ?? "more"} label={label} />
          ) : (
            <Button {...look} icon={icon}>
              {label}
              <Icon name="chevron-down" size={12} />
            </Button>
          )}
        </MantineMenu.Target>
        <MantineMenu.Dropdown className={styles.dropdown}>
          {items.map((item) => (
            <Item key={item.label} item={item} />
          ))}
        </MantineMenu.Dropdown>
      </MantineMenu>
    </HeadlessMantineProvider>
  );
}

function Item({ item }: { item: MenuItem }) {
  const shared = {
    className: styles.item,
    disabled: item.disabled,
    "data-danger": item.danger || undefined,
    leftSection: item.icon && <Icon name={item.icon} />,
    children: item.label,
  };
  if ("href" in item) return <MantineMenu.Item component="a" href={item.href} {...shared} />;
  if ("form" in item) return <MantineMenu.Item type="submit" form={item.form} {...shared} />;
  return <MantineMenu.Item onClick={item.onSelect} {...shared} />;
}
