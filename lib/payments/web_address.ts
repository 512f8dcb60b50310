/** Whether a browser may be sent there. */
export function isWebAddress(address: string | null): address is string {
  return address !== null && /^https?:\/\//.test(address) && URL.canParse(address);
}
