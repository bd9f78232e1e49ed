import type { ComponentProps } from "react";
import styles from "./button.module.css";
import { Icon, type IconName } from "./icons";
import { joinClasses } from "./join-classes";

type Look = {
  look?: "primary" | "secondary" | "quiet" | "danger";
  size?: "small" | "normal" | "large";
  wide?: boolean;
  icon?: IconName;
};

export type ButtonProps = Look & ComponentProps<"button">;
export type LinkButtonProps = Look & ComponentProps<"a"> & { href: string };
type IconButtonProps = Pick<Look, "look" | "size"> & ComponentProps<"button"> & { icon: IconName; label: string };

/** An act on this page. One primary button a screen; a danger button only where the act cannot be undone. */
export function Button({ look, size, wide, icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={joinClasses(lookClasses({ look, size, wide }), className)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A way to another page that weighs as much as an act. */
export function LinkButton({ look, size, wide, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} className={joinClasses(lookClasses({ look, size, wide }), className)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/** A button whose words are only heard and shown on hover. */
export function IconButton({ icon, label, look = "quiet", size, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={joinClasses(lookClasses({ look, size }), styles.icon, className)}
    >
      <Icon name={icon} />
    </button>
  );
}

/** The class names of a button, for an element that must be something else (a `summary`, a file label). */
export function lookClasses({ look = "secondary", size = "normal", wide }: Look): string {
  return joinClasses(styles.button, styles[look], size !== "normal" && styles[size], wide && styles.wide);
}

/** The turning ring of a button at work; the words around it say the same. */
export function Spinner() {
  return <span className={styles.spinner} aria-hidden="true" />;
}
