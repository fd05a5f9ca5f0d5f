-- Which hand-offs still wait for their first contact, and whose they are, beside the deadline that orders them: a page of the list costs its own
-- rows, and its counts one index. Both are kept in the transaction that changes them, and looked over each hour.
alter table handoff_deadlines add column open boolean, add column assigned_to uuid;

do $$
declare place uuid;
begin
  for place in select id from workspaces loop
    perform set_config('samspil.workspace', place::text, true);
    update handoff_deadlines k set assigned_to = h.assigned_to,
           open = l.stage in ('submitted', 'accepted') and d.decision is distinct from 'rejected'
                  and not exists (select from attempts a where a.workspace_id = h.workspace_id and a.handoff_id = h.id)
      from handoffs h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
      left join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
     where k.workspace_id = place and h.workspace_id = place and h.id = k.handoff_id;
  end loop;
  perform set_config('samspil.workspace', '', true);
end $$;

alter table handoff_deadlines alter column open set not null,
  add foreign key (workspace_id, assigned_to) references members;

create index open_handoffs on handoff_deadlines (workspace_id, coalesce(due, 'infinity'), handoff_id) where open;
create index open_handoffs_of_reps on handoff_deadlines (workspace_id, assigned_to, coalesce(due, 'infinity'), handoff_id) where open;
create index standing_decisions_by_time on handoff_decisions (workspace_id, decided_at) where undone_at is null;
create index contacts_by_time on attempts (workspace_id, attempted_at desc) where handoff_id is not null;
