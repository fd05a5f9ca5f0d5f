-- What the two teams say of a version before and after they sign it.

create table comments (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  subject_kind text not null check (subject_kind in ('definition', 'agreement')),
  subject_id uuid not null,
  -- The key of the criterion or clause it is about; null: the whole.
  about text,
  body text not null check (body <> ''),
  member_id uuid,
  made_at timestamptz not null,
  resolved_by uuid,
  resolved_at timestamptz,
  primary key (workspace_id, id)
);
create index comments_on on comments (workspace_id, subject_kind, subject_id, id);

select protect_workspace_table('comments'::regclass);
