import { z } from "zod";

const email = z.string().trim().toLowerCase()
  .max(254, "That email address is too long.")
  .pipe(z.email("Write an email address, such as amina@example.com."));

/** Auth hashes with bcrypt, which reads 72 bytes. */
const newPassword = z.string()
  .min(8, "Use 8 characters or more.")
  .refine((text) => new TextEncoder().encode(text).length <= 72, "Use at most 72 characters.");

const password = z.string().min(1, "Type your password.").max(1000, "That password is too long.");

export const SignIn = z.object({ email, password });

export const SignInLink = z.object({ email });

/** Spaces come along when a code is copied. */
export const SignInCode = z.object({
  email,
  code: z.string().transform((text) => text.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "Type the 6 digits of the code.")),
});

/** What programs send: fields that are not known are refused. */
export const LoginInput = z.strictObject(SignIn.shape);

export const RefreshInput = z.strictObject({
  refresh_token: z.string().min(1, "Send a refresh token.").max(1000, "That is no refresh token."),
});

/** Changes of the account ask for the password that it has. */
export const NewEmail = z.object({ email, current: password });

export const PasswordChange = z.object({ current: password, password: newPassword });

/** The password once more, before what is hard to undo. */
export const PasswordProof = z.object({ current: password });

export const NewAccount = z.object({ email, password: newPassword });

export const ForgotPassword = z.object({ email });

export const NewPassword = z.object({
  password: newPassword,
  /** Proof that an earlier sending of this form followed the emailed link. */
  followed: z.string().max(1000).optional(),
});

/** Messages by field of a form that asks for the password once more, under the refusals of that. */
export const DOUBTS = {
  wrong_password: { current: "That is not your password. Try again." },
  too_many_tries: { "": "That was too many tries. Wait a few minutes, then try again." },
};
