-- What was taken in while much arrived at once, as it was sent: committed before its sender was answered, and worked through right after.
-- An entry is what one transaction took in; it goes in the transaction that stores its touches.
create table tracking_journal (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  write_key_id uuid not null,
  letters text not null,
  taken_at timestamptz not null,
  primary key (workspace_id, id)
);
-- It lives for a moment: packing and unpacking it would cost more than the room it takes.
alter table tracking_journal alter column letters set storage external;

select protect_workspace_table('tracking_journal'::regclass);
