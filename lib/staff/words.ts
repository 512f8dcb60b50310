import type { InviteRefusal } from "./invitations.ts";

/** What a refused change of the team means to whoever asked, by form field; "" is the form as a whole. */
export function teamErrors(code: InviteRefusal): Record<string, string> {
  switch (code) {
    case "not_yourself":
      return { "": "Nobody changes their own place. Ask another owner." };
    case "owners_only":
      return { "": "Only an owner can do that." };
    case "permission_not_held":
      return {
        "": "You cannot hand on what your own role does not allow, or does not allow there.",
      };
    case "member_suspended":
      return { "": "They are suspended. Let them work again first." };
    case "last_owner":
      return { "": "A business keeps one owner. Make somebody else one first." };
    case "already_member":
      return { contact: "They are in your team already." };
    case "already_invited":
      return { contact: "They have an invitation already. Send it again from the list." };
    case "too_many_invitations":
      return { "": "That was 30 invitations today. Go on tomorrow." };
    case "invitation_over":
      return { "": "This invitation was accepted or taken back meanwhile." };
  }
}
