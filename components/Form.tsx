import type { JSX } from "preact";

export interface FormProps extends Omit<JSX.IntrinsicElements["form"], "method"> {
  /** `state.csrf` of the request: what shows that this page is where the form came from. */
  csrf: string;
  /** What is typed in it takes a while: islands/LeaveGuard.tsx asks before it is lost. */
  guarded?: boolean;
}

/**
 * A form of somebody signed in. Its token is the first field, so that the server knows a form of ours
 * before it reads pictures.
 */
export function Form({ csrf, guarded, children, ...rest }: FormProps) {
  return (
    <form {...rest} method="post" data-guarded={guarded}>
      {/* Without autocomplete some browsers put an earlier page's token back on reload. */}
      <input type="hidden" name="csrf" value={csrf} autocomplete="off" />
      {children}
    </form>
  );
}
