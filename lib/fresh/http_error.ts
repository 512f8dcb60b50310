/**
 * An answer other than success, thrown from any handler, middleware or page.
 * 404 shows the `_404` page, everything else the `_500` page with this status. Below 500 the
 * message is meant for the visitor; from 500 on it is shown to nobody.
 */
export class HttpError extends Error {
  override readonly name = "HttpError";

  constructor(readonly status: number, message?: string, options?: ErrorOptions) {
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new RangeError(`An HTTP error status is between 400 and 599, not ${status}`);
    }
    super(message ?? "", options);
  }
}
