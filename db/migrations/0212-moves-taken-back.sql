-- A member takes back a move of their own: a lead qualified, sent back or ended a moment ago goes back to where it stood.
insert into stage_moves (from_stage, to_stage)
  select 'disqualified', unnest(array['known', 'engaged', 'mql', 'accepted', 'working', 'connected', 'sql', 'opportunity', 'rejected'])
  union all
  select 'sql', unnest(array['accepted', 'working', 'connected'])
  union all
  values ('recycled', 'rejected');
