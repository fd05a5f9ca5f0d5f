-- Two people who look like one and are two: somebody said so.
create table person_distinctions (
  workspace_id uuid not null,
  one_person_id uuid not null,
  other_person_id uuid not null check (one_person_id < other_person_id),
  member_id uuid,
  decided_at timestamptz not null,
  primary key (workspace_id, one_person_id, other_person_id),
  foreign key (workspace_id, one_person_id) references people on delete cascade,
  foreign key (workspace_id, other_person_id) references people on delete cascade
);

select protect_workspace_table('person_distinctions'::regclass);
