/** The numbers that both sides of the wire agree on. Units are in the names; the reason stands beside each. */
export const limits = {
  usernameMinChars: 3,
  usernameMaxChars: 20,
  emailMaxChars: 254, // RFC 5321 section 4.5.3.1.3, less the angle brackets
  passwordMinChars: 10,
  passwordMaxChars: 128, // OWASP ASVS 5.0 V6.2.9 asks for at least 64; the bound keeps hashing cheap
  passwordMinScore: 3, // zxcvbn: "safely unguessable" by moderate offline attack
  roomTitleMaxChars: 60,
  roomDescriptionMaxChars: 280,
  slugMaxChars: 60,
  messageMaxChars: 4_000,
  /** Of the message that is replied to, as much stands in the reply. */
  quoteMaxChars: 200,
  mentionsMax: 50,
  /** Different emoji on one message. */
  reactionEmojiMax: 20,
  /** All reactions of all people on one message: each is an id that everybody in the chat receives. */
  reactionsMax: 500,
  attachmentsMax: 10,
  /** Unless the server is configured otherwise; see the `serverSettings` route. */
  attachmentMaxBytes: 25 * 1024 * 1024,
  fileNameMaxChars: 120,
  /** The longer side of the preview of a picture. */
  previewMaxPx: 960,
  /** A file that no message took is removed after this. */
  looseAttachmentMs: 86_400_000,
  /** Missed messages, and missed changes: more than this, and the chat is read anew. */
  catchUpMaxItems: 500,
  chatNameMaxChars: 40,
  chatDescriptionMaxChars: 280,
  chatsPerRoomMax: 50,
  roomChatsMax: 1_000,
  /** In a room of more people nobody sees who has read up to where. */
  seenMaxMembers: 20,
  /** Whoever types says so this often; a receiver forgets it after `typingLastsMs`. */
  typingEveryMs: 3_000,
  typingLastsMs: 6_000,
  searchMaxChars: 200,
  searchMaxItems: 50,
  pageMaxItems: 100,
  pageDefaultItems: 50,
  /** Full mesh: each participant uploads to every other, so that more than this collapses on a home uplink. */
  meshMaxParticipants: 8,
  /** A Chromium offer with four media sections measures 10 to 15 kB. */
  sdpMaxChars: 65_536,
  candidateMaxChars: 1_024,
  /** One message of the data channel between two participants. */
  peerMessageMaxChars: 1_000,
  /** One frame of the socket; an offer of the largest kind fits, a megabyte does not. */
  socketFrameMaxBytes: 100_000,
  httpBodyMaxBytes: 100_000,
  /** How long a participant whose socket dropped is kept for its return, before the others are told. */
  callLeaseMs: 8_000,
  displayNameMaxChars: 40,
  bioMaxChars: 280,
  avatarMaxBytes: 5 * 1024 * 1024,
  /** Decoded, a picture of this size takes 160 MB: more is no portrait but a bomb. */
  avatarMaxPixels: 40_000_000,
  peopleFoundMax: 10,
  /** Friends, requests and blocks of one person together: their list is sent whole. */
  relationsMax: 1_000,
  /** Signal and Matrix ring for as long. */
  ringMs: 60_000,
  /** Without input in every tab, a person counts as away. */
  awayAfterMs: 300_000,
  /** A person whose last tab has gone is offline after this: a reload is no absence. */
  presenceGraceMs: 5_000,
  passwordResetMs: 1_800_000,
  /** More than this is shown as "99+": there is no need to count on. */
  unreadCountMax: 100,
  directChatsMax: 200,
} as const;
