-- Somebody's word that marketing may write again before sales is done with a lead: why, and from when.

create table pause_endings (
  workspace_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  reason text not null check (reason <> ''),
  -- From when on nothing is paused.
  ends_at timestamptz not null,
  set_at timestamptz not null,
  set_by uuid,
  -- Taken back or followed by another: the pause goes on as it would have.
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references leads on delete cascade
);
-- One word at a time.
create unique index pause_endings_standing on pause_endings (workspace_id, lead_id) where withdrawn_at is null;

select protect_workspace_table('pause_endings'::regclass);
