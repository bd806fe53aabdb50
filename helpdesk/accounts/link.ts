/** @param publicUrl without a slash at its end */
export function invitationLink(publicUrl: string, secret: string): string {
  return `${publicUrl}/invitations/${secret}`
}
