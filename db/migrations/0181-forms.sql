-- Forms for websites, made of items of the information contract, and what people answered.

create table forms (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  -- Title, introduction and thanks by language.
  texts jsonb not null,
  -- The items asked, in their order: which must be answered, and which answers assert a criterion.
  fields jsonb not null,
  questions_at_once integer not null check (questions_at_once between 2 and 20),
  hand_raise boolean not null,
  -- The purpose that is asked for, and the version of the words it is asked with.
  consent_purpose text check (consent_purpose in ('analytics', 'marketing')),
  consent_text text,
  -- The door its submissions come by: they are counted and, where they are bad, kept as those of any other source.
  write_key_id uuid not null,
  created_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, write_key_id) references write_keys,
  check ((consent_purpose is null) = (consent_text is null))
);
create index forms_by_id on forms (id);

-- What somebody answered to an item, and by which way. Null: a form asked and it was left empty.
create table item_answers (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  item_key text not null,
  value text,
  source text not null check (source in ('form', 'call', 'mail', 'meeting')),
  form_id uuid,
  message_id text,
  member_id uuid,
  answered_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references people on delete cascade,
  foreign key (workspace_id, form_id) references forms,
  foreign key (workspace_id, member_id) references members,
  check ((source = 'form') = (form_id is not null)),
  check (value is not null or source = 'form')
);
create index item_answers_by_person on item_answers (workspace_id, person_id, item_key, answered_at);
create index item_answers_by_form on item_answers (workspace_id, form_id, item_key) where form_id is not null;

select protect_workspace_table(name::regclass) from unnest(array['forms', 'item_answers']) as name;

-- A visitor knows a form by its address alone: it may be learnt whose it is while it is open, and nothing else about it.
create policy owner_finds on forms for select to current_user using (true);
create function workspace_of_form(form uuid) returns uuid language sql stable security definer set search_path from current
  as $$ select workspace_id from forms where id = form and closed_at is null $$;
