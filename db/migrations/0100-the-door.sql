-- The door's ledger is kept for each write key, and what is in quarantine can be corrected and sent through the door again.

-- What was counted before keys were told apart stays, under the key that is none.
alter table tracking_ledger add column write_key_id uuid not null default '00000000-0000-0000-0000-000000000000';
alter table tracking_ledger alter column write_key_id drop default;
alter table tracking_ledger add column last_at timestamptz;
alter table tracking_ledger drop constraint tracking_ledger_pkey;
alter table tracking_ledger add primary key (workspace_id, write_key_id, day);

-- How a message came, so that it can come again as it did: by which key and which call, with what its batch said for all (as JSON text),
-- and the name of the browser that brought it. A correction stands beside the original, which stays as it was sent.
alter table quarantine
  add column write_key_id uuid,
  add column call text,
  add column envelope text,
  add column user_agent text,
  add column correction text,
  add column corrected_at timestamptz,
  add column corrected_by uuid,
  add column replayed_at timestamptz,
  add column replayed_by uuid;
create index quarantine_waiting on quarantine (workspace_id, reason, id) where replayed_at is null;

-- Rows come in the order of their time, so a summary of ranges finds the old ones, and a new one costs next to nothing.
drop index tracking_messages_by_age;
create index tracking_messages_by_age on tracking_messages using brin (received_at);
