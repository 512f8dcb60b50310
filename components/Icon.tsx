import { Drawing, type DrawingProps } from "./Drawing.tsx";
import * as icons from "./icons.ts";

export type IconName = keyof typeof icons;

export type IconProps = Omit<DrawingProps, "path"> & { name: IconName };

/** Decoration only: the control around it carries the name. */
export function Icon({ name, ...look }: IconProps) {
  return <Drawing path={icons[name]} {...look} />;
}
