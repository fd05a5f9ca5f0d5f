-- Hand-overs and assignments in bulk are taken back as the other acts are: a lead handed over a moment ago goes back to where it stood,
-- and one given to somebody goes back to who had it.
alter table bulk_change_leads add column held_before uuid, add column held_after uuid;

insert into stage_moves (from_stage, to_stage) select 'submitted', unnest(array['known', 'engaged', 'mql']);

-- What happened is never rewritten, so the application may not remove a hand-off. The one exception is one that was submitted by mistake and
-- that nobody has answered or contacted: it was none, and the events say that it was submitted and withdrawn.
create function withdraw_handoff(handoff uuid) returns boolean language plpgsql security definer set search_path from current as $$
declare
  workspace uuid := current_setting('samspil.workspace')::uuid;
begin
  delete from handoffs h
   where h.workspace_id = workspace and h.id = handoff
     and not exists (select from handoff_decisions d where d.workspace_id = workspace and d.handoff_id = handoff)
     and not exists (select from attempts a where a.workspace_id = workspace and a.handoff_id = handoff);
  return found;
end $$;
revoke all on function withdraw_handoff from public;
