/** Whether what was written is the address of a page that says where a parcel is. */
export function isTrackingLink(tracking: string): boolean {
  return /^https:\/\//.test(tracking) && URL.canParse(tracking);
}
