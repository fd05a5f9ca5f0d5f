-- When a lead first reached each stage that figures count, or one beyond it; gone again where that was taken back. It follows from lead_stages and is
-- written beside it, so that a figure costs what happened in its period and not all that ever happened.
create table stages_reached (
  workspace_id uuid not null,
  lead_id uuid not null,
  stage text not null check (stage in ('mql', 'submitted', 'accepted', 'opportunity', 'won')),
  reached_at timestamptz not null,
  primary key (workspace_id, lead_id, stage),
  foreign key (workspace_id, lead_id) references leads on delete cascade
);
create index stages_reached_by_time on stages_reached (workspace_id, stage, reached_at, lead_id);

do $$
declare place uuid;
begin
  for place in select id from workspaces loop
    perform set_config('samspil.workspace', place::text, true);
    -- Of the moves after the last that took the stage back.
    insert into stages_reached (workspace_id, lead_id, stage, reached_at)
    select s.workspace_id, s.lead_id, m.stage, min(s.entered_at)
      from (values ('mql', 0, array['known', 'engaged'], array['submitted']),
                   ('submitted', 1, '{}', '{}'),
                   ('accepted', 2, array['submitted'], array['accepted', 'working', 'connected', 'sql', 'opportunity', 'won', 'invoiced']),
                   ('opportunity', 6, array['sql'], array['opportunity', 'won', 'invoiced']),
                   ('won', 7, array['opportunity'], array['won', 'invoiced'])) m(stage, passed, back_to, back_from)
      join lead_stages s on s.workspace_id = place
       and array_position(array['mql', 'submitted', 'accepted', 'working', 'connected', 'sql', 'opportunity', 'won', 'invoiced'], s.stage) > m.passed
     where not exists (select from lead_stages b where b.workspace_id = place and b.lead_id = s.lead_id and b.move > s.move
                          and b.stage = any(m.back_to) and b.from_stage = any(m.back_from))
     group by s.workspace_id, s.lead_id, m.stage;
  end loop;
  perform set_config('samspil.workspace', '', true);
end $$;

select protect_workspace_table('stages_reached');
