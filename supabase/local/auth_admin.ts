import postgres from "postgres";
import { z } from "zod";

const PATH = "/auth/v1/admin/users";

const Changes = z.object({
  email: z.email().max(255).transform((email) => email.toLowerCase()),
  password: z.string().min(8).max(72),
  email_confirm: z.boolean(),
  user_metadata: z.record(z.string(), z.unknown()),
  app_metadata: z.record(z.string(), z.unknown()),
}).partial();

type Changes = z.infer<typeof Changes>;

/** The part of Auth that manages other people's accounts, for the holder of the secret key. */
export interface AuthAdmin {
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
}

/** Whether a request is for this part of Auth, which the local package leaves out. */
export function isForAuthAdmin(pathname: string): boolean {
  return pathname === PATH || pathname.startsWith(`${PATH}/`);
}

/** Lists, makes, reads, changes and deletes accounts as hosted Supabase's `auth.admin` does. */
export function startAuthAdmin(
  { databaseUrl, secretKey }: { databaseUrl: string; secretKey: string },
): AuthAdmin {
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  return {
    async fetch(request) {
      if (request.headers.get("apikey") !== secretKey) {
        return refusal(403, "not_admin", "User not allowed");
      }
      try {
        return await answer(sql, request);
      } catch (error) {
        if ((error as { code?: string }).code !== "23505") throw error;
        return refusal(
          422,
          "email_exists",
          "A user with this email address has already been registered",
        );
      }
    },
    stop: () => sql.end(),
  };
}

async function answer(sql: postgres.Sql, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const id = pathname.slice(PATH.length + 1);
  if (!id && request.method === "GET") return await listUsers(sql, searchParams);
  if (id && !z.uuid().safeParse(id).success) return notFound();
  if (request.method === "GET") return toAnswer(await readUsers(sql, sql`where u.id = ${id}`));
  if (request.method === "DELETE") {
    const { count } = await sql`delete from auth.users where id = ${id}`;
    return count > 0 ? Response.json({}) : notFound();
  }
  const changes = Changes.safeParse(await request.json().catch(() => null));
  if (!changes.success) return refusal(422, "validation_failed", z.prettifyError(changes.error));
  if (!id && request.method === "POST") return await createUser(sql, changes.data);
  if (id && request.method === "PUT") return await updateUser(sql, id, changes.data);
  return refusal(405, "method_not_allowed", "Method not allowed");
}

async function listUsers(sql: postgres.Sql, params: URLSearchParams): Promise<Response> {
  const size = Math.min(Math.max(Number(params.get("per_page")) || 50, 1), 1000);
  const page = Math.max(Number(params.get("page")) || 1, 1);
  const users = await readUsers(
    sql,
    sql`order by u.created_at desc limit ${size} offset ${(page - 1) * size}`,
  );
  const [total] = await sql`select count(*)::text as users from auth.users`;
  const headers = { "x-total-count": total!.users };
  return Response.json({ users, aud: "authenticated" }, { headers });
}

async function createUser(sql: postgres.Sql, changes: Changes): Promise<Response> {
  const { email, password, email_confirm, user_metadata = {}, app_metadata = {} } = changes;
  if (!email) return refusal(400, "validation_failed", "Cannot create a user without an email");
  const id = crypto.randomUUID();
  const provider = { provider: "email", providers: ["email"] };
  await sql.begin(async (sql) => {
    await sql`
      insert into auth.users
        (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
      values (${id}, ${email}, ${password ? hash(sql, password) : null},
        ${email_confirm ? new Date() : null}, ${{ ...provider, ...app_metadata } as never},
        ${user_metadata as never})`;
    await sql`
      insert into auth.identities (id, provider, provider_id, user_id, identity_data)
      values (${crypto.randomUUID()}, 'email', ${id}, ${id}, ${{ sub: id, email } as never})`;
  });
  return toAnswer(await readUsers(sql, sql`where u.id = ${id}`));
}

async function updateUser(sql: postgres.Sql, id: string, changes: Changes): Promise<Response> {
  const { email, password, email_confirm, user_metadata = {}, app_metadata = {} } = changes;
  await sql`
    update auth.users
    set email = coalesce(${email ?? null}, email),
      encrypted_password = ${password ? hash(sql, password) : sql`encrypted_password`},
      email_confirmed_at = ${
    email_confirm ? sql`coalesce(email_confirmed_at, now())` : sql`email_confirmed_at`
  },
      raw_user_meta_data = raw_user_meta_data || ${user_metadata as never}::jsonb,
      raw_app_meta_data = raw_app_meta_data || ${app_metadata as never}::jsonb,
      updated_at = now()
    where id = ${id}`;
  return toAnswer(await readUsers(sql, sql`where u.id = ${id}`));
}

function hash(sql: postgres.Sql | postgres.TransactionSql, password: string) {
  return sql`extensions.crypt(${password}, extensions.gen_salt('bf', 10))`;
}

/** Accounts in the words of Auth's answers. */
async function readUsers(sql: postgres.Sql, which: postgres.PendingQuery<postgres.Row[]>) {
  return await sql`
    select u.id, u.aud, u.role, u.email, coalesce(u.phone, '') as phone, u.confirmed_at,
      u.email_confirmed_at, u.last_sign_in_at, u.created_at, u.updated_at, u.is_anonymous,
      u.raw_app_meta_data as app_metadata, u.raw_user_meta_data as user_metadata,
      '[]'::jsonb as identities
    from auth.users as u ${which}`;
}

function toAnswer([user]: postgres.RowList<postgres.Row[]>): Response {
  return user ? Response.json(user) : notFound();
}

function notFound(): Response {
  return refusal(404, "user_not_found", "User not found");
}

function refusal(status: number, code: string, msg: string): Response {
  return Response.json({ code: status, error_code: code, msg }, { status });
}
