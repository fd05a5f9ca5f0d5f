-- What else was reckoned of a hand-off's clock, so that figures over many need not reckon each: when the first contact was, the business minutes it
-- took, whether the promise was kept (null while it runs), and by what was known when of the calendars: 'infinity' while it runs, null where
-- something it follows from has changed since. The revision tells that something has changed while it was reckoned.
-- And when it was handed over, so that a page of those that are done need not pass over all that are open.
alter table handoff_deadlines
  add column known_at timestamptz,
  add column contacted_at timestamptz,
  add column took_minutes integer,
  add column kept boolean,
  add column revision integer not null default 0,
  add column submitted_at timestamptz;

do $$
declare place uuid;
begin
  for place in select id from workspaces loop
    perform set_config('samspil.workspace', place::text, true);
    insert into handoff_deadlines (workspace_id, handoff_id, due, reckoned_at, open, assigned_to)
    select place, h.id, null, h.submitted_at,
           l.stage in ('submitted', 'accepted') and not exists (select from attempts a where a.workspace_id = place and a.handoff_id = h.id)
             and not exists (select from handoff_decisions d where d.workspace_id = place and d.handoff_id = h.id and d.undone_at is null and d.decision = 'rejected'),
           h.assigned_to
      from handoffs h join leads l on l.workspace_id = place and l.id = h.lead_id where h.workspace_id = place
        on conflict do nothing;
    update handoff_deadlines k set submitted_at = h.submitted_at from handoffs h
     where k.workspace_id = place and h.workspace_id = place and h.id = k.handoff_id;
  end loop;
  perform set_config('samspil.workspace', '', true);
end $$;

alter table handoff_deadlines alter column submitted_at set not null;

create index clocks_to_reckon on handoff_deadlines (workspace_id, handoff_id) where known_at is null;
create index done_handoffs on handoff_deadlines (workspace_id, submitted_at desc, handoff_id desc) where not open;
create index done_handoffs_of_reps on handoff_deadlines (workspace_id, assigned_to, submitted_at desc, handoff_id desc) where not open;
