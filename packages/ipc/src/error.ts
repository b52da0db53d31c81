// Every error that a call can end in. The page owns the words for each; the command prints the code.

export type ErrorCode =
  // The channel
  | 'bad-call'
  | 'too-many-calls'
  | 'engine-stopped'
  /** The browser shell's link was used before, or is too old: a fresh one is needed. */
  | 'link-expired'
  | 'internal'
  // Profile and passphrase
  | 'profile-locked'
  | 'profile-missing'
  | 'profile-exists'
  | 'profile-in-use'
  | 'profile-newer'
  | 'profile-damaged'
  | 'profile-name-invalid'
  | 'passphrase-wrong'
  /** Too many wrong ones; the detail is the number of seconds to wait. */
  | 'passphrase-wait'
  | 'passphrase-needed'
  | 'keychain-unavailable'
  /** What this computer has for a keychain only hides what it holds. */
  | 'keychain-weak'
  // Backups
  | 'backup-missing'
  | 'backup-foreign'
  | 'backup-newer'
  | 'backup-damaged'
  | 'backup-truncated'
  | 'file-exists'
  | 'disk-full'
  // Relay
  | 'address-malformed'
  | 'address-too-long'
  | 'address-id-malformed'
  | 'relay-unreachable'
  | 'relay-not-the-one'
  | 'relay-untrusted'
  /** An address of another relay than the one that the profile belongs to. */
  | 'relay-another'
  | 'relay-too-old'
  | 'app-too-old'
  /** It answered, but not as a relay of ours does: nobody knows which side is older. */
  | 'relay-version'
  | 'relay-refused'
  | 'relay-full'
  | 'clock-wrong'
  | 'rate-limited'
  // Registration
  | 'name-taken'
  | 'name-invalid'
  | 'registration-closed'
  | 'invite-invalid'
  // Conversations
  | 'unknown-person'
  | 'unknown-conversation'
  | 'unknown-message'
  | 'person-unreachable'
  | 'account-deleted'
  | 'not-admin'
  | 'not-member'
  | 'already-member'
  | 'last-admin'
  /** An admin whose key the relay does not know yet: others have to see them first. */
  | 'admin-not-ready'
  | 'picture-unusable'
  | 'conversation-ended'
  | 'conversation-stuck'
  | 'sending-stopped'
  | 'person-blocked'
  /** A request: whatever one does there would be seen by who asks. */
  | 'not-accepted'
  | 'message-too-long'
  /** Only its author may do that. */
  | 'not-author'
  | 'edit-too-late'
  /** It was deleted or never was a message: nothing can be done to it. */
  | 'message-gone'
  /** What disappears is not passed on. */
  | 'not-forwardable'
  | 'conflict'
  | 'offline'
  // Files
  | 'file-too-large'
  /** The relay keeps no more of this account's. */
  | 'file-quota'
  /** No longer at the relay. */
  | 'file-gone'
  | 'file-damaged'
  /** Its bytes ended too early, or did not come. */
  | 'file-interrupted'
  | 'file-cancelled'
  | 'file-not-here'
  | 'file-unreadable'
  | 'file-unwritable'
  // Verification
  | 'safety-number-differs'
  | 'safety-number-malformed'
  | 'safety-code-malformed'
  /** Only the user's own word goes on with somebody who was verified. */
  | 'was-verified'
  | 'identity-changed';
