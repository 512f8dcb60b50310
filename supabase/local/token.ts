import { jwtVerify } from "jose";

/** Whether a request brings a key of this project, or a token that it signed. */
export async function isAllowed(
  request: Request,
  { jwtSecret, keys }: { jwtSecret: string; keys: string[] },
): Promise<boolean> {
  const token = request.headers.get("authorization")?.match(/^Bearer (.+)$/i)?.[1];
  if (keys.includes(request.headers.get("apikey") ?? "") && !token) return true;
  if (!token) return false;
  if (keys.includes(token)) return true;
  return await jwtVerify(token, new TextEncoder().encode(jwtSecret), { algorithms: ["HS256"] })
    .then(() => true, () => false);
}
