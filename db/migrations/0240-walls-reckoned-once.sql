-- Whose rows are in sight is reckoned once a statement. Without the select PostgreSQL reads the setting again for each row it looks at, which
-- is most of what it costs to go through a hundred thousand.
create or replace function protect_workspace_table(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy workspace_wall on %s using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', target);
end $$;

do $$
declare target regclass;
begin
  for target in select polrelid::regclass from pg_policy where polname = 'workspace_wall' and polrelid <> 'workspaces'::regclass
  loop
    execute format('alter policy workspace_wall on %s using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', target);
  end loop;
end $$;
