-- Removing the example company takes everything with it, append-only facts too. Only an example can be removed this way.
-- Rows leave table by table, children first, because partitions and append-only tables cannot rely on one cascade.
create function delete_example_workspace(target uuid) returns boolean language plpgsql security definer set search_path from current as $$
declare
  name text;
  left_over text[];
  still text[];
  someone uuid;
begin
  perform set_config('samspil.workspace', target::text, true);
  if not exists (select from workspaces where id = target and example) then return false; end if;
  update sessions set workspace_id = null where workspace_id = target;
  select array_agg(distinct table_name::text) into left_over from information_schema.columns
   where table_schema = current_schema() and column_name = 'workspace_id' and table_name not like 'touchpoints\_%' and table_name <> 'sessions';
  -- A table that others still point to is tried again in the next round.
  while array_length(left_over, 1) > 0 loop
    still := '{}';
    foreach name in array left_over loop
      begin
        execute format('delete from %I where workspace_id = $1', name) using target;
      exception when foreign_key_violation then
        still := still || name;
      end;
    end loop;
    if array_length(still, 1) = array_length(left_over, 1) then raise exception 'tables point at each other: %', still; end if;
    left_over := still;
  end loop;
  delete from workspaces where id = target;
  -- Those who had no place but here leave too. Whether somebody has another place only their own sight shows.
  for someone in select id from users where password_hash is null loop
    perform set_config('samspil.user', someone::text, true);
    delete from users where id = someone and not exists (select from members where user_id = someone);
  end loop;
  perform set_config('samspil.workspace', '', true), set_config('samspil.user', '', true);
  return true;
end $$;
revoke all on function delete_example_workspace from public;
