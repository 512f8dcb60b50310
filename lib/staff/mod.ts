export { grantFields, GrantForm, InvitationForm, readContact, storeField } from "./forms.ts";
export {
  type Contact,
  type Invitation,
  inviteStaff,
  listInvitations,
  renewInvitation,
  revokeInvitation,
} from "./invitations.ts";
export {
  acceptInvitation,
  getInvitation,
  type OpenInvitation,
  type SeenInvitation,
} from "./joining.ts";
export {
  type Grant,
  listMembers,
  type Member,
  removeMember,
  resumeMember,
  setMember,
  suspendMember,
  transferOwnership,
} from "./members.ts";
export { teamErrors } from "./words.ts";
export {
  leaveTenant,
  listOfferedStores,
  listWorkplaces,
  type Offered,
  type Workplace,
} from "./workplaces.ts";
