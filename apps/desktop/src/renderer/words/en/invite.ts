// Inviting others to the relay, and taking an invitation.
export const invite = {
  show: 'Invite someone…',
  title: 'Invite someone to this relay',
  lead: 'Whoever has this link can find the relay, and then you. It holds no secret.',
  qrLabel: 'The address of this relay as a QR code',
  link: 'Link',
  copy: 'Copy link',
  withoutId: 'This link does not name the relay’s key',
  withoutIdHelp:
    'Whoever joins with it trusts certificate authorities, as on a web site. Someone they vouch for could pose as this relay until the account is made.',
  code: 'If this relay asks for an invite code, they need one from whoever runs it, too.',
  waiting: 'An invite was opened',
  waitingHelp: 'It is shown as soon as you unlock.',
  here: 'You are on this relay already',
  hereHelp:
    'The invite that was opened leads to the relay of this profile. Choose someone from the list to talk to.',
  moved: 'Your relay at another address',
  movedHelp:
    'The invite that was opened leads to the relay of this profile, but at another address. If the relay has moved, use this address.',
  elsewhere: 'An invite to another relay',
  elsewhereHelp:
    'A profile belongs to one relay. To join this one, create another profile on this computer; the present one is locked and stays as it is.',
  makeProfile: 'Create a profile for it',
  notNow: 'Not now',
};
