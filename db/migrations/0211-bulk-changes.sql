-- One act on many leads: asked once, done lead by lead, each with its own outcome.

create table bulk_changes (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('assignment', 'handoff', 'recycling', 'disqualification')),
  -- What is done to each lead, and how the leads were chosen.
  asked jsonb not null,
  chosen jsonb not null,
  actor_kind text not null,
  actor_id uuid not null,
  created_at timestamptz not null,
  leads integer not null,
  done integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  finished_at timestamptz,
  undo_asked_at timestamptz,
  undone integer not null default 0,
  undo_finished_at timestamptz,
  problem text,
  primary key (workspace_id, id),
  check (finished_at is null or done + unchanged + refused = leads),
  check (undo_asked_at is null or finished_at is not null)
);
create index bulk_changes_by_actor on bulk_changes (workspace_id, actor_id, created_at desc, id desc);

-- Who was chosen, as resolved when it was asked. refusal: why not, as the screen words it.
create table bulk_change_leads (
  workspace_id uuid not null,
  bulk_change_id uuid not null,
  lead_id uuid not null,
  outcome text check (outcome in ('done', 'unchanged', 'refused')),
  refusal jsonb,
  undone_at timestamptz,
  undo_refusal jsonb,
  primary key (workspace_id, bulk_change_id, lead_id),
  foreign key (workspace_id, bulk_change_id) references bulk_changes on delete cascade,
  foreign key (workspace_id, lead_id) references leads on delete cascade,
  check ((outcome = 'refused') = (refusal is not null))
);
create index bulk_leads_to_do on bulk_change_leads (workspace_id, bulk_change_id, lead_id) where outcome is null;
create index bulk_leads_to_undo on bulk_change_leads (workspace_id, bulk_change_id, lead_id)
  where outcome = 'done' and undone_at is null and undo_refusal is null;

select protect_workspace_table(name::regclass) from unnest(array['bulk_changes', 'bulk_change_leads']) as name;
