/** The variable that brings the process of the local services its options, as JSON. */
export const STACK_OPTIONS = "SUPABASE_LOCAL_OPTIONS";

export interface StackOptions {
  /** The project: the folder that `supabase/` is in. */
  root: string;
  /** Loopback port of all of it. */
  port: number;
  /** As `supabase_services`. */
  databaseUrl: string;
  /** As the owner: hosted Supabase gives edge functions that address. */
  ownerDatabaseUrl: string;
  jwtSecret: string;
  publishableKey: string;
  secretKey: string;
  /** What seals the keys of merchants' gateway accounts: a secret of the edge functions. */
  credentialsKeys: string;
  /** The platform's own address: where links in emails lead. */
  siteUrl: string;
  /** Where Auth hands in emails; null prints them. */
  smtpUrl: string | null;
  /** Folder of the uploaded objects. */
  storageDir: string;
}
