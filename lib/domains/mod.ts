export { DomainForm, getDomain, requestCheck, saveDomain, type StoreDomain } from "./claim.ts";
export { askDns, type Dns, type DnsAnswer, TXT_LABEL, txtValue } from "./dns.ts";
export { createShopHosts, type ShopHosts } from "./hosts.ts";
export { domainTasks } from "./tasks.ts";
