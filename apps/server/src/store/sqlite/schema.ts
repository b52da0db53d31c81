// The tables of relay.db. Its version stands in `pragma user_version`; a database of a newer one is refused, one of the
// version before is upgraded.

/** Raised with every change of the tables. */
export const SCHEMA_VERSION = 4;

/** By these, what waits or is in use is found at once, whatever was settled or revoked beside it. */
const LIVE_INDEXES = `
  create index devices_account on devices (account) where revoked = 0;
  create unique index inbox_place on inbox (device, seq) where payload is not null;
  create index inbox_sender on inbox (device, sender_account) where payload is not null;
  create index inbox_request on inbox (device, sender, client_entry_id) where client_entry_id is not null;
`;

/** The oldest version that can still be opened, and what makes it this one. */
export const UPGRADED_VERSION = 3;
export const UPGRADE = `
  drop index devices_account;
  drop index inbox_place;
  ${LIVE_INDEXES}
`;

/**
 * Entries are rows in order of arrival with an index (log, seq): a table clustered by log would dirty one page per log
 * that a transaction touches, at a third of the speed. For the same reason the second index holds a short number instead
 * of the random ids it stands for.
 */
export const SCHEMA = `
  create table accounts (
    number integer primary key,
    name text not null unique,
    account_key blob not null,
    next_account_key_hash blob not null
  ) strict;
  create table devices (
    number integer primary key,
    id blob not null unique,
    account integer not null references accounts (number),
    device_key blob not null,
    roster_seq integer not null,
    revoked integer not null default 0,
    inbox_seq integer not null default 0
  ) strict;
  create table roster (seq integer primary key, payload blob not null) strict;
  create table logs (
    number integer primary key,
    id blob not null unique,
    first_access_hash blob not null,
    first_control_key blob not null,
    seq integer not null,
    last_commit integer not null,
    transcript blob not null,
    control_keys blob not null
  ) strict;
  create table access (
    log integer not null,
    hash blob not null,
    ended_at integer,
    ended_transcript blob,
    primary key (log, hash)
  ) strict, without rowid;
  create table entries (
    number integer primary key,
    log integer not null,
    seq integer not null,
    kind integer not null,
    client_entry_id blob not null,
    after_seq integer not null,
    request_key integer not null,
    request_hash blob not null,
    entry_hash blob not null,
    received_at integer not null,
    keep_until integer,
    payload blob
  ) strict;
  create index entries_keep on entries (keep_until) where keep_until is not null;
  create unique index entries_place on entries (log, seq);
  create index entries_request on entries (log, request_key);
  create table expired (kind integer primary key, up_to integer not null) strict;
  create table inbox (
    number integer primary key,
    device integer not null,
    seq integer not null,
    kind integer not null,
    sender blob not null,
    sender_account integer not null,
    client_entry_id blob,
    request_hash blob,
    received_at integer not null,
    payload blob
  ) strict;
  create table key_packages (
    number integer primary key,
    device integer not null,
    last_resort integer not null,
    used integer not null default 0,
    published_at integer not null,
    payload blob not null
  ) strict;
  create index key_packages_device on key_packages (device, last_resort);
  create index key_packages_age on key_packages (published_at) where last_resort = 0;
  create table blobs (
    number integer primary key,
    id blob not null unique,
    account integer not null references accounts (number),
    size integer not null,
    received integer not null,
    delete_hash blob not null,
    touched_at integer not null
  ) strict;
  create index blobs_account on blobs (account);
  create index blobs_age on blobs (touched_at);
  ${LIVE_INDEXES}
`;
