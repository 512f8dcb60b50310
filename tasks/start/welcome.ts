/** What a newcomer wants to know first. */
export function welcome({ url, isDemo }: { url: string; isDemo: boolean }): string {
  if (!isDemo) return `\nAfrify is at ${url}/\n`;
  const { protocol, hostname, port } = new URL(url);
  const shop = `${protocol}//demo.${hostname}${port && `:${port}`}/`;
  return `
  Demo shop    ${shop}
               ${url}/s/demo/
  Dashboard    ${url}/dashboard     merchant@afrify.test, staff@afrify.test
  Messages     ${url}/dev/mailbox   every email and SMS that was sent
  Phone        ${url}/dev/phone     approve or refuse an M-Pesa prompt

  The password of every demo sign-in is afrify-demo. Ctrl-C stops everything.
`;
}
